"""The impact measures of an improvement plan: each value is one of our figures, a stated value, or a symbol with its reason.

A value that is one of our figures is that figure itself and no copy of it, so disclosure control sees it as in its own section.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import COLUMNS, CROSS, TOTAL, Area, Figures, FigureTable, concat_figures
from send_analysis.core.params.improvement_plan import ImpactMeasure, ImpactValue, Point
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.plan import Plan
from send_analysis.measures.catalogue import computed
from send_analysis.measures.impact_rules import impact_faults
from send_analysis.measures.registry import definition

MEASURE = "improvement_plan.impact"

#: The topic of stated values; their breakdown is "title / baseline", "title / milestone" or "title / actual".
TOPIC = f"impact measure{CROSS}value"

#: Status of a figure that the plan states, in contrast to one computed or published.
STATED = "stated"

#: Why a value is missing that no table of figures holds.
NOT_FOUND = "neither the extracts nor the published figures at hand hold it"


@dataclass(frozen=True)
class Cell:
    """Where the figure of one value stands, and why it has none where the plan says so."""

    measure: str
    period: Period
    topic: str = TOTAL
    breakdown: str = TOTAL
    reason: str = ""


@dataclass(frozen=True)
class Impact:
    """The figures that a plan's impact measures take, and for each measure and point where its figure stands among them."""

    figures: Figures
    cells: Mapping[tuple[str, Point], Cell]


def impact(plan: Plan) -> Impact:
    """The values of every impact measure of the plan.

    A figure that the plan names is taken from the authority's own extracts where they hold it, else from published figures. Where
    neither does, a row of `improvement_plan.impact` with the symbol "x" stands for it.

    Raises
    ------
    ParamsError
        When a figure that the plan names is none, or units do not fit.
    """
    if faults := list(impact_faults(plan.params.release)):
        raise ParamsError("\n".join(f"{'.'.join(map(str, place))}: {message}" for place, message in faults))
    wanted: dict[str, list[Period]] = {}
    for _, _, value in _values(plan):
        if (cell := _named(plan, value)) is not None:
            wanted.setdefault(cell.measure, []).append(cell.period)
    own = [computed(measure, plan.datasets, plan.params, periods) for measure, periods in wanted.items()]
    tables = [concat_figures(table for table in own if table is not None), *plan.published]
    return resolve(plan, tables)


def resolve(plan: Plan, tables: Sequence[Figures]) -> Impact:
    """The values of every impact measure, the figures it names taken from the first table that holds them with a value.

    Parameters
    ----------
    tables : in order of preference. Of the first one, the authority's own, every row is kept, so that disclosure control sees it
        whole, but for rows without a value for which a later table has one; of the others only the rows that are named.
    """
    area, own = plan.params.area, tables[0] if tables else Figures.empty()
    taken, replaced, cells, stated = [], [], {}, []
    for measure, point, value in _values(plan):
        cell = _named(plan, value)
        found = None if cell is None else _first_with_value(tables, cell, area)
        if cell is None or found is None:
            cell, row = _stated(plan, measure, point, value)
            stated.append(row)
        elif found is not own:
            taken.append(_at(found, cell, area))
            replaced.append(_at(own, cell, area).index)
        cells[measure.title, point] = cell
    rest = own.frame.drop(index=pd.Index(np.concatenate(replaced))) if replaced else own.frame
    frames = [rest, *taken, pd.DataFrame(stated, columns=list(COLUMNS))]
    whole = pd.concat([frame for frame in frames if len(frame)], ignore_index=True) if any(map(len, frames)) else rest
    return Impact(Figures(whole.drop_duplicates()), cells)


def unit_of(measure: ImpactMeasure) -> str:
    """The unit of a measure: that of the figures it names, else the one it states."""
    return next((definition(each.measure).unit for each in measure.figures), measure.unit)


def polarity_of(measure: ImpactMeasure) -> str:
    """Which direction is better: that of the figures it names, else the one it states, else "none"."""
    return next((definition(each.measure).polarity for each in measure.figures), measure.polarity or "none")


def _values(plan: Plan) -> Iterator[tuple[ImpactMeasure, Point, ImpactValue]]:
    for area in plan.stated.areas:
        for measure in area.impact:
            yield from ((measure, point, value) for point, value in measure.values)


def _named(plan: Plan, value: ImpactValue) -> Cell | None:
    """Where the figure that a value names stands; None of a value that names none."""
    figure = value.figure
    if figure is None:
        return None
    if figure.year is not None:
        period = Period.of_months(figure.year, 1, 12)
    else:
        windows: Windows = plan.params.windows_for(definition(figure.measure).dataset)
        period = windows.by_name(figure.window or "period")
    return Cell(figure.measure, period, figure.topic, figure.breakdown)


def _at(table: FigureTable, cell: Cell, area: Area) -> pd.DataFrame:
    """The row of the authority's own figure that a cell names, or no row."""
    frame = table.frame
    start, end = pd.Timestamp(cell.period.start), pd.Timestamp(cell.period.end)
    same = frame["measure"].eq(cell.measure) & frame["area_code"].eq(area.code)
    same &= frame["breakdown_topic"].eq(cell.topic) & frame["breakdown"].eq(cell.breakdown)
    return frame[same & frame["period_start"].eq(start) & frame["period_end"].eq(end)]


def _first_with_value(tables: Sequence[Figures], cell: Cell, area: Area) -> Figures | None:
    """The first table that holds the figure with a value; else the first that holds it with a symbol; else None."""
    held = [(table, row) for table in tables if len(row := _at(table, cell, area))]
    with_value = [table for table, row in held if not row["symbol"].iloc[0]]
    return next(iter([*with_value, *(table for table, _ in held)]), None)


def _stated(plan: Plan, measure: ImpactMeasure, point: Point, value: ImpactValue) -> tuple[Cell, dict[str, object]]:
    """The figure of a value that the plan states, or of one that is missing, and where it stands."""
    as_at, named = plan.params.release.as_at, _named(plan, value)
    period = value.when or (named.period if named else Period(as_at, as_at))
    cell = Cell(MEASURE, period, TOPIC, f"{measure.title}{CROSS}{point}", value.reason or (NOT_FOUND if named else ""))
    row: dict[str, object] = {
        "measure": MEASURE, "area_code": plan.params.area.code, "area_name": plan.params.area.name,
        "period_start": pd.Timestamp(period.start), "period_end": pd.Timestamp(period.end),
        "breakdown_topic": TOPIC, "breakdown": cell.breakdown,
        "numerator": np.nan, "denominator": np.nan, "value": np.nan if value.value is None else value.value,
        "unit": unit_of(measure), "lower": np.nan, "upper": np.nan,
        "symbol": value.symbol or ("x" if named else ""), "status": STATED, "source": value.source or "the improvement plan",
    }  # fmt: skip
    return cell, row
