"""Extracts that are older than what they are used for: each is named, on the page as well."""

from collections.abc import Mapping
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

#: That nothing has happened since the newest event is strange after a quarter of a year, or sooner where by the rate of the year
#: before it three events or more would have come since (by chance none comes once in e^3 = 20 times).
A_QUARTER = timedelta(days=92)
EVENTS_EXPECTED = 3.0


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


def event_days(dataset: Dataset, spec: Spec) -> pd.Series:
    """The day of every event of every row."""
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
    name, end, newest = f"{dataset.name}.newest_event", dataset.covers.end, days.max().date()
    allowed = f"an event on or after {in_words(reported.start)}"
    if newest >= reported.start or end < reported.start or not _overdue(days, newest, end):
        said = f"The newest event is of {in_words(newest)}."
        return Check(name, "PASS", said, dataset=dataset.name, allowed=allowed)
    said = f"The extract is as at {in_words(end)}, but its newest event is of {in_words(newest)}: is it an old extract?"
    advice = "Look at the day the extract was taken; if it is an old one, give it its own `as_at:` in the params."
    return Check(name, "WARNING", said, 0, advice, dataset.name, allowed=allowed)


def _overdue(days: pd.Series, newest: date, end: date) -> bool:
    """Whether something should have happened since the newest event."""
    since, year = end - newest, timedelta(days=365)
    events = int((days > pd.Timestamp(newest - year)).sum())
    return since >= A_QUARTER or events * (since / year) >= EVENTS_EXPECTED
