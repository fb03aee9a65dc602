"""Colours, sizes and lettering of charts. Series differ by name, and by dash and marker or by hatching, as well as by colour."""

from dataclasses import dataclass
from typing import Any

#: Analysis Function categorical palette: dark blue, turquoise, dark pink, orange. In this order each differs in lightness from
#: the next (contrast at least 3.1), so that neighbours can be told apart without colours; dark blue and dark pink could not.
COLOURS = ("#12436D", "#28A197", "#801650", "#F46A25")

#: Dashes by series, in the same order; seaborn's on-off lengths, empty for an unbroken line.
DASHES: tuple[Any, ...] = ("", (4, 1.5), (1.5, 1.5), (6, 1.5, 1.5, 1.5))
MARKERS = ("o", "s", "^", "D")

#: Hatching of bars by series, in the same order.
HATCHES = ("", "///", "--", "xx")

#: Most series in one chart. Source: Analysis Function, "Data visualisation: charts", limit of four categories.
MOST_SERIES = 4

TEXT = "#0B0C0C"
GRID = "#D0D4D8"
TARGET = "#505A5F"

#: A ground that marks a row; nothing is told by it alone.
TINT = "#EEF3F8"

#: Width of a letter in ems: more than the average of a word in Arial, and that of most in DejaVu Sans, the widest font in use.
LETTER = 0.58


@dataclass(frozen=True)
class Size:
    """One drawing of a chart: its name in the page's style sheet, and in points its width and the size of its letters.

    `label` and `category` are the most letters in a line of a series' name and of a category's.
    """

    name: str
    width: float
    points: float
    label: int
    category: int

    @property
    def leading(self) -> float:
        """From one line of text to the next, in points."""
        return 1.25 * self.points

    def text_width(self, text: str) -> float:
        """About the width of a text, in points."""
        return LETTER * self.points * len(text)


#: A chart is drawn twice; the page shows the one that fits. The narrow one is as wide as the text of a page of 320 pixels.
WIDE = Size("wide", 576, 10.5, label=20, category=36)
NARROW = Size("narrow", 288, 11, label=11, category=38)
SIZES = (WIDE, NARROW)


def style(size: Size) -> dict[str, Any]:
    """Matplotlib settings for one drawing: text stays text, and the same figures give the same bytes."""
    return {
        "svg.fonttype": "none",
        "svg.hashsalt": "send-analysis",
        "text.parse_math": False,
        "font.family": "DejaVu Sans",
        "font.size": size.points,
        "axes.edgecolor": TEXT,
        "axes.linewidth": 0.8,
        "axes.grid": True,
        "grid.color": GRID,
        "grid.linewidth": 0.8,
        "axes.axisbelow": True,
        "axes.spines.top": False,
        "axes.spines.right": False,
        "text.color": TEXT,
        "xtick.color": TEXT,
        "ytick.color": TEXT,
        "hatch.color": "#FFFFFF",
        "hatch.linewidth": 1.0,
    }
