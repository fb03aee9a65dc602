"""Every rule of the open-data standard, broken one at a time in a file that breaks none."""

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.errors import CheckError, UsageError
from send_analysis.publish.opendata.screener.screening import RULES, screen, stop_at_faults

DATA = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,\
breakdown_topic,breakdown,plans_percent,plans_count
2021,Calendar year,National,E92000001,England,,,,,,Total,Total,57.9,35470
2021,Calendar year,Regional,E92000001,England,E12000009,South West,,,,Total,Total,61.0,3100
2021,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000030,866,Swindon,Total,Total,81.9,204
2021,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000030,866,Swindon,Age,Under 5,c,c
"""
META = """\
col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column,filter_default
breakdown,Filter,Breakdown,,,,,breakdown_topic,
plans_percent,Indicator,Plans in time: percentage,Plans,%,1,,,
plans_count,Indicator,Plans in time: number,Plans,,0,,,
"""

#: The rule that must be broken, and what breaks it: what is replaced, by what, in the data or the metadata, everywhere.
BROKEN: list[tuple[str, str, str, str]] = [
    ("columns_in_snake_case", "plans_count", "Plans Count", "both"),
    ("columns_short", "plans_count", "p" * 51, "both"),
    ("meta_columns", "filter_hint,", "hint,", "meta"),
    ("meta_columns_known", "filter_default", "colour", "meta"),
    ("meta_rows_are_columns", "plans_count,I", "plans_counted,I", "meta"),
    ("columns_are_described", "plans_count,Indicator,Plans in time: number,Plans,,0,,,\n", "", "meta"),
    ("meta_rows_once", "plans_count,I", "plans_percent,I", "meta"),
    ("standard_columns_undescribed", "plans_count,I", "la_name,I", "meta"),
    ("col_type", "plans_count,Indicator", "plans_count,Number", "meta"),
    ("indicators", "Indicator", "Measure", "meta"),
    ("labels", "Plans in time: number", " ", "meta"),
    ("labels_once", "Plans in time: number", "Plans in time: percentage", "meta"),
    ("labels_short", "Plans in time: number", "P" * 101, "meta"),
    ("meta_without_blanks_at_the_edges", "Plans in time: number", "Plans in time: number ", "meta"),
    ("time_columns", "time_identifier", "time_kind", "data"),
    ("time_period", "2021,", "21,", "data"),
    ("time_period_as_its_kind", "2021,", "202122,", "data"),
    ("time_period_consecutive", "2021,Calendar", "202123,Academic", "data"),
    ("time_period_sensible", "2021,", "1021,", "data"),
    ("time_identifier", "Calendar year", "calendar year", "data"),
    ("time_identifiers_of_one_kind", "2021,Calendar year,National", "2021,March,National", "data"),
    ("place_columns", "country_code,", "country,", "data"),
    ("geographic_level", "Local authority", "Council", "data"),
    ("region_columns", "region_name", "name_of_region", "data"),
    ("authority_columns", "new_la_code", "code_of_la", "data"),
    ("country_filled", "National,E92000001", "National,", "data"),
    ("region_filled", "E12000009,South West,,,,", "E12000009,,,,,", "data"),
    ("authority_filled", "866,Swindon,Total", "866,,Total", "data"),
    ("national_over_completed", "England,,,,,", "England,E12000009,,,,", "data"),
    ("regional_over_completed", "South West,,,,", "South West,,866,,", "data"),
    ("country_pair", "E92000001,England,,", "E92000004,England,,", "data"),
    ("region_pair", "E12000009,South West,,", "E12000009,South East,,", "data"),
    ("old_la_code", "866", "86", "data"),
    ("new_la_code", "E06000030", "E0600030", "data"),
    ("new_la_code_known", "E06000030", "x", "data"),
    ("one_name_for_a_code", "Swindon,Age", "Swindon Borough,Age", "data"),
    ("one_old_code_for_a_new_one", "866,Swindon,Age", "867,Swindon,Age", "data"),
    ("places_short", "Swindon", "S" * 121, "data"),
    ("unknown_places", "South West", "Not available", "data"),
    ("filter_values", "Age,Under 5", "Total,Total", "data"),
    ("filter_filled", "Under 5", "", "data"),
    ("filter_without_blanks_at_the_edges", "Under 5", "Under 5 ", "data"),
    ("filter_without_double_blanks", "Under 5", "Under  5", "data"),
    ("filter_values_short", "Under 5", "U" * 121, "data"),
    ("filter_total", "Total,Total", "Total,Everyone", "data"),
    ("filter_total_spelt", "Total,Total,57.9", "Total,total,57.9", "data"),
    ("filter_default", "breakdown_topic,", "breakdown_topic,Over 5", "meta"),
    ("rows_once", "Age,Under 5", "Total,Total", "data"),
    ("filter_without_indicator_fields", "Breakdown,,,,", "Breakdown,,%,,", "meta"),
    ("filter_grouping", "breakdown_topic", "topic", "meta"),
    ("filter_grouping_other", "breakdown_topic,", "breakdown,", "meta"),
    ("filter_grouping_undescribed", "plans_count,Indicator", "breakdown_topic,Indicator", "meta"),
    ("filter_grouping_total", "Total,Total,57.9", "Age,Total,57.9", "data"),
    ("filter_names", "breakdown,", "gender,", "both"),
    ("primary_need", "breakdown,", "sen_primary_need,", "both"),
    ("rows", DATA.partition("\n")[2], "", "data"),
    ("indicator_filled", "c,c", "c,", "data"),
    ("indicator_numbers", "35470", "many", "data"),
    ("indicator_without_commas", "35470", '"35,470"', "data"),
    ("indicator_symbols", "c,c", "c,..", "data"),
    ("indicator_without_blanks_at_the_edges", "35470", "35470 ", "data"),
    ("indicator_dp", ",%,1", ",%,one", "meta"),
    ("indicator_dp_there", ",%,1", ",%,", "meta"),
    ("indicator_unit", ",%,1", ",percent,1", "meta"),
    ("indicator_without_filter_fields", "Plans,,0,,", "Plans,,0,hint,", "meta"),
    ("percentages", "57.9", "157.9", "data"),
    ("counts", "35470", "-1", "data"),
    ("decimals", "57.9", "57.93", "data"),
    ("indicator_says_something", "3", "3", "nothing applies"),
]  # fmt: skip

Written = Callable[..., Path]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Writes a data file and its metadata; returns the data file."""

    def write(data: str = DATA, meta: str = META, name: str = "plans") -> Path:
        (tmp_path / f"{name}.meta.csv").write_text(meta, encoding="utf-8")
        path = tmp_path / f"{name}.csv"
        path.write_text(data, encoding="utf-8")
        return path

    return write


