"""Whether rows that break no rule make sense together: against last period and last year, month by month, date by date.

Each check is about what an analyst would ask who looks at the extract for the first time. Nothing is set aside for it. The
checks of columns stand in `columns`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import sqrt

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import counted, listed
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.dates import wall_times
from send_analysis.datasets.sense.columns import BEYOND_CHANCE, column_checks
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.catalogue import spec_of

#: A change of a number of rows is large from this factor on, up or down. Assumption: seasons (a summer month against a spring
#: one) and growth change work by less; the contacts that Swindon published for May 2022 are 1.97 times those of May 2021.
LARGE = 2.0

#: A month without rows is strange where the months around it have this many: by chance it comes once in e^10 = 22,000 months.
MANY_A_MONTH = 10

#: How many months on either side are around a month.
MONTHS_AROUND = 6

#: Dates of this dataset follow the school year, not casework: many are the same, and one month has many more than the one
#: before, and rightly so.
_BY_THE_TERM = {("placements", "entered_on"), ("placements", "left_on")}

#: From this many rows on a pattern in their dates is none of chance.
ENOUGH_DATES = 20

#: The share of dates on one day, and on the first day of a month, that looks like a default. By chance a month's first day has
#: one in thirty.
SHARE_ON_ONE_DAY = 0.5
SHARE_ON_THE_FIRST = 0.25


@dataclass(frozen=True)
class Sense:
    """One dataset under the eye of the checks here: `columns` are those whose dates are events, the first one the row's own."""

    dataset: Dataset
    spec: Spec

    @property
    def columns(self) -> list[str]:
        """The columns whose dates are events, in order."""
        own = [self.spec.happens_on] if self.spec.happens_on is not None else []
        return [name for name in (*own, *(event.on for event in self.spec.later)) if name not in self.dataset.absent]

    def days(self, column: str) -> pd.Series:
        """The days of a column's events, without those that are missing."""
        return wall_times(self.dataset.rows[column].dropna()).dt.normalize()

    def within(self, column: str, period: Period) -> pd.Series:
        """The days of a column's events that lie in a period."""
        days = self.days(column)
        return days[days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))]

    def check(
        self, rule: str, message: str, advice: str = "", *, column: str = "", rows: int = 0, allowed: str = ""
    ) -> Check:
        """What was found in a column, as a WARNING, or that nothing was, where there is no column."""
        name = ".".join(filter(None, [self.dataset.name, column, rule]))
        said = f"column {column}: {message}" if column else message
        result = "WARNING" if advice else "PASS"
        return Check(name, result, said, rows, advice, self.dataset.name, column=column, allowed=allowed)  # type: ignore[arg-type]


def sense_checks(datasets: Mapping[str, Dataset], constants: Mapping[str, frozenset[str]] | None = None) -> list[Check]:
    """The outcome of every sense check of every dataset: what was found, and what was looked at and found right.

    Parameters
    ----------
    constants : for each dataset the columns that params give one value.
    """
    checks = []
    for name, dataset in datasets.items():
        sense = Sense(dataset, spec_of(name))
        if dataset.rows.empty or sense.spec.is_kept:  # such a list is short, and follows no rhythm
            continue
        for found in (_volumes, _empty_months, _default_dates, _no_time_between):
            checks += list(found(sense))
        checks += column_checks(dataset, sense.spec, (constants or {}).get(name, frozenset()))
    return checks


def differs(number: int, before: int) -> bool:
    """Whether a number of rows is far from that of an equally long period: by a large factor, and by more than chance.

    Where rows come independently of each other, those of one of two equal periods are binomial with a half, given their sum.
    """
    high, low = max(number, before), min(number, before)
    return high >= LARGE * low and high - low - 1 > BEYOND_CHANCE * sqrt(high + low)


def _volumes(sense: Sense) -> Iterator[Check]:
    """The number of events in the period against the period before, and against the same period last year."""
    period = sense.dataset.windows.period
    if not sense.columns or period.start > sense.dataset.covers.end:
        return
    others = [(period.previous_year(), "number_against_last_year", "the same period last year")]
    if period_before(period) != period.previous_year():  # of a year they are one
        others.insert(0, (period_before(period), "number_against_the_period_before", "the period before"))
    others = [each for each in others if sense.dataset.covers.contains(each[0])]
    found, compared = False, [f"{words} ({other.label})" for other, _, words in others]
    for column in sense.columns:
        number = len(sense.within(column, period))
        numbers = [len(sense.within(column, other)) for other, _, _ in others]
        for (other, rule, words), before in zip(others, numbers, strict=True):
            if (sense.dataset.name, column) in _BY_THE_TERM and other != period.previous_year():
                continue
            if differs(number, before) and (column == sense.spec.happens_on or _are_lost(number, numbers)):
                found = True
                message = f"{counted(number, 'date')} in {period.label}, against {before:,} in {words} ({other.label})."
                advice = "Is an extract cut short, or does one hold rows twice? If `from:` is missing in the params, add it."
                allowed = f"no change by a factor of {LARGE:g} that is beyond chance"
                yield sense.check(rule, message, advice, column=column, rows=number, allowed=allowed)
    if not compared:
        yield sense.check("numbers", "Numbers of dates not compared: the extract covers no earlier period.")
    elif not found:
        yield sense.check("numbers", f"As many dates in {period.label} as may be expected from {listed(compared)}.")


