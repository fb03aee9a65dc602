"""Drawing a position chart: a dot for each authority on one axis; the own one, England and the quartiles marked and named."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import nan

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from send_analysis.present import theme
from send_analysis.present.lettering import Align, clear_of, frame_axes, left_edge, spread, widest, wrap, write
from send_analysis.present.marks import Mark, Swarm
from send_analysis.present.scales import tick_text, ticks, unit_name
from send_analysis.present.stacks import Stack, stacked

#: In points: margin at either side, room between two labels, length of a label's leader, and the diameter of the own marker.
_MARGIN, _BETWEEN, _LEADER, _OWN = 12, 6, 14, 11

#: Most letters in a line of a cut-off's name or England's, so that four labels stand beside each other in the narrow drawing.
_LETTERS = 8

#: How the value of England is drawn, and how the cut-offs are.
_ENGLAND, _CUT = ("-", 2.0), ((0, (4, 2.5)), 1.2)


def draw_swarm(swarm: Swarm, size: theme.Size) -> Figure:
    """The drawing of a position chart of which at least one value is known."""
    known = [*swarm.values, *(mark.value for mark in [*swarm.marks, swarm.own] if mark)]
    scale = ticks(known, swarm.unit, most=3 if size is theme.NARROW else 5)
    place = _Places(scale[0], (size.width - 2 * _MARGIN) / (scale[-1] - scale[0]), size.width - 2 * _MARGIN)
    stack = stacked([place.of(value) for value in swarm.values])
    labels = [[*wrap(mark.name, _LETTERS), mark.text] for mark in swarm.marks]
    own = _own_label(swarm.own, [place.of(mark.value) for mark in swarm.marks], place, size) if swarm.own else None
    height = max(stack.height, _OWN) + _OWN + (own.height(size) if own else 0)
    top, bottom = (max(map(len, labels)) * size.leading + _LEADER if labels else 2), 2.6 * size.leading
    figure = Figure(figsize=(size.width / 72, (top + height + bottom) / 72))
    axes = frame_axes(figure, _MARGIN, _MARGIN, top, bottom)
    _dress(axes, swarm.unit, scale, height, size)
    _mark_lines(axes, swarm, labels, own, place, size)
    if stack.dots:
        _draw_dots(axes, stack, place)
    if swarm.own and own:
        _draw_own(axes, swarm.own.value, own, stack, place, size)
    return figure


@dataclass(frozen=True)
class _Places:
    """Where a value lies in points from the left edge of the plot, which is `width` wide."""

    first: float
    per_unit: float
    width: float

    def of(self, value: float) -> float:
        return (value - self.first) * self.per_unit

    def value_at(self, place: float) -> float:
        return self.first + place / self.per_unit


@dataclass(frozen=True)
class _OwnLabel:
    """The name of the own marker: its lines, where it is anchored and how, and from where to where it reaches; in points."""

    lines: list[str]
    anchor: float
    align: Align
    left: float
    right: float

    def height(self, size: theme.Size) -> float:
        """The room that it takes."""
        return (len(self.lines) + 0.4) * size.leading


def _own_label(own: Mark, marked: Sequence[float], place: _Places, size: theme.Size) -> _OwnLabel:
    lines = own.lines(size)
    width = widest(lines, size, bold=True)
    anchor, align = clear_of(marked, place.of(own.value), width, (-_MARGIN, place.width + _MARGIN))
    left = left_edge(anchor, width, align)
    return _OwnLabel(lines, anchor, align, left, left + width)


def _dress(axes: Axes, unit: str, scale: list[float], height: float, size: theme.Size) -> None:
    axes.set(xlim=(scale[0], scale[-1]), ylim=(0, height))
    axes.set_yticks([])
    axes.set_xticks(scale, [tick_text(tick) for tick in scale])
    axes.grid(visible=False)
    axes.spines["left"].set_visible(False)
    write(axes, [unit_name(unit)], (0, 0), size, frame="axes fraction", right=-_MARGIN, up=-2.1 * size.leading)


def _mark_lines(
    axes: Axes, swarm: Swarm, labels: list[list[str]], own: _OwnLabel | None, place: _Places, size: theme.Size
) -> None:
    """Upright lines, dashed at the cut-offs and unbroken at England's value, each led to its label above the plot.

    One that would cross the name of the own marker leaves it out.
    """
    height = axes.get_ylim()[1]
    widths = [widest(lines, size) + _BETWEEN for lines in labels]
    middles = spread([place.of(mark.value) for mark in swarm.marks], widths, -_MARGIN, place.width + _MARGIN)
    for mark, lines, middle in zip(swarm.marks, labels, middles, strict=True):
        style, width = _ENGLAND if mark is swarm.england else _CUT
        crosses = own is not None and own.left <= place.of(mark.value) <= own.right
        gap = [height - own.height(size), nan] if own and crosses else []
        axes.plot(
            [*[mark.value] * (2 + len(gap)), place.value_at(middle)], [0, *gap, height, height + _LEADER - 3],
            color=theme.TEXT, linestyle=style, linewidth=width, clip_on=False, zorder=1.5,
        )  # fmt: skip
        up = _LEADER + (len(lines) - 0.5) * size.leading
        write(axes, lines, (0, height), size, frame=("axes fraction", "data"), align="center", right=middle, up=up)


def _draw_dots(axes: Axes, stack: Stack, place: _Places) -> None:
    """All dots as one path of very short lines with round ends, which takes a fraction of the room of as many shapes."""
    points = [(place.value_at(at + more), middle) for at, middle in stack.dots for more in (0, 0.02)]
    path = Path(points, [Path.MOVETO, Path.LINETO] * len(stack.dots))
    path.should_simplify = False
    look = {"facecolor": "none", "edgecolor": theme.TARGET, "linewidth": 0.88 * stack.dot, "capstyle": "round"}
    axes.add_patch(PathPatch(path, clip_on=False, zorder=2, **look))


def _draw_own(axes: Axes, value: float, label: _OwnLabel, stack: Stack, place: _Places, size: theme.Size) -> None:
    """The authority's own marker on top of the dots about it, led to its name, which stands above all dots."""
    middle = stack.top_about(place.of(value), _OWN) + _OWN / 2
    below = axes.get_ylim()[1] - label.height(size)
    colour = theme.COLOURS[0]
    axes.plot([value] * 2, [middle, below], color=colour, linewidth=1.6, clip_on=False, zorder=3)
    axes.plot(
        [value], [middle], marker="D", markersize=_OWN, markerfacecolor=colour, markeredgecolor="white",
        markeredgewidth=1.2, linestyle="none", clip_on=False, zorder=4,
    )  # fmt: skip
    up = (len(label.lines) - 0.4) * size.leading
    write(
        axes, label.lines, (0, below), size, frame=("axes fraction", "data"), align=label.align, right=label.anchor, up=up,
        bold=True,
    )  # fmt: skip
