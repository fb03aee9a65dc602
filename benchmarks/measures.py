"""How long the measures take on a million rows, side by side with the barest pandas that counts the same.

Run with `make bench`. Each figure is the median of five runs in this process; the ratio is to the bare count of the same rows.
"""

import statistics
import time
from collections.abc import Callable
from datetime import date

import numpy as np
import pandas as pd

from send_analysis.core.figures import Area
from send_analysis.core.params.authority import FrontDoorStandard
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.core.working_time import LONDON
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures import caseload, front_door, timeliness

ROWS = 1_000_000
RUNS = 5
FIRST, LAST = pd.Timestamp("2020-01-01"), pd.Timestamp("2022-06-22")
WINDOWS = Windows(Period.parse("2022-05..2022-06"), LAST.date())


def main() -> None:
    """Print a line for each measure: seconds, and the ratio to the bare count."""
    requests, contacts = dataset("requests", request_rows()), dataset("contacts", contact_rows())
    standard = FrontDoorStandard()
    jobs: list[tuple[str, Callable[[], object], Callable[[], object]]] = [
        ("timeliness.within_20_weeks", lambda: timeliness.within_20_weeks(requests), lambda: bare_timeliness(requests.rows)),
        ("timeliness.weeks_to_issue", lambda: timeliness.weeks_to_issue(requests), lambda: bare_timeliness(requests.rows)),
        ("timeliness.exceptions", lambda: timeliness.exceptions(requests), lambda: bare_timeliness(requests.rows)),
        ("timeliness.open_cases", lambda: caseload.open_cases(requests), lambda: bare_timeliness(requests.rows)),
        ("front_door.rating", lambda: front_door.rating(contacts, standard), lambda: bare_rating(contacts.rows)),
        (
            "front_door.response_time",
            lambda: front_door.response_time(contacts, standard),
            lambda: bare_rating(contacts.rows),
        ),
    ]
    print(f"{ROWS:,} rows, {len(WINDOWS.standard)} windows; seconds are medians of {RUNS} runs")
    for name, measure, bare in jobs:
        ours, theirs = median_seconds(measure), median_seconds(bare)
        print(f"{name:32} {ours:6.2f} s   bare {theirs:5.2f} s   ratio {ours / theirs:5.1f}")


def median_seconds(job: Callable[[], object]) -> float:
    """The median duration of a job."""
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        job()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def bare_timeliness(rows: pd.DataFrame) -> object:
    """One rate by month with two groupings and nothing else: no windows, no PYA, no exceptions, no intervals."""
    within = (rows["plan_issued_on"] - rows["received_on"]).dt.days <= 140
    month = rows["plan_issued_on"].dt.to_period("M")
    return within.groupby(month).sum() / rows.groupby(month).size()


def bare_rating(rows: pd.DataFrame) -> object:
    """Wall hours banded by month, without a working-time clock, channels, windows or intervals."""
    hours = (rows["responded_at"] - rows["received_at"]).dt.total_seconds() / 3600
    return pd.crosstab(rows["received_at"].dt.strftime("%Y-%m"), pd.cut(hours, [0, 48, 96, np.inf]))


def dataset(name: str, rows: pd.DataFrame) -> Dataset:
    """The rows as a dataset that covers everything."""
    return Dataset(name, rows, Area("000", "Benchmark"), Period(date(2000, 1, 1), LAST.date()), name, WINDOWS)


def request_rows() -> pd.DataFrame:
    """A million random requests in canonical columns."""
    random = np.random.default_rng(1)
    received = FIRST + pd.to_timedelta(random.integers(0, (LAST - FIRST).days, ROWS), unit="D")
    issued = pd.Series(received + pd.to_timedelta(random.gamma(9, 16, ROWS).astype(int), unit="D"))
    issued = issued.where(issued <= LAST)
    done = issued.notna()
    return pd.DataFrame(
        {
            "request_id": np.arange(ROWS).astype(str),
            "received_on": received,
            "decision_on": received + pd.Timedelta(days=30),
            "decision": pd.Categorical(np.full(ROWS, "assess"), ["assess", "not_assess", "withdrawn", "pending"]),
            "outcome_on": issued,
            "outcome": pd.Categorical(np.where(done, "issue", "pending"), ["issue", "not_issue", "withdrawn", "pending"]),
            "plan_issued_on": issued,
            "exception_grounds": pd.Series(np.where(random.random(ROWS) < 0.06, "school_closure", ""), dtype="str"),
        }
    )


def contact_rows() -> pd.DataFrame:
    """A million random contacts in canonical columns."""
    random = np.random.default_rng(2)
    received = FIRST + pd.to_timedelta(random.integers(0, (LAST - FIRST).days * 1440, ROWS), unit="min")
    responded = received + pd.to_timedelta(random.gamma(1.5, 1500, ROWS).astype(int), unit="min")
    at = {"ambiguous": "NaT", "nonexistent": "shift_forward"}
    rows = pd.DataFrame(
        {
            "received_at": pd.Series(received).dt.tz_localize(LONDON, **at),
            "responded_at": pd.Series(responded).dt.tz_localize(LONDON, **at),
            "channel": pd.Categorical(random.choice(["email", "phone", "post", "portal"], ROWS)),
        }
    )
    return rows.dropna(subset="received_at", ignore_index=True)


if __name__ == "__main__":
    main()
