"""Small extracts for tests: one sound row of each dataset, and as many more as a test asks for, with what it changes."""

from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.core.params import Params
from send_analysis.core.params.authority import AuthorityParams
from send_analysis.core.params.release import ReleaseParams
from send_analysis.datasets.preparing import Prepared, prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sources.raw_rows import RawRows

Row = Mapping[str, str]

AS_AT = date(2022, 6, 22)

#: A sound row of each dataset, as text; the key is numbered.
SOUND: dict[str, dict[str, str]] = {
    "requests": {
        "request_id": "R-{}", "person_id": "P-{}", "received_on": "2022-01-03", "source": "parent",
        "decision_on": "2022-02-10", "decision": "assess", "outcome_on": "2022-04-20", "outcome": "issue",
        "draft_sent_on": "2022-04-21", "plan_issued_on": "2022-05-23", "exception_grounds": "", "late_cause": "",
        "age_group": "5 to 10", "sex": "F", "primary_need": "ASD", "locality": "north",
    },
    "advice": {
        "request_id": "R-{}", "agency": "health", "requested_on": "2022-02-11", "received_on": "2022-03-20",
        "returned_on": "", "missed_appointment": "no",
    },
    "plans": {
        "plan_id": "L-{}", "person_id": "P-{}", "issued_on": "2021-05-23", "ceased_on": "", "cease_reason": "",
        "active": "true", "setting": "establishment", "personal_budget": "no", "transferred_in": "no",
        "age_group": "5 to 10", "sex": "F",
    },
    "needs": {"plan_id": "L-{}", "need": "ASD", "rank": "1"},
    "placements": {
        "plan_id": "L-{}", "setting": "establishment", "urn": "100000", "ukprn": "", "rank": "1",
        "entered_on": "2021-09-01", "left_on": "", "sen_unit": "no", "resourced_provision": "no",
    },
    "reviews": {
        "plan_id": "L-{}", "held_on": "2022-03-01", "outcome": "maintain", "decided_on": "2022-03-20", "draft_sent_on": "",
        "phase_transfer_due_on": "", "phase_transfer_on": "",
    },
    "audits": {
        "audit_id": "A-{}", "plan_type": "new", "audited_on": "2022-05-03", "auditor_role": "team leader",
        "overall_grade": "good",
    },
    "audit_sections": {"audit_id": "A-{}", "section": "G", "grade": "inadequate"},
    "golden_thread": {"audit_id": "A-{}", "need_section": "C", "provision_section": "G", "present": "false"},
    "appeals": {
        "appeal_id": "T-{}", "person_id": "P-{}", "registered_on": "2022-03-01", "ground": "contents",
        "sections": "F;I", "outcome": "", "outcome_on": "",
    },
    "contacts": {
        "contact_id": "C-{}", "received_at": "2022-05-03 09:30", "channel": "email", "responded_at": "2022-05-04 10:00",
    },
    "improvement_actions": {
        "area": "1", "action_id": "I-{}", "action": "Agree how advice is chased", "owner": "Head of SEND",
        "due_on": "2022-09-30", "status": "complete", "evidence": "The agreement is signed", "completed_on": "2022-05-31",
    },
    "resolutions": {
        "raised_on": "2022-03-0{}", "kind": "question", "raised_by": "members", "text": "How many plans are late?",
        "asks_for_action": "yes", "answer": "", "answered_on": "", "due_on": "2022-09-30", "due_text": "",
    },
}  # fmt: skip


def rows_of(name: str, *changes: Row) -> pd.DataFrame:
    """Sound rows of a dataset as text, numbered from 1, each with the changes given for it."""
    rows = [{column: text.format(n) for column, text in SOUND[name].items()} | dict(c) for n, c in enumerate(changes, 1)]
    return pd.DataFrame(rows, columns=list(SOUND[name]), dtype="str")


def raw(name: str, *changes: Row) -> RawRows:
    """Such rows as a reader gives them."""
    frame = rows_of(name, *changes)
    return RawRows(frame.mask(frame.eq("")), np.arange(2, len(frame) + 2))


def prepared(name: str, *changes: Row, as_at: date = AS_AT, parent: Prepared | None = None) -> Prepared:
    """Such rows, prepared as at a day."""
    return prepare(SPECS[name], raw(name, *changes), as_at, parent)


def found(result: Prepared) -> dict[str, str]:
    """The message of each rule that some row breaks, by the rule's id."""
    return {each.check: each.message for each in result.findings if each.rows.size}


def broken(name: str, **change: str) -> dict[str, str]:
    """What is found in one row with a change."""
    return found(prepared(name, change))


def params(
    root: Path,
    extracts: Mapping[str, object],
    *,
    as_at: str = "2022-06-22",
    period: str = "2022-06",
    closures: Sequence[Mapping[str, str]] = (),
) -> Params:
    """Params whose project root is a test's own folder; extracts as a params file writes them."""
    authority = AuthorityParams.model_validate(
        {
            "name": "Swindon",
            "code": "866",
            "publisher": "Swindon Borough Council",
            "contact": {"team": "SEND Service", "email": "send@example.org"},
            "closures": list(closures),
        }
    )
    release = ReleaseParams.model_validate(
        {"authority": "swindon", "period": period, "as_at": as_at, "extracts": dict(extracts)}
    )
    return Params(root, root / "params" / "swindon" / "2022-06.yaml", authority, release)


def project(
    root: Path,
    tables: Mapping[str, pd.DataFrame],
    *,
    as_at: str = "2022-06-22",
    closures: Sequence[Mapping[str, str]] = (),
) -> Params:
    """Params for a project whose extracts are these tables, written as CSV."""
    (root / "data").mkdir(exist_ok=True)
    for name, table in tables.items():
        table.to_csv(root / "data" / f"{name}.csv", index=False)
    return params(root, {name: f"data/{name}.csv" for name in tables}, as_at=as_at, closures=closures)


def whole_project(root: Path, **changed: pd.DataFrame) -> Params:
    """A project with one sound row in each dataset, but for the tables given."""
    return project(root, {name: rows_of(name, {}) for name in SOUND} | changed)
