"""Words on a drawing: written line by line, so that every line is anchored where it belongs in whatever font a reader has."""

import textwrap
from collections.abc import Sequence
from typing import Any, Literal

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from send_analysis.present.theme import Size

#: How much wider bold letters are than others: in Arial about 1.08, in DejaVu Sans up to 1.15.
BOLD = 1.15

Align = Literal["left", "center", "right"]


def wrap(text: str, letters: int) -> list[str]:
    """A text in lines of at most so many letters; only a single word that is longer is cut."""
    return textwrap.wrap(text, letters) or [""]


def widest(lines: Sequence[str], size: Size, *, bold: bool = False) -> float:
    """About the width of the widest line, in points; 0 without lines."""
    return max((size.text_width(line) for line in lines), default=0.0) * (BOLD if bold else 1)


def write(
    axes: Axes,
    lines: Sequence[str],
    at: tuple[float, float],
    size: Size,
    *,
    frame: Any = "data",
    align: Align = "left",
    right: float = 0,
    up: float = 0,
    over_lines: bool = False,
    bold: bool = False,
) -> None:
    """Write lines one below the other; the middle of the first stands `right` and `up` points from `at`.

    Parameters
    ----------
    at, frame : a place and the system of coordinates it is in, as matplotlib's `annotate` takes them.
    over_lines : whether something may be drawn there, from which the text has to stand out.
    """
    ground = {"facecolor": "white", "edgecolor": "none", "pad": 1, "alpha": 0.85} if over_lines else None
    for number, line in enumerate(lines):
        axes.annotate(
            line, at, xycoords=frame, xytext=(right, up - number * size.leading), textcoords="offset points",
            ha=align, va="center_baseline", annotation_clip=False, bbox=ground, weight="bold" if bold else "normal",
        )  # fmt: skip


def flush(middle: float, width: float, edges: tuple[float, float]) -> tuple[float, Align]:
    """Where to anchor a line of text and how: about its middle where it fits between the edges, else flush with the nearer."""
    low, high = edges
    if low + width / 2 <= middle <= high - width / 2:
        return middle, "center"
    return (high, "right") if middle > (low + high) / 2 else (low, "left")


def clear_of(
    lines: Sequence[float], middle: float, width: float, edges: tuple[float, float], over: float = 4
) -> tuple[float, Align]:
    """The same for a text that should cross none of some upright lines: about its middle, else to one side, ending `over` beyond.

    Where every place would cross one, the text stands as if there were none.
    """
    sides: list[tuple[float, Align]] = [(middle, "center"), (middle + over, "right"), (middle - over, "left")]
    for anchor, align in sides:
        left = left_edge(anchor, width, align)
        within = edges[0] <= left and left + width <= edges[1]
        if within and not any(left < line < left + width for line in lines):
            return anchor, align
    return flush(middle, width, edges)


def left_edge(anchor: float, width: float, align: Align) -> float:
    """Where a text so anchored begins."""
    return anchor - {"left": 0, "center": width / 2, "right": width}[align]


def spread(wanted: Sequence[float], heights: Sequence[float], low: float, high: float) -> list[float]:
    """Middles of labels as near to the wanted ones as they go without touching, from `low` to `high` where there is room.

    Parameters
    ----------
    wanted : where the middle of each label would be best, in any order.
    heights : the height of each label.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    places = list(wanted)
    floor = low
    for at in order:
        places[at] = max(wanted[at], floor + heights[at] / 2)
        floor = places[at] + heights[at] / 2
    ceiling = high
    for at in reversed(order):
        places[at] = min(places[at], ceiling - heights[at] / 2)
        ceiling = places[at] - heights[at] / 2
    return places


def frame_axes(figure: Figure, left: float, right: float, top: float, bottom: float) -> Axes:
    """Axes with margins in points; what is written in the margins is known, so nothing is measured."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    place = (left / width, bottom / height, (width - left - right) / width, (height - top - bottom) / height)
    return figure.add_axes(place)
