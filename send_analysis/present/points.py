"""What a chart draws: the figures of a layout as points, each with its place, its value and its text."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from send_analysis.present.layout import Header, Layout
from send_analysis.present.numbers import figure_text, has_number

#: The numbers of a figure that are drawn.
_NUMBERS = ("value", "lower", "upper")


@dataclass(frozen=True)
class Points:
    """The points of a chart.

    Parameters
    ----------
    frame : one row for each cell of the layout: `position` of its row, number of its `series`, `value` (NaN where none is
        shown), `text` (the number, or the symbol in its place), and `lower` and `upper` (NaN where there is no interval).
    rows : what the positions are.
    series : the name of each series, by number.
    unit : the unit of all values.
    """

    frame: pd.DataFrame
    rows: tuple[Header, ...]
    series: tuple[str, ...]
    unit: str

    @property
    def values(self) -> list[float]:
        """The values that are shown."""
        return list(self.frame["value"].dropna())

    @property
    def with_values(self) -> list[int]:
        """The numbers of the series that have a value."""
        return sorted(self.frame.loc[self.frame["value"].notna(), "series"].unique())


def points_of(layout: Layout) -> Points:
    """The points of a layout.

    Raises
    ------
    ValueError
        When its figures have several units.
    """
    cells = [
        (position, series, figure_text(figure), *_numbers(figure))
        for position, row in enumerate(layout.rows)
        for series, figure in enumerate(layout.figure(row, column) for column in layout.columns)
    ]
    frame = pd.DataFrame(cells, columns=["position", "series", "text", *_NUMBERS])
    frame = frame.astype(dict.fromkeys(_NUMBERS, "float64"))
    return Points(frame, layout.rows, tuple(column.label for column in layout.columns), _unit(layout))


def _numbers(figure: pd.Series | None) -> list[float]:
    """The value to draw and the bounds of its interval; one that rounds to zero is drawn where it is."""
    return (
        [float(figure[name]) for name in _NUMBERS] if figure is not None and has_number(figure) else [np.nan] * len(_NUMBERS)
    )


def _unit(layout: Layout) -> str:
    units = dict.fromkeys(figure["unit"] for *_, figure in layout.cells() if figure is not None)
    if len(units) > 1:
        raise ValueError(f"{layout.title}: a chart shows figures of one unit; these are in {', '.join(units)}")
    return next(iter(units), "")
