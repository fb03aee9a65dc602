"""The rows of `requests` and `plans`: one for each Requests record, with what hangs on it."""

import numpy as np
import pandas as pd

from send_analysis.sen2.ages import age_groups, completed_years, school_years
from send_analysis.sen2.fields import ASSESSMENT_OUTCOMES, CEASE_REASONS, REQUEST_OUTCOMES, SEN_TYPES, SEXES, ModuleName
from send_analysis.sen2.joined import NEVER, Days, Flags, Joined, taken_texts
from send_analysis.sen2.row_values import (
    flag,
    flags_in_words,
    in_words,
    person_ids,
    request_ids,
    settings,
    where,
)
from send_analysis.sen2.rules.requests import (
    assessment_reversed,
    assessment_undated,
    ended_after_plan,
    ended_before_decision,
    led_to_plan,
    request_reversed,
)

_HUB: ModuleName = "requests"

#: What the datasets call an exception whose ground is not told.
_NOT_STATED = "not_stated"


def request_rows(the: Joined) -> pd.DataFrame:
    """The dataset `requests`, one row for each Requests record.

    A refusal that mediation or the Tribunal reversed is no longer the authority's decision: by reg 42 or 44 it assesses (or
    issues) after all. So the decision is then `assess` (or the outcome `issue`), dated on the day of the refusal, which is the
    day the authority kept its time limit by; that it was reversed stands beside it.
    """
    decision = in_words(the.code(_HUB, "outcome"), REQUEST_OUTCOMES)
    reversed_ = request_reversed(the)
    decision = decision.mask(reversed_, "assess")
    outcome = _outcomes(the, decision)
    return pd.DataFrame(
        {
            "request_id": request_ids(the),
            "person_id": _of_person(the, person_ids(the)),
            "received_on": the.day(_HUB, "received_on"),
            "source": where(the.matches(_HUB, "request_source", r"\d{1,2}"), the.text(_HUB, "request_source")),
            "decision_on": the.day(_HUB, "outcome_on"),
            "decision": decision,
            "decision_reversed": flags_in_words(decision.isin(["assess", "not_assess"]).to_numpy(), reversed_),
            "outcome_on": _outcome_on(the),
            "outcome": outcome,
            "outcome_reversed": flags_in_words(
                outcome.isin(["issue", "not_issue"]).to_numpy(), the.flag_of(_HUB, "assessment", assessment_reversed(the))
            ),
            "plan_issued_on": _issued_on(the, outcome),
            "exception_grounds": where(the.flag_of(_HUB, "assessment", the.flag("assessment", "exception")), _NOT_STATED),
            "age_group": age_groups(completed_years(_born(the), the.day(_HUB, "received_on"))),
            "sex": _sex(the),
            "primary_need": _primary_need(the),
        }
    )


def plan_rows(the: Joined) -> tuple[pd.DataFrame, Flags]:
    """The dataset `plans`, one row for each Requests record, and which of these have a plan."""
    active = the.number_of(_HUB, "activeplans") > 0
    reference = np.full(the.size(_HUB), the.reference)
    rows = pd.DataFrame(
        {
            "plan_id": request_ids(the),
            "person_id": _of_person(the, person_ids(the)),
            "issued_on": the.day_of(_HUB, "namedplan", "started_on"),
            "ceased_on": the.day_of(_HUB, "namedplan", "ceased_on"),
            "cease_reason": taken_texts(
                in_words(the.code("namedplan", "cease_reason"), CEASE_REASONS), the.at(_HUB, "namedplan")
            ),
            "active": flags_in_words(np.ones(len(active), dtype=bool), active),
            "setting": _setting(the),
            "personal_budget": taken_texts(flag(the, "namedplan", "personal_budget"), the.at(_HUB, "namedplan")),
            "transferred_in": flags_in_words(
                active, the.flag_of(_HUB, "activeplans", the.given("activeplans", "transferred_from"))
            ),
            "age_group": age_groups(school_years(_born(the), reference)),
            "sex": _sex(the),
        }
    )
    return rows, active | (the.number_of(_HUB, "namedplan") > 0)


def _outcomes(the: Joined, decision: pd.Series) -> pd.Series:
    """What came of each assessment; pending where one was decided on and there is no record of it yet."""
    outcomes = in_words(the.code("assessment", "outcome"), ASSESSMENT_OUTCOMES)
    outcomes = outcomes.mask(assessment_reversed(the), "issue")
    of_request = taken_texts(outcomes, the.at(_HUB, "assessment"))
    unrecorded = decision.eq("assess").to_numpy(dtype=bool) & (the.number_of(_HUB, "assessment") == 0)
    return of_request.mask(unrecorded, "pending")


def _outcome_on(the: Joined) -> Days:
    """The day of each assessment's outcome; that on which the plan started where the return's own cannot be it.

    A plan that was issued had been decided on by then. The 20 weeks do not go by that decision's day, so the request is used.
    """
    cannot_be = assessment_undated(the) | ended_before_decision(the) | ended_after_plan(the)
    by_plan = led_to_plan(the) & cannot_be
    days = np.where(by_plan, the.day_of("assessment", "namedplan", "started_on"), the.day("assessment", "outcome_on"))
    return np.append(days, NEVER)[the.at(_HUB, "assessment")]


def _issued_on(the: Joined, outcome: pd.Series) -> Days:
    """The day the plan was issued after the assessment told here; a plan that another authority began is not timed."""
    return np.where(outcome.eq("issue").to_numpy(dtype=bool), the.day_of(_HUB, "namedplan", "started_on"), NEVER)


def _setting(the: Joined) -> pd.Series:
    """Where the main placement that lasts is; without one, what the plan names first."""
    lasting = the.is_in("placementdetail", "placement_rank", ["1"]) & ~the.given("placementdetail", "left_on")
    named = the.is_in("plandetail", "placement_rank", ["1"])
    placed = the.at_some(_HUB, "placementdetail", lasting)
    by_plan = taken_texts(settings(the, "plandetail"), the.at_some(_HUB, "plandetail", named))
    return taken_texts(settings(the, "placementdetail"), placed).where(pd.Series(placed >= 0), by_plan)


def _primary_need(the: Joined) -> pd.Series:
    """The need of rank 1, where there is exactly one and it is known."""
    first = the.is_in("senneed", "need_rank", ["1"])
    codes = the.code("senneed", "need")
    known = where(codes.isin(SEN_TYPES).to_numpy(dtype=bool), codes)
    return where(the.number_of(_HUB, "senneed", first) == 1, taken_texts(known, the.at_some(_HUB, "senneed", first)))


def _sex(the: Joined) -> pd.Series:
    codes = the.code("person", "sex")
    return _of_person(the, in_words(codes.fillna(the.code("person", "gender")), SEXES))


def _born(the: Joined) -> Days:
    return the.day_of(_HUB, "person", "birth_date")


def _of_person(the: Joined, values: pd.Series) -> pd.Series:
    return taken_texts(values, the.at(_HUB, "person"))
