"""How coded values are called on the page."""

from send_analysis.core.figures import CROSS

#: Sections of a plan. Source: SEND Regulations 2014, reg 12.
PLAN_SECTIONS = {
    "A": "A: views, interests and aspirations",
    "B": "B: special educational needs",
    "C": "C: health needs",
    "D": "D: social care needs",
    "E": "E: outcomes",
    "F": "F: special educational provision",
    "G": "G: health provision",
    "H1": "H1: social care provision, under 18",
    "H2": "H2: other social care provision",
    "I": "I: placement",
    "J": "J: personal budget",
    "K": "K: advice and information",
}

_SPECIAL = {
    "in_favour_of_appellant": "Decided in favour of the family",
    "in_favour_of_authority": "Decided in favour of the authority",
    "not_met": "Not met",
}


def label(value: str) -> str:
    """A coded value in words: "requires_improvement" becomes "Requires improvement"; parts of a crossed one keep their order."""
    if CROSS in value:
        return ", ".join(label(part) for part in value.split(CROSS))
    if value in PLAN_SECTIONS:
        return PLAN_SECTIONS[value]
    if value in _SPECIAL:
        return _SPECIAL[value]
    words = value.replace("_", " ")
    return words[:1].upper() + words[1:]