def _are_lost(number: int, before: Sequence[int]) -> bool:
    """Whether so few later events may be lost ones: there are far fewer than in each of the other periods.

    More of them are the work that was done; and one month in which much was caught up makes every other month look small.
    """
    return all(number < each and differs(number, each) for each in before)


def period_before(period: Period) -> Period:
    """The period that ends where this one begins: as many months where it is whole months, else as many days."""
    end = period.start - timedelta(days=1)
    if not period.is_whole_months():
        return Period(end - (period.end - period.start), end)
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    first = end.year * 12 + end.month - 1 - months
    return Period(end.replace(year=first // 12, month=first % 12 + 1, day=1), end)


def _empty_months(sense: Sense) -> Iterator[Check]:
    """Whole months without an event, inside what the extract covers and figures look at, where the months around have many."""
    covers, windows = sense.dataset.covers, sense.dataset.windows
    looked_at = min(windows.period.previous_year().start, windows.rolling_12_months.previous_year().start)
    if looked_at > covers.end:
        return
    covers, found = Period(max(covers.start, looked_at), covers.end), False
    for column in sense.columns:
        empty = [str(each) for each in empty_months(sense.days(column), covers)]
        if empty:
            found = True
            message = f"no date in {listed(empty)}, though the months around have {MANY_A_MONTH} or more."
            advice = "Ask for these months again, or say with `from:` in the params from when on the extract holds them."
            yield sense.check("month_with_none", message, advice, column=column, allowed="dates in every month")
    if sense.columns and not found:
        yield sense.check("month_with_none", "No month without dates between months with many.")


def empty_months(days: pd.Series, covers: Period) -> list[pd.Period]:
    """The whole months inside `covers` without any day, where the middle one of the months around has many."""
    if days.empty:
        return []
    one_day = timedelta(days=1)
    first = max(pd.Period(covers.start - one_day, "M") + 1, pd.Period(days.min(), "M"))
    last = pd.Period(covers.end + one_day, "M") - 1
    months = pd.period_range(first, last, freq="M")
    numbers = days.dt.to_period("M").value_counts().reindex(months, fill_value=0)
    # Its own number is left out; so few months are empty that the others' middle one is hardly moved by them.
    return [
        month
        for at, month in enumerate(months)
        if numbers.iloc[at] == 0
        and numbers.iloc[max(0, at - MONTHS_AROUND) : at + MONTHS_AROUND + 1].drop(month).median() >= MANY_A_MONTH
    ]


def _default_dates(sense: Sense) -> Iterator[Check]:
    """Dates of the last twelve months that all, or many of them, are the same day or the first of a month."""
    found = False
    for column in sense.columns:
        days = sense.within(column, sense.dataset.windows.rolling_12_months)
        if len(days) < ENOUGH_DATES or (sense.dataset.name, column) in _BY_THE_TERM:
            continue
        one_day, first = int(days.value_counts().iloc[0]), int(days.dt.day.eq(1).sum())
        for number, share, rule, what in (
            (one_day, SHARE_ON_ONE_DAY, "same_day", "the same day"),
            (first, SHARE_ON_THE_FIRST, "first_of_month", "the first day of a month"),
        ):
            if number >= share * len(days) and not (rule == "first_of_month" and one_day >= SHARE_ON_ONE_DAY * len(days)):
                found = True
                message = f"{number:,} of {len(days):,} dates of the last twelve months are {what}."
                advice = "Is it a date that a system puts in by itself, or the day of a move between systems?"
                allowed = f"less than {share:.0%} on {what}".replace("%", " per cent")
                yield sense.check(rule, message, advice, column=column, rows=number, allowed=allowed)
    if sense.columns and not found:
        yield sense.check("default_dates", "Dates are spread over days: none looks like one that a system puts in.")


def _no_time_between(sense: Sense) -> Iterator[Check]:
    """Later events that all happened when the row came to be, such as answers that took no time."""
    own = sense.spec.happens_on
    if own is None or not sense.spec.later:
        return
    found, rows = False, sense.dataset.rows
    for column in [name for name in sense.columns if name != own]:
        lately = rows.loc[sense.within(column, sense.dataset.windows.rolling_12_months).index]
        both = lately[lately[own].notna()]
        if len(both) >= ENOUGH_DATES and both[column].eq(both[own]).all():
            found = True
            message = f"all {len(both):,} dates of the last twelve months are the same as {own}."
            advice = f"Is {column} filled in when the row is made? Times measured with it would be nought."
            yield sense.check("no_time_after", message, advice, column=column, rows=len(both), allowed=f"after {own}")
    if not found:
        yield sense.check("no_time_after", f"Later dates are not all the same as {own}.")
