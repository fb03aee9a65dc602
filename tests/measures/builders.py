"""Datasets for tests, made from a few rows: what a test does not name is filled in, and every column has its type.

>>> appeals = dataset("appeals", [{"registered_on": "2022-05-03", "ground": "contents", "sections": "F;I"}])
>>> appeals.rows["appeal_id"].item(), appeals.rows["outcome_on"].isna().item()
('appeals-1', True)
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd

from send_analysis.core.figures import Area
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.core.working_time import to_london
from send_analysis.datasets.dataset import Dataset

SWINDON = Area("866", "Swindon")

#: The windows of the edition that the tests' published numbers come from: May and June 2022, taken on 22 June.
JUNE_2022 = Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22))

TEXT, DAY, MOMENT, FLAG = "text", "day", "moment in Europe/London", "flag"
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")
SETTINGS = ("establishment", "OLA", "OPA", "EHE", "EYP", "OTH", "NEET", "NIEC", "NIEO")
NEEDS = tuple("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH".split())
PLAN_SECTIONS = ("A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K")

#: The canonical columns of each dataset, in order: a kind, or the categories of a category.
COLUMNS: dict[str, dict[str, str | tuple[str, ...]]] = {
    "requests": {
        "request_id": TEXT,
        "person_id": TEXT,
        "received_on": DAY,
        "source": ("parent", "young_person", "school", "other"),
        "decision_on": DAY,
        "decision": ("assess", "not_assess", "withdrawn", "pending", "historical"),
        "decision_reversed": FLAG,
        "outcome_on": DAY,
        "outcome": ("issue", "not_issue", "withdrawn", "pending", "historical"),
        "outcome_reversed": FLAG,
        "draft_sent_on": DAY,
        "plan_issued_on": DAY,
        "exception_grounds": TEXT,
        "late_cause": ("late_advice", "advice_quality", "staff_capacity", "parental_choice", "other"),
        "age_group": TEXT,
        "sex": TEXT,
        "primary_need": TEXT,
        "locality": TEXT,
    },
    "advice": {
        "request_id": TEXT,
        "agency": ("educational_psychology", "health", "social_care", "school", "other"),
        "requested_on": DAY,
        "received_on": DAY,
        "returned_on": DAY,
        "missed_appointment": FLAG,
    },
    "plans": {
        "plan_id": TEXT,
        "person_id": TEXT,
        "issued_on": DAY,
        "ceased_on": DAY,
        "cease_reason": (
            *("maximum_age", "needs_met_without_plan", "higher_education", "paid_employment", "moved_in_england"),
            *("no_longer_engages", "moved_outside_england", "deceased", "other"),
        ),
        "active": FLAG,
        "setting": SETTINGS,
        "personal_budget": FLAG,
        "transferred_in": FLAG,
        "age_group": ("under 5", "5 to 10", "11 to 15", "16 to 19", "20 to 25"),
        "sex": ("F", "M", "not_stated"),
    },
    "needs": {"plan_id": TEXT, "need": NEEDS, "rank": ("1", "2")},
    "placements": {
        "plan_id": TEXT,
        "setting": SETTINGS,
        "urn": TEXT,
        "ukprn": TEXT,
        "rank": ("1", "2"),
        "entered_on": DAY,
        "left_on": DAY,
        "sen_unit": FLAG,
        "resourced_provision": FLAG,
    },
    "reviews": {
        "plan_id": TEXT,
        "held_on": DAY,
        "outcome": ("maintain", "amend", "cease"),
        "decided_on": DAY,
        "draft_sent_on": DAY,
        "phase_transfer_due_on": DAY,
        "phase_transfer_on": DAY,
    },
    "audits": {
        "audit_id": TEXT,
        "plan_type": ("new", "amended", "annual_review"),
        "audited_on": DAY,
        "auditor_role": TEXT,
        "overall_grade": GRADES,
    },
    "audit_sections": {"audit_id": TEXT, "section": PLAN_SECTIONS, "grade": (*GRADES, "not_applicable")},
    "golden_thread": {"audit_id": TEXT, "need_section": TEXT, "provision_section": TEXT, "present": FLAG},
    "appeals": {
        "appeal_id": TEXT,
        "person_id": TEXT,
        "registered_on": DAY,
        "ground": ("refusal_to_assess", "refusal_to_issue", "contents", "refusal_to_amend", "refusal_to_reassess", "cease"),
        "sections": TEXT,
        "outcome": ("in_favour_of_appellant", "in_favour_of_authority", "conceded", "withdrawn", "struck_out"),
        "outcome_on": DAY,
    },
    "contacts": {
        "contact_id": TEXT,
        "received_at": MOMENT,
        "channel": ("email", "phone", "post", "portal"),
        "responded_at": MOMENT,
    },
    "resolutions": {
        "raised_on": DAY,
        "kind": ("resolution", "question"),
        "raised_by": TEXT,
        "text": TEXT,
        "asks_for_action": FLAG,
        "answer": TEXT,
        "answered_on": DAY,
        "due_on": DAY,
        "due_text": TEXT,
    },
}

#: Columns that hold a set of parts joined by ";": an empty text, not a missing one, where there is none.
SETS = ("exception_grounds", "sections")

_OWN_ID = {
    **{"requests": "request_id", "plans": "plan_id", "audits": "audit_id", "appeals": "appeal_id"},
    "contacts": "contact_id",
}


def dataset(
    name: str,
    rows: Iterable[Mapping[str, Any]] | pd.DataFrame = (),
    *,
    covers: Period | tuple[str, str] | None = None,
    windows: Windows = JUNE_2022,
    area: Area = SWINDON,
) -> Dataset:
    """A dataset of `rows`, typed. Columns left out are missing; the dataset's own id is numbered ("appeals-1").

    The index is the row number in an extract, so it begins with 2: nothing may take it for a position.
    `covers` is a period or its first and last day; from 2010 to the windows' `as_at` when left out.

    Raises
    ------
    ValueError
        When a row has a column or a category that the dataset does not know.
    """
    given = rows.reset_index(drop=True) if isinstance(rows, pd.DataFrame) else pd.DataFrame([dict(row) for row in rows])
    columns = COLUMNS[name]
    if unknown := set(given.columns) - set(columns):
        raise ValueError(f"{name} has no column {', '.join(sorted(unknown))}")
    if (own := _OWN_ID.get(name)) and own not in given:
        given = given.assign(**{own: [f"{name}-{number}" for number in range(1, len(given) + 1)]})
    given = given.reindex(columns=list(columns)).set_axis(pd.RangeIndex(2, len(given) + 2))
    typed = pd.DataFrame({column: _typed(given[column], column, kind) for column, kind in columns.items()})
    period = _period(covers) if covers else Period(date(2010, 1, 1), windows.as_at)
    return Dataset(name, typed, area, period, f"{name}.csv, as at {period.end}", windows)


def times(number: int, **row: Any) -> list[dict[str, Any]]:
    """The same row several times: ``times(21, overall_grade="good") + times(7, overall_grade="inadequate")``."""
    return [dict(row) for _ in range(number)]


def period(first: str, last: str) -> Period:
    """The days from `first` to `last`, each written as year-month-day."""
    return Period(date.fromisoformat(first), date.fromisoformat(last))


def _period(covers: Period | tuple[str, str]) -> Period:
    return covers if isinstance(covers, Period) else period(*covers)


def _typed(column: pd.Series, name: str, kind: str | tuple[str, ...]) -> pd.Series:
    if isinstance(kind, tuple):
        if unknown := set(column.dropna()) - set(kind):
            raise ValueError(f"{name} is never {', '.join(sorted(unknown))}")
        return column.astype(pd.CategoricalDtype(kind))
    if kind == FLAG:
        return column.astype("boolean")
    if kind == TEXT:
        return column.astype("str").fillna("") if name in SETS else column.astype("str")
    moments = pd.to_datetime(column).astype("datetime64[us]")
    return to_london(moments) if kind == MOMENT else moments
