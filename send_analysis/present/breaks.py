"""A break in a series: where it is, what it says, and how a line chart marks it."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes

from send_analysis.present import theme
from send_analysis.present.layout import Header, Layout
from send_analysis.present.lettering import Align, flush, left_edge, widest, wrap, write

#: Room between the label and the unit's name, in points, and the fewest letters that a line of the label may have.
_GAP, _LEAST = 8, 12


@dataclass(frozen=True)
class Break:
    """A break in all series before one of the rows: what stands on its two sides cannot be compared.

    Parameters
    ----------
    before : the position of the row that begins the new series, or its label ("2023").
    text : what the drawing says there, for instance "New collection from 2023".
    """

    before: int | str
    text: str

    def position(self, layout: Layout) -> int:
        """The position of the row that begins the new series; 0 when it is the first, or when there are no rows.

        Raises
        ------
        ValueError
            When the layout has no such row.
        """
        labels = [row.label for row in layout.rows]
        if not labels:
            return 0
        if self.before in labels:
            return labels.index(str(self.before))
        if isinstance(self.before, int) and 0 <= self.before < len(labels):
            return self.before
        raise ValueError(f"{layout.title}: there is no row {self.before!r} to begin anew; there are {', '.join(labels)}.")


@dataclass(frozen=True)
class BreakMark:
    """A break as it is drawn: the position of the row after it, and its text."""

    position: int
    text: str

    def note(self, rows: Sequence[Header]) -> str:
        """What is said of the break below the chart."""
        between = f"between {rows[self.position - 1].label} and {rows[self.position].label}"
        return f"Break in the series {between} (upright dashed line): {self.text.rstrip('.')}. No line is drawn across it."


@dataclass(frozen=True)
class BreakLabel:
    """Where the text of a break stands above the plot.

    Parameters
    ----------
    lines : its lines.
    at : where it is anchored, in points from the left edge of the plot, and how it is aligned there.
    beside_unit : whether the unit's name fits to the left of it; otherwise that stands above it.
    """

    lines: list[str]
    at: float
    align: Align
    beside_unit: bool

    def height(self, size: theme.Size) -> float:
        """What the plot's top margin needs beyond the unit's name, in points."""
        return (len(self.lines) - self.beside_unit) * size.leading

    def unit_up(self, size: theme.Size) -> float:
        """How much higher than usual the unit's name stands, in points."""
        return 0 if self.beside_unit else self.height(size)


def break_label(text: str, rule: float, plot: float, unit_end: float, size: theme.Size) -> BreakLabel:
    """The label of a break: over its line in the middle if there is room, else flush with the edge of the plot.

    Parameters
    ----------
    rule, plot, unit_end : in points from the left edge of the plot: the break's line, the right edge, the end of the unit's name.
    """
    lines = wrap(text, max(int(plot / (theme.LETTER * size.points)), _LEAST))
    width = widest(lines, size)
    at, align = flush(rule, width, (0, plot))
    return BreakLabel(lines, at, align, left_edge(at, width, align) >= unit_end + _GAP)


def draw_break(axes: Axes, position: int, label: BreakLabel, height: float, size: theme.Size) -> None:
    """The upright line before a position, up to its label above the plot, which is `height` points high."""
    top = 1 + 0.5 * size.leading / height
    place = position - 0.5
    axes.plot(
        [place, place], [0, top], transform=axes.get_xaxis_transform(), color=theme.TARGET, linestyle=(0, (5, 3)),
        linewidth=1, clip_on=False, zorder=1.5,
    )  # fmt: skip
    up = (0.1 + len(label.lines)) * size.leading
    write(axes, label.lines, (0, 1), size, frame="axes fraction", align=label.align, right=label.at, up=up)