def _faults(path: Path) -> dict[str, str]:
    return {check.check.removeprefix("screen."): check.message for check in screen(path) if check.found_something}


def test_a_file_by_the_standard_has_no_fault(written: Written) -> None:
    assert _faults(written()) == {}


def test_every_rule_but_those_of_names_of_files_is_broken_below() -> None:
    of_files = {"file_name", "file_name_without_year"}
    assert {rule.key for rule in RULES} == {key for key, *_ in BROKEN} | of_files
    assert len(RULES) > 60


@pytest.mark.parametrize(("rule", "old", "new", "where"), BROKEN, ids=[key for key, *_ in BROKEN])
def test_a_broken_rule_is_found(written: Written, rule: str, old: str, new: str, where: str) -> None:
    data = DATA.replace(old, new) if where in ("data", "both") else DATA
    meta = META.replace(old, new) if where in ("meta", "both") else META
    if where == "nothing applies":
        data = "\n".join([DATA.splitlines()[0], *(f"{line.rsplit(',', 1)[0]},z" for line in DATA.splitlines()[1:]), ""])
    assert (data, meta) != (DATA, META)
    assert rule in _faults(written(data, meta))


@pytest.mark.parametrize(
    ("name", "rule"), [("Plans", "file_name"), ("plans data", "file_name"), ("plans_2021", "file_name_without_year")]
)
def test_a_files_name_is_looked_at(written: Written, name: str, rule: str) -> None:
    assert set(_faults(written(name=name))) == {rule}


def test_a_message_names_file_row_column_and_value(written: Written) -> None:
    message = _faults(written(DATA.replace("35470", "many")))["indicator_numbers"]
    assert message == (
        "An indicator holds numbers, or the symbols z, x, c, low, u and k. plans.csv: row 1, column plans_count, 'many'."
    )


def test_many_faults_are_counted_and_the_first_three_named(written: Written) -> None:
    message = _faults(written(DATA.replace("2021,", "21,")))["time_period"]
    assert message.endswith(
        "row 1, column time_period, '21'; row 2, column time_period, '21'; row 3, column time_period, '21'; and 1 more."
    )


def test_a_file_without_metadata_is_a_fault(written: Written) -> None:
    path = written()
    path.with_name("plans.meta.csv").unlink()
    assert _faults(path) == {"pair": "plans.csv has no plans.meta.csv beside it that describes its columns."}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "plans.csv cannot be read: it is empty."),
        ("time_period\n£\n".encode("latin-1"), "plans.csv cannot be read: it is not in UTF-8. Save it as CSV UTF-8."),
        (b"a,b\n1,2,3\n", "plans.csv cannot be read: its lines have different numbers of cells"),
    ],
)
def test_a_file_that_cannot_be_read_is_a_fault(written: Written, content: bytes, said: str) -> None:
    path = written()
    path.write_bytes(content)
    assert _faults(path)["readable"].startswith(said)


def test_two_columns_of_one_name_are_a_fault(written: Written) -> None:
    assert _faults(written(DATA.replace("plans_count", "plans_percent"))) == {
        "columns_once": "plans.csv: two columns have one name: 'plans_percent'. Give each a name of its own."
    }


def test_a_folder_is_screened_file_by_file(written: Written) -> None:
    written()
    second = written(DATA.replace("35470", "many"), name="more")
    checks = screen(second.parent)
    assert {check.file for check in checks} == {"plans.csv", "more.csv"}
    with pytest.raises(CheckError, match=r"^1 checks failed; mend what they name before you publish\. 2 files: "):
        stop_at_faults(checks)


def test_nothing_to_screen_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="holds no data file"):
        screen(tmp_path)
    with pytest.raises(UsageError, match="is no file and no folder"):
        screen(tmp_path / "nothing.csv")


def test_the_departments_own_file_is_read(national_data: Path, written: Written) -> None:
    file = next(national_data.rglob("timeliness_20_week.csv"))
    columns = pd.read_csv(file, nrows=0).columns
    meta = pd.DataFrame({"col_name": [name for name in columns if name not in DATA.partition("\n")[0]]})
    meta = meta.assign(col_type="Indicator", label=meta["col_name"])
    path = written(file.read_text(encoding="utf-8-sig"), meta.to_csv(index=False))
    assert not {"time_columns", "place_columns", "country_pair", "new_la_code"} & set(_faults(path))
