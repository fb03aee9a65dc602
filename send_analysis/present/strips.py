"""Drawing a strip chart: a row for each area, with a dot at its value, its 95 % interval as a line through it, and its number."""

from dataclasses import dataclass
from math import isnan, nan

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from send_analysis.present import theme
from send_analysis.present.lettering import frame_axes, widest, wrap, write
from send_analysis.present.points import Points
from send_analysis.present.scales import tick_text, ticks, unit_name

#: In points: height of a row beside its name or below it, room between the plot and what is written left and right of it, and
#: what a row's ground reaches beyond the letters.
_ROW, _GAP, _EDGE = 19, 10, 4

#: In points: the diameters of the dots, and the widths of the lines through them: the authority's own, and the others'.
_OWN_DOT, _DOT, _OWN_LINE, _LINE = 9.5, 6, 3, 1.4


@dataclass(frozen=True)
class _Lengths:
    """What a strip chart needs room for, in points."""

    row: float
    named: float
    left: float
    right: float
    bottom: float

    @property
    def middle(self) -> float:
        """How much lower than the middle of its row a dot stands, as a share of the row: names may stand above the dots."""
        return self.named / self.row / 2


def draw_strips(points: Points, own: int, size: theme.Size) -> Figure:
    """The drawing of a strip chart; in the narrow one each row's name stands above its dot. `own` is the authority's row."""
    above = size is theme.NARROW
    names = [wrap(row.label, size.category) for row in points.rows]
    numbers = points.frame[["value", "lower", "upper"]].to_numpy().ravel()
    scale = ticks(numbers[~np.isnan(numbers)], points.unit, most=3 if above else 5)
    room = _lengths(points, names, own, scale, above, size)
    figure = Figure(figsize=(size.width / 72, (room.row * len(names) + room.bottom + 2) / 72))
    axes = frame_axes(figure, room.left, room.right, 2, room.bottom)
    _dress(axes, points, scale, above, size)
    _ground(axes, own, room, size)
    _plot(axes, points, own, room)
    if not isnan(value := points.frame["value"].iloc[own]):
        _carry_on(axes, value, len(names), room)
    for position, (lines, text) in enumerate(zip(names, points.frame["text"], strict=True)):
        _name(axes, lines, position, room, above, position == own, size)
        _number(axes, text, position + room.middle, room, position == own, size)
    return figure


def _lengths(
    points: Points, names: list[list[str]], own: int, scale: list[float], above: bool, size: theme.Size
) -> _Lengths:
    named = max(map(len, names)) * size.leading
    widths = [widest(lines, size, bold=position == own) for position, lines in enumerate(names)]
    numbers = max(widest([text], size, bold=position == own) for position, text in enumerate(points.frame["text"]))
    return _Lengths(
        row=named + _ROW if above else max(named + 6, _ROW),
        named=named if above else 0,
        left=_GAP + _EDGE + (0 if above else max(widths)),
        right=max(numbers + _GAP + _EDGE, widest([tick_text(scale[-1])], size) / 2),
        bottom=2.6 * size.leading,
    )


def _dress(axes: Axes, points: Points, scale: list[float], above: bool, size: theme.Size) -> None:
    axes.set(xlim=(scale[0], scale[-1]), ylim=(len(points.rows) - 0.5, -0.5))
    axes.set_yticks([])
    axes.set_xticks(scale, [tick_text(tick) for tick in scale])
    axes.grid(visible=not above, axis="x")  # no line crosses a name
    axes.spines["left"].set_visible(False)
    axes.patch.set_visible(False)
    write(axes, [unit_name(points.unit)], (0, 0), size, frame="axes fraction", up=-2.1 * size.leading)


def _ground(axes: Axes, own: int, room: _Lengths, size: theme.Size) -> None:
    """A pale ground behind the authority's own row, over the whole width of the drawing."""
    plot = size.width - room.left - room.right
    axes.add_patch(
        Rectangle(
            (-room.left / plot, own - 0.5), size.width / plot, 1, transform=axes.get_yaxis_transform(),
            facecolor=theme.TINT, edgecolor="none", clip_on=False, zorder=0,
        )
    )  # fmt: skip


def _plot(axes: Axes, points: Points, own: int, room: _Lengths) -> None:
    """Lines through dots: the authority's own a heavy diamond, the others' rings."""
    for row, (value, lower, upper) in enumerate(points.frame[["value", "lower", "upper"]].to_numpy()):
        mine, place = row == own, row + room.middle
        colour = theme.COLOURS[0] if mine else theme.TARGET
        if not isnan(lower):
            axes.plot(
                [lower, upper], [place, place], color=colour, linewidth=_OWN_LINE if mine else _LINE,
                solid_capstyle="butt", clip_on=False, zorder=2.5,
            )  # fmt: skip
        if not isnan(value):
            axes.plot(
                [value], [place], marker="D" if mine else "o", markersize=_OWN_DOT if mine else _DOT,
                markerfacecolor=colour if mine else "white", markeredgecolor="white" if mine else colour,
                markeredgewidth=1 if mine else 1.4, linestyle="none", clip_on=False, zorder=3,
            )  # fmt: skip


def _carry_on(axes: Axes, value: float, rows: int, room: _Lengths) -> None:
    """A dotted upright line at a value through all rows, but not through what is written above their dots."""
    half = 0.5 if not room.named else 0.4 * _ROW / room.row
    ends = [(at + room.middle - half, at + room.middle + half, nan) for at in range(rows)]
    axes.plot(
        [value] * 3 * rows, [each for end in ends for each in end], color=theme.TARGET, linestyle=(0, (1, 2)), linewidth=1.2,
        clip_on=False, zorder=1.5,
    )  # fmt: skip


def _name(axes: Axes, lines: list[str], position: int, room: _Lengths, above: bool, bold: bool, size: theme.Size) -> None:
    frame = axes.get_yaxis_transform()
    if above:
        up = room.row / 2 - 0.55 * size.leading - (room.named - len(lines) * size.leading)
        write(axes, lines, (0, position), size, frame=frame, right=_EDGE - room.left, up=up, bold=bold)
    else:
        up = (len(lines) - 1) * size.leading / 2
        write(axes, lines, (0, position), size, frame=frame, align="right", right=-_GAP, up=up, bold=bold)


def _number(axes: Axes, text: str, place: float, room: _Lengths, bold: bool, size: theme.Size) -> None:
    right, frame = room.right - _EDGE, axes.get_yaxis_transform()
    write(axes, [text], (1, place), size, frame=frame, align="right", right=right, bold=bold)
