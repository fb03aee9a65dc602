"""Appeals to the Tribunal: each follows a decision of its ground within two months."""

from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.canonical import person_keys
from send_analysis.synthetic.authority.columns import dates, keys, texts
from send_analysis.synthetic.authority.drawing import (
    NEVER,
    Days,
    Flags,
    as_days,
    chance,
    codes,
    last_working_day,
    later,
    named,
)
from send_analysis.synthetic.authority.population import is_active
from send_analysis.synthetic.authority.span import Span

#: An appeal follows its decision within two months (First-tier Tribunal Rules 2008), after a couple of weeks at least; and
#: ends after so many days more.
DAYS_TO_APPEAL = (14, 61)
DAYS_TO_OUTCOME = (60, 330)


def add_appeals(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with the appeal that followed, if any: `appeal` (its ground) and `appealed_on`."""
    size, total = len(cases), sum(calibration.APPEAL_GROUNDS.values())
    wanted = calibration.APPEALS_TO_REQUESTS * int((~cases["historical"]).sum())
    names = list(calibration.APPEAL_GROUNDS)
    ground, appealed = np.full(size, -1), np.full(size, NEVER)
    for name, fitting, decided in _decisions(cases):
        open_to = fitting & (ground < 0) & (decided >= span.first)
        share = wanted * calibration.APPEAL_GROUNDS[name] / total / max(1, int(open_to.sum()))
        registered = last_working_day(later(decided, rng.integers(*DAYS_TO_APPEAL, size)))
        appeals = open_to & chance(rng, min(share, 1.0), size) & (registered <= span.last)
        ground[appeals], appealed[appeals] = names.index(name), registered[appeals]
    return cases.assign(appeal=named(ground, names), appealed_on=appealed)


def _decisions(cases: pd.DataFrame) -> list[tuple[str, Flags, Days]]:
    """For each ground, which cases have a decision that can be appealed, and its day."""

    def at(flags: pd.Series, column: str) -> tuple[Flags, Days]:
        return (flags & cases[column].notna()).to_numpy(dtype=bool), as_days(cases[column])

    decided, ended = cases["review_outcome"], cases["cease_reason"]
    amended = decided.eq("amend") & cases["decided_on"].notna()
    plan = cases["plan_issued_on"].where(~amended, cases["decided_on"])
    return [
        ("refusal_to_assess", *at(cases["decision"].eq("not_assess"), "decision_on")),
        ("refusal_to_issue", *at(cases["outcome"].eq("not_issue"), "outcome_on")),
        ("contents", is_active(cases).to_numpy(), as_days(plan)),
        ("refusal_to_amend", *at(decided.eq("maintain"), "decided_on")),
        ("cease", *at(ended.eq("needs_met_without_plan"), "ceased_on")),
    ]


def make_appeals(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pa.Table:
    """The dataset `appeals`, of cases with an appeal, in order of registration."""
    appealed = cases[cases["appeal"].notna()].sort_values(["appealed_on", "number"], kind="stable")
    size = len(appealed)
    registered = as_days(appealed["appealed_on"])
    ends = last_working_day(later(registered, rng.integers(*DAYS_TO_OUTCOME, size)))
    ended = ends <= span.last
    about_contents = appealed["appeal"].eq("contents").to_numpy(dtype=bool)
    sections = pd.Series(codes(rng, calibration.APPEALED_SECTIONS, size)).where(about_contents)
    outcome = pd.Series(codes(rng, calibration.APPEAL_OUTCOMES, size)).where(ended)
    columns: dict[str, Any] = {
        "appeal_id": keys("T", np.arange(1, size + 1)),
        "person_id": person_keys(appealed),
        "registered_on": dates(registered),
        "ground": texts(appealed["appeal"]),
        "sections": texts(sections),
        "outcome": texts(outcome),
        "outcome_on": dates(np.where(ended, ends, NEVER)),
    }
    return pa.table(columns)
