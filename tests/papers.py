"""A small committee paper in params, for tests to change."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.release import ReleaseParams

#: What no paper can do without.
LEAST: dict[str, Any] = {
    "committee": "Performance Select Committee",
    "title": "Update on SEND",
    "report_author": {"post": "Director of Education", "email": "director@example.org"},
    "summary": "Plans are better than they were.",
    "purpose": "To tell members where the work stands.",
    "recommendations": ["note the report."],
    "implications": {
        "financial": "The service is a budget pressure.",
        "legal": {"none_because": "no decision is asked for."},
        "equality": {"none_because": "no service changes."},
    },
}


def paper(**changes: Any) -> dict[str, Any]:
    """The least paper with some of its keys changed or added."""
    return LEAST | changes


def params_of(root: Path, *, committee_paper: Mapping[str, Any] | None, **changes: Any) -> Params:
    """A release of the calendar year 2019 whose project root is a test's own folder."""
    release = {"authority": "oldham", "period": "2019", "as_at": "2020-08-31", "documents": ["committee_paper"]} | changes
    if committee_paper is not None:
        release["committee_paper"] = dict(committee_paper)
    authority = {
        "name": "Oldham", "code": "353", "publisher": "Oldham Council",
        "contact": {"team": "SEND Service", "email": "send@example.org"},
    }  # fmt: skip
    file = root / "params" / "oldham" / "2020-09.yaml"
    return Params(root, file, AuthorityParams.model_validate(authority), ReleaseParams.model_validate(release))
