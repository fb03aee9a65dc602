"""The data files of a release: what stands in them, and that they keep the standard."""

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.figures import COLUMNS, Area
from send_analysis.core.params import load_params
from send_analysis.core.period import Period
from send_analysis.measures.registry import definitions
from send_analysis.present.shown import ShownTable
from send_analysis.publish.opendata.columns import LONGEST_LABEL, LONGEST_NAME, PERCENT, POINTS, indicators_of
from send_analysis.publish.opendata.files import DataFile, data_files, write_data_files
from send_analysis.publish.opendata.geography import Places
from send_analysis.publish.opendata.periods import Family, family_of
from send_analysis.publish.opendata.screener.screening import screen
from send_analysis.publish.opendata.tidy import Tidy, tidy
from send_analysis.publish.publication import Publication
from tests.present.builders import CAUSE, ENGLAND, MEDIAN, RATE, Row, by_category, by_month, figure
from tests.project import ROOT

AREAS = pd.DataFrame(
    {
        "name": ["Swindon", "South West"],
        "level": ["authority", "region"],
        "region": ["E12000009", "E12000009"],
        "new_code": ["E06000030", None],
    },
    index=pd.Index(["866", "E12000009"], name="code"),
)
PLACES = Places(Area("866", "Swindon"), AREAS)
YEAR_2021 = Period.parse("2021")


def frame(*rows: Row) -> pd.DataFrame:
    """Rows as released figures."""
    made = pd.DataFrame(list(rows), columns=list(COLUMNS))
    return made.astype({"period_start": "datetime64[us]", "period_end": "datetime64[us]"})


def cell(table: Tidy, column: str, **where: object) -> str:
    """The cell of a column in the one row that has these values."""
    rows = table.data
    for name, value in where.items():
        rows = rows[rows[name].eq(value)]
    return str(rows[column].item())


@pytest.mark.parametrize(
    ("period", "family"),
    [
        (Period.parse("2021"), "calendar_years"),
        (Period.parse("2022-02"), "months"),
        (Period(date(2022, 6, 1), date(2022, 6, 22)), "other_periods"),
        (Period.parse("2022-05..2022-06"), "other_periods"),
        (Period.parse("academic 2021/22"), "other_periods"),
        (Period(date(2022, 6, 22), date(2022, 6, 22)), "other_periods"),
    ],
)
def test_a_period_is_of_the_most_exact_kind(period: Period, family: Family) -> None:
    assert family_of(period) == family


def test_a_rate_of_a_year_stands_with_its_counts_and_interval_in_the_departments_columns() -> None:
    table = tidy(
        frame(figure(RATE, 204 / 249 * 100, YEAR_2021, of=249), figure(MEDIAN, 19.25, YEAR_2021)), "calendar_years", PLACES
    )
    row = table.data.iloc[0].to_dict()
    assert row == {
        "time_period": 2021,
        "time_identifier": "Calendar year",
        "geographic_level": "Local authority",
        "country_code": "E92000001",
        "country_name": "England",
        "region_code": "E12000009",
        "region_name": "South West",
        "new_la_code": "E06000030",
        "old_la_code": "866",
        "la_name": "Swindon",
        "within_20_weeks_including_exceptions_percent": "81.9",
        "within_20_weeks_including_exceptions_count": "204",
        "within_20_weeks_including_exceptions_of_count": "249",
        "within_20_weeks_including_exceptions_lower_percent": "76.7",
        "within_20_weeks_including_exceptions_upper_percent": "86.2",
        "weeks_to_issue_median_weeks": "19.3",
    }


def test_a_missing_number_has_its_symbol_and_a_column_that_is_not_about_a_row_z() -> None:
    rows = [*by_category(CAUSE, "cause", {"late_advice": "c", "capacity": 12.5}, YEAR_2021), figure(MEDIAN, None, YEAR_2021)]
    table = tidy(frame(*rows), "calendar_years", PLACES)
    assert cell(table, "late_cause_percent", breakdown="Late advice") == "c"
    assert cell(table, "late_cause_count", breakdown="Late advice") == "c"
    assert cell(table, "late_cause_percent", breakdown="Capacity") == "12.5"
    assert cell(table, "late_cause_count", breakdown="Capacity") == "x"
    assert cell(table, "weeks_to_issue_median_weeks", breakdown="Total") == "x"
    assert cell(table, "weeks_to_issue_median_weeks", breakdown="Capacity") == "z"


def test_a_number_that_rounds_to_zero_and_is_not_zero_is_low() -> None:
    rows = by_category(CAUSE, "cause", {"late_advice": 0.04, "capacity": 0.0}, YEAR_2021, of=10000)
    table = tidy(frame(*rows), "calendar_years", PLACES)
    assert cell(table, "late_cause_percent", breakdown="Late advice") == "low"
    assert cell(table, "late_cause_percent", breakdown="Capacity") == "0.0"


