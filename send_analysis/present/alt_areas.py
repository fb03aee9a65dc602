"""What a chart of areas shows, in words made from its figures: the text that stands in for the picture."""

from collections.abc import Sequence

import pandas as pd

from send_analysis.present.alt import where_written
from send_analysis.present.area_rows import Position, one_column
from send_analysis.present.layout import Header, Layout
from send_analysis.present.numbers import figure_in_words, has_number, interval_text


def describe_strips(layout: Layout) -> str:
    """A strip chart in sentences: the value of each area, with its 95 % interval; every number stands in the table."""
    column = one_column(layout)
    told = [f"{row.label} {_with_interval(layout.figure(row, column))}" for row in layout.rows]
    return f"Strip chart: {layout.title}. {'; '.join(told)}. {layout.note}".strip()


def strip_note(layout: Layout, own: Header) -> str:
    """What has to be said of the marks of a strip chart, after the layout's own note."""
    figures = [layout.figure(row, one_column(layout)) for row in layout.rows]
    shown = [figure for figure in figures if figure is not None and has_number(figure)]
    told = [layout.note]
    if has_number(layout.figure(own, one_column(layout))):
        told.append(f"Diamond and dotted line: {own.label}.")
    if any(map(interval_text, shown)):
        told.append("Line through a mark: 95% interval.")
        if not all(map(interval_text, shown)):
            told.append("A mark without one has no interval.")
    return " ".join(filter(None, told))


def describe_position(position: Position) -> str:
    """A position chart in sentences: from where to where the authorities reach; the note, made first, says the rest."""
    points = [(each["value"], figure_in_words(each), row.label) for row, each in _with_numbers(position)]
    told = [f"Position chart: {position.layout.title}."]
    if len(points) == 1:
        told.append(f"One authority has a figure: {points[0][2]}, {points[0][1]}.")
    elif points:
        low, high = min(points)[1], max(points)[1]
        told.append(
            f"Authorities reach from {low} ({where_written(points, low)}) to {high} ({where_written(points, high)})."
        )
    return " ".join(filter(None, [*told, position.layout.note]))


def position_note(position: Position) -> str:
    """What has to be said of the marks of a position chart, with their numbers, after the layout's own note."""
    england, cuts = position.england_figure, position.cuts
    told = [position.layout.note, _own(position)]
    if england is not None:
        told.append(f"Unbroken line: {england['area_name']}, {figure_in_words(england)}.")
    if cuts:
        told.append(f"Dashed lines: {', '.join(f'{name} {figure_in_words(cut)}' for name, cut in cuts)}.")
    known = _with_numbers(position)
    if any(row is not position.own_row for row, _ in known):
        told.append("Each dot is another authority.")
    if len(known) < len(position.authorities):
        told.append("An authority without a figure has no dot.")
    return " ".join(filter(None, told))


def _own(position: Position) -> str:
    own, label = position.own_figure, position.own_row.label
    if own is None or not has_number(own):
        return f"{label} {figure_in_words(own)}."
    rank = "" if position.rank is None else figure_in_words(position.rank)
    place = _place(own, position.cuts)
    return f"Diamond: {', '.join(filter(None, [label, figure_in_words(own), rank, place]))}."


def _place(own: pd.Series, cuts: Sequence[tuple[str, pd.Series]]) -> str:
    """Between which cut-offs a figure stands: "above the upper quartile", "between the median and the upper quartile"."""
    if same := [name for name, cut in cuts if cut["value"] == own["value"]]:
        return f"at the {' and the '.join(same)}"
    below = [name for name, cut in cuts if cut["value"] < own["value"]]
    above = [name for name, cut in cuts if cut["value"] > own["value"]]
    if below and above:
        return f"between the {below[-1]} and the {above[0]}"
    return f"above the {below[-1]}" if below else f"below the {above[0]}" if above else ""


def _with_numbers(position: Position) -> list[tuple[Header, pd.Series]]:
    return [(row, each) for row, each in position.authorities if each is not None and has_number(each)]


def _with_interval(figure: pd.Series | None) -> str:
    interval = "" if figure is None else interval_text(figure)
    return f"{figure_in_words(figure)} (95% interval {interval})" if interval else figure_in_words(figure)
