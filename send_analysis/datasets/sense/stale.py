"""Extracts that are older than what they are used for: each is named, on the page as well."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.dates import wall_times
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.catalogue import spec_of

#: How the names of these checks end, and that of a SEN2 return of another day (see `reading`). Their messages hold no number of
#: rows: they stand on the page.
STALE = (".taken_before_the_end", ".newest_event", ".reference_date")

#: That nothing has happened since the newest event is strange after a quarter of a year, or after more than the longest holidays
#: where by the rate of the year before it seven events or more would have come (by chance none comes once in e^7 = 1,100 times).
A_QUARTER = timedelta(days=92)
TWO_WEEKS = timedelta(days=14)
EVENTS_EXPECTED = 7.0


def stale_checks(datasets: Mapping[str, Dataset], reported: Period) -> list[Check]:
    """For each dataset whether its extract reaches the end of what is reported, and whether its newest event does.

    Parameters
    ----------
    reported : what the release reports on, up to its own as_at.
    """
    checks = []
    for name, dataset in datasets.items():
        checks.append(_taken(dataset, reported))
        days = event_days(dataset, spec_of(name))
        if len(days):
            checks.append(_newest(dataset, days, reported))
    return checks


def as_far_as_known(dataset: Dataset) -> Dataset:
    """The dataset without the days since its newest event, where something should have happened since.

    An extract that is older than it says would make noughts of what it does not hold; of days left out nothing is known.
    """
    days = event_days(dataset, spec_of(dataset.name))
    start, end = dataset.covers.start, dataset.covers.end
    if days.empty or not _overdue(days, newest := days.max().date(), end):
        return dataset
    return replace(dataset, covers=Period(start, max(start, newest)))


def event_days(dataset: Dataset, spec: Spec) -> pd.Series:
    """The day of every event of every row; none of a list that is kept, where events are rightly far apart."""
    if spec.is_kept:
        return pd.Series(dtype="datetime64[us]")
    columns = [spec.happens_on, *(event.on for event in spec.later)]
    found = [wall_times(dataset.rows[name].dropna()).dt.normalize() for name in columns if name is not None]
    return pd.concat(found) if found else pd.Series(dtype="datetime64[us]")


def _taken(dataset: Dataset, reported: Period) -> Check:
    name, end = f"{dataset.name}.taken_before_the_end", dataset.covers.end
    allowed = f"an extract as at {in_words(reported.end)} or later"
    if end >= reported.end:
        said = f"The extract is as at {in_words(end)}, and reaches the end of what is reported."
        return Check(name, "PASS", said, dataset=dataset.name, allowed=allowed)
    said = f"The extract is as at {in_words(end)}; nothing after that day is in these figures."
    advice = "Take the extract again, or leave it so: the page says it."
    return Check(name, "WARNING", said, 0, advice, dataset.name, allowed=allowed)


def _newest(dataset: Dataset, days: pd.Series, reported: Period) -> Check:
    name, taken, newest = f"{dataset.name}.newest_event", dataset.windows.as_at, days.max().date()
    allowed = "events up to about the day of the extract"
    if taken < reported.start or not _overdue(days, newest, taken):
        said = f"The newest event is of {in_words(newest)}."
        return Check(name, "PASS", said, dataset=dataset.name, allowed=allowed)
    # The month alone: where events are few, the day would tell of one family.
    month = Period.of_months(newest.year, newest.month, 1).label
    said = f"The extract is as at {in_words(taken)}, but its newest event is of {month}."
    if dataset.covers.end < taken:
        said += " It may be an older extract, so nothing later is in these figures."
    advice = "Give the extract the day on which it was taken as its own `as_at:` in the params, whichever day that is."
    return Check(name, "WARNING", said, 0, advice, dataset.name, allowed=allowed)


def _overdue(days: pd.Series, newest: date, end: date) -> bool:
    """Whether something should have happened since the newest event."""
    since, year = end - newest, timedelta(days=365)
    events = int((days > pd.Timestamp(newest - year)).sum())
    return since >= A_QUARTER or (since > TWO_WEEKS and events * (since / year) >= EVENTS_EXPECTED)
