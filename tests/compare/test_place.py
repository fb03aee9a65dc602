"""The golden places, from the Department's real files; and what cannot be asked for."""

import pytest

from send_analysis.compare.place import place
from send_analysis.core.errors import UsageError
from send_analysis.national.national import National
from send_analysis.national.opening import open_national

INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"


@pytest.mark.parametrize(
    ("authority", "measure", "year", "value", "rank", "ranked", "in_file", "quartile", "lower", "compared"),
    [
        # The minute of Oldham's committee, whose ranks of 2018 stand the other way round, and whose 8 of 10 neighbours are 9.
        ("Oldham", EXCLUDING, 2019, 86.6, 43, 150, 151, "B", 9, 10),
        ("Oldham", INCLUDING, 2019, 81.0, 47, 150, 151, "B", 9, 10),
        ("Oldham", EXCLUDING, 2018, 15.5, 139, 152, 152, "D", 1, 10),
        ("Oldham", INCLUDING, 2018, 18.2, 140, 152, 152, "D", 1, 10),
        ("Swindon", EXCLUDING, 2021, 85.6, 42, 152, 152, "B", 8, 10),
        # Domain reference, 3.2. Its ranks of 2024 are of a later vintage, in which Lewisham's figures are withheld.
        ("866", INCLUDING, 2015, 36.8, 102, 152, 152, "C", None, None),
        ("866", INCLUDING, 2016, 62.3, 72, 152, 152, "B", None, None),
        ("866", INCLUDING, 2017, 89.5, 32, 152, 152, "A", None, None),
        ("866", INCLUDING, 2018, 92.2, 27, 152, 152, "A", None, None),
        ("866", INCLUDING, 2019, 30.4, 132, 150, 151, "D", None, None),
        ("866", INCLUDING, 2020, 49.6, 110, 151, 151, "C", None, None),
        ("866", INCLUDING, 2021, 81.9, 38, 152, 152, "A", None, None),
        ("866", INCLUDING, 2022, 71.9, 43, 147, 152, "B", None, None),
        ("866", INCLUDING, 2023, 71.2, 51, 150, 151, "B", None, None),
        ("866", EXCLUDING, 2015, 37.6, 104, 149, 152, None, None, None),
        ("866", EXCLUDING, 2017, 93.3, 29, 150, 152, None, None, None),
        ("866", EXCLUDING, 2019, 29.5, 132, 150, 151, None, None, None),
        ("866", EXCLUDING, 2022, 71.1, 52, 147, 152, None, None, None),
    ],
)
def test_an_authoritys_place_is_the_published_one(
    national: National, authority: str, measure: str, year: int, value: float, rank: int, ranked: int, in_file: int,
    quartile: str | None, lower: int | None, compared: int | None,
) -> None:  # fmt: skip
    found = place(national, authority, measure, year)
    assert (found.value, found.rank, found.ranked, found.in_file) == (value, rank, ranked, in_file)
    assert quartile in (None, found.quartile)
    assert lower in (None, found.neighbours_lower)
    assert compared in (None, found.neighbours_compared)
    assert found.rank_from is not None
    assert found.rank_to is not None
    assert found.rank_from <= rank <= found.rank_to


def test_a_missing_value_is_none_with_its_symbol(national: National) -> None:
    found = place(national, "Dorset", EXCLUDING, 2024)
    assert (found.value, found.symbol, found.rank, found.quartile, found.neighbours_lower) == (None, "x", None, None, None)
    assert (found.ranked, found.in_file) == (151, 153)


def test_the_vintage_travels_with_the_figure(national: National) -> None:
    found = place(national, "Oldham", EXCLUDING, 2019)
    assert found.vintage is not None
    assert found.vintage["file"] == "timeliness_20_week.csv"
    assert found.vintage["release"] == "reporting year 2025"
    assert len(found.vintage["sha256"]) == 64


def test_a_version_of_the_neighbours_can_be_asked_for(national: National) -> None:
    found = place(national, "Swindon", EXCLUDING, 2024, neighbours="May 2025")
    assert (found.neighbours_model, found.neighbours_in_force) == ("May 2025", False)


def test_an_authority_that_was_reorganised_before_the_year_says_so(national: National) -> None:
    found = place(national, "Northamptonshire", EXCLUDING, 2022)
    assert (found.value, found.note) == (None, "Northamptonshire was split on 1 April 2021: 928 became 940 and 941.")


def test_an_authority_that_did_not_yet_exist_in_the_year_says_which_did(national: National) -> None:
    found = place(national, "Dorset", EXCLUDING, 2018)
    assert found.value is None
    assert found.note.endswith("on 1 April 2019: 835 and 836 and 837 became 838 and 839.")


def test_a_year_that_only_a_fact_of_another_area_tells_is_not_held(national: National) -> None:
    with pytest.raises(UsageError, match=r"for Dorset in 2025; there are 2014, .*2023, 2024\."):
        place(national, "Dorset", EXCLUDING, 2025)


def test_a_measure_that_is_cut_short_is_proposed_in_full(national: National) -> None:
    with pytest.raises(UsageError, match=rf"Did you mean {INCLUDING} or {EXCLUDING}\?"):
        place(national, "Oldham", "timeliness.within_20_weeks", 2019)


def test_the_facts_alone_tell_rank_and_number_ranked() -> None:
    found = place(open_national(None), "Oldham", EXCLUDING, 2019)
    assert (found.value, found.rank, found.ranked, found.in_file) == (86.6, 43, 150, 151)
    assert (found.quartile, found.neighbours_lower, found.vintage) == (None, None, None)
    assert "Department for Education" in found.source


@pytest.mark.parametrize(
    ("measure", "year", "message"),
    [
        ("timeliness.within_20_week", 2019, "Ranks can be asked for of"),
        ("timeliness.requests_received", 2024, "neither more nor less of it is better"),
        ("quality.overall_grade", 2024, "has no rank"),
        (
            "timeliness.over_52_weeks",
            1999,
            "no file here holds timeliness.over_52_weeks for Swindon in 1999; there are 2019, 2020",
        ),
    ],
)
def test_what_cannot_be_ranked_is_refused_in_words(national: National, measure: str, year: int, message: str) -> None:
    with pytest.raises(UsageError) as refused:
        place(national, "Swindon", measure, year)
    assert message in str(refused.value)
