"""The rules of the gate that a page, or a part of one, is held to while it is made: those that need no browser and no folder."""

from send_analysis.publish.gate.audit import STATIC
from send_analysis.publish.gate.rule import Finding
from send_analysis.publish.gate.source import Source


def check_page(html: str) -> list[str]:
    """What is wrong with a page, each fault with its line; empty when nothing was found that stops publication."""
    source = Source.read(html)
    stops = (rule for rule in STATIC if rule.reach != "folder" and rule.result == "FAIL")
    return [str(finding) for rule in stops for finding in rule.find(source)]


def check_fragment(html: str) -> list[str]:
    """What is wrong with a part of a page, by the rules that need not see the rest."""
    source = Source.read(html)
    stops = (rule for rule in STATIC if rule.reach == "part" and rule.result == "FAIL")
    found: dict[str, Finding] = {finding.what: finding for rule in stops for finding in rule.find(source)}
    return [f"{what}." for what in found]
