"""What a chart shows, in words made from its figures: the text that stands in for the picture."""

import pandas as pd

from send_analysis.present.layout import Header, Layout
from send_analysis.present.numbers import figure_in_words, has_number

#: Most rows named one by one as having no figure.
_NAMED = 3


def describe_lines(layout: Layout, break_at: int = 0) -> str:
    """A line chart in sentences: each series from its first to its last point, its lowest and highest, and where it has gaps.

    Each number in it stands in the table of the same layout or in its note. Where the series break before the row `break_at`,
    each side is told by itself, since the two cannot be compared.
    """
    told = (_line(layout, column, break_at) for column in layout.columns)
    return " ".join([f"Line chart: {layout.title}.", *told, layout.note]).strip()


def describe_bars(layout: Layout) -> str:
    """A bar chart in sentences: every bar of each series."""
    return " ".join(
        [f"Bar chart: {layout.title}.", *(_bars(layout, column) for column in layout.columns), layout.note]
    ).strip()


def _line(layout: Layout, column: Header, break_at: int) -> str:
    """One series in sentences. A figure of the year before does not stand at a row of its own time, but beside one."""
    at = "beside " if column.previous_year else ""
    figures = [(row.label, layout.figure(row, column)) for row in layout.rows]
    sides = {"before the break ": figures[:break_at], "after the break ": figures[break_at:]} if break_at else {"": figures}
    courses = [when + _course(points, at) for when, side in sides.items() if (points := _points(side))]
    if not courses:
        return f"{column.label}: no figures."
    text = f"{column.label}: {'; '.join(courses)}."
    if missing := [name for name, figure in figures if not has_number(figure)]:
        where = f"{at or 'for '}{_listed(missing)}" if len(missing) <= _NAMED else "for some of the rows; the table says why"
        text += f" No figure {where}."
    return text


def _points(figures: list[tuple[str, pd.Series | None]]) -> list[tuple[float, str, str]]:
    """Value, text and row of the figures that have a number."""
    return [
        (figure["value"], figure_in_words(figure), name)
        for name, figure in figures
        if figure is not None and has_number(figure)
    ]


def _course(points: list[tuple[float, str, str]], at: str) -> str:
    """From the first to the last point, with the lowest and the highest."""
    (_, first, start), (_, last, end) = points[0], points[-1]
    low, high = min(points)[1], max(points)[1]
    if len(points) == 1:
        return f"{first} ({at}{start})"
    if len(points) == 2 and low != high:
        return f"from {first} ({at}{start}) to {last} ({at}{end})"
    if low == high:
        return f"{first} throughout, from {start} to {end}"
    extremes = f"lowest {low} ({at}{where_written(points, low)}), highest {high} ({at}{where_written(points, high)})"
    return f"from {first} ({at}{start}) to {last} ({at}{end}); {extremes}"


def where_written(points: list[tuple[float, str, str]], text: str) -> str:
    """The rows whose figure is written so, of points that are value, text and row."""
    names = [name for _, written, name in points if written == text]
    return _listed(names) if len(names) <= _NAMED else f"{names[0]} and others"


def _bars(layout: Layout, column: Header) -> str:
    told = [f"{row.label} {figure_in_words(layout.figure(row, column))}" for row in layout.rows]
    return f"{column.label}: {'; '.join(told)}."


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} and {last}" if first else last
