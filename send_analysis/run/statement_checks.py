"""What is looked at in the accessibility statement: whether the authority has made one, and whether it is still kept."""

from datetime import date, timedelta

from send_analysis.core.checks import Check
from send_analysis.core.findings import counted
from send_analysis.core.params import Params
from send_analysis.core.params.accessibility import AccessibilityParams
from send_analysis.core.period import in_words

#: How long a statement stands without a review: the Government Digital Service asks for one a year.
REVIEWED_WITHIN = timedelta(days=366)

_NAME = "accessibility.statement"
_STATE = (
    "Have the pages assessed, and write in authority.yaml an `accessibility:` with compliance, known_issues, "
    "statement_prepared_on, last_reviewed_on, last_tested_on and tested_by; params/swindon/authority.yaml shows how."
)


def statement_checks(params: Params) -> list[Check]:
    """The outcome of the checks of a release's accessibility statement."""
    said = params.authority.accessibility
    if said is None:
        missing = "The authority has not stated how accessible its pages are, and accessibility.html says so."
        return [Check(_NAME, "WARNING", f"{missing} The law asks for a statement.", guidance=_STATE)]
    day = params.release.published_on or params.release.as_at
    return [
        Check(_NAME, "PASS", "The authority has stated how accessible its pages are."),
        _review(said, day),
        _fixes(said, day),
    ]


def _review(said: AccessibilityParams, day: date) -> Check:
    """Whether the statement was reviewed in the year before the release."""
    last = f"The accessibility statement was last reviewed on {in_words(said.last_reviewed_on)}"
    if day - said.last_reviewed_on <= REVIEWED_WITHIN:
        return Check("accessibility.reviewed", "PASS", f"{last}.")
    advice = "Review it, and write the day as accessibility.last_reviewed_on in authority.yaml."
    return Check("accessibility.reviewed", "WARNING", f"{last}, more than a year before the release.", guidance=advice)


def _fixes(said: AccessibilityParams, day: date) -> Check:
    """Whether what was to be fixed by now is still listed as not fixed."""
    late = [each.fix_by for each in said.known_issues if each.fix_by is not None and each.fix_by.end < day]
    if not late:
        return Check("accessibility.fixes", "PASS", "No known issue is listed beyond the day by which it was to be fixed.")
    message = f"{counted(len(late), 'known issue')} still listed, though to be fixed by {late[0].label}."
    advice = "Take out what is fixed, and give the rest a later fix_by, under accessibility.known_issues in authority.yaml."
    return Check("accessibility.fixes", "WARNING", message, len(late), advice)
