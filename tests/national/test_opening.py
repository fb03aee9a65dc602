"""A folder of published files becomes what a release is compared with."""

import json
from datetime import date
from pathlib import Path

import pytest

from send_analysis.compare.place import place
from send_analysis.core.errors import DataError, UsageError
from send_analysis.national.national import National
from send_analysis.national.opening import HOW_TO, open_named, open_national
from tests.national.files import HEADER_25, authority, england, rates, write

INCLUDING = "timeliness.within_20_weeks.including_exceptions"


def value(national: National, code: str, year: int) -> float | None:
    figure = national.figure(INCLUDING, code, year)
    return None if figure is None or figure["symbol"] else float(figure["value"])


def test_without_a_folder_the_facts_stand_in_and_what_is_missing_is_said() -> None:
    national = open_national(None)
    assert (value(national, "353", 2019), value(national, "866", 2021), value(national, "E92000001", 2025)) == (
        81.0,
        81.9,
        45.5,
    )
    assert (national.held, national.complete) == ({}, frozenset())
    assert "The Department's files on plans within 20 weeks are not on this machine" in national.missing[0]
    assert national.missing[1:] == ("There is no workbook of statistical neighbours.", "There is no table of appeal rates.")
    assert {check.guidance for check in national.checks} == {HOW_TO}


def test_a_folder_that_is_not_there_is_the_same_as_none(tmp_path: Path) -> None:
    assert value(open_national(tmp_path / "none"), "353", 2019) == 81.0


def test_a_year_that_a_file_holds_takes_the_place_of_the_facts(tmp_path: Path) -> None:
    write(tmp_path, [england(2019, rates(5, 10)), authority(2019, "353", "Oldham", rates(1, 4))])
    national = open_national(tmp_path)
    assert (value(national, "353", 2019), value(national, "353", 2018)) == (25.0, 18.2)


def test_the_newest_vintage_of_a_year_wins_whatever_the_files_are_called(tmp_path: Path) -> None:
    write(tmp_path, [england(2023, rates(1, 10)), england(2024, rates(2, 10))], name="z.csv")
    write(tmp_path, [england(2023, rates(3, 10))], name="a.csv")
    write(tmp_path, [england(2022, rates(4, 10))], name="zz.csv")
    national = open_national(tmp_path)
    assert [value(national, "E92000001", year) for year in (2022, 2023, 2024)] == [40.0, 10.0, 20.0]
    assert national.held[INCLUDING, 2023].file == "z.csv"


def test_files_in_folders_within_are_found_and_strangers_are_left_and_named(tmp_path: Path) -> None:
    inner = tmp_path / "release"
    inner.mkdir()
    write(inner, [england(2019, rates(5, 10))])
    (tmp_path / "caseload.csv").write_text("time_period,ehcplans\n202425,1\n", encoding="utf-8")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    national = open_national(tmp_path)
    assert value(national, "E92000001", 2019) == 50.0
    strangers = [check.message for check in national.checks if check.check == "national.not_used"]
    assert strangers == ["caseload.csv is none of the files that are read here, and is not used."]


def test_every_wrong_file_is_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "timeliness_20_week.csv").write_text("time_period,ehcplans\n202425,1\n", encoding="utf-8")
    (tmp_path / "requests.csv").write_text("<html>503 Service Unavailable</html>", encoding="utf-8")
    (tmp_path / "sn_may_2025.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(DataError) as refused:
        open_national(tmp_path)
    assert "timeliness_20_week.csv is not a file that is read here" in str(refused.value)
    assert "requests.csv is a web page" in str(refused.value)
    assert "sn_may_2025.xlsx is not a workbook that can be read" in str(refused.value)


def test_a_folder_that_is_named_must_hold_published_files(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none: there is no such folder or file"):
        open_named("none")
    with pytest.raises(UsageError, match=r"no published file of the Department is in it"):
        open_named(tmp_path)


def test_years_that_were_not_over_on_a_day_are_left_out() -> None:
    national = open_national(None)
    assert max(national.up_to(date(2020, 9, 1)).years(INCLUDING, "353")) == 2019
    assert max(national.up_to(date(2020, 12, 31)).years(INCLUDING, "353")) == 2019
    assert max(national.up_to(date(2021, 1, 1)).years(INCLUDING, "353")) == 2020


def test_a_duplicated_row_is_refused_and_not_counted_twice(tmp_path: Path) -> None:
    row = authority(2024, "901", "Anyshire", rates(1, 4))
    write(tmp_path, [england(2024, rates(5, 10)), row, row])
    with pytest.raises(DataError, match=r"row 4: Anyshire 2024 stands twice"):
        open_national(tmp_path)


def test_hostile_names_are_kept_as_text(tmp_path: Path) -> None:
    write(tmp_path, [england(2024, rates(5, 10)), authority(2024, "901", "<script>=cmd", rates(1, 4))], header=HEADER_25)
    assert open_national(tmp_path).name_of("901") == "<script>=cmd"


def test_a_year_of_which_a_file_lists_only_some_authorities_gives_values_and_no_ranks(tmp_path: Path) -> None:
    write(tmp_path, [england(2019, rates(5, 10)), authority(2019, "353", "Oldham", rates(1, 4))])
    national = open_national(tmp_path)
    found = place(national, "Oldham", INCLUDING, 2019)
    assert found.value == 25.0
    assert (found.rank, found.ranked) == (47, 150)  # the fact's, not one among the file's single authority
    assert found.quartile is None


def test_a_file_cut_short_at_the_end_of_a_row_does_not_take_the_place_of_a_whole_one(
    national_data: Path, tmp_path: Path
) -> None:
    whole = (national_data / "ees_2025_july" / "timeliness_20_week.csv").read_bytes()
    (tmp_path / "whole.csv").write_bytes(whole)
    (tmp_path / "z_cut.csv").write_bytes(whole[: whole.index(b"\n", len(whole) // 2) + 1])
    national = open_national(tmp_path)
    found = place(national, "Swindon", INCLUDING, 2023)
    assert (found.rank, found.ranked) == (51, 150)
    assert any("year lists fewer authorities" in each.message for each in national.checks)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"published_on": "2025-06"}, {"published_on": "2026-01"}),
        ({"published_on": "2025-06-26", "version": "1.9"}, {"published_on": "2025-06-26", "version": "1.10"}),
    ],
)
def test_of_two_editions_of_one_year_the_later_one_wins(
    tmp_path: Path, first: dict[str, str], second: dict[str, str]
) -> None:
    for name, told, within in (("b.csv", first, 1), ("a.csv", second, 3)):
        path = write(tmp_path, [england(2030, rates(within, 10))], name=name)
        path.with_name(f"{name}.source.json").write_text(json.dumps(told), encoding="utf-8")
    assert value(open_national(tmp_path), "E92000001", 2030) == 30.0


def test_a_day_of_publication_that_is_none_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [england(2030, rates(1, 10))])
    path.with_name(f"{path.name}.source.json").write_text('{"published_on": "June 2025"}', encoding="utf-8")
    with pytest.raises(DataError, match=r"published_on is 'June 2025'. Write the day or the month as year-month-day"):
        open_national(tmp_path)


def test_a_folder_without_the_20_week_files_says_so_though_it_has_others(national_data: Path, tmp_path: Path) -> None:
    (tmp_path / "requests.csv").write_bytes((national_data / "ees_2025_july" / "requests.csv").read_bytes())
    assert "plans within 20 weeks are not on this machine" in open_national(tmp_path).missing[0]
