"""What the rules found, as check rows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from send_analysis.core.checks import Check
from send_analysis.publish.gate.rule import Finding, Rule

#: How many findings of a rule a message names; it counts the others.
NAMED = 5

Findings = Mapping[str, Sequence[Finding]]


def rows(rules: Iterable[Rule], found: Mapping[str, Findings]) -> Iterator[Check]:
    """What rules found, by rule and page, as check rows."""
    for rule in rules:
        pages = found[rule.key]
        faulty = {name: findings for name, findings in pages.items() if findings}
        for name, findings in faulty.items():
            yield Check(
                rule.key, rule.result, _named(findings), len(findings), rule.guidance, file=name, allowed=rule.demands
            )
        if not faulty:
            yield Check(rule.key, "PASS", f"{rule.demands} {_pages(len(pages))} looked at.", allowed=rule.demands)


def _named(findings: Sequence[Finding]) -> str:
    told = [str(finding) for finding in findings[:NAMED]]
    return "; ".join([*told, f"and {len(findings) - NAMED} more"] if len(findings) > NAMED else told)


def _pages(number: int) -> str:
    return "1 page was" if number == 1 else f"{number} pages were"
