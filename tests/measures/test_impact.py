"""An impact measure that is one of our figures fills itself in, from the first table that has it; one that cannot says why."""

from typing import Any

import pandas as pd
import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import COLUMNS, Figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures.impact import MEASURE, NOT_FOUND, Cell, impact, polarity_of, resolve, unit_of
from tests.measures.builders import dataset, times
from tests.measures.plans_of_tests import Row, improvement_plan

RATE = "timeliness.within_20_weeks.excluding_exceptions"
WHOLE = "timeliness.within_20_weeks.including_exceptions"


def named(year: int, measure: str = RATE) -> Row:
    return {"figure": {"measure": measure, "year": year}}


def missing(symbol: str = "x", reason: str = "not counted") -> Row:
    return {"symbol": symbol, "reason": reason}


def typed(value: float, when: str, source: str = "the plan") -> Row:
    return {"value": value, "when": when, "source": source}


def measure(baseline: Row, milestone: Row, actual: Row, **more: Any) -> Row:
    return {"title": "On time", "baseline": baseline, "milestone": milestone, "actual": actual, **more}


def plan_with(*measures: Row, **more: Any) -> Plan:
    return improvement_plan({"1": []}, impact={"1": measures}, **more)


def made_up(
    year: int, value: float | None, *, source: str = "a table made up", area: str = "866", **more: Any
) -> dict[str, Any]:
    """A published figure of a calendar year; without a value it is "x"."""
    period = Period.parse(str(year))
    row = dict.fromkeys(COLUMNS, "") | dict.fromkeys(["numerator", "denominator", "lower", "upper"], float("nan"))
    return row | {
        "measure": RATE, "area_code": area, "area_name": "Swindon", "period_start": period.start, "period_end": period.end,
        "breakdown_topic": "Total", "breakdown": "Total", "value": float("nan") if value is None else value,
        "unit": "percent", "symbol": "x" if value is None else "", "status": "published", "source": source,
    } | more  # fmt: skip


def published(*rows: dict[str, Any]) -> Figures:
    return Figures(pd.DataFrame(rows, columns=list(COLUMNS)))


def requests(year: int, on_time: int, late: int) -> Dataset:
    """Plans issued in a year of requests of the year before, the extract covering 2020 on."""
    issued = [{"received_on": f"{year}-01-04", "plan_issued_on": f"{year}-05-02", "exception_grounds": ""}] * on_time
    issued += [{"received_on": f"{year}-01-04", "plan_issued_on": f"{year}-09-02", "exception_grounds": ""}] * late
    return dataset("requests", issued, covers=("2020-01-01", "2022-06-22"))


def value_of(plan: Plan, found: Any, point: str) -> pd.Series:
    cell: Cell = found.cells["On time", point]
    return found.figures.one(cell.measure, cell.period, topic=cell.topic, breakdown=cell.breakdown)


# Works


def test_a_figure_of_our_own_fills_itself_in_and_is_the_figure_itself() -> None:
    plan = plan_with(measure(named(2020), missing(), named(2021)), datasets={"requests": requests(2021, 30, 10)})
    found = impact(plan)
    actual = value_of(plan, found, "actual")
    assert (actual["measure"], actual["value"], actual["numerator"], actual["status"]) == (RATE, 75, 30, "computed")
    assert found.cells["On time", "actual"] == Cell(RATE, Period.parse("2021"))
    assert value_of(plan, found, "baseline")["symbol"] == "z"  # no plan was issued in 2020


def test_a_window_is_that_of_the_measures_dataset() -> None:
    window = {"figure": {"measure": RATE, "window": "last_year"}}
    plan = plan_with(measure(missing(), missing(), window), datasets={"requests": requests(2021, 3, 1)})
    assert impact(plan).cells["On time", "actual"].period == Period.parse("2021")
    assert value_of(plan, impact(plan), "actual")["value"] == 75


def test_a_breakdown_can_be_named() -> None:
    audits = dataset("audits", times(3, audited_on="2022-05-03", overall_grade="good", plan_type="new"))
    good = {"measure": "quality.overall_grade", "window": "year_to_date", "topic": "grade", "breakdown": "good"}
    plan = plan_with(measure(missing(), missing(), {"figure": good}), datasets={"audits": audits})
    assert value_of(plan, impact(plan), "actual")["value"] == 100


def test_what_the_plan_types_stands_with_its_day_its_unit_and_its_source() -> None:
    plan = plan_with(
        measure(typed(-3.9, "2019", "a letter"), missing("z", "none set"), missing(), unit="points", polarity="high")
    )
    found = impact(plan)
    row = value_of(plan, found, "baseline")
    assert (row["measure"], row["value"], row["unit"], row["source"], row["status"]) == (
        MEASURE,
        -3.9,
        "points",
        "a letter",
        "stated",
    )
    assert row["breakdown"] == "On time / baseline"
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp("2019-01-01"), pd.Timestamp("2019-12-31"))
    assert value_of(plan, found, "milestone")["symbol"] == "z"
    assert found.cells["On time", "milestone"].reason == "none set"


