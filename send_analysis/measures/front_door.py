"""Front door: how fast the contacts that families make are answered, by the authority's own service standard."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from send_analysis.core.figures import CROSS, Figures, concat_figures
from send_analysis.core.params.authority import FrontDoorStandard
from send_analysis.core.period import Period
from send_analysis.core.working_time import OfficeHours, end_of_day, hours_between, london_walls
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import count, distribution

#: Upper bounds of the bands of response time, in hours. Source: the Swindon page ("24, 48, 72 & 96 hour time period").
RESPONSE_BANDS = (24, 48, 72, 96)

RATINGS = ("exceeded", "met", "not_met", "pending")


def received(contacts: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Contacts received, in total and by channel (topic "channel"); unit contacts.

    Parameters
    ----------
    contacts : one row per contact; `received_at` (datetime64, Europe/London), `channel` (category).
    periods : the periods to count in; the release's windows when left out.
    """
    periods = periods or contacts.windows.standard
    when = _day_of_receipt(contacts.rows)
    return concat_figures(
        [
            count("front_door.received", contacts, when, periods),
            count("front_door.received", contacts, when, periods, topic="channel", breakdown=contacts.rows["channel"]),
        ]
    )


def rating(contacts: Dataset, standard: FrontDoorStandard, periods: Sequence[Period] | None = None) -> Figures:
    """Share of contacts rated exceeded, met, not met and pending (topic "rating"), also by channel ("channel / rating").

    Parameters
    ----------
    contacts : one row per contact; `received_at`, `responded_at` (datetime64, Europe/London; NaT: still open), `channel`.
    standard : clock and bands in hours; a response in exactly the limit is within it.
    periods : contacts *received* in them are counted; the release's windows when left out.

    Returns
    -------
    Figures, unit percent; numerator and denominator are contacts. An open contact is "not_met" once it is overdue at the end
    of the day the extract was taken, "pending" before (tests: `test_an_open_contact_is_not_met_once_overdue`).
    """
    periods = periods or contacts.windows.standard
    rows = contacts.rows
    when = _day_of_receipt(rows)
    ratings = rate_responses(contacts, standard)
    channels = rows["channel"].cat
    codes = channels.codes.to_numpy().astype(np.int16) * len(RATINGS) + ratings.cat.codes.to_numpy()
    names = [channel + CROSS + each for channel in channels.categories for each in RATINGS]
    by_channel = pd.Categorical.from_codes(np.where(channels.codes.to_numpy() < 0, -1, codes), pd.Index(names))
    return concat_figures(
        [
            distribution("front_door.rating", contacts, when, ratings, periods, topic="rating"),
            distribution(
                "front_door.rating",
                contacts,
                when,
                pd.Series(by_channel, index=rows.index),
                periods,
                topic="channel" + CROSS + "rating",
                within=lambda name: name.split(CROSS)[0],
            ),
        ]
    )


def response_time(contacts: Dataset, standard: FrontDoorStandard, periods: Sequence[Period] | None = None) -> Figures:
    """Share of contacts answered in up to 24, 48, 72, 96 and more hours, or still open (topic "response time").

    Parameters as for :func:`rating`; open contacts are a band of their own, whatever their age. Unit percent.
    """
    periods = periods or contacts.windows.standard
    rows = contacts.rows
    hours = response_hours(contacts, standard)
    band = np.searchsorted(RESPONSE_BANDS, hours.to_numpy(), side="left")
    codes = np.where(rows["responded_at"].isna(), len(RESPONSE_BANDS) + 1, band)
    between = [f"over {low} to {high} hours" for low, high in pairwise(RESPONSE_BANDS)]
    names = [f"up to {RESPONSE_BANDS[0]} hours", *between, f"over {RESPONSE_BANDS[-1]} hours", "still open"]
    bands = pd.Series(pd.Categorical.from_codes(codes, pd.Index(names)), index=rows.index)
    return distribution("front_door.response_time", contacts, _day_of_receipt(rows), bands, periods, topic="response time")


def rate_responses(contacts: Dataset, standard: FrontDoorStandard) -> pd.Series:
    """The rating of each contact, a category of :data:`RATINGS`; never missing."""
    hours = response_hours(contacts, standard)
    is_open = contacts.rows["responded_at"].isna().to_numpy()
    over = (hours > standard.exceeded_within_hours).to_numpy().astype(np.int8)
    overdue = (hours > standard.met_within_hours).to_numpy()
    codes = np.where(is_open & ~overdue, np.int8(3), over + overdue)
    return pd.Series(pd.Categorical.from_codes(codes, pd.Index(RATINGS)), index=hours.index)


def response_hours(contacts: Dataset, standard: FrontDoorStandard) -> pd.Series:
    """Hours from receipt to response by the standard's clock; for open contacts up to the end of the extract's day."""
    office = OfficeHours(standard.office_hours.opens, standard.office_hours.closes)
    answered = contacts.rows["responded_at"].fillna(end_of_day(contacts.covers.end))
    return hours_between(contacts.rows["received_at"], answered, standard.clock, office)


def _day_of_receipt(rows: pd.DataFrame) -> pd.Series:
    """The time that London's clocks showed, of which only the day counts."""
    return london_walls(rows["received_at"])
