"""Faults that the files beside the project do not have, and one fault and several told apart."""

from pathlib import Path

import pytest

from send_analysis.core.checks import Check
from send_analysis.national.opening import open_national
from tests.national.files import HEADER_25, HEADLINE_26, authority, england, rates, write


def check(folder: Path, name: str) -> Check:
    return next(each for each in open_national(folder).checks if each.check == name)


def test_a_file_without_faults_passes(tmp_path: Path) -> None:
    write(tmp_path, [england(2026, rates(5, 12)), authority(2026, "901", "Anyshire", rates(5, 12))])
    found = {each.check for each in open_national(tmp_path).checks if each.found_something}
    assert found == {"national.authorities_listed", "national.missing"}


@pytest.mark.parametrize(
    ("percent", "result"),
    [("50", "PASS"), ("12.5", "WARNING"), ("49.9", "WARNING")],
)
def test_a_percentage_is_held_against_its_counts(tmp_path: Path, percent: str, result: str) -> None:
    write(tmp_path, [authority(2024, "901", "Anyshire", (8, 8, 4, 4, percent, "50"))])
    found = check(tmp_path, "national.rounding")
    assert found.result == result
    assert ("1 of 2 percentages is not its counts rounded half up: row 2" in found.message) == (result == "WARNING")


@pytest.mark.parametrize(("within", "plans", "half_up", "banker"), [(1, 80, "1.3", "1.2"), (41, 80, "51.3", "51.2")])
def test_halves_are_rounded_up_as_the_department_does(
    tmp_path: Path, within: int, plans: int, half_up: str, banker: str
) -> None:
    write(tmp_path, [authority(2024, "901", "Anyshire", (plans, plans, within, within, half_up, banker))])
    assert check(tmp_path, "national.rounding").message.endswith(f"_ex is {banker} where {within} of {plans} is {half_up}.")


def test_several_faults_are_counted_and_the_first_four_named(tmp_path: Path) -> None:
    rows = [authority(2024, str(900 + n), f"Town {n}", (5, 0, 4, 0, 80, "x")) for n in range(6)]
    write(tmp_path, rows)
    found = check(tmp_path, "national.every_plan_an_exception")
    assert found.rows == 6
    assert (
        "6 areas have every plan as an exception: Town 0 2024; Town 1 2024; Town 2 2024; Town 3 2024; and 2 more."
        in found.message
    )


def test_a_column_known_to_be_wrong_is_not_used(tmp_path: Path) -> None:
    """Domain reference, 3.5 (5): avg_weeks_issue_plan_exc of the release of 2026."""
    header = f"{HEADER_25.lower()},avg_weeks_issue_plan,avg_weeks_issue_plan_exc"
    row = authority(2025, "901", "Anyshire", (*rates(1, 2), 15.4, 7.9), headline=HEADLINE_26)
    write(tmp_path, [row], header=header)
    assert "avg_weeks_issue_plan_exc, because it adds up the weeks" in check(tmp_path, "national.columns_not_used").message
    assert 7.9 not in open_national(tmp_path).figures.frame["value"].tolist()


def test_a_calendar_year_of_six_digits_is_named(tmp_path: Path) -> None:
    """Domain reference, 3.5 (9): sen_need_newplans.csv."""
    write(tmp_path, [england(202425, rates(1, 2))])
    assert "1 calendar year has six digits: 202425." in check(tmp_path, "national.period_form").message


def test_two_codes_that_no_change_explains_are_said_to_be_unexplained(tmp_path: Path) -> None:
    rows = [authority(year, "901", "Anyshire", rates(1, 2), new_code=f"E0600000{year % 2}") for year in (2023, 2024)]
    write(tmp_path, rows)
    assert (
        "Anyshire (901) is E06000000 and E06000001, which is not explained" in check(tmp_path, "national.two_codes").message
    )


def test_an_authority_that_is_gone_unexplained_is_named(tmp_path: Path) -> None:
    both = [authority(2023, code, f"Town {code}", rates(1, 2)) for code in ("901", "902")]
    write(tmp_path, [*both, authority(2024, "901", "Town 901", rates(1, 2))])
    message = check(tmp_path, "national.reorganised").message
    assert "1 authority comes or goes: Town 902 (902) is gone in 2024, which is not explained" in message


def test_a_figure_that_a_later_edition_has_otherwise_is_named_with_both(tmp_path: Path) -> None:
    """Domain reference, 3.5 (10): a release is revised after its publication."""
    write(tmp_path, [authority(2023, "901", "Anyshire", rates(100, 183))], name="first.csv")
    write(tmp_path, [authority(2023, "901", "Anyshire", ("x",) * 6), england(2024, rates(1, 2))], name="second.csv")
    found = check(tmp_path, "national.silently_revised")
    assert found.rows == 2
    assert (
        "Anyshire 2023, timeliness.within_20_weeks.including_exceptions: 54.6 (100 of 183) in first.csv, [x] in second.csv"
        in (found.message)
    )


def test_the_same_bytes_twice_are_no_revision(tmp_path: Path) -> None:
    for name in ("one.csv", "two.csv"):
        write(tmp_path, [england(2024, rates(1, 3))], name=name)
    assert check(tmp_path, "national.silently_revised").result == "PASS"


def test_a_fact_that_a_file_has_otherwise_is_named(tmp_path: Path) -> None:
    write(tmp_path, [authority(2019, "353", "Oldham", (305, 217, 247, 188, "81.1", "86.6"))])
    message = check(tmp_path, "national.facts_differ").message
    assert (
        "Oldham 2019, timeliness.within_20_weeks.including_exceptions: 81 (247 of 305) as a fact, 81.1 (247 of 305) in"
        in message
    )


def test_a_file_cut_short_at_the_end_of_a_row_shows_by_the_authorities_it_lists(tmp_path: Path) -> None:
    write(tmp_path, [england(2024, rates(1, 2)), authority(2024, "901", "Anyshire", rates(1, 2))])
    assert (
        "1 year lists fewer authorities than there are: 2024 has 1."
        in check(tmp_path, "national.authorities_listed").message
    )
