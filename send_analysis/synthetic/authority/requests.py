"""The requests of the last years and how far each had come by the last day."""

from typing import Any

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.drawing import (
    NEVER,
    ONE_DAY,
    Days,
    Numbers,
    age_on,
    as_days,
    born,
    chance,
    codes,
    last_working_day,
    later,
    named,
    numbers,
    places,
    some_days,
    tail,
    working_calendar,
)
from send_analysis.synthetic.authority.people import add_people, ask_again
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.sampling import leaning_high

#: SEND Regulations 2014, reg 5(1), 10(1) and 13(2), in days.
SIX_WEEKS, SIXTEEN_WEEKS, TWENTY_WEEKS, FIFTY_TWO_WEEKS = 42, 112, 140, 364

#: Days from the decision whether to assess to what comes of the assessment, at the least.
ASSESSMENT = 14


def make_requests(rng: np.random.Generator, span: Span, size: int) -> pd.DataFrame:
    """One row per request in order of receipt, with all that became of it by the last day.

    Columns are those of the dataset, and `number`, `person`, `birth`, `need`, `second_need`.
    """
    received = np.sort(some_days(rng, span.first, span.last, _day_weights(span), size))
    cases = pd.DataFrame({"number": np.arange(1, size + 1), "received_on": received})
    births = np.maximum(born(rng, received, numbers(rng, calibration.AGES_AT_REQUEST, size)), span.earliest_birth)
    cases = add_people(rng, cases.assign(birth=births))
    cases = cases.assign(**_course(rng, received))
    return _asked_by(rng, ask_again(rng, _known_by(cases, span.last)))


def _day_weights(span: Span) -> np.ndarray:
    days = np.arange(span.first, span.last + ONE_DAY)
    month = (days.astype("datetime64[M]") - days.astype("datetime64[Y]")).astype(np.int64)
    works = np.is_busday(days, busdaycal=working_calendar())
    return np.array(calibration.SEASON)[month] * np.where(works, 1.0, calibration.ON_A_DAY_OFF)


def _course(rng: np.random.Generator, received: Days) -> dict[str, Any]:
    """What becomes of each request in the end, and when."""
    size = len(received)
    decision, outcome = codes(rng, calibration.DECISIONS, size), codes(rng, calibration.OUTCOMES, size)
    assessed = np.asarray(decision == "assess")
    issued = assessed & np.asarray(outcome == "issue")
    exception = chance(rng, calibration.EXCEPTIONS, size)
    to_plan = _days_to_plan(rng, exception)
    to_decision = np.minimum(_days_to_decision(rng, size), np.where(issued, to_plan - 45, FIFTY_TWO_WEEKS))
    withdrawn = np.asarray(decision == "withdrawn")
    to_decision = np.where(withdrawn, rng.integers(3, SIX_WEEKS, size), to_decision)
    to_outcome = _days_to_outcome(rng, outcome, to_decision, to_plan)
    plan_on = last_working_day(later(received, to_plan))
    decision_on = np.maximum(received, last_working_day(later(received, to_decision)))
    outcome_on = np.maximum(decision_on, last_working_day(later(received, to_outcome)))
    draft_on = last_working_day(np.minimum(later(outcome_on, rng.integers(1, 7, size)), later(plan_on, -10)))
    late = issued & (plan_on - received > np.timedelta64(TWENTY_WEEKS, "D")) & ~exception
    grounds = codes(rng, calibration.GROUNDS, size)
    causes = codes(rng, calibration.LATE_CAUSES, size)
    return {
        "decision": decision,
        "decision_on": decision_on,
        "outcome": pd.Series(outcome).where(assessed),
        "outcome_on": np.where(assessed, outcome_on, NEVER),
        "draft_sent_on": np.where(issued, np.maximum(draft_on, outcome_on), NEVER),
        "plan_issued_on": np.where(issued, plan_on, NEVER),
        "exception": pd.Series(grounds).where(issued & exception),
        "late_cause": pd.Series(causes).where(late),
        "mediation": np.asarray(decision == "not_assess") & chance(rng, calibration.SEN2_MEDIATION["requests"], size),
    }


