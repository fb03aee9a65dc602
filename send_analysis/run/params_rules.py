"""The rules over params that rooms above `core` know, for every command that reads params."""

from send_analysis.compare.benchmarks import benchmark_rule
from send_analysis.compare.stated import stated_rule
from send_analysis.core.params.checking import Rule
from send_analysis.datasets.mapping_rules import mapping_rule
from send_analysis.measures.impact_rules import impact_faults
from send_analysis.measures.revised_rules import revised_rule
from send_analysis.present.paper_texts import paper_rule

RULES: tuple[Rule, ...] = (benchmark_rule, mapping_rule, stated_rule, impact_faults, paper_rule, revised_rule)
