"""The screener: a clean pair of files passes, and each rule sees the one fault that is put into it."""

import io
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from send_analysis.cli import main
from send_analysis.core.errors import CheckError, UsageError
from send_analysis.publish.opendata.screener import screen
from send_analysis.publish.opendata.screener.screening import RULES, in_words
from send_analysis.publish.opendata.writing import write_data
from tests.publish.opendata.published import YEARS, by_grade, on_time, publication, shown, timeliness

DATA = """\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,new_la_code,old_la_code,la_name,breakdown_topic,breakdown,plans_count,plans_percent
2020,Calendar year,National,E92000001,England,,,,,,Total,Total,59097,55.6
2020,Calendar year,Regional,E92000001,England,E12000009,South West,,,,Total,Total,5000,x
2021,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000030,866,Swindon,Total,Total,249,81.9
2021,Calendar year,Local authority,E92000001,England,E12000009,South West,E06000030,866,Swindon,Sex,Girls,c,c
"""

META = """\
col_name,col_type,label,indicator_grouping,indicator_unit,indicator_dp,filter_hint,filter_grouping_column
breakdown,Filter,Breakdown,,,,By what,breakdown_topic
plans_count,Indicator,Plans issued,Plans,,0,,
plans_percent,Indicator,Plans on time,Plans,%,1,,
"""

Edit = Callable[[str, str], tuple[str, str]]


def data(old: str, new: str, times: int = -1) -> Edit:
    """The data with one text in place of another."""

    def edit(text: str, meta: str) -> tuple[str, str]:
        assert old in text
        return text.replace(old, new, times), meta

    return edit


def meta(old: str, new: str) -> Edit:
    """The meta data with one text in place of another."""

    def edit(text: str, described: str) -> tuple[str, str]:
        assert old in described
        return text, described.replace(old, new, 1)

    return edit


def both(*edits: Edit) -> Edit:
    def edit(text: str, described: str) -> tuple[str, str]:
        for each in edits:
            text, described = each(text, described)
        return text, described

    return edit


def column_with(name: str, *cells: str) -> Edit:
    """The data with one more column at the end."""

    def edit(text: str, described: str) -> tuple[str, str]:
        rows = zip(text.splitlines(), (name, *cells), strict=True)
        return "".join(f"{row},{cell}\n" for row, cell in rows), described

    return edit


def without_column(name: str) -> Edit:
    def edit(text: str, described: str) -> tuple[str, str]:
        rows = [row.split(",") for row in text.splitlines()]
        at = rows[0].index(name)
        return "".join(",".join(row[:at] + row[at + 1 :]) + "\n" for row in rows), described

    return edit


SWINDON = "E06000030,866,Swindon"

