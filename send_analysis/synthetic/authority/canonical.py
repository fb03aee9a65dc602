"""Cases as the datasets that are about them: requests, plans, needs, placements and reviews, in canonical columns."""

from datetime import date

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.datasets.specs.requests import AGE_GROUPS
from send_analysis.synthetic.authority.columns import dates, flags, keys, only, same, stacked, texts
from send_analysis.synthetic.authority.drawing import Numbers, age_on, as_days, school_age_on
from send_analysis.synthetic.authority.population import is_active

#: The first age of each group after the first, and the first that is in none.
AGE_LIMITS = (5, 11, 16, 20, 26)


def request_keys(cases: pd.DataFrame) -> pa.Array:
    """The number of each request; "SYN-H…" where it is older than the datasets, and only its plan is in them."""
    number = cases["number"]
    return pc.if_else(flags(cases["historical"]), keys("H", number), keys("R", number))


def person_keys(cases: pd.DataFrame) -> pa.Array:
    """The number of each person."""
    return keys("P", cases["person"])


def age_groups(ages: Numbers) -> pa.Array:
    """The age groups of ages; null from 26 on."""
    places = np.searchsorted(AGE_LIMITS, ages, side="right")
    return pc.take(pa.array(AGE_GROUPS), pa.array(places, mask=places >= len(AGE_GROUPS)))


def requests(cases: pd.DataFrame) -> pa.Table:
    """The dataset `requests`, of cases that are not historical."""
    births, received = as_days(cases["birth"]), as_days(cases["received_on"])
    grounds = pc.fill_null(texts(cases["exception"]), "")
    return pa.table(
        {
            "request_id": request_keys(cases),
            "person_id": person_keys(cases),
            "received_on": dates(cases["received_on"]),
            "source": texts(cases["source"]),
            "decision_on": dates(cases["decision_on"]),
            "decision": texts(cases["decision"]),
            "decision_reversed": _not_reversed(cases["decision"], ["assess", "not_assess"]),
            "outcome_on": dates(cases["outcome_on"]),
            "outcome": texts(cases["outcome"]),
            "outcome_reversed": _not_reversed(cases["outcome"], ["issue", "not_issue"]),
            "draft_sent_on": dates(cases["draft_sent_on"]),
            "plan_issued_on": dates(cases["plan_issued_on"]),
            "exception_grounds": grounds,
            "late_cause": texts(cases["late_cause"]),
            "age_group": age_groups(age_on(births, received)),
            "sex": texts(cases["sex"]),
            "primary_need": texts(cases["need"]),
            "locality": texts(cases["locality"]),
        }
    )


def _not_reversed(decision: pd.Series, made: list[str]) -> pa.Array:
    """False where a decision has been made: none here was reversed afterwards."""
    return only(flags(np.zeros(len(decision), dtype=bool)), decision.isin(made))


def plans(cases: pd.DataFrame, as_at: date) -> pa.Table:
    """The dataset `plans`, of cases with a plan."""
    return pa.table(
        {
            "plan_id": request_keys(cases),
            "person_id": person_keys(cases),
            "issued_on": dates(cases["plan_issued_on"]),
            "ceased_on": dates(cases["ceased_on"]),
            "cease_reason": texts(cases["cease_reason"]),
            "active": flags(is_active(cases)),
            "setting": texts(cases["setting"]),
            "personal_budget": flags(cases["personal_budget"]),
            "transferred_in": flags(cases["transferred_in"]),
            "age_group": age_groups(school_age_on(as_days(cases["birth"]), np.datetime64(as_at, "D"))),
            "sex": texts(cases["sex"]),
        }
    )


def needs(cases: pd.DataFrame) -> pa.Table:
    """The dataset `needs`, of cases with a plan that is kept up: the return tells those of no others."""
    size, plan = len(cases), request_keys(cases)
    first = {"plan_id": plan, "need": texts(cases["need"]), "rank": same("1", size)}
    second = {"plan_id": plan, "need": texts(cases["second_need"]), "rank": same("2", size)}
    return stacked([(np.ones(size, dtype=bool), first), (cases["second_need"].notna().to_numpy(), second)])


def placements(cases: pd.DataFrame) -> pa.Table:
    """The dataset `placements`, of cases with a plan that is kept up: one that has ended, the main one, a second one."""
    size = len(cases)
    main = {
        "plan_id": request_keys(cases),
        "setting": texts(cases["setting"]),
        "urn": urns(cases),
        "ukprn": pa.nulls(size, pa.string()),
        "rank": same("1", size),
        "entered_on": dates(cases["entered_on"]),
        "left_on": pa.nulls(size, pa.date32()),
        "sen_unit": flags(cases["sen_unit"]),
        "resourced_provision": flags(cases["resourced_provision"]),
    }
    left = dates(as_days(cases["entered_on"]) - np.timedelta64(1, "D"))
    no = flags(np.zeros(size, dtype=bool))
    plain = {"setting": same("establishment", size), "sen_unit": no, "resourced_provision": no}
    earlier = main | plain | {"urn": other_urns(cases), "entered_on": dates(cases["earlier_entered_on"]), "left_on": left}
    second = main | plain | {"urn": other_urns(cases), "rank": same("2", size)}
    has_earlier, has_second = cases["earlier_entered_on"].notna().to_numpy(), cases["second_setting"].to_numpy()
    return stacked([(has_earlier, earlier), (np.ones(size, dtype=bool), main), (has_second, second)])


def urns(cases: pd.DataFrame) -> pa.Array:
    """Numbers of establishments: there is none from 900000 on."""
    return only(pa.array(cases["urn"].to_numpy()).cast(pa.string()), cases["urn"] > 0)


def other_urns(cases: pd.DataFrame) -> pa.Array:
    """The number of another establishment than the plan's main one."""
    return pa.array(900_500 + cases["number"].to_numpy() % 400).cast(pa.string())


def reviews(cases: pd.DataFrame) -> pa.Table:
    """The dataset `reviews`, of cases with a plan that is kept up."""
    size, plan = len(cases), request_keys(cases)
    never = pa.nulls(size, pa.date32())
    earlier = {
        "plan_id": plan,
        "held_on": dates(cases["earlier_held_on"]),
        "outcome": same("maintain", size),
        "decided_on": dates(cases["earlier_decided_on"]),
        "draft_sent_on": never,
        "phase_transfer_due_on": never,
        "phase_transfer_on": never,
    }
    last = {
        "plan_id": plan,
        "held_on": dates(cases["held_on"]),
        "outcome": texts(cases["review_outcome"]),
        "decided_on": dates(cases["decided_on"]),
        "draft_sent_on": dates(cases["review_draft_on"]),
        "phase_transfer_due_on": dates(cases["phase_transfer_due_on"]),
        "phase_transfer_on": dates(cases["phase_transfer_on"]),
    }
    has_earlier, has_last = cases["earlier_held_on"].notna().to_numpy(), cases["held_on"].notna().to_numpy()
    return stacked([(has_earlier, earlier), (has_last, last)])