def test_a_change_has_a_column_of_its_own_beside_the_figure() -> None:
    change = {"breakdown_topic": "Total / change on previous year", "breakdown": "Total / change"}
    rows = [
        figure(RATE, 81.9, YEAR_2021, of=249),
        figure(RATE, -6.34, YEAR_2021, unit="percentage points", **change),
        figure(MEDIAN, 19.0, YEAR_2021),
        figure(MEDIAN, -1.5, YEAR_2021, **change),
    ]
    table = tidy(frame(*rows), "calendar_years", PLACES)
    assert len(table.data) == 1
    assert cell(table, "within_20_weeks_including_exceptions_change_points") == "-6.3"
    assert cell(table, "weeks_to_issue_median_change_weeks") == "-1.5"


def test_months_stand_in_their_order_and_a_cut_month_as_a_reporting_year() -> None:
    figures = frame(*by_month(RATE, [50.0, 60.0, 75.0], of=40))
    assert tidy(figures.iloc[:2], "months", PLACES).data["time_identifier"].tolist() == ["April", "May"]
    mixed = tidy(figures, "other_periods", PLACES)
    assert mixed.data["time_identifier"].unique().tolist() == ["Reporting year"]
    assert mixed.data["reporting_period"].tolist() == ["April 2022", "May 2022", "1 to 22 June 2022"]
    assert mixed.meta.loc[0, ["col_name", "filter_default"]].tolist() == ["reporting_period", "1 to 22 June 2022"]


def test_regions_england_and_what_is_no_place_have_the_columns_of_their_level() -> None:
    rows = [
        figure(RATE, 57.9, YEAR_2021, of=1000, area_code=ENGLAND, area_name="England"),
        figure(RATE, 61.0, YEAR_2021, of=100, area_code="E12000009", area_name="South West"),
        figure(RATE, 63.5, YEAR_2021, area_code="neighbours", area_name="Neighbours’ mean (of 10)"),
    ]
    data = tidy(frame(*rows), "calendar_years", PLACES).data.set_index("geographic_level")
    assert data.loc["National", ["country_name", "region_code", "la_name"]].tolist() == ["England", "", ""]
    assert data.loc["Regional", ["region_code", "region_name", "old_la_code"]].tolist() == ["E12000009", "South West", ""]
    own = data.loc["Local authority"]
    assert own[["la_name", "breakdown_topic", "breakdown"]].tolist() == [
        "Swindon", "Compared with", "Neighbours’ mean (of 10)",
    ]  # fmt: skip


def test_an_area_that_no_file_knows_has_x_for_its_codes() -> None:
    nowhere = Places(Area("866", "Swindon"), pd.DataFrame())
    data = tidy(frame(figure(RATE, 57.9, YEAR_2021, of=1000)), "calendar_years", nowhere).data
    assert data[["region_code", "region_name", "new_la_code"]].iloc[0].tolist() == ["x", "Not available", "x"]


def test_the_authoritys_own_count_and_the_published_one_of_a_year_stand_side_by_side() -> None:
    rows = [figure(RATE, 81.9, YEAR_2021, of=249), figure(RATE, 82.0, YEAR_2021, of=250, status="published")]
    data = tidy(frame(*rows), "calendar_years", PLACES).data
    assert data["figure_source"].tolist() == ["Own records", "Published by the Department"]


def test_two_numbers_of_one_figure_are_refused() -> None:
    rows = [figure(RATE, 81.9, YEAR_2021, of=249), figure(RATE, 12.0, YEAR_2021, of=249)]
    with pytest.raises(ValueError, match="two different numbers"):
        tidy(frame(*rows), "calendar_years", PLACES)


def test_no_two_measures_share_a_column_and_none_is_too_long() -> None:
    columns = [
        indicator
        for each in definitions().values()
        for change in (False, True)
        for indicator in indicators_of(each.id, POINTS if change and each.unit == PERCENT else each.unit, change=change)
    ]
    names, labels = [each.name for each in columns], [each.label for each in columns]
    assert len(set(names)) == len(names)
    assert len(set(labels)) == len(labels)
    assert max(map(len, names)) <= LONGEST_NAME
    assert max(map(len, labels)) <= LONGEST_LABEL


def shown(title: str, figures: pd.DataFrame, name: str = "timeliness_plans") -> ShownTable:
    """A table that a notebook showed."""
    return ShownTable("timeliness", name, title, "Year", "", figures.assign(row="a", column="b"))


