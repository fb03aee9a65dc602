"""The contact log of the front door, in order of receipt, some days at a time."""

from collections.abc import Iterator, Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.synthetic.authority import calibration
from send_analysis.synthetic.authority.columns import CHUNK, keys, moments
from send_analysis.synthetic.authority.drawing import (
    ONE_DAY,
    Days,
    Flags,
    Numbers,
    chance,
    later,
    places,
    working_calendar,
)
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.contact_targets import BAND_MINUTES, BANDS, CHANNELS
from send_analysis.synthetic.sampling import between

DAY = 24 * 60

#: Answers are sent between these minutes of a working day: 8:00 to 18:30.
ANSWERED_BETWEEN = (8 * 60, 18 * 60 + 30)
OUT_OF_HOURS = 0.16

_CHANNELS = list(next(iter(CHANNELS.values())))


class _Office:
    """The working days of the log: how many of them lie before each day, and which they are."""

    def __init__(self, span: Span) -> None:
        self.first = span.first
        days = np.arange(span.first, span.last + np.timedelta64(400, "D"))
        self.works = np.is_busday(days, busdaycal=working_calendar())
        self.days = days[self.works]
        self.before: Numbers = np.cumsum(self.works) - self.works

    def place(self, days: Days) -> Numbers:
        """The place of each day among all."""
        return (days - self.first).astype(np.int64)


def make_contacts(rng: np.random.Generator, span: Span, size: int) -> Iterator[pa.Table]:
    """The dataset `contacts`."""
    office = _Office(span)
    days = np.arange(span.first, span.last + ONE_DAY)
    works = office.works[: len(days)]
    month = (days.astype("datetime64[M]") - days.astype("datetime64[Y]")).astype(np.int64)
    weights = np.array(calibration.SEASON)[month] * np.where(works, 1.0, calibration.ON_A_DAY_OFF)
    on_day = rng.multinomial(size, weights / weights.sum())
    done = 0
    for part in _parts(on_day):
        received_on = np.repeat(days[part], on_day[part])
        yield _chunk(rng, span, office, received_on, done)
        done += len(received_on)


def _parts(on_day: Numbers) -> Iterator[slice]:
    """The days in parts with about as many contacts as are written at a time."""
    part = np.cumsum(on_day) // CHUNK
    bounds = np.flatnonzero(np.diff(part)) + 1
    for start, end in zip([0, *bounds], [*bounds, len(on_day)], strict=True):
        yield slice(start, end)


def _chunk(rng: np.random.Generator, span: Span, office: _Office, day: Days, done: int) -> pa.Table:
    size = len(day)
    works = office.works[office.place(day)]
    rating = places(rng, list(calibration.RATINGS.values()), size)
    channel = _drawn(rng, rating, {name: list(CHANNELS[name].values()) for name in calibration.RATINGS})
    # The phone is answered, and the post opened, on working days only.
    channel = np.where(works, channel, np.where(channel % 2 == 0, _CHANNELS.index("email"), _CHANNELS.index("portal")))
    minute = _minutes(rng, channel, works)
    order = np.argsort(day.astype(np.int64) * DAY + minute, kind="stable")
    day, minute, rating, channel = day[order], minute[order], rating[order], channel[order]
    answered = _answered(rng, office, day, minute, rating)
    stays_open = (rating == 2) & chance(rng, calibration.STILL_OPEN, size)
    missing = stays_open | (answered >= later(span.last, 1).astype("datetime64[m]"))
    received = day.astype("datetime64[m]") + minute.astype("timedelta64[m]")
    return pa.table(
        {
            "contact_id": keys("C", done + np.arange(1, size + 1), 8),
            "received_at": moments(received),
            "channel": pa.array(_CHANNELS).take(pa.array(channel)),
            "responded_at": pc.if_else(pa.array(missing), pa.scalar(None, pa.timestamp("s")), moments(answered)),
        }
    )


def _drawn(rng: np.random.Generator, rating: Numbers, weights: Mapping[str, list[float]]) -> Numbers:
    """For each contact the place of what was drawn by the weights of its rating."""
    bounds = np.array([np.cumsum(each) / sum(each) for each in weights.values()])
    return np.minimum((rng.random(len(rating))[:, None] >= bounds[rating]).sum(axis=1), bounds.shape[1] - 1)


def _minutes(rng: np.random.Generator, channel: Numbers, works: Flags) -> Numbers:
    """The minute of the day at which each contact came; never one that a change of clocks leaves out or repeats."""
    size = len(channel)
    in_hours = np.floor(rng.triangular(8 * 60, 10 * 60 + 30, 18 * 60, size)).astype(np.int64)
    any_time = rng.integers(5 * 60 + 30, DAY, size)
    written = np.where(works & ~chance(rng, OUT_OF_HOURS, size), in_hours, any_time)
    phone, post = rng.integers(9 * 60, 17 * 60, size), rng.integers(9 * 60 + 15, 11 * 60 + 30, size)
    return np.select([channel == _CHANNELS.index("phone"), channel == _CHANNELS.index("post")], [phone, post], written)


def _answered(
    rng: np.random.Generator, office: _Office, day: Days, minute: Numbers, rating: Numbers
) -> NDArray[np.datetime64]:
    """When each contact was answered, or would have been: so many minutes of working days after it came."""
    place = office.place(day)
    counted = office.before[place] * DAY + np.where(office.works[place], minute, 0)
    days, minutes = np.divmod(counted + _minutes_taken(rng, rating), DAY)
    same_day = office.works[place] & (days == office.before[place])
    sent = np.clip(minutes, *ANSWERED_BETWEEN)
    sent = np.where(same_day, np.maximum(sent, minute + 1), sent)
    return office.days[days].astype("datetime64[m]") + sent.astype("timedelta64[m]")


def _minutes_taken(rng: np.random.Generator, rating: Numbers) -> Numbers:
    """Minutes that count from receipt to answer: soon after receipt, or evenly in the band of the rating."""
    size = len(rating)
    names = [band for bands in BANDS.values() for band in bands]
    shares = {rating: [BANDS[rating].get(band, 0.0) for band in names] for rating in calibration.RATINGS}
    band = _drawn(rng, rating, shares)
    low, high = np.array([BAND_MINUTES[name] for name in names], dtype=np.int64)[band].T
    over = band == names.index("over 96")
    soon = low + rng.exponential(np.where(over, 4 * DAY, 150)).astype(np.int64) + np.where(over, DAY // 3, 0)
    is_soon = over | ((band == 0) & chance(rng, 0.5, size))
    return np.where(is_soon, np.minimum(soon, high), between(rng, low, high, size))
