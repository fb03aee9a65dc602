"""The rules over params that rooms above `core` know, for every command that reads params."""

from send_analysis.compare.benchmarks import benchmark_rule
from send_analysis.core.params.checking import Rule
from send_analysis.datasets.mapping_rules import mapping_rule
from send_analysis.measures.impact_rules import impact_faults

RULES: tuple[Rule, ...] = (benchmark_rule, mapping_rule, impact_faults)