def _days_to_decision(rng: np.random.Generator, size: int) -> Numbers:
    in_time = leaning_high(rng, 12, SIX_WEEKS, size)
    # A late one is moved to the working day before: two days more keep it late.
    too_late = tail(rng, SIX_WEEKS + 3, 25, 200, size)
    return np.where(chance(rng, calibration.DECIDED_IN_TIME, size), in_time, too_late)


def _days_to_plan(rng: np.random.Generator, exception: np.ndarray) -> Numbers:
    size = len(exception)
    share = np.where(exception, calibration.EXCEPTIONS_WITHIN_20_WEEKS, calibration.WITHIN_20_WEEKS)
    within = leaning_high(rng, 98, TWENTY_WEEKS, size)
    over = TWENTY_WEEKS + 3 + np.floor(rng.exponential(55, size)).astype(np.int64) % (FIFTY_TWO_WEEKS - TWENTY_WEEKS - 2)
    far_over = tail(rng, FIFTY_TWO_WEEKS + 3, 70, 700, size)
    late = np.where(chance(rng, calibration.OVER_52_WEEKS, size), far_over, over)
    return np.where(chance(rng, share, size), within, late)


def _days_to_outcome(rng: np.random.Generator, outcome: pd.Categorical, to_decision: Numbers, to_plan: Numbers) -> Numbers:
    """Days from the request to what comes of its assessment."""
    size = len(to_plan)
    in_time = leaning_high(rng, 80, SIXTEEN_WEEKS, size)
    refused = np.where(chance(rng, calibration.REFUSED_IN_TIME, size), in_time, tail(rng, SIXTEEN_WEEKS + 3, 35, 400, size))
    decided = to_plan - rng.integers(17, 30, size)
    withdrawn = to_decision + rng.integers(20, 80, size)
    ends = np.select([np.asarray(outcome == "issue"), np.asarray(outcome == "not_issue")], [decided, refused], withdrawn)
    return np.maximum(ends, to_decision + ASSESSMENT)


def _known_by(cases: pd.DataFrame, last: np.datetime64) -> pd.DataFrame:
    """The requests as they stood at the end of the last day: what comes later is not known yet."""
    happened = {
        column: (cases[column].notna() & (as_days(cases[column]) <= last)).to_numpy()
        for column in ("decision_on", "outcome_on", "draft_sent_on", "plan_issued_on")
    }
    decided, issued = happened["decision_on"], happened["plan_issued_on"]
    # The return has no place for a decision to issue without a plan: it is known once the plan is there.
    happened["outcome_on"] = happened["outcome_on"] & (issued | ~cases["outcome"].eq("issue").to_numpy(dtype=bool))
    assessing = decided & cases["outcome"].notna().to_numpy()
    decision = cases["decision"].cat.add_categories(["pending"]).where(decided, "pending")
    outcome = cases["outcome"].cat.add_categories(["pending"]).where(happened["outcome_on"], "pending")
    known = {column: cases[column].where(flags) for column, flags in happened.items()}
    return cases.assign(
        **known,
        decision=decision,
        outcome=outcome.where(assessing),
        exception=cases["exception"].where(issued),
        late_cause=cases["late_cause"].where(issued),
        mediation=cases["mediation"] & decided,
    )


def _asked_by(rng: np.random.Generator, cases: pd.DataFrame) -> pd.DataFrame:
    """The requests with who asked; young persons may from 16 on."""
    size = len(cases)
    names = [*calibration.SOURCES, "young_person"]
    drawn = places(rng, list(calibration.SOURCES.values()), size)
    own = (age_on(as_days(cases["birth"]), as_days(cases["received_on"])) >= 16) & chance(
        rng, calibration.YOUNG_PERSON_ASKS, size
    )
    return cases.assign(source=named(np.where(own, len(names) - 1, drawn), names))
