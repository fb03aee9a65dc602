"""Timeliness of advice: how fast agencies answer when they are asked for advice, and how much of it goes back to them."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import rate

#: SEND Regulations 2014, reg 8(1): whoever is asked for advice answers within six weeks (calendar time, day of asking is day 0).
SIX_WEEKS = pd.Timedelta(weeks=6)


def advice_within_6_weeks(advice: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Advice received within 6 weeks of being asked for, in total and by agency (topic "agency").

    Parameters
    ----------
    advice : one row per piece of advice; `requested_on`, `received_on` (datetime64, day; NaT: not received), `agency` (category).
    periods : advice whose six weeks *ended* in them is counted; the release's windows when left out.

    Returns
    -------
    Figures, unit percent; numerator and denominator are pieces of advice. Advice that has not come counts as late on its 42nd
    day, so that a month's rate does not improve by what is still missing.
    """
    due_on = advice.rows["requested_on"] + SIX_WEEKS
    in_time = advice.rows["received_on"] <= due_on
    return _in_total_and_by_agency("timeliness.advice_within_6_weeks", advice, due_on, in_time, periods)


def advice_returned(advice: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Advice sent back to its writer for quality, as a share of advice received in the period, in total and by agency.

    Parameters
    ----------
    advice : one row per piece of advice; `received_on`, `returned_on` (datetime64, day; NaT: not returned), `agency` (category).
    periods : advice *received* in them is counted, whenever it was sent back; the release's windows when left out.

    Returns
    -------
    Figures, unit percent; numerator and denominator are pieces of advice. Where the extract does not say what was sent back
    (it lacks `returned_on`), every figure is "x".
    """
    advice = replace(advice, holds_rows=advice.holds_rows and "returned_on" not in advice.absent)
    returned = advice.rows["returned_on"].notna()
    return _in_total_and_by_agency("timeliness.advice_returned", advice, advice.rows["received_on"], returned, periods)


def _in_total_and_by_agency(
    measure: str, advice: Dataset, when: pd.Series, hit: pd.Series, periods: Sequence[Period] | None
) -> Figures:
    periods = periods or advice.windows.standard
    return concat_figures(
        [
            rate(measure, advice, when, hit, periods),
            rate(measure, advice, when, hit, periods, topic="agency", breakdown=advice.rows["agency"]),
        ]
    )
