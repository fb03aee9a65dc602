"""What may be said of a change or a standing: that there is one only where the interval leaves no doubt."""

import math

import pandas as pd

from send_analysis.compare.benchmarks import against_benchmark, benchmarks_beside
from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.core.figures import CROSS, SYMBOLS
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.numbers import (
    counts_text,
    figure_in_words,
    has_number,
    in_sentence,
    interval_text,
    rounds_to_zero,
)


def change_in_words(figures: ReleasableFigures, figure: pd.Series, windows: Windows) -> str:
    """The change of a figure on its PYA as a sentence.

    For instance "Down 26.9 percentage points from 66.7% (1 January to 22 June 2021)."
    A change that is not applicable, across a break in a series, is not made. One whose 95 % interval holds 0 is called
    too small to be sure of; one of a count, which has no interval, is only stated. Where either figure is missing, the
    sentence says so.

    Parameters
    ----------
    figures : a table that holds the figure, its PYA and its change (`compare.changes`).
    windows : the windows of the figure's dataset, which say what its PYA is.

    Raises
    ------
    LookupError
        When the table holds both figures and not the change.
    """
    _, period = _periods(figure, windows)
    before = previous_figure(figures, figure, windows)
    if before is None:
        return f"There is no figure for {period.label} to compare with."
    if not has_number(before):
        return f"No comparison with {period.label}: that figure is {SYMBOLS[before['symbol']]}."
    there = f"{figure_in_words(before)} ({', '.join(filter(None, [counts_text(before), period.label]))})"
    change = change_figure(figures, figure, windows)
    if change is None:
        return f"Previous year: {there}."
    return f"{_movement(change)} from {there}." if has_number(change) else f"Not to be compared with {there}."


def previous_figure(figures: ReleasableFigures, figure: pd.Series, windows: Windows) -> pd.Series | None:
    """The PYA of a figure; None where the table does not hold it."""
    _, period = _periods(figure, windows)
    place = {"topic": figure["breakdown_topic"], "breakdown": figure["breakdown"], "area": figure["area_code"]}
    found = figures.select(figure["measure"], over=period, **place).frame
    return None if found.empty else found.iloc[0]


def change_figure(figures: ReleasableFigures, figure: pd.Series, windows: Windows) -> pd.Series | None:
    """The change of a figure on its PYA; None where one of the two has no number, or they are over times of unlike length.

    Raises
    ------
    LookupError
        When the table holds both figures and not the change.
    """
    own, period = _periods(figure, windows)
    both = has_number(figure) and has_number(previous_figure(figures, figure, windows))
    if not both or _is_part_of_a_longer(figure, own, period):
        return None
    topic, breakdown = figure["breakdown_topic"] + CROSS + CHANGE_TOPIC, figure["breakdown"] + CROSS + CHANGE
    return figures.one(figure["measure"], own, topic=topic, breakdown=breakdown, area=figure["area_code"])


def _periods(figure: pd.Series, windows: Windows) -> tuple[Period, Period]:
    """The period of a figure, and that of its PYA."""
    own = Period(figure["period_start"].date(), figure["period_end"].date())
    return own, windows.previous_year(own)


def _is_part_of_a_longer(figure: pd.Series, own: Period, period: Period) -> bool:
    """Whether the figure is a count over a shorter time than its PYA (a year's outturn): then neither is up nor down."""
    is_count = math.isnan(figure["denominator"])
    return is_count and (period.end - period.start).days > (own.end - own.start).days + 1


def _movement(change: pd.Series) -> str:
    if change["value"] == 0:
        return "No change"
    unsure = change["lower"] <= 0 <= change["upper"]
    direction = "up" if change["value"] > 0 else "down"
    if rounds_to_zero(change):
        text = f"Slightly {direction}"
    else:
        text = f"{direction.capitalize()} {in_sentence(abs(change['value']), change['unit'])}"
    return f"{text}, too small a change to be sure of," if unsure else text


def benchmarks_in_words(figures: ReleasableFigures, figure: pd.Series) -> str:
    """How a figure stands to the benchmarks beside it: "higher than the 40.0% of plans audited elsewhere (30 authorities)".

    Higher or lower is said only where the figure's 95 % interval leaves the benchmark out.
    """
    told = [
        f"{against_benchmark(figure, benchmark) or 'beside'} the {figure_in_words(benchmark)} of {benchmark['area_name']}, "
        f"by {benchmark['source']}"
        for _, benchmark in benchmarks_beside(figures, figure).iterrows()
    ]
    return " and ".join(told) or "without a benchmark"


def rank_interval_in_words(rank: pd.Series | None) -> str:
    """How sure a rank is: "chance alone could place it anywhere between 35th and 52nd (95% interval)"; empty without interval."""
    if rank is None or not (interval := interval_text(rank)):
        return ""
    first, last = interval.split(" to ")
    if first == last:
        return f"chance alone would leave it {first}"
    return f"chance alone could place it anywhere between {first} and {last} (95% interval)"
