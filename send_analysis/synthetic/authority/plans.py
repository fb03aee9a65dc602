"""The plans: those that the requests led to, older ones that are still kept up, and those that ended."""

import numpy as np
import pandas as pd

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.drawing import (
    NEVER,
    Days,
    Numbers,
    age_on,
    as_days,
    born,
    chance,
    codes,
    even_days,
    last_working_day,
    later,
    named,
    numbers,
)
from send_analysis.synthetic.authority.people import add_people
from send_analysis.synthetic.authority.span import Span

#: The first older plans; EHC plans began in September 2014.
EARLIEST = np.datetime64("2015-03-02")

#: Share of the plans of the last years that have ended already.
ENDED_SOON = 0.03

#: Ages at which plans cease, from and to, by reason; any age for the others.
AGES_CEASED = {
    "maximum_age": (24, 24), "higher_education": (18, 20), "paid_employment": (17, 23), "no_longer_engages": (16, 22),
    "needs_met_without_plan": (8, 19),
}  # fmt: skip
ANY_AGE = (5, 19)


def older_plans(rng: np.random.Generator, span: Span, requests: pd.DataFrame) -> pd.DataFrame:
    """The plans whose requests are older than the datasets, kept up on the last day or ended in the last years."""
    asked_a_year = len(requests) / span.years
    issued = requests["plan_issued_on"].notna()
    active = round(calibration.PLANS_TO_REQUESTS * asked_a_year) - round(int(issued.sum()) * (1 - ENDED_SOON))
    ended = round(calibration.CEASED_TO_REQUESTS * len(requests)) - round(int(issued.sum()) * ENDED_SOON)
    kept_up = _kept_up(rng, span, requests[issued], max(active, 0))
    older = pd.concat([kept_up, _ended(rng, span, max(ended, 0))], ignore_index=True)
    older = older.assign(number=np.arange(1, len(older) + 1), received_on=later(as_days(older["plan_issued_on"]), -130))
    older = add_people(rng, older)
    return older.assign(person=older["person"] + requests["person"].max(), transferred_in=_transferred(rng, older, span))


def _kept_up(rng: np.random.Generator, span: Span, issued: pd.DataFrame, size: int) -> pd.DataFrame:
    """Older plans, whose ages make those of all plans what they should be."""
    wanted = np.array(list(calibration.AGES_WITH_PLAN.values()))
    have = np.bincount(np.clip(age_on(as_days(issued["birth"]), span.last), 2, 24), minlength=25)[2:]
    missing = np.maximum(wanted / wanted.sum() * (size + len(issued)) - have, 0)
    ages = {age: max(number, 1e-9) for age, number in enumerate(missing, start=2) if age >= min(span.years + 3, 24)}
    births = np.maximum(born(rng, span.last, numbers(rng, ages, size)), span.earliest_birth)
    return pd.DataFrame({"birth": births, "plan_issued_on": _issued(rng, span, births), "ceased_on": NEVER})


def _ended(rng: np.random.Generator, span: Span, size: int) -> pd.DataFrame:
    """Older plans that ended in the last years."""
    reason = codes(rng, calibration.CEASE_REASONS, size)
    ceased = last_working_day(even_days(rng, later(span.first, 4), span.last, size))
    youngest, oldest = np.array([AGES_CEASED.get(each, ANY_AGE) for each in reason.categories]).T
    ages = rng.integers(youngest[reason.codes], oldest[reason.codes] + 1)
    births = born(rng, ceased, np.clip(ages, min(span.years + 3, 24), 24))
    births = np.where(ceased >= span.year_start, np.maximum(births, span.earliest_birth), births)
    issued = np.minimum(_issued(rng, span, births), later(ceased, -30))
    return pd.DataFrame({"birth": births, "plan_issued_on": issued, "ceased_on": ceased, "cease_reason": reason})


