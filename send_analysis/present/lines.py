"""Drawing a line chart: a line for each series over the rows, named at its end, with a gap where there is no figure."""

from dataclasses import dataclass

import seaborn as sns
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from send_analysis.present import theme
from send_analysis.present.breaks import BreakLabel, BreakMark, break_label, draw_break
from send_analysis.present.lettering import frame_axes, spread, widest, wrap, write
from send_analysis.present.points import Points
from send_analysis.present.row_names import name_rows, row_lines
from send_analysis.present.scales import tick_text, ticks, unit_name

#: In points: height of the plot itself, room before the first point, and room between a line's end and its name.
_HEIGHT, _INSET, _GAP = 190, 8, 10


@dataclass(frozen=True)
class Target:
    """A value to be marked, and what it is called."""

    value: float
    name: str


@dataclass(frozen=True)
class _End:
    """What is written at the end of a line: the point there, and its lines of text."""

    position: float
    value: float
    lines: list[str]
    colour: str


def draw_lines(
    points: Points, size: theme.Size, target: Target | None = None, break_mark: BreakMark | None = None
) -> Figure:
    """The drawing of a line chart of points of which at least one has a value."""
    ends = _ends(points, size, target)
    scale = ticks([*points.values, *(end.value for end in ends)], points.unit)
    first, last = row_lines(points.rows[0]), row_lines(points.rows[-1])
    left = max(widest([tick_text(tick) for tick in scale], size) + 6, widest(first, size) / 2 - _INSET)
    right = max(widest([line for end in ends for line in end.lines], size) + _GAP, widest(last, size) / 2)
    names = name_rows(points.rows, size.width - left - right - _INSET, size)
    label = _break_label(points, break_mark, left, size.width - left - right, size) if break_mark else None
    top, bottom = 1.8 * size.leading, (max(map(len, names.values())) + 1) * size.leading
    top += label.height(size) if label else 0
    figure = Figure(figsize=(size.width / 72, (top + _HEIGHT + bottom) / 72))
    axes = frame_axes(figure, left, right, top, bottom)
    _plot(axes, points, break_mark)
    if target:
        axes.axhline(target.value, color=theme.TARGET, linestyle=(0, (1, 2)), linewidth=1.2, clip_on=False)
    _dress(axes, points, scale, size)
    unit_up = 1.1 * size.leading + (label.unit_up(size) if label else 0)
    write(axes, [unit_name(points.unit)], (0, 1), size, frame="axes fraction", right=-left, up=unit_up)
    if break_mark and label:
        draw_break(axes, break_mark.position, label, _HEIGHT, size)
    for position, lines in names.items():
        write(axes, lines, (position, 0), size, frame=axes.get_xaxis_transform(), align="center", up=-size.leading)
    _name_ends(axes, ends, scale, size)
    return figure


def _break_label(points: Points, mark: BreakMark, left: float, plot: float, size: theme.Size) -> BreakLabel:
    step = (plot - _INSET) / (len(points.rows) - 1)
    rule = _INSET + step * (mark.position - 0.5)
    return break_label(mark.text, rule, plot, widest([unit_name(points.unit)], size) - left, size)


def _plot(axes: Axes, points: Points, break_mark: BreakMark | None) -> None:
    """The lines; `piece` changes where a figure is missing and at a break, so that no line is drawn across a gap."""
    shown = points.with_values
    axes.set(xticks=[], yticks=[])  # seaborn would make matplotlib's own first, at a tenth of the drawing's time
    begins = points.frame["value"].isna()
    if break_mark:
        begins |= points.frame["position"].eq(break_mark.position)
    piece = begins.groupby(points.frame["series"]).cumsum()
    sns.lineplot(
        points.frame.assign(piece=piece).dropna(subset="value"), x="position", y="value", hue="series", style="series",
        units="piece", estimator=None, hue_order=shown, style_order=shown, palette=[theme.COLOURS[each] for each in shown],
        dashes=[theme.DASHES[each] for each in shown], markers=[theme.MARKERS[each] for each in shown],
        markersize=5.5, markeredgewidth=0, linewidth=2, legend=False, clip_on=False, ax=axes,
    )  # fmt: skip


def _dress(axes: Axes, points: Points, scale: list[float], size: theme.Size) -> None:
    last = len(points.rows) - 1
    before = _INSET * last / (72 * axes.get_window_extent().width / axes.figure.dpi - _INSET)
    axes.set(xlabel="", ylabel="", xlim=(-before, last) if last else (-1, 1), ylim=(scale[0], scale[-1]))
    axes.set_xticks(range(last + 1), [""] * (last + 1))
    axes.set_yticks(scale, [tick_text(tick) for tick in scale])
    axes.tick_params(axis="y", length=0)
    axes.spines["left"].set_visible(False)
    axes.grid(axis="x", visible=False)


def _ends(points: Points, size: theme.Size, target: Target | None) -> list[_End]:
    """The last point of each series, and the target's."""
    last = points.frame.dropna(subset="value").drop_duplicates("series", keep="last").set_index("series")
    ends = [
        _End(last["position"][each], last["value"][each], wrap(points.series[each], size.label), theme.COLOURS[each])
        for each in points.with_values
    ]
    if target:
        ends.append(_End(len(points.rows) - 1, target.value, wrap(target.name, size.label), theme.TARGET))
    return ends


def _name_ends(axes: Axes, ends: list[_End], scale: list[float], size: theme.Size) -> None:
    """Write each name beside its last point, moved up or down where two would touch."""
    per_unit = _HEIGHT / (scale[-1] - scale[0])
    wanted = [(end.value - scale[0]) * per_unit for end in ends]
    places = spread(wanted, [len(end.lines) * size.leading + 1 for end in ends], 0, _HEIGHT + size.leading)
    last = max(end.position for end in ends)
    for end, best, place in zip(ends, wanted, places, strict=True):
        point, up = (end.position, end.value), place - best
        if abs(up) > 1:
            _lead(axes, point, up, end.colour)
        up += (len(end.lines) - 1) * size.leading / 2
        write(axes, end.lines, point, size, right=_GAP, up=up, over_lines=end.position < last)


def _lead(axes: Axes, point: tuple[float, float], up: float, colour: str) -> None:
    """A thin line from a point to its name, which stands higher or lower."""
    arrow = {"arrowstyle": "-", "color": colour, "linewidth": 0.8, "shrinkA": 0, "shrinkB": 0}
    axes.annotate("", point, xytext=(_GAP - 1, up), textcoords="offset points", arrowprops=arrow, annotation_clip=False)
