"""Drawing a bar chart: horizontal bars for the rows, each with its number at its end, or the symbol in place of one."""

from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from send_analysis.present import theme
from send_analysis.present.lettering import frame_axes, widest, wrap, write
from send_analysis.present.points import Points
from send_analysis.present.scales import tick_text, ticks, unit_name

#: In points: thickness of a bar, room between two rows, and side of the square that a key begins with.
_BAR, _BETWEEN, _SQUARE = 15, 10, 9


@dataclass(frozen=True)
class _Lengths:
    """What a bar chart needs room for, in points: the rows' names, the bars of a row, a row with both, and the margins."""

    named: float
    bars: float
    row: float
    left: float
    right: float
    top: float
    bottom: float

    @property
    def share(self) -> float:
        """The share of a row that its bars take."""
        return self.bars / self.row


def draw_bars(points: Points, size: theme.Size) -> Figure:
    """The drawing of a bar chart. In the narrow one each row's name stands above its bars, to leave them the whole width."""
    above = size is theme.NARROW
    names = [wrap(row.label, size.category) for row in points.rows]
    scale = ticks(points.values, points.unit, most=3 if above else 5)
    room = _lengths(points, names, scale, above, size)
    figure = Figure(figsize=(size.width / 72, (room.top + room.row * len(names) + room.bottom) / 72))
    axes = frame_axes(figure, room.left, room.right, room.top, room.bottom)
    _plot(axes, points, room.share)
    _dress(axes, points, scale, size)
    if above:  # the rows stand lower, to make room for their names, which no line may cross
        axes.set_ylim(*(edge - room.named / room.row / 2 for edge in axes.get_ylim()))
        axes.spines["left"].set_visible(False)
    _write_numbers(axes, points, room.share, size)
    _name_rows(axes, names, room.share, above, size)
    if len(points.series) > 1:
        _write_key(figure, points.series, room.left, size)
    return figure


def _lengths(points: Points, names: list[list[str]], scale: list[float], above: bool, size: theme.Size) -> _Lengths:
    named, bars = max(map(len, names)) * size.leading, _BAR * len(points.series)
    numbers = widest(list(points.frame["text"]), size) + 9
    return _Lengths(
        named,
        bars,
        row=(named + bars if above else max(named, bars)) + _BETWEEN,
        left=4 if above else max(widest(lines, size) for lines in names) + 8,
        right=max(numbers, widest([tick_text(scale[-1])], size) / 2),
        top=(len(points.series) + 0.3) * size.leading if len(points.series) > 1 else 1,
        bottom=2.6 * size.leading,
    )


def _plot(axes: Axes, points: Points, width: float) -> None:
    series = range(len(points.series))
    sns.barplot(
        points.frame.fillna({"value": 0}), y="position", x="value", hue="series", orient="h",
        order=range(len(points.rows)), hue_order=series, palette=list(theme.COLOURS[: len(series)]), saturation=1,
        width=width, gap=0.12, errorbar=None, legend=False, ax=axes,
    )  # fmt: skip
    for container, hatch in zip(axes.containers, theme.HATCHES, strict=False):
        for bar in container:
            bar.set(hatch=hatch, edgecolor="white", linewidth=0, clip_on=False)


def _dress(axes: Axes, points: Points, scale: list[float], size: theme.Size) -> None:
    axes.set(xlabel="", ylabel="", xlim=(scale[0], scale[-1]), ylim=(len(points.rows) - 0.5, -0.5))
    axes.set_yticks([])
    axes.set_xticks(scale, [tick_text(tick) for tick in scale])
    axes.grid(visible=False)
    axes.spines["left"].set_position(("data", 0))
    write(axes, [unit_name(points.unit)], (0, 0), size, frame="axes fraction", up=-2.1 * size.leading)


def _write_numbers(axes: Axes, points: Points, width: float, size: theme.Size) -> None:
    each = width / len(points.series)
    places = points.frame["position"] - width / 2 + (points.frame["series"] + 0.5) * each
    ends = points.frame["value"].fillna(0).clip(lower=0)
    for text, end, place in zip(points.frame["text"], ends, places, strict=True):
        write(axes, [text], (end, place), size, right=4)


def _name_rows(axes: Axes, names: list[list[str]], width: float, above: bool, size: theme.Size) -> None:
    frame = axes.get_yaxis_transform()
    for position, lines in enumerate(names):
        if above:
            write(axes, lines, (0, position - width / 2), size, frame=frame, up=(len(lines) - 0.5) * size.leading)
        else:
            up = (len(lines) - 1) * size.leading / 2
            write(axes, lines, (0, position), size, frame=frame, align="right", right=-8, up=up)


def _write_key(figure: Figure, series: tuple[str, ...], left: float, size: theme.Size) -> None:
    """The names of the series, in the order of the bars of a row, each with a square of its colour and hatching."""
    width, height = (72 * inches for inches in figure.get_size_inches())
    for number, name in enumerate(series):
        middle = height - (number + 0.6) * size.leading
        figure.add_artist(
            Rectangle(
                (left / width, (middle - _SQUARE / 2) / height), _SQUARE / width, _SQUARE / height,
                facecolor=theme.COLOURS[number], hatch=theme.HATCHES[number], edgecolor="white", linewidth=0,
                transform=figure.transFigure,
            )
        )  # fmt: skip
        figure.text((left + _SQUARE + 5) / width, middle / height, name, va="center_baseline")
