"""What the accessibility statement says, from what params state: days, criteria and contact in words."""

from collections.abc import Sequence
from typing import Any

from send_analysis.core.findings import counted
from send_analysis.core.params import Params
from send_analysis.core.params.accessibility import Burden, KnownIssue
from send_analysis.core.params.success_criteria import CRITERIA
from send_analysis.core.period import in_words


def statement_facts(params: Params) -> dict[str, Any] | None:
    """The authority's statement as plain values for the template; None where params state none."""
    said = params.authority.accessibility
    if said is None:
        return None
    days = said.response_working_days
    return {
        "notice": said.notice,
        "compliance": said.compliance,
        "contact": (said.contact or params.authority.contact).model_dump(),
        "response": counted(days, "working day") if days else "",
        "alternative_formats": said.alternative_formats,
        "known_issues": _gaps(said.known_issues),
        "disproportionate_burden": _gaps(said.disproportionate_burden),
        "out_of_scope": [each.model_dump() for each in said.out_of_scope],
        "prepared_on": in_words(said.statement_prepared_on),
        "reviewed_on": in_words(said.last_reviewed_on),
        "tested_on": in_words(said.last_tested_on) if said.last_tested_on else "",
        "tested_by": said.tested_by,
        "sample": said.sample,
        "website_statement": said.website_statement or "",
    }


def _gaps(items: Sequence[KnownIssue | Burden]) -> list[dict[str, Any]]:
    return [
        {
            "what": each.what,
            "criteria": [CRITERIA[number] for number in each.criteria],
            "instead": each.instead,
            "fix_by": each.fix_by.label if isinstance(each, KnownIssue) and each.fix_by else "",
            "why": each.why if isinstance(each, Burden) else "",
        }
        for each in items
    ]