@pytest.fixture
def publication() -> Publication:
    return Publication.of(load_params(ROOT / "params" / "swindon" / "2022-06.yaml"))


@pytest.fixture
def data() -> list[DataFile]:
    figures = frame(
        *by_category(CAUSE, "cause", {"late_advice": "c", "capacity": -0.0}, YEAR_2021, of=30),
        figure(RATE, 81.9, YEAR_2021, of=249),
        *by_month(RATE, [50.0, 60.0, 75.0], of=40),
        figure(
            RATE, -1.2, YEAR_2021, unit="percentage points",
            breakdown_topic="Total / change on previous year", breakdown="Total / change",
        ),
    )  # fmt: skip
    tables = [shown("=cmd", figures.iloc[:3]), shown("Plans", figures.iloc[3:5], "timeliness_more")]
    return data_files([*tables, shown("Empty", figures.iloc[:0], "timeliness_none")], {"timeliness": figures}, PLACES)


def test_charts_have_files_and_sections_one_for_each_kind_of_period(data: list[DataFile]) -> None:
    assert [(each.file, each.title, each.of_section) for each in data] == [
        ("timeliness_plans.csv", "=cmd", False),
        ("timeliness_more.csv", "Plans", False),
        ("timeliness_calendar_years.csv", "Timeliness: all figures, calendar years", True),
        ("timeliness_months.csv", "Timeliness: all figures, months", True),
        ("timeliness_other_periods.csv", "Timeliness: all figures, other periods", True),
    ]


def test_a_chart_and_a_table_of_one_title_share_a_file() -> None:
    figures = frame(figure(RATE, 81.9, YEAR_2021, of=249), figure(RATE, 50.0, Period.parse("2020"), of=10))
    shared = data_files([shown("Plans", figures), shown("Plans", figures.iloc[:1])], {}, PLACES)
    assert [len(each.table.data) for each in shared] == [2]


def test_what_is_written_keeps_the_standard_and_is_described(
    tmp_path: Path, data: list[DataFile], publication: Publication
) -> None:
    write_data_files(data, publication, tmp_path / "data")
    assert [check.message for check in screen(tmp_path / "data") if check.found_something] == []
    described = json.loads((tmp_path / "data" / "csvw-metadata.json").read_text(encoding="utf-8"))
    for table in described["tables"]:
        written = pd.read_csv(tmp_path / "data" / table["url"], dtype="str", keep_default_na=False)
        columns = table["tableSchema"]["columns"]
        assert [column["name"] for column in columns] == list(written.columns)
        for column in (each for each in columns if each["datatype"] == "number"):
            numbers = written.loc[~written[column["name"]].isin(column["null"]), column["name"]]
            assert pd.to_numeric(numbers).notna().all()
    assert [table["url"] for table in described["tables"]] == [each.file for each in data]


def test_the_data_set_names_every_file_licence_and_publisher(
    tmp_path: Path, data: list[DataFile], publication: Publication
) -> None:
    write_data_files(data, publication, tmp_path / "data")
    described = json.loads((tmp_path / "data" / "dataset.jsonld").read_text(encoding="utf-8"))
    assert [Path(each["contentUrl"]).name for each in described["distribution"]] == [each.file for each in data]
    assert described["creator"]["name"] == "Swindon Borough Council"
    assert described["license"].startswith("https://www.nationalarchives.gov.uk/")
    assert described["description"].endswith("An example: all rows behind it are made up.")


def test_the_same_figures_give_the_same_bytes(tmp_path: Path, data: list[DataFile], publication: Publication) -> None:
    for name in ("one", "two"):
        write_data_files(data, publication, tmp_path / name)
    read: Callable[[str], list[bytes]] = lambda name: [each.read_bytes() for each in sorted((tmp_path / name).iterdir())]  # noqa: E731
    assert read("one") == read("two")


def test_calendar_years_join_with_the_departments_file(national_data: Path) -> None:
    file = next(path for path in sorted(national_data.rglob("timeliness_20_week.csv")))
    theirs = pd.read_csv(file, dtype="str", keep_default_na=False, encoding="utf-8-sig")
    ours = tidy(frame(figure(RATE, 81.9277, YEAR_2021, of=249)), "calendar_years", PLACES).data.astype("str")
    shared = [name for name in ours.columns if name in theirs.columns]
    headline = theirs[theirs["breakdown"].str.startswith("All EHC plans")]
    joined = ours.merge(headline, on=[name for name in shared if name != "region_name"])
    assert "new_la_code" in shared
    assert joined["pc_plans_issued_within_20_weeks"].tolist() == ["81.9"]
    assert joined["within_20_weeks_including_exceptions_percent"].tolist() == ["81.9"]
