"""Impact measures in tables: baseline, milestone and actual value of each, how they stand to each other, and their sources."""

from collections.abc import Iterable, Mapping
from typing import Literal

import pandas as pd
from markupsafe import Markup

from send_analysis.core.figures import REVISED, REVISED_MEANING, SYMBOLS
from send_analysis.core.intervals import newcombe
from send_analysis.core.params.improvement_plan import POINTS, ImpactMeasure, Point
from send_analysis.core.period import in_words
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.impact import Cell as Found
from send_analysis.measures.impact import polarity_of
from send_analysis.measures.registry import definition
from send_analysis.measures.tally import COMPUTED
from send_analysis.national.vintage import in_short
from send_analysis.present.improvement_plan import area_name
from send_analysis.present.numbers import counts_text, figure_text, has_number, plain_number, symbol_of
from send_analysis.present.words import Cell, words_table

Standing = Literal["better", "worse", "the same", "unsure"]


def impact(plan: Plan, figures: ReleasableFigures, cells: Mapping[tuple[str, Point], Found]) -> str:
    """A table of impact measures for each area that has any.

    Parameters
    ----------
    cells : for each measure's title and point where its figure stands among the figures.
    """
    headers = ("Impact measure", "Baseline", "Milestone", "Actual", "How it stands", "Sources")
    parts = []
    for area in plan.stated.areas:
        rows = [_row(plan, measure, figures, cells) for measure in area.impact]
        if rows:
            parts.append(words_table(f"{area_name(plan.stated, area.id)}: impact measures", headers, rows, css="impact"))
    return "".join(parts) + _notes(figures, cells.values()) if parts else "<p>The plan has no impact measures.</p>"


def _row(
    plan: Plan, measure: ImpactMeasure, figures: ReleasableFigures, cells: Mapping[tuple[str, Point], Found]
) -> list[Cell]:
    found = {point: cells[measure.title, point] for point in POINTS}
    values = {point: _figure(figures, each) for point, each in found.items()}
    sources = dict.fromkeys(_source(each, plan) for each in values.values() if has_number(each))
    shown = [_value(values[point], found[point], figures.is_revised(values[point])) for point in POINTS]
    stands = standing(values, polarity_of(measure), pd.Timestamp(plan.params.release.as_at))
    return [measure.title, *shown, stands, "; ".join(sources) or "None"]


def _source(figure: pd.Series, plan: Plan) -> str:
    """Where a value comes from: of our own rows without the file's name, into which councils put all sorts of things."""
    if figure["status"] != COMPUTED:
        return in_short(str(figure["source"]))
    as_at = plan.params.windows_for(definition(figure["measure"]).dataset).as_at
    return f"the authority's own records, as at {in_words(as_at)}"


def _figure(figures: ReleasableFigures, cell: Found) -> pd.Series:
    return figures.one(cell.measure, cell.period, topic=cell.topic, breakdown=cell.breakdown)


def _value(figure: pd.Series, cell: Found, revised: bool) -> Cell:
    """A value with its counts and its period, or its symbol with the reason; marked where it is revised."""
    mark = f" [{REVISED}]" if revised else ""
    if not has_number(figure):
        return Markup('{} <span class="reason">{}</span>').format(
            figure_text(figure) + mark, cell.reason or SYMBOLS[symbol_of(figure)]
        )
    unit = "" if figure["unit"] in ("percent", "percentage points") else f" {figure['unit']}"
    counts = f"{counts}, " if (counts := counts_text(figure)) else ""
    return Markup("{}{} <small>({}{})</small>").format(figure_text(figure), unit + mark, counts, cell.period.label)


def standing(values: Mapping[Point, pd.Series], polarity: str, as_at: pd.Timestamp) -> str:
    """How the actual value stands to the milestone and to the baseline, in words; why nothing can be said where that is so.

    Parameters
    ----------
    polarity : which direction is better, "high", "low" or "none".
    as_at : the day of the report; a milestone that is due later is not reached *yet*.
    """
    actual, milestone, baseline = (values[point] for point in ("actual", "milestone", "baseline"))
    if not has_number(actual):
        return "Cannot be assessed"
    if polarity == "none":
        return "Neither direction is better"
    said = []
    if has_number(milestone):
        reached = against(actual, milestone, polarity) != "worse"
        not_yet = " yet" if milestone["period_end"] > as_at else ""
        said.append("milestone reached" if reached else f"milestone not reached{not_yet}")
    if has_number(baseline):
        said.append(_against_baseline(against(actual, baseline, polarity, by_interval=True)))
    text = "; ".join(said) or "nothing to set it beside"
    return text[:1].upper() + text[1:]


def _against_baseline(found: Standing) -> str:
    if found == "unsure":
        return "too close to the baseline to be sure of a change"
    return f"{found} as the baseline" if found == "the same" else f"{found} than the baseline"


def against(figure: pd.Series, other: pd.Series, polarity: str, *, by_interval: bool = False) -> Standing:
    """How a figure stands against another one of the same unit, as both are written.

    Parameters
    ----------
    polarity : "high" or "low", which is better.
    by_interval : whether to be unsure where both are rates with counts and Newcombe's 95 % interval of the difference holds 0.
    """
    this, that = (plain_number(each["value"], each["unit"]) for each in (figure, other))
    if this == that:
        return "the same"
    counted = pd.notna([figure["lower"], other["lower"], figure["denominator"], other["denominator"]]).all()
    if by_interval and counted and figure["unit"] == "percent":
        _, low, high = newcombe(_counts(other), _counts(figure))
        if low[0] <= 0 <= high[0]:
            return "unsure"
    return "better" if (figure["value"] > other["value"]) == (polarity == "high") else "worse"


def _counts(figure: pd.Series) -> tuple[list[float], list[float]]:
    return [figure["numerator"]], [figure["denominator"]]


def _notes(figures: ReleasableFigures, cells: Iterable[Found]) -> str:
    """What the symbols in the tables mean."""
    shown = [_figure(figures, cell) for cell in cells]
    symbols = {symbol_of(figure) for figure in shown} | ({REVISED} if any(map(figures.is_revised, shown)) else set())
    meanings = SYMBOLS | {REVISED: REVISED_MEANING}
    said = "; ".join(f"[{symbol}] {meaning}" for symbol, meaning in meanings.items() if symbol in symbols)
    return f'<p class="note">Symbols: {said}.</p>' if said else ""
