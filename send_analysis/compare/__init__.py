"""Figures beside other figures: benchmarks published by others, the previous year, and other areas."""

from send_analysis.compare.benchmarks import with_benchmarks
from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.compare.peers import all_authorities, neighbours_of, standing, years_of
from send_analysis.compare.place import Place, place

__all__ = [
    "Place",
    "all_authorities",
    "changes_on_previous_year",
    "neighbours_of",
    "place",
    "standing",
    "with_benchmarks",
    "years_of",
]
