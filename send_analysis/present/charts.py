"""Layouts as charts: drawn twice, wide and narrow, each with a description, and with their table underneath."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from matplotlib import style as styles
from matplotlib.figure import Figure

from send_analysis.present import theme
from send_analysis.present.alt import describe_bars, describe_lines
from send_analysis.present.alt_areas import describe_position, describe_strips, position_note, strip_note
from send_analysis.present.area_rows import Position, one_column, position_of_area
from send_analysis.present.bars import draw_bars
from send_analysis.present.breaks import Break, BreakMark
from send_analysis.present.layout import Layout
from send_analysis.present.lines import Target, draw_lines
from send_analysis.present.points import Points, points_of
from send_analysis.present.scales import tick_text
from send_analysis.present.strips import draw_strips
from send_analysis.present.svg import to_svg
from send_analysis.present.swarms import draw_swarm
from send_analysis.present.tables import bare_table, notes, table

Draw = Callable[[Points, theme.Size], Figure]


def line_chart(layout: Layout, *, target: float | None = None, break_before: Break | None = None) -> str:
    """Lines over the rows, one for each column, named at their ends; a target is a dotted line with its name.

    Parameters
    ----------
    break_before : the row with which all series begin anew. No line is drawn from the row before to it; an upright dashed line
        stands between the two under the break's text. Nothing is marked before the first row.

    Returns
    -------
    HTML: a figure with title, two drawings, the table, and what its symbols mean. Where there is no figure, a line has a gap;
    a series without any figure is left out of the drawing.

    Raises
    ------
    ValueError
        When there are more series than can be told apart, figures of several units, or no such row as the break names.
    """
    points = points_of(layout)
    mark = None if target is None else Target(target, _target_text(target, points.unit))
    at = break_before.position(layout) if break_before else 0
    broken = BreakMark(at, break_before.text) if break_before and at else None
    layout = replace(layout, note=_line_note(layout, points, mark, broken))
    return _chart(layout, points, describe_lines(layout, at), lambda points, size: draw_lines(points, size, mark, broken))


def bar_chart(layout: Layout) -> str:
    """Horizontal bars for the rows, one for each column, each with its number at the end; returns HTML as for lines.

    A figure without number has no bar; its symbol stands in place of it.
    """
    return _chart(layout, points_of(layout), describe_bars(layout), draw_bars)


def strip_chart(layout: Layout, own: str) -> str:
    """A row for each area with a mark at its value, its 95 % interval as a line through it, and its number; HTML as for lines.

    Parameters
    ----------
    layout : rows of areas (each with its `area`), in the order in which they are to stand, and one column.
    own : the code of the authority, whose row is told apart by a diamond, heavier lines and letters, and a pale ground.

    Raises
    ------
    ValueError
        When there is not one column, or no row of the authority.
    """
    one_column(layout)
    at = position_of_area(layout, own)
    layout = replace(layout, note=strip_note(layout, layout.rows[at]))
    return _chart(
        layout,
        points_of(layout),
        describe_strips(layout),
        lambda points, size: draw_strips(points, at, size),
        intervals=True,
    )


def position_chart(layout: Layout, own: str, england: str | None = None) -> str:
    """A dot for each authority on one axis, with the own one, England and the cut-offs of the quarters named; HTML as for lines.

    Parameters
    ----------
    layout : rows of authorities (each with its `area`) and one column; England may be among the rows. The table below lists them
        in this order, of many those that :attr:`send_analysis.present.area_rows.Position.told` chooses. Its table of figures
        holds what is marked, see :class:`send_analysis.present.area_rows.Position`.
    own, england : the codes of the authority and of England.

    Raises
    ------
    ValueError
        When there is not one column, or no row of the authority.
    """
    one_column(layout)
    position = Position(layout, own, england)
    layout = replace(layout, note=position_note(position))
    position = replace(position, layout=layout)
    description, listed = describe_position(position), position.told
    return _chart(
        layout,
        points_of(layout),
        description,
        lambda points, size: draw_swarm(position.swarm(points.unit), size),
        listed=listed,
    )


def _target_text(target: float, unit: str) -> str:
    return f"Target {tick_text(target)}{'%' if unit == 'percent' else ''}"


def _line_note(layout: Layout, points: Points, mark: Target | None, broken: BreakMark | None) -> str:
    """The layout's note, and what has to be said of the target, of a break and of gaps."""
    drawn = points.frame[points.frame["series"].isin(points.with_values)]
    gaps = "Where part of a line is missing, there is no figure." if drawn["value"].isna().any() else ""
    target = f"Dotted line: {mark.name[:1].lower()}{mark.name[1:]}." if mark else ""
    return " ".join(filter(None, [layout.note, target, broken.note(layout.rows) if broken else "", gaps]))


def _chart(
    layout: Layout,
    points: Points,
    description: str,
    draw: Draw,
    *,
    intervals: bool = False,
    listed: Layout | None = None,
) -> str:
    """A chart of a layout with its table, or with that of `listed`, a part of it."""
    listed = listed or layout
    if len(layout.columns) > theme.MOST_SERIES:
        raise ValueError(
            f"{layout.title}: a chart shows at most {theme.MOST_SERIES} series; this one has {len(layout.columns)}"
        )
    if not points.values:
        return table(listed, intervals=intervals)
    title = escape(layout.title)
    drawings = "".join(_drawing(layout, points, description, draw, size) for size in theme.SIZES)
    beside = bare_table(listed, f"Table of the chart: {layout.title}", intervals=intervals)
    details = f"<details><summary>Table of this chart: {title}</summary>{beside}</details>"
    return f'<figure class="chart"><figcaption>{title}</figcaption>{drawings}{details}{notes(listed)}</figure>'


def _drawing(layout: Layout, points: Points, description: str, draw: Draw, size: theme.Size) -> str:
    with styles.context(["default", theme.style(size)]):
        svg = to_svg(draw(points, size), title=layout.title, description=description)
    return f'<div class="{size.name}">{svg}</div>'
