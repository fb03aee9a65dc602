"""What a minute states is held against the data, and a difference is named."""

from datetime import date

import pytest

from send_analysis.compare.stated import stated_checks
from send_analysis.core.figures import Area
from send_analysis.core.params.national import Stated
from send_analysis.national.national import National
from send_analysis.national.opening import open_national

OLDHAM = Area("353", "Oldham")
MINUTE = "the minute of the Select Committee"


def stated(what: str, number: float, *, year: int = 2019, exceptions: str = "excluding", by: str = MINUTE) -> Stated:
    return Stated(by=by, measure=f"timeliness.within_20_weeks.{exceptions}_exceptions", year=year, what=what, number=number)


def check(known: National, *claims: Stated) -> list[tuple[str, str]]:
    found = stated_checks(known, OLDHAM, claims, "", date(2020, 8, 31))
    return [(each.result, each.message) for each in found]


def test_what_the_data_say_too_passes() -> None:
    (found,) = check(open_national(None), stated("rank", 43))
    assert found[0] == "PASS"
    assert "states rank 43 (plans issued within 20 weeks, excluding exceptions, 2019); so do the data." in found[1]


def test_a_value_that_is_off_by_a_tenth_is_a_difference() -> None:
    (found,) = check(open_national(None), stated("value", 86.5))
    assert found[0] == "WARNING"
    assert "states the value 86.5" in found[1]
    assert "the data say 86.6" in found[1]


def test_ranks_that_stand_the_other_way_round_are_both_named() -> None:
    found = check(
        open_national(None), stated("rank", 140, year=2018), stated("rank", 139, year=2018, exceptions="including")
    )
    assert [result for result, _ in found] == ["WARNING", "WARNING"]
    assert "states rank 140 (plans issued within 20 weeks, excluding exceptions, 2018); the data say 139" in found[0][1]
    assert "states rank 139 (plans issued within 20 weeks, including exceptions, 2018); the data say 140" in found[1][1]


def test_eight_of_ten_neighbours_are_nine_by_the_nearest_model(national: National) -> None:
    found = check(national, stated("neighbours_lower", 8), stated("neighbours_compared", 10))
    assert [result for result, _ in found] == ["WARNING", "PASS"]
    assert "states the number of neighbours with a lower value 8" in found[0][1]
    assert "the data say 9" in found[0][1]


def test_what_no_file_tells_cannot_be_compared_and_says_how_to_get_it() -> None:
    (found,) = check(open_national(None), stated("neighbours_lower", 8))
    assert found == ("WARNING", found[1])
    assert found[1].endswith("the data do not tell it.")


@pytest.mark.parametrize("year", [1999 + 100, 2025])
def test_a_year_that_no_file_holds_is_said(year: int) -> None:
    (found,) = check(open_national(None), stated("rank", 1, year=year))
    assert found[0] == "WARNING"


def test_hostile_text_in_a_statement_stays_text() -> None:
    (found,) = check(open_national(None), stated("rank", 43, by="<script>alert(1)</script>"))
    assert found[1].startswith("<script>alert(1)</script> states rank 43")