def test_unit_and_direction_of_a_figure_are_those_of_its_definition() -> None:
    stated = plan_with(
        measure(named(2020), typed(60, "2022"), missing()),
        measure(typed(1, "2022"), missing(), missing(), unit="days", polarity="low") | {"title": "Days"},
        measure(missing(), missing(), missing()) | {"title": "Nothing"},
    ).stated.areas[0].impact  # fmt: skip
    assert [unit_of(each) for each in stated] == ["percent", "days", ""]
    assert [polarity_of(each) for each in stated] == ["high", "low", "none"]


# From several tables


def test_a_year_that_our_extract_does_not_cover_comes_from_published_figures() -> None:
    plan = plan_with(
        measure(named(2018), missing(), named(2021)),
        datasets={"requests": requests(2021, 3, 1)},
        published=[published(made_up(2018, 5.4), made_up(2021, 99.0))],
    )
    found = impact(plan)
    assert (value_of(plan, found, "baseline")["value"], value_of(plan, found, "baseline")["status"]) == (5.4, "published")
    assert (value_of(plan, found, "actual")["value"], value_of(plan, found, "actual")["status"]) == (75, "computed")
    assert len(found.figures.select(RATE, over=Period.parse("2018"))) == 1


def test_the_first_table_with_a_value_is_taken() -> None:
    plan = plan_with(measure(named(2018), named(2019), named(2020)))
    first = published(made_up(2018, None, source="first"), made_up(2019, 40.0, source="first"))
    second = published(made_up(2018, 5.0, source="second"), made_up(2019, 41.0, source="second"))
    found = resolve(plan, [Figures.empty(), first, second])
    assert [value_of(plan, found, point)["source"] for point in ("baseline", "milestone")] == ["second", "first"]


def test_a_figure_without_a_value_anywhere_keeps_its_own_symbol() -> None:
    plan = plan_with(measure(named(2018), missing(), missing()))
    found = resolve(plan, [Figures.empty(), published(made_up(2018, None, source="suppressed"))])
    row = value_of(plan, found, "baseline")
    assert (row["symbol"], row["source"]) == ("x", "suppressed")


def test_a_figure_that_no_table_holds_says_so() -> None:
    plan = plan_with(measure(named(2018), missing(), missing()))
    found = impact(plan)
    row, cell = value_of(plan, found, "baseline"), found.cells["On time", "baseline"]
    assert (row["measure"], row["symbol"], cell.reason) == (MEASURE, "x", NOT_FOUND)
    assert cell.period == Period.parse("2018")


def test_the_figure_of_another_area_is_not_taken_for_the_authoritys() -> None:
    plan = plan_with(measure(named(2018), missing(), missing()))
    found = resolve(plan, [Figures.empty(), published(made_up(2018, 60.0, area="E92000001"))])
    assert value_of(plan, found, "baseline")["symbol"] == "x"


def test_of_published_figures_only_those_named_are_taken() -> None:
    plan = plan_with(measure(named(2018), missing(), named(2018)))
    found = resolve(plan, [Figures.empty(), published(*(made_up(year, 50.0) for year in range(2014, 2020)))])
    assert len(found.figures.select(RATE)) == 1


# Disclosure control


def test_what_must_be_withheld_in_its_own_section_is_withheld_here() -> None:
    """A rate excluding three exceptions would give them away beside the rate including them, outside whole calendar years."""
    window = {"figure": {"measure": RATE, "window": "year_to_date"}}
    on_time = [{"received_on": "2022-01-04", "plan_issued_on": "2022-05-02", "exception_grounds": ""}] * 20
    excepted = [{"received_on": "2022-01-04", "plan_issued_on": "2022-05-02", "exception_grounds": "absence_from_area"}] * 3
    plan = plan_with(measure(missing(), missing(), window), datasets={"requests": dataset("requests", on_time + excepted)})
    found = impact(plan)
    cell = found.cells["On time", "actual"]
    assert found.figures.one(RATE, cell.period)["symbol"] == ""
    assert protect(found.figures, Policy()).one(RATE, cell.period)["symbol"] == "c"


def test_the_whole_table_of_our_own_figures_goes_to_disclosure_control() -> None:
    plan = plan_with(measure(missing(), missing(), named(2021)), datasets={"requests": requests(2021, 3, 1)})
    assert set(impact(plan).figures.measures) == {RATE, WHOLE, MEASURE}


# Wrong


@pytest.mark.parametrize("measures", [[], [measure(missing(), missing(), missing())]])
def test_a_plan_without_figures_takes_none(measures: list[Row]) -> None:
    found = impact(plan_with(*measures, datasets={"requests": requests(2021, 3, 1)}))
    assert len(found.figures) == 3 * len(measures) == len(found.cells)


def test_a_notebook_on_its_own_names_a_measure_that_is_none() -> None:
    plan = plan_with(measure(named(2021, "timeliness.within_20_week.excluding_exceptions"), missing(), missing()))
    with pytest.raises(
        ParamsError, match=r"improvement_plan\.areas\.0\.impact\.0\.baseline\.figure\.measure: .* is not a measure"
    ):
        impact(plan)
