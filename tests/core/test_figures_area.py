"""Figures of other areas in a table: a benchmark is never taken for the authority's own figure."""

from datetime import date

import pandas as pd
import pytest

from send_analysis.core.figures import COLUMNS, TOTAL, Figures
from send_analysis.core.period import Period

JUNE = Period(date(2022, 6, 1), date(2022, 6, 22))
MEASURE = "quality.overall_grade"


@pytest.fixture
def table() -> Figures:
    areas = [("866", "Swindon", 75.0), ("benchmark-authorities-using-the-tool", "authorities using the tool", 40.0)]
    common = {"measure": MEASURE, "period_start": JUNE.start, "period_end": JUNE.end, "breakdown_topic": TOTAL}
    common |= {"breakdown": TOTAL, "unit": "percent", "symbol": "", "status": "computed", "source": "audits.csv"}
    rows = [common | {"area_code": code, "area_name": name, "value": value} for code, name, value in areas]
    return Figures(pd.DataFrame(rows, columns=list(COLUMNS)))


def test_the_authority_is_meant_where_no_area_is_named(table):
    assert table.select(MEASURE).frame["value"].tolist() == [75]
    assert table.one(MEASURE, JUNE)["value"] == 75


@pytest.mark.parametrize(("area", "value"), [("866", 75), ("benchmark-authorities-using-the-tool", 40)])
def test_an_area_is_found_by_its_code(table, area, value):
    assert table.select(area=area).frame["value"].tolist() == [value]
    assert table.one("overall_grade", JUNE, area=area)["value"] == value


def test_an_area_that_the_table_does_not_hold_has_no_figures(table):
    assert not table.select(MEASURE, area="353")
    with pytest.raises(LookupError, match=r"^0 figures quality\.overall_grade"):
        table.one(MEASURE, JUNE, area="benchmark")


def test_the_whole_table_still_holds_every_area(table):
    assert len(table) == 2
    assert len(Figures.empty().select(area="866")) == len(Figures.empty().select()) == 0
