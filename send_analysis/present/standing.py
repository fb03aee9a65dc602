"""What may be said of an authority's standing in England: its value, its rank, and how it stands against England's value."""

from html import escape

import pandas as pd

from send_analysis.compare.between_areas import against_area
from send_analysis.core.figures import SYMBOLS, TOTAL
from send_analysis.core.period import Period
from send_analysis.core.topics import IN_FILE, LOWER, NEIGHBOURS_TOPIC, RANK, RANK_TOPIC
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.registry import definition
from send_analysis.present.claims import change_in_words, rank_interval_in_words
from send_analysis.present.numbers import counts_text, figure_in_words, figure_text, has_number, symbol_of


def national_standing_in_words(figures: ReleasableFigures, measure: str, period: Period, own: str, england: str) -> str:
    """The standing of an authority in one sentence.

    For instance "Plans issued within 20 weeks, excluding exceptions: 86.6% in Oldham in 2019 (188 of 217), rank 43 of 150 ranked
    (151 in the file), higher than the 60.4% in England." Higher or lower is said only where the intervals leave no doubt
    (:func:`send_analysis.compare.between_areas.against_area`). What the table does not hold is not said; a value that is missing
    is told with why.

    Parameters
    ----------
    figures : holds the values of both areas, and the authority's rank (`core.topics`).
    measure : its id.
    own, england : the codes of the two areas.
    """
    value, other = area_figure(figures, measure, period, own), area_figure(figures, measure, period, england)
    title = definition(measure).title
    if value is None or not has_number(value):
        why = SYMBOLS[symbol_of(value)]
        beside = f"; England {figure_in_words(other)}" if has_number(other) else ""
        return f"{title}: no figure for {_name(figures, own)} in {period.label} ({why}){beside}."
    counts = f" ({text})" if (text := counts_text(value)) else ""
    said = [
        f"{figure_in_words(value)} in {value['area_name']} in {period.label}{counts}",
        _rank(figures, measure, period, own),
        _against(value, other),
    ]
    return f"{title}: {', '.join(filter(None, said))}."


def place_in_words(figures: ReleasableFigures, period: Period, own: str, england: str) -> str:
    """A paragraph for each measure of a table: value, rank and how sure that is, neighbours, and the change on the year."""
    paragraphs = []
    for measure in figures.measures:
        rank, lower = (
            area_figure(figures, measure, period, own, *place) for place in ((RANK_TOPIC, RANK), (NEIGHBOURS_TOPIC, LOWER))
        )
        said = [
            national_standing_in_words(figures, measure, period, own, england),
            _sentence(rank_interval_in_words(rank)),
            f"{figure_in_words(lower)} statistical neighbours had a lower figure." if has_number(lower) else "",
            _changed(figures, measure, period, own),
        ]
        paragraphs.append(f"<p>{escape(' '.join(filter(None, said)))}</p>")
    return "".join(paragraphs)


def area_figure(
    figures: ReleasableFigures, measure: str, period: Period, area: str, topic: str = TOTAL, breakdown: str = TOTAL
) -> pd.Series | None:
    """The figure of one area, or None when the table has none."""
    found = figures.select(measure, over=period, topic=topic, breakdown=breakdown, area=area).frame
    return None if found.empty else found.iloc[0]


def _changed(figures: ReleasableFigures, measure: str, period: Period, own: str) -> str:
    value = area_figure(figures, measure, period, own)
    if value is None or not has_number(value):
        return ""
    return change_in_words(figures, value, Windows(period, period.end))


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""


def _rank(figures: ReleasableFigures, measure: str, period: Period, own: str) -> str:
    rank = area_figure(figures, measure, period, own, RANK_TOPIC, RANK)
    if rank is None:
        return ""
    if not has_number(rank):
        return "not ranked"
    held = area_figure(figures, measure, period, own, RANK_TOPIC, IN_FILE)
    in_file = f"({figure_text(held)} in the file)" if held is not None and has_number(held) else ""
    return " ".join(filter(None, ["rank", figure_text(rank), counts_text(rank), in_file]))


def _against(value: pd.Series, other: pd.Series | None) -> str:
    if other is None or not has_number(other):
        return ""
    there = f"{figure_in_words(other)} in {other['area_name']}"
    standing = against_area(value, other)
    return f"{standing} the {there}" if standing else f"against {there}"


def _name(figures: ReleasableFigures, area: str) -> str:
    names = figures.select(area=area).frame["area_name"]
    return "the authority" if names.empty else str(names.iloc[0])