#: One fault each, by the rule that is to see it.
FAULTS: dict[str, Edit] = {
    "screen.file.comma": lambda text, described: (text.replace(",", ";"), described),
    "screen.file.has_rows": lambda text, described: (text.splitlines()[0] + "\n", described),
    "screen.file.width": data("249,81.9", "249,81.9,1"),
    "screen.file.no_blank_rows": data("2021,", ",,,,,,,,,,,,,\n2021,", 1),
    "screen.cell.one_line": data("Girls", '"Gi\nrls"'),
    "screen.cell.inert": data("Girls", "=Girls"),
    "screen.header.no_blank_name": column_with(" ", "1", "1", "1", "1"),
    "screen.header.snake_case": data("plans_count", "plans count"),
    "screen.header.lower_case": data("plans_count", "Plans_count"),
    "screen.header.first_letter": data("plans_count", "_plans_count"),
    "screen.header.unique": data("plans_percent", "plans_count"),
    "screen.header.length": both(data("plans_count", "p" * 51), meta("plans_count", "p" * 51)),
    "screen.header.mandatory": without_column("country_name"),
    "screen.header.topic_and_item": without_column("breakdown_topic"),
    "screen.time.filled": data("2021,Cal", ",Cal", 1),
    "screen.time.numeric": data("2021,Cal", "2021a,Cal", 1),
    "screen.time.identifier": data("Calendar year", "Calender year", 1),
    "screen.time.four_digits": data("2021,Cal", "202122,Cal", 1),
    "screen.time.six_digits": data("Calendar year", "Academic year"),
    "screen.time.consecutive": both(data("Calendar year", "Academic year"), data("2020,", "202021,"), data("2021,", "202123,")),
    "screen.time.one_family": data("2021,Calendar year", "2021,Reporting year", 1),
    "screen.place.level": data("Regional", "Region"),
    "screen.place.country": data("England", "Wales", 1),
    "screen.place.country_filled": data("E92000001,", ",", 1),
    "screen.place.region_columns": without_column("region_name"),
    "screen.place.authority_columns": without_column("la_name"),
    "screen.place.authority_has_region": without_column("region_code"),
    "screen.place.national_over_completed": data("England,,", "England,E12000009,", 1),
    "screen.place.regional_over_completed": data("South West,,,,", f"South West,{SWINDON},", 1),
    "screen.place.regional_filled": data("E12000009,South West,,", "E12000009,,,", 1),
    "screen.place.authority_filled": data(SWINDON, "E06000030,866,", 1),
    "screen.place.region_known": data("South West", "North West", 1),
    "screen.place.authority_known": data(SWINDON, "E06000030,353,Swindon"),
    "screen.place.authority_name": data(SWINDON, "E06000030,866,Swinton"),
    "screen.place.in_its_region": data("E12000009,South West,E06", "E12000002,North West,E06"),
    "screen.place.available": data(SWINDON, "x,999,Anytown"),
    "screen.place.not_available": data("E12000009,South West,,", "E12000009,Not available,,", 1),
    "screen.place.one_code": data(SWINDON, "E10000030,866,Swindon", 1),
    "screen.place.three_digits": data(SWINDON, "E06000030,66,Swindon"),
    "screen.filter.two_items": data("Sex,Girls", "Sex,Total"),
    "screen.filter.no_blanks": data("Sex,Girls", "Sex,"),
    "screen.filter.grouping_filled": data("Sex,Girls", ",Girls"),
    "screen.filter.no_edge_blanks": data("Girls", " Girls"),
    "screen.filter.total": data("Total,Total", "All,All"),
    "screen.filter.default": both(
        meta("column\n", "column,filter_default\n"), meta("topic\n", "topic,Boys\n"),
        meta("0,,\n", "0,,,\n"), meta("1,,\n", "1,,,\n")
    ),
    "screen.filter.length": data("Girls", "G" * 121),
    "screen.filter.one_spelling": data("Sex,Girls", "Sex,TOTAL"),
    "screen.rows.unique": data("Sex,Girls", "Total,Total"),
    "screen.filter.harmonised": column_with("sen_primary_need", "Total", "Total", "Total", "Autism"),
    "screen.indicator.no_blanks": data("249,81.9", ",81.9"),
    "screen.indicator.numbers": data("249,81.9", "many,81.9"),
    "screen.indicator.no_thousands": data("59097", '"59,097"'),
    "screen.indicator.no_signs": data("81.9", "81.9%"),
    "screen.indicator.no_obsolete": data(",c,c", ",~,:"),
    "screen.indicator.no_exponent": data("59097", "5.9e4"),
    "screen.indicator.no_edge_blanks": data("249,81.9", " 249,81.9"),
    "screen.indicator.decimals": data("81.9", "81.93"),
    "screen.meta.columns": meta("filter_hint", "hint"),
    "screen.meta.no_other_columns": meta("filter_hint", "hint"),
    "screen.meta.type": meta("plans_count,Indicator", "plans_count,Number"),
    "screen.meta.has_an_indicator": lambda text, described: (text, described.replace("Indicator", "Filter")),
    "screen.meta.named": meta("plans_count,", ","),
    "screen.meta.unique": meta("plans_count,", "plans_percent,"),
    "screen.meta.in_data": meta("plans_count,", "plan_count,"),
    "screen.meta.all_described": meta("plans_count,", "plan_count,"),
    "screen.meta.not_standard": meta("plans_count,", "la_name,"),
    "screen.meta.labelled": meta("Plans issued", ""),
    "screen.meta.labels_unique": meta("Plans issued", "Plans on time"),
    "screen.meta.label_length": meta("Plans issued", "P" * 101),
    "screen.meta.unit": meta("%", "percent"),
    "screen.meta.decimal_places": meta("%,1", "%,one"),
    "screen.meta.filter_fields": meta("Breakdown,,,", "Breakdown,Plans,,"),
    "screen.meta.indicator_fields": meta("%,1,,", "%,1,A hint,"),
    "screen.meta.grouping_in_data": meta(",breakdown_topic", ",topic"),
    "screen.meta.grouping_not_described": meta("plans_count,", "breakdown_topic,"),
    "screen.meta.parent_known": both(
        meta("column\n", "column,parent_filter\n"), meta("topic\n", "topic,sex\n"),
        meta("0,,\n", "0,,,\n"), meta("1,,\n", "1,,,\n")
    ),
}  # fmt: skip

#: Faults of the files themselves, each with a test of its own below.
OF_THE_FILES = {
    "screen.file.name",
    "screen.file.no_year",
    "screen.file.meta_beside",
    "screen.file.utf8",
    "screen.file.no_mark",
}


def write(folder: Path, text: str = DATA, described: str | None = META, name: str = "plans") -> Path:
    (folder / f"{name}.csv").write_text(text, encoding="utf-8", newline="")
    if described is not None:
        (folder / f"{name}.meta.csv").write_text(described, encoding="utf-8", newline="")
    return folder / f"{name}.csv"


