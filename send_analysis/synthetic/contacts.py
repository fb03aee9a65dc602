"""The front door's contact log, September 2020 to May 2022: when each contact came and when it was answered.

The bands count the hours of working days only: Monday to Friday without England's bank holidays, 24 hours each. A wall time
between midnight and 5:30 never occurs, so that none falls in the hour that a change of clocks leaves out or repeats.
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.synthetic import contact_targets as targets
from send_analysis.synthetic.days import WORKING_DAYS, is_working_day, month_end, month_start, number_of_days, plus
from send_analysis.synthetic.sampling import between, redraw, repeat_rows, weighted

CONTACT_COLUMNS = ["contact_id", "received_at", "channel", "responded_at"]

#: The contact log's last day.
LAST_DAY = np.datetime64("2022-05-31")

#: Share of email and portal contacts that come on a weekend or bank holiday, of those drawn on such a day; and share that
#: come outside the office's hours on a working day. The phone is answered, and the post opened, on working days only.
KEPT_OF_DAYS_OFF = 0.2
OUT_OF_HOURS = 0.16

#: Answers are sent between these minutes of a working day: 8:00 to 18:30.
ANSWERED_BETWEEN = (8 * 60, 18 * 60 + 30)

DAY = 24 * 60
_EPOCH = np.datetime64("2020-08-03")


def make_contacts(rng: np.random.Generator) -> pd.DataFrame:
    """One row per contact, in order of receipt; times are London wall time."""
    slots = _slots(rng)
    rows = redraw(slots, lambda waiting: _propose(rng, waiting), _acceptable)
    rows["responded_at"] = rows["responded_at"].where(rows["band"].ne("open"))
    rows = rows.sort_values(["received_at", "responded_at", "channel"], kind="stable", ignore_index=True)
    rows["contact_id"] = (rows.index + 1).map("SYN-C-{:06d}".format)
    return rows[CONTACT_COLUMNS]


def _slots(rng: np.random.Generator) -> pd.DataFrame:
    """One row per contact with month, rating, channel and band."""
    counts = [
        {"month": month, "rating": rating, "number": number}
        for month, numbers in targets.CONTACTS_BY_MONTH.items()
        for rating, number in zip(targets.BANDS, numbers, strict=True)
    ]
    slots = repeat_rows(counts)
    for rating, bands in targets.BANDS.items():
        rows = slots.index[slots["rating"].eq(rating)]
        slots.loc[rows, "channel"] = weighted(rng, targets.CHANNELS[rating], len(rows))
        slots.loc[rows, "band"] = weighted(rng, bands, len(rows))
    for rating, (band, number) in targets.ON_THE_EDGE.items():
        slots.loc[rng.choice(slots.index[slots["rating"].eq(rating)], number, replace=False), "band"] = band
    for month, number in targets.STILL_OPEN.items():
        not_met = slots.index[slots["month"].eq(month) & slots["rating"].eq("not_met")]
        slots.loc[rng.choice(not_met, number, replace=False), "band"] = "open"
    return slots


def _propose(rng: np.random.Generator, slots: pd.DataFrame) -> pd.DataFrame:
    """Draw when each contact came, how many counting minutes passed, and so when it was answered."""
    size = len(slots)
    start = month_start(slots["month"].to_numpy().astype("datetime64[M]"))
    day = plus(start, between(rng, 0, number_of_days(start, month_end(start, LAST_DAY)), size))
    written = slots["channel"].isin(["email", "portal"]).to_numpy()
    works = is_working_day(day)
    minute = _minute_of_arrival(rng, slots["channel"], works)
    answered_day, answered_minute = _after(day, minute, _minutes_taken(rng, slots["band"]))
    return slots.assign(
        received_at=_moment(day, minute),
        responded_at=_moment(answered_day, answered_minute),
        kept=works | (written & (rng.random(size) < KEPT_OF_DAYS_OFF)),
    )


def _minute_of_arrival(rng: np.random.Generator, channel: pd.Series, works: NDArray[np.bool_]) -> NDArray[np.int64]:
    """The minute of the day at which each contact came, by its channel."""
    size = len(channel)
    in_hours = np.floor(rng.triangular(8 * 60, 10 * 60 + 30, 18 * 60, size)).astype(np.int64)
    any_time = between(rng, 5 * 60 + 30, DAY - 1, size)
    phone, post = between(rng, 9 * 60, 17 * 60, size), between(rng, 9 * 60 + 15, 11 * 60 + 30, size)
    written = np.where(works & (rng.random(size) >= OUT_OF_HOURS), in_hours, any_time)
    return np.select([channel.eq("phone"), channel.eq("post")], [phone, post], written)


def _minutes_taken(rng: np.random.Generator, band: pd.Series) -> NDArray[np.int64]:
    """Counting minutes from receipt to answer: even within a band, but soon after receipt or soon after 96 hours."""
    low, high = np.array([targets.BAND_MINUTES[name] for name in band], dtype=np.int64).T
    soon = low + rng.exponential(np.where(band.eq("over 96"), 4 * DAY, 150)).astype(np.int64)
    is_soon = band.eq("over 96") | (band.eq("to 24") & (rng.random(len(band)) < 0.5))
    return np.where(is_soon, np.minimum(soon, high), between(rng, low, high, len(band)))


def _after(
    day: NDArray[np.datetime64], minute: NDArray[np.int64], taken: NDArray[np.int64]
) -> tuple[NDArray[np.datetime64], NDArray[np.int64]]:
    """The day and minute at which so many counting minutes have passed; a day off counts from its end."""
    counted = np.busday_count(_EPOCH, day, busdaycal=WORKING_DAYS) * DAY + np.where(is_working_day(day), minute, 0)
    days, minutes = np.divmod(counted + taken, DAY)
    return np.busday_offset(_EPOCH, days, busdaycal=WORKING_DAYS), minutes


def _moment(day: NDArray[np.datetime64], minute: NDArray[np.int64]) -> NDArray[np.datetime64]:
    """A wall time, to the minute."""
    return np.asarray(day.astype("datetime64[m]") + minute.astype("timedelta64[m]"))


def _acceptable(rows: pd.DataFrame) -> pd.Series:
    """Answered in office hours by the end of the log; contacts that stay open only need to be overdue by then."""
    answered = rows["responded_at"]
    minute = answered.dt.hour * 60 + answered.dt.minute
    by_the_end = answered < pd.Timestamp(LAST_DAY) + pd.Timedelta(days=1)
    in_hours = minute.between(*ANSWERED_BETWEEN) | rows["band"].eq("open")
    return pd.Series(rows["kept"] & by_the_end & in_hours)
