"""Figures beside other figures: benchmarks published by others, and the previous year."""

from send_analysis.compare.benchmarks import with_benchmarks
from send_analysis.compare.changes import changes_on_previous_year

__all__ = ["changes_on_previous_year", "with_benchmarks"]
