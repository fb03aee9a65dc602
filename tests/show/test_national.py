"""Published figures as a notebook shows them, with the Department's files and with the facts alone."""

from datetime import date

import pytest
from bs4 import BeautifulSoup

from send_analysis.compare import all_authorities, neighbours_of, standing, years_of
from send_analysis.core.figures import Figures
from send_analysis.core.params import load_params
from send_analysis.national.national import National
from send_analysis.national.opening import open_national
from send_analysis.publish.page import check_fragment
from send_analysis.show import Show
from tests.project import ROOT

INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"
PARAMS = load_params(ROOT / "params" / "oldham" / "2020-09.yaml")
AREA = PARAMS.area


def beside(known: National, *measures: str) -> Figures:
    return standing(known, AREA, measures, years_of(known, AREA, measures), known.neighbours(PARAMS.release.as_at))


def words(html: str) -> str:
    soup = BeautifulSoup(html, "html.parser")
    for drawing in soup.find_all("svg"):
        drawing.decompose()
    return " ".join(soup.get_text(" ").split()).replace(" ;", ";")


@pytest.fixture(scope="module")
def facts() -> National:
    return open_national(None).up_to(PARAMS.release.as_at)


@pytest.fixture(scope="module")
def known(national: National) -> National:
    return national.up_to(PARAMS.release.as_at)


@pytest.fixture
def show() -> Show:
    return Show(PARAMS, "national_comparison")


# With the files


def test_the_table_sets_the_authority_beside_all_others(show: Show, known: National) -> None:
    show.national.table(beside(known, EXCLUDING))
    text = words(show.shown[0])
    for row in (
        "Oldham in 2019 86.6% (188 of 217)", "Oldham in 2018 15.5%", "Change from 2018 +71.1 percentage points",
        "Rank in 2019 43 (of 150 ranked)", "Rank in 2018 139 (of 152 ranked)", "Quartile band (A is the best quarter) B",
        "Neighbours with a lower figure 9 of 10", "England in 2019 60.4%", "North West in 2019 60.1%",
        "Neighbours’ mean (of 10) in 2019 47.2%",
    ):  # fmt: skip
        assert row in text


def test_the_lines_are_four_at_most_and_in_the_table_below(show: Show, known: National) -> None:
    show.national.over_time(beside(known, EXCLUDING), EXCLUDING)
    header = [each.get_text() for each in BeautifulSoup(show.shown[0], "html.parser").select("thead th")]
    assert header == ["Year", "Oldham", "England", "North West", "Neighbours’ mean (of 10)"]


def test_the_break_in_series_is_marked_where_a_page_reaches_it(national: National) -> None:
    show = Show(PARAMS, "national_comparison")
    show.national.over_time(beside(national, EXCLUDING), EXCLUDING)
    assert "Break in the series between 2022 and 2023 (upright dashed line): New collection from 2023." in words(
        show.shown[0]
    )
    assert "New collection" in show.shown[0].partition("</svg>")[0]


def test_no_break_is_marked_before_it(show: Show, known: National) -> None:
    show.national.over_time(beside(known, EXCLUDING), EXCLUDING)
    assert "Break in the series" not in show.shown[0]


def test_the_neighbours_stand_in_rows_with_their_intervals(show: Show, known: National) -> None:
    near = neighbours_of(known, AREA, EXCLUDING, 2019, known.neighbours(PARAMS.release.as_at))
    show.national.neighbours(beside(known, EXCLUDING), near, EXCLUDING)
    rows = [each.get_text() for each in BeautifulSoup(show.shown[0], "html.parser").select("tbody th")]
    assert rows[0] == "Oldham"
    assert rows[-2:] == ["England", "North West"]
    assert len(rows) == 13
    assert "Blackburn with Darwen 91.6%" in words(show.shown[0])


def test_the_position_is_among_all_authorities_of_the_year(show: Show, known: National) -> None:
    show.national.position(beside(known, EXCLUDING), all_authorities(known, EXCLUDING, 2019), EXCLUDING)
    soup = BeautifulSoup(show.shown[0], "html.parser")
    rows = [words(str(row.th)) for row in soup.select("tbody tr")]
    assert rows[:4] == ["England", "Lower quartile", "Median", "Upper quartile"]
    assert len(rows[4:]) == 3 + len(["Oldham"]) + 6 + 3
    assert "Diamond: Oldham, 86.6%, 43rd of 150, between the median and the upper quartile." in words(show.shown[0])


def test_the_sources_name_file_release_and_the_version_of_the_neighbours(show: Show, known: National) -> None:
    show.national.table(beside(known, EXCLUDING))
    show.national.sources(known, known.neighbours(PARAMS.release.as_at))
    text = words(" ".join(show.shown[1:]))
    assert "reporting year 2025, published July 2025 (timeliness_20_week.csv, checksum 6720f74f5e4e…)" in text
    assert "for all years. No version that was in force on 31 August 2020 is at hand, so the nearest is used." in text
    assert "Published after 31 August 2020" in text


def test_what_is_shown_breaks_no_rule_of_the_page(show: Show, known: National) -> None:
    figures = beside(known, INCLUDING, EXCLUDING)
    show.national.sentences(figures)
    show.national.table(figures)
    show.national.over_time(figures, INCLUDING)
    show.national.stated(known, known.neighbours(PARAMS.release.as_at))
    assert [fault for html in show.shown for fault in check_fragment(html)] == []


# Without them


def test_without_files_it_says_what_is_missing_and_how_to_get_it(show: Show, facts: National) -> None:
    show.national.missing(facts)
    text = words(show.shown[0])
    assert "The Department's files on plans within 20 weeks are not on this machine" in text
    assert (
        "To get the files, run send-analysis national fetch; docs/how-to-national-data.md says which can be fetched." in text
    )


def test_with_files_nothing_is_said_to_be_missing(show: Show, known: National) -> None:
    show.national.missing(known)
    assert show.shown == []


def test_the_facts_alone_give_value_rank_and_england(show: Show, facts: National) -> None:
    show.national.sentences(beside(facts, EXCLUDING))
    assert (
        "86.6% in Oldham in 2019 (188 of 217), rank 43 of 150 ranked (151 in the file), higher than the 60.4% in England."
        in (words(show.shown[0]))
    )
    assert "Chance alone" not in show.shown[0]


def test_without_neighbours_or_others_their_charts_say_so(show: Show, facts: National) -> None:
    figures = beside(facts, EXCLUDING)
    show.national.neighbours(figures, neighbours_of(facts, AREA, EXCLUDING, 2019, None), EXCLUDING)
    assert "there are no figures of statistical neighbours here" in show.shown[0]


def test_a_measure_without_any_figure_says_so(show: Show, facts: National) -> None:
    show.national.over_time(beside(facts, "tribunal.appeal_rate"), "tribunal.appeal_rate")
    assert words(show.shown[0]) == "Appeals per 100 decisions: there are no figures of years here."


def test_an_authority_that_no_file_lists_gets_a_page_that_says_so(known: National) -> None:
    params = load_params(ROOT / "params" / "anytown" / "2025-09.yaml")
    show = Show(params, "national_comparison")
    figures = standing(known, params.area, [EXCLUDING], [2019], None)
    show.national.sentences(figures)
    show.national.table(figures)
    assert "no figure for Anytown in 2019 (not available); England 60.4%." in words(show.shown[0])
    assert known.up_to(date(2014, 1, 1)).years(EXCLUDING, "353") == []
