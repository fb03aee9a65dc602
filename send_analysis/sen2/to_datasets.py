"""From the records of a return to the rows of datasets: requests, plans, needs, placements, reviews.

The request is the hub of the return. A row of `requests` and of `plans` is numbered by its Requests record, one of `needs` by
its SENneed record, of `placements` by its PlacementDetail record, of `reviews` by its ActivePlans record. Each of these records
has its row: where it breaks a rule that the row rests on, the row is there with the fault that sets it aside.

What could tell a person (name, UPN, postcode, ethnicity, day of birth) is in no column.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from send_analysis.core.findings import Finding, Rows
from send_analysis.core.params.release import IN_SEN2, DatasetName
from send_analysis.sen2.fields import REVIEW_OUTCOMES, SEN_TYPES, ModuleName
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.request_rows import plan_rows, request_rows
from send_analysis.sen2.row_values import flag, in_words, numbers, plan_ids, ranks, settings, where
from send_analysis.sen2.rules.kinds import Rule
from send_analysis.sen2.rules.register import Broken
from send_analysis.sources.raw_rows import RawRows, malformed_rows

#: The module whose records number the rows of each dataset.
HUBS: Mapping[DatasetName, ModuleName] = {
    "requests": "requests",
    "plans": "requests",
    "needs": "senneed",
    "placements": "placementdetail",
    "reviews": "activeplans",
}

_REVIEW = (
    *("review_held_on", "review_outcome", "review_decided_on", "review_draft_on"),
    *("phase_transfer_due_on", "phase_transfer_on"),
)

#: The dataset that rows of a module's file go to that are no records.
_OF_MALFORMED: Mapping[ModuleName, DatasetName] = {
    "requests": "requests",
    "senneed": "needs",
    "placementdetail": "placements",
    "activeplans": "reviews",
}


def to_datasets(
    the: Joined, broken: Sequence[Broken], malformed: Mapping[ModuleName, pd.DataFrame]
) -> dict[DatasetName, RawRows]:
    """The rows of a batch for each dataset.

    Parameters
    ----------
    broken : the rules that records of the batch break.
    malformed : rows of files that are no records; of them only the numbers are kept.
    """
    plans, has_plan = plan_rows(the)
    frames: dict[DatasetName, tuple[pd.DataFrame, Flags | None]] = {
        "requests": (request_rows(the), None),
        "plans": (plans, has_plan),
        "needs": (_needs(the), None),
        "placements": (_placements(the), None),
        "reviews": (_reviews(the), np.logical_or.reduce([the.given("activeplans", name) for name in _REVIEW])),
    }
    lines: dict[DatasetName, Rows] = {
        _OF_MALFORMED[module]: rows["row"].to_numpy() for module, rows in malformed.items() if module in _OF_MALFORMED
    }
    return {name: _rows(name, *frames[name], the, broken, lines.get(name)) for name in IN_SEN2}


def _needs(the: Joined) -> pd.DataFrame:
    codes = the.code("senneed", "need")
    return pd.DataFrame(
        {
            "plan_id": plan_ids(the, "senneed"),
            "need": where(codes.isin(SEN_TYPES).to_numpy(dtype=bool), codes),
            "rank": ranks(the, "senneed", "need_rank"),
        }
    )


def _placements(the: Joined) -> pd.DataFrame:
    module: ModuleName = "placementdetail"
    return pd.DataFrame(
        {
            "plan_id": plan_ids(the, module),
            "setting": settings(the, module),
            "urn": numbers(the, module, "urn"),
            "ukprn": numbers(the, module, "ukprn"),
            "rank": ranks(the, module, "placement_rank"),
            "entered_on": the.day(module, "entered_on"),
            "left_on": the.day(module, "left_on"),
            "sen_unit": flag(the, module, "sen_unit"),
            "resourced_provision": flag(the, module, "resourced_provision"),
        }
    )


def _reviews(the: Joined) -> pd.DataFrame:
    module: ModuleName = "activeplans"
    return pd.DataFrame(
        {
            "plan_id": plan_ids(the, module),
            "held_on": the.day(module, "review_held_on"),
            "outcome": in_words(the.code(module, "review_outcome"), REVIEW_OUTCOMES),
            "decided_on": the.day(module, "review_decided_on"),
            "draft_sent_on": the.day(module, "review_draft_on"),
            "phase_transfer_due_on": the.day(module, "phase_transfer_due_on"),
            "phase_transfer_on": the.day(module, "phase_transfer_on"),
        }
    )


def _rows(
    name: DatasetName,
    frame: pd.DataFrame,
    chosen: Flags | None,
    the: Joined,
    broken: Sequence[Broken],
    malformed: Rows | None,
) -> RawRows:
    """The rows of a dataset with the faults that set some aside."""
    hub = HUBS[name]
    chosen = np.ones(len(frame), dtype=bool) if chosen is None else chosen
    faults = (
        fault(name, each.rule, the.records(hub)[the.any_of(hub, each.rule.module, each.flags) & chosen])
        for each in broken
        if name in each.rule.sets_aside
    )
    return RawRows(
        frame[chosen].reset_index(drop=True),
        the.records(hub)[chosen],
        malformed_rows([], []) if malformed is None else malformed_rows(malformed.tolist(), [""] * len(malformed)),
        faults=tuple(each for each in faults if each.rows.size),
    )


def fault(name: DatasetName, rule: Rule, rows: Rows) -> Finding:
    """The rows of a dataset that rest on records which break a rule."""
    items = f" ({rule.element}: {', '.join(rule.items)})" if rule.fields else f" ({rule.element})"
    return Finding(f"{name}.{rule.code}", (), f"breaking {rule.code} of the SEN2 return{items}", rule.words, rows)
