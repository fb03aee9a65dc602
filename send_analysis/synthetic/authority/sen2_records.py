"""Cases as the records of a SEN2 return.

Every value that could tell a person says that it is made up: "Synthetic", "Child0000001", a postcode that does not exist, no UPN.
"""

from collections.abc import Iterator, Mapping
from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.sen2.fields import (
    ASSESSMENT_OUTCOMES,
    CEASE_REASONS,
    REQUEST_OUTCOMES,
    REVIEW_OUTCOMES,
    SEXES,
)
from send_analysis.synthetic.authority.canonical import other_urns, person_keys, request_keys, urns
from send_analysis.synthetic.authority.columns import CHUNK, Columns, dates, only, same, texts
from send_analysis.synthetic.authority.drawing import Flags, as_days
from send_analysis.synthetic.authority.population import has_plan, is_active
from send_analysis.synthetic.authority.sen2_parts import Part, Records
from send_analysis.synthetic.authority.sen2_selection import settled_before
from send_analysis.synthetic.authority.span import Span

#: The header of the return: 999 is the number of no authority.
AUTHORITY, TRANSFERRED_FROM = "999", "998"

#: The numbers of who asked. Assumption: they are not published.
SOURCES = {"parent": "1", "school": "2", "young_person": "3", "other": "4"}


def header(ends_on: date) -> dict[str, str]:
    """The header's values, by our names of its fields; the same for the same day."""
    return {
        "collection": "SEN2",
        "year": str(ends_on.year),
        "reference_date": ends_on.isoformat(),
        "source_level": "L",
        "authority": AUTHORITY,
        "software": "SYNTHETIC",
        "release": "1.3",
        "serial_number": "1",
        "made_at": f"{ends_on.isoformat()}T09:00:00",
    }