def found(path: Path) -> set[str]:
    return {each.check for each in screen(path) if each.found_something}


def test_a_clean_pair_passes_every_rule(tmp_path: Path) -> None:
    checks = screen(write(tmp_path))
    assert {each.result for each in checks} == {"PASS"}
    assert {each.check for each in checks} == {rule.key for rule in RULES}


def test_each_rule_has_its_own_key_demand_advice_source_and_seeded_fault() -> None:
    keys = [rule.key for rule in RULES]
    assert len(keys) == len(set(keys)) > 60
    assert set(keys) == {*FAULTS, *OF_THE_FILES}
    assert all(rule.key.startswith("screen.") and rule.demands and rule.advice and rule.source for rule in RULES)


@pytest.mark.parametrize("key", FAULTS)
def test_a_rule_sees_its_fault(tmp_path: Path, key: str) -> None:
    assert key in found(write(tmp_path, *FAULTS[key](DATA, META)))


@pytest.mark.parametrize(("name", "key"), [("Plans issued", "screen.file.name"), ("plans-2022", "screen.file.no_year")])
def test_a_name_has_small_letters_and_no_year(tmp_path: Path, name: str, key: str) -> None:
    assert found(write(tmp_path, name=name)) == {key}


def test_data_and_meta_data_stand_beside_each_other(tmp_path: Path) -> None:
    write(tmp_path, described=None)
    (tmp_path / "other.meta.csv").write_text(META, encoding="utf-8")
    assert found(tmp_path) == {"screen.file.meta_beside", "screen.file.data_beside"}


def test_other_encodings_and_a_byte_order_mark_are_seen(tmp_path: Path) -> None:
    write(tmp_path).write_bytes(DATA.replace("Girls", "Fillés").encode("latin-1"))
    assert found(tmp_path) == {"screen.file.utf8"}
    write(tmp_path).write_bytes(DATA.encode("utf-8-sig"))
    assert found(tmp_path) == {"screen.file.no_mark"}


def test_a_fault_is_told_with_file_column_rows_value_what_is_allowed_and_what_to_do(tmp_path: Path) -> None:
    write(tmp_path, DATA.replace("81.9", "81.9%"))
    said = in_words(screen(tmp_path)).splitlines()
    assert said[0] == (
        "FAIL screen.indicator.no_signs: plans.csv, column plans_percent, row 4, has '81.9%': a number has no sign of its unit. "
        "Put the unit into the meta data."
    )
    assert said[-1] == f"{len(RULES)} rules; 1 FAIL, 0 WARNING."


@pytest.mark.parametrize("text", ["", "\n", "\x00", "a", '"', "a,b\n1", "time_period,geographic_level\n,\n"])
def test_a_file_of_any_kind_gets_an_answer(tmp_path: Path, text: str) -> None:
    assert "screen.header.mandatory" in found(write(tmp_path, text, text))


def test_a_path_that_is_not_there_or_has_no_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no file or folder"):
        screen(tmp_path / "none.csv")
    with pytest.raises(UsageError, match="has no CSV file"):
        screen(tmp_path)


def test_what_we_write_passes(tmp_path: Path) -> None:
    mean = on_time({YEARS[0]: (1.0, 2.0)}).assign(area_code="neighbours", area_name="=Neighbours")
    tables = [shown(by_grade(), "quality_grades", "Grades"), shown(mean, "../x", "<b>")]
    write_data(tables, {"timeliness": timeliness(), "quality": by_grade()}, publication(), tmp_path)
    assert found(tmp_path) == set()


def test_the_faults_of_the_departments_files_are_seen(national_data: Path, tmp_path: Path) -> None:
    whole = (national_data / "ees_2025_july" / "annual_reviews.csv").read_text("utf-8")
    first = "".join(whole.splitlines(keepends=True)[:200])
    told = {(each.check, each.file, each.column) for each in screen(write(tmp_path, first, None, "annual_reviews"))}
    assert ("screen.header.unique", "annual_reviews.csv", "review_meeting_prior_24") in told
    told = {(each.check, each.file, each.column) for each in screen(national_data / "sen2_mi.csv")}
    assert ("screen.place.one_code", "sen2_mi.csv", "old_la_code") in told
    assert ("screen.indicator.no_edge_blanks", "sen2_mi.csv", "inc_exc_20week_rate") in told


@pytest.mark.parametrize(("text", "code"), [(DATA, 0), (DATA.replace("249,81.9", ",81.9"), CheckError.exit_code)])
def test_the_command_ends_with_an_exit_code_that_a_script_can_act_on(tmp_path: Path, text: str, code: int) -> None:
    write(tmp_path, text)
    ended, out = 0, io.StringIO()
    with redirect_stdout(out), mock.patch.object(sys, "argv", ["send-analysis", "screen", str(tmp_path)]):
        try:
            main()
        except SystemExit as stop:
            ended = int(stop.code or 0)
    assert ended == code
