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

#: Special educational needs. Source: SEN2 return 2025, item 5.8a.
NEEDS = {
    "SPLD": "Specific learning difficulty",
    "MLD": "Moderate learning difficulty",
    "SLD": "Severe learning difficulty",
    "PMLD": "Profound and multiple learning difficulty",
    "SEMH": "Social, emotional and mental health",
    "SLCN": "Speech, language and communication needs",
    "HI": "Hearing impairment",
    "VI": "Vision impairment",
    "MSI": "Multi-sensory impairment",
    "PD": "Physical disability",
    "ASD": "Autistic spectrum disorder",
    "DS": "Down syndrome",
    "OTH": "Other difficulty or disability",
}

#: Why plans end. Source: SEN2 return 2025, item 4.6; its "other" needs no name, and deaths count there (see plans.ceased).
CEASE_REASONS = {
    "maximum_age": "Reached the maximum age",
    "needs_met_without_plan": "Needs are met without a plan",
    "higher_education": "Went on to higher education",
    "paid_employment": "Went into paid employment",
    "moved_in_england": "Moved to another authority in England",
    "no_longer_engages": "No longer wishes to take part",
    "moved_outside_england": "Moved outside England",
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
    for names in (PLAN_SECTIONS, NEEDS, CEASE_REASONS, _SPECIAL):
        if value in names:
            return names[value]
    words = value.replace("_", " ")
    return words[:1].upper() + words[1:]