def make_parts(span: Span, cases: pd.DataFrame) -> Iterator[Part]:
    """The return of these cases, some persons at a time; they are in its order."""
    person = cases["person"].to_numpy()
    first = np.flatnonzero(np.append(True, person[1:] != person[:-1])[: len(person)])
    places = np.unique(np.searchsorted(first, np.arange(0, len(cases), CHUNK // 4)))
    starts = first[places[places < len(first)]]
    for start, end in zip(starts, [*starts[1:], len(cases)], strict=True):
        yield make_part(span, cases.iloc[start:end])


def make_part(span: Span, cases: pd.DataFrame) -> Part:
    """The records of some cases; a person's cases follow each other."""
    person = cases["person"].to_numpy()
    everyone = np.ones(len(cases), dtype=bool)
    settled = settled_before(span, cases)
    plan, active = has_plan(cases).to_numpy(), is_active(cases).to_numpy()
    assessed = cases["decision"].eq("assess").to_numpy(dtype=bool) | plan
    moved, second = cases["earlier_entered_on"].notna().to_numpy(), cases["second_setting"].to_numpy()
    records = (
        Records("person", np.append(True, person[1:] != person[:-1]), _person(cases)),
        Records("requests", everyone, _request(cases, settled)),
        Records("assessment", assessed, _assessment(cases, settled)),
        Records("namedplan", plan, _named_plan(cases)),
        Records("plandetail", plan, _setting(cases)),
        Records("plandetail", plan & second, _second_setting(cases)),
        Records("activeplans", active, _active_plan(cases)),
        Records("placementdetail", active & moved, _earlier_placement(cases)),
        Records("placementdetail", active, _setting(cases) | {"entered_on": dates(cases["entered_on"])}),
        Records("placementdetail", active & second, _second_setting(cases) | {"entered_on": dates(cases["entered_on"])}),
        Records("senneed", active, {"need": texts(cases["need"]), "need_rank": same("1", len(cases))}),
        Records("senneed", active & cases["second_need"].notna().to_numpy(), _second_need(cases)),
    )
    return Part(person, person_keys(cases), request_keys(cases), records)


def _flag(flags: pd.Series | Flags) -> pa.Array:
    return pc.if_else(pa.array(np.asarray(flags, dtype=bool)), "1", "0")


def _no(cases: pd.DataFrame) -> pa.Array:
    return same("0", len(cases))


def _letters(codes: Mapping[str, str]) -> dict[str, str]:
    """Our words to the return's codes; the first where a word has several."""
    return {word: code for code, word in reversed(list(codes.items()))}


def _person(cases: pd.DataFrame) -> Columns:
    size = len(cases)
    number = pc.utf8_lpad(pa.array(cases["person"].to_numpy()).cast(pa.string()), 7, "0")
    return {
        "surname": same("Synthetic", size),
        "forename": pc.binary_join_element_wise("Child", number, ""),
        "birth_date": dates(cases["birth"]),
        "sex": texts(cases["sex"], _letters(SEXES)),
        "ethnicity": same("NOBT", size),
        "postcode": same("ZZ99 9ZZ", size),
        "upn_unknown": same("UN1", size),
    }


def _request(cases: pd.DataFrame, settled: Flags) -> Columns:
    outcome = texts(cases["decision"], _letters(REQUEST_OUTCOMES))
    return {
        "received_on": dates(cases["received_on"]),
        "request_source": only(texts(cases["source"], SOURCES), ~settled),
        "youth_accommodation": _no(cases),
        "outcome_on": only(dates(cases["decision_on"]), ~settled),
        "outcome": pc.if_else(pa.array(settled), "H", outcome),
        "mediation": _flag(cases["mediation"] & ~settled),
        "tribunal": _flag(cases["appeal"].eq("refusal_to_assess") & ~settled),
    }


def _assessment(cases: pd.DataFrame, settled: Flags) -> Columns:
    outcome = texts(cases["outcome"], _letters(ASSESSMENT_OUTCOMES))
    other = cases["appeal"].isin(["contents", "refusal_to_amend", "cease"])
    return {
        "outcome": pc.if_else(pa.array(settled), "H", outcome),
        "outcome_on": only(dates(cases["outcome_on"]), ~settled),
        "mediation": _no(cases),
        "tribunal": _flag(cases["appeal"].eq("refusal_to_issue") & ~settled),
        "other_mediation": _no(cases),
        "other_tribunal": _flag(other),
        "exception": _flag(cases["exception"].notna() & ~settled),
    }


def _named_plan(cases: pd.DataFrame) -> Columns:
    return {
        "started_on": dates(cases["plan_issued_on"]),
        "personal_budget": _flag(cases["personal_budget"]),
        "organised_arrangements": _no(cases),
        "ceased_on": dates(cases["ceased_on"]),
        "cease_reason": texts(cases["cease_reason"], _letters(CEASE_REASONS)),
    }


def _setting(cases: pd.DataFrame) -> dict[str, pa.Array]:
    elsewhere = cases["setting"].ne("establishment").to_numpy(dtype=bool)
    return {
        "urn": urns(cases),
        "setting": only(texts(cases["setting"]), elsewhere),
        "placement_rank": same("1", len(cases)),
        "sen_unit": _flag(cases["sen_unit"]),
        "resourced_provision": _flag(cases["resourced_provision"]),
    }


def _second_setting(cases: pd.DataFrame) -> dict[str, pa.Array]:
    no = _no(cases)
    rank = same("2", len(cases))
    return {"urn": other_urns(cases), "placement_rank": rank, "sen_unit": no, "resourced_provision": no}


def _earlier_placement(cases: pd.DataFrame) -> Columns:
    left = as_days(cases["entered_on"]) - np.timedelta64(1, "D")
    when = {"entered_on": dates(cases["earlier_entered_on"]), "left_on": dates(left)}
    return _second_setting(cases) | when | {"placement_rank": same("1", len(cases))}


def _active_plan(cases: pd.DataFrame) -> Columns:
    return {
        "transferred_from": only(same(TRANSFERRED_FROM, len(cases)), cases["transferred_in"]),
        "review_held_on": dates(cases["held_on"]),
        "review_outcome": texts(cases["review_outcome"], _letters(REVIEW_OUTCOMES)),
        "review_decided_on": dates(cases["decided_on"]),
        "review_draft_on": dates(cases["review_draft_on"]),
        "phase_transfer_due_on": dates(cases["phase_transfer_due_on"]),
        "phase_transfer_on": dates(cases["phase_transfer_on"]),
    }


def _second_need(cases: pd.DataFrame) -> Columns:
    return {"need": texts(cases["second_need"]), "need_rank": same("2", len(cases))}