def _issued(rng: np.random.Generator, span: Span, births: Days) -> Days:
    """The days older plans were issued: by how long plans have been in place, and never before the age of two."""
    years = {years: share for years, share in calibration.YEARS_IN_PLACE.items() if years > span.years} or {12: 1.0}
    ago = numbers(rng, years, len(births)) * 365 - rng.integers(0, 365, len(births))
    earliest = np.maximum(EARLIEST, later(births, 2 * 366 + 130))
    return last_working_day(np.minimum(np.maximum(later(span.last, -ago), earliest), span.before))


def _transferred(rng: np.random.Generator, older: pd.DataFrame, span: Span) -> np.ndarray:
    return older["ceased_on"].isna().to_numpy() & chance(rng, calibration.TRANSFERRED_IN, len(older))


def add_plans(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with an end of some of the plans, and with settings."""
    size = len(cases)
    issued = as_days(cases["plan_issued_on"])
    known = np.where(np.isnat(issued), span.last, issued)
    soon = last_working_day(even_days(rng, later(known, 60), span.last, size))
    ends = ~cases["historical"] & chance(rng, ENDED_SOON, size) & (later(known, 70) < span.last)
    reasons = pd.Series(codes(rng, _early_reasons(), size), index=cases.index).astype(cases["cease_reason"].dtype)
    cases = cases.assign(
        ceased_on=cases["ceased_on"].mask(ends, soon),
        cease_reason=cases["cease_reason"].mask(ends, reasons),
        transferred_in=cases["transferred_in"].fillna(False).astype(bool),
        personal_budget=chance(rng, calibration.PERSONAL_BUDGET, size),
    )
    return _settle(rng, span, cases)


def _early_reasons() -> dict[str, float]:
    """Of plans that are not old: not those that only age brings."""
    kept = ("needs_met_without_plan", "moved_in_england", "moved_outside_england", "deceased", "other")
    return {reason: weight if reason in kept else 0.0 for reason, weight in calibration.CEASE_REASONS.items()}


def _settle(rng: np.random.Generator, span: Span, cases: pd.DataFrame) -> pd.DataFrame:
    """The cases with what their plans name: the setting, perhaps another, and since when."""
    size = len(cases)
    setting = _settings(rng, age_on(as_days(cases["birth"]), span.last))
    in_establishment = setting == 0
    issued = as_days(cases["plan_issued_on"])
    moved = cases["historical"].to_numpy() & chance(rng, calibration.EARLIER_PLACEMENT, size)
    entered = np.minimum(later(issued, rng.integers(0, 15, size)), span.last)
    moved_on = last_working_day(even_days(rng, span.first, span.year_end, size))
    unit = in_establishment & chance(rng, calibration.IN_SEN_UNIT, size)
    resourced = in_establishment & ~unit & chance(rng, calibration.IN_RESOURCED_PROVISION, size)
    names = ["establishment", *calibration.SETTINGS_BY_AGE]
    return cases.assign(
        setting=named(setting, names),
        urn=np.where(in_establishment, 900_000 + rng.integers(1, 400, size), 0),
        second_setting=in_establishment & chance(rng, calibration.SECOND_PLACEMENT, size),
        entered_on=np.where(moved, later(moved_on, 1), entered),
        earlier_entered_on=np.where(moved, entered, NEVER),
        sen_unit=unit,
        resourced_provision=resourced,
    )


def _settings(rng: np.random.Generator, ages: Numbers) -> Numbers:
    """The place of each setting among all, the establishment first."""
    drawn, reached = rng.random(len(ages)), np.zeros(len(ages))
    setting = np.zeros(len(ages), dtype=np.int64)
    for place, (share, youngest, oldest) in enumerate(calibration.SETTINGS_BY_AGE.values(), start=1):
        step = np.where((ages >= youngest) & (ages <= oldest), share, 0.0)
        setting[(drawn >= reached) & (drawn < reached + step)] = place
        reached += step
    return setting
