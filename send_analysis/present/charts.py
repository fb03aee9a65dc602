"""Layouts as charts: drawn twice, wide and narrow, each with a description, and with their table underneath."""

from collections.abc import Callable
from dataclasses import replace
from html import escape

from matplotlib import style as styles
from matplotlib.figure import Figure

from send_analysis.present import theme
from send_analysis.present.alt import describe_bars, describe_lines
from send_analysis.present.bars import draw_bars
from send_analysis.present.layout import Layout
from send_analysis.present.lines import Target, draw_lines
from send_analysis.present.points import Points, points_of
from send_analysis.present.scales import tick_text
from send_analysis.present.svg import to_svg
from send_analysis.present.tables import bare_table, notes, table

Draw = Callable[[Points, theme.Size], Figure]


def line_chart(layout: Layout, *, target: float | None = None) -> str:
    """Lines over the rows, one for each column, named at their ends; a target is a dotted line with its name.

    Returns
    -------
    HTML: a figure with title, two drawings, the table, and what its symbols mean. Where there is no figure, a line has a gap;
    a series without any figure is left out of the drawing.

    Raises
    ------
    ValueError
        When there are more series than can be told apart, or figures of several units.
    """
    points = points_of(layout)
    mark = None if target is None else Target(target, _target_text(target, points.unit))
    layout = replace(layout, note=_line_note(layout, points, mark))
    return _chart(layout, points, describe_lines(layout), lambda points, size: draw_lines(points, size, mark))


def bar_chart(layout: Layout) -> str:
    """Horizontal bars for the rows, one for each column, each with its number at the end; returns HTML as for lines.

    A figure without number has no bar; its symbol stands in place of it.
    """
    return _chart(layout, points_of(layout), describe_bars(layout), draw_bars)


def _target_text(target: float, unit: str) -> str:
    return f"Target {tick_text(target)}{'%' if unit == 'percent' else ''}"


def _line_note(layout: Layout, points: Points, mark: Target | None) -> str:
    """The layout's note, and what has to be said of the target and of gaps."""
    drawn = points.frame[points.frame["series"].isin(points.with_values)]
    gaps = "Where part of a line is missing, there is no figure." if drawn["value"].isna().any() else ""
    return " ".join(
        filter(None, [layout.note, f"Dotted line: {mark.name[:1].lower()}{mark.name[1:]}." if mark else "", gaps])
    )


def _chart(layout: Layout, points: Points, description: str, draw: Draw) -> str:
    if len(layout.columns) > theme.MOST_SERIES:
        raise ValueError(
            f"{layout.title}: a chart shows at most {theme.MOST_SERIES} series; this one has {len(layout.columns)}"
        )
    if not points.values:
        return table(layout)
    title = escape(layout.title)
    drawings = "".join(_drawing(layout, points, description, draw, size) for size in theme.SIZES)
    beside = bare_table(layout, f"Table of the chart: {layout.title}")
    details = f"<details><summary>Table of this chart: {title}</summary>{beside}</details>"
    return f'<figure class="chart"><figcaption>{title}</figcaption>{drawings}{details}{notes(layout)}</figure>'


def _drawing(layout: Layout, points: Points, description: str, draw: Draw, size: theme.Size) -> str:
    with styles.context(["default", theme.style(size)]):
        svg = to_svg(draw(points, size), title=layout.title, description=description)
    return f'<div class="{size.name}">{svg}</div>'
