"""How a figure stands to the year before and to England, in easy words: better only where the interval leaves no doubt."""

import math
from typing import Literal

import pandas as pd

from send_analysis.compare.between_areas import against_area
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.claims import change_figure, previous_figure
from send_analysis.present.easy_numbers import ending, is_share
from send_analysis.present.numbers import has_number

#: Whether a high or a low figure is the better one; "none" where neither is.
Better = Literal["high", "low", "none"]

_SAME = "This is about the same as the year before."


def against_the_year_before(
    figures: ReleasableFigures, figure: pd.Series, windows: Windows, better: Better
) -> tuple[str, ...]:
    """How a figure stands to its PYA, in sentences; none where one of the two was not released, or they cannot be compared.

    Parameters
    ----------
    figures : a table that holds the figure, its PYA and its change (`compare.changes`).
    windows : the windows of the figure's dataset, which say what its PYA is.
    """
    before = previous_figure(figures, figure, windows)
    change = change_figure(figures, figure, windows)
    if before is None or change is None or not has_number(change):
        return ()
    now, then = ending(figure), ending(before)
    if not _is_certain(change):
        return (f"The year before it was {then}.",) if now != then else ()
    if change["value"] == 0:
        return ("The year before it was the same.",)
    if is_share(figure) and change["lower"] <= 0 <= change["upper"]:
        return (_SAME,)
    said = f"This is {_standing(change['value'] > 0, better if is_share(figure) else 'none')} the year before."
    return (said, f"Then it was {then}.") if now != then else (said,)


def against_england(figure: pd.Series, england: pd.Series | None, better: Better) -> tuple[str, ...]:
    """How a figure stands to England's, in sentences; none where England has no figure."""
    if england is None or not has_number(england) or england["area_code"] == figure["area_code"]:
        return ()
    there = f"In England as a whole it was {ending(england)}."
    standing = against_area(figure, england)
    if standing is None:
        return (there,)
    if standing == "not clearly different from":
        return (there, "This is about the same here.")
    return (there, f"This is {_standing(standing == 'higher than', better)} in England.")


def _is_certain(change: pd.Series) -> bool:
    """Whether it may be said which way a figure went: a count is what it is, anything else needs an interval."""
    return change["unit"] not in ("weeks", "hours", "per 100") and (
        change["unit"] != "percentage points" or not math.isnan(change["lower"])
    )


def _standing(is_higher: bool, better: Better) -> str:
    if better == "none":
        return "more than" if is_higher else "less than"
    return "better than" if is_higher == (better == "high") else "not as good as"
