"""The axis of a chart's numbers: which ticks it has, how they are written, and what its unit is called."""

from collections.abc import Iterable

from matplotlib.ticker import MaxNLocator

from send_analysis.present.numbers import DECIMALS

_NAMES = {"percent": "Percent", "per 100": "Per 100", "percentage points": "Percentage points"}

#: A chart of percentages shows the whole scale, unless all of them are smaller than this.
_ZOOM_BELOW = 25


def unit_name(unit: str) -> str:
    """A unit as an axis names it: "Percent", "Appeals"."""
    return _NAMES.get(unit, unit[:1].upper() + unit[1:])


def ticks(values: Iterable[float], unit: str, *, most: int = 5) -> list[float]:
    """Round numbers from zero to beyond the values, in about `most` steps; the axis ends at the first and the last of them.

    Percentages have 0 to 100, or up to a round number when all of them are small. Counts have whole numbers.
    """
    shown = [0.0, *map(float, values)]
    low, high = min(shown), max(shown)
    if unit == "percent" and low == 0 and not 0 < high < _ZOOM_BELOW:
        high = max(high, 100)
    whole = unit not in DECIMALS and all(value.is_integer() for value in shown)
    locator = MaxNLocator(nbins=most, steps=[1, 2, 5, 10], integer=whole)
    return [float(tick) for tick in locator.tick_values(low, high if high > low else low + 1)]


def tick_text(tick: float) -> str:
    """A tick as the axis writes it: "0", "2.5", "1,000"."""
    return f"{tick:,.10g}"
