"""Key figures as tiles."""

import pytest

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.figures import TOTAL
from send_analysis.core.period import Period
from send_analysis.measures.registry import definition
from send_analysis.present.tiles import tiles
from tests.present.builders import (
    APPEALS,
    JUNE_2022,
    MEDIAN,
    RATE,
    YEAR,
    YEAR_BEFORE,
    Row,
    by_category,
    figure,
    parsed,
    released,
    text_of,
)

GRADE = "quality.overall_grade"


def shown(
    rows: list[Row], *measures: str, period: Period = YEAR, topic: str = TOTAL, breakdown: str = TOTAL
) -> list[list[str]]:
    """The texts of each tile."""
    figures = released(*rows).with_derived(lambda frame: changes_on_previous_year(frame, JUNE_2022))
    html = tiles(figures, measures, period, JUNE_2022, topic=topic, breakdown=breakdown)
    return [[text_of(each) for each in tile] for tile in parsed(html).find("dl[@class='tiles']")]


# It works


def test_a_tile_says_the_number_what_it_counts_how_it_changed_and_what_it_means():
    rows = [figure(RATE, 39.84375, of=128), figure(RATE, 66.7, YEAR_BEFORE, of=120)]
    assert shown(rows, RATE) == [
        [
            "Within 20 weeks, including exceptions",
            "39.8%",
            "1 January to 22 June 2022, 51 of 128, 95% interval 31.8% to 48.5%",
            "Down 26.9 percentage points from 66.7% (80.0 of 120, 1 January to 22 June 2021).",
            "Plans issued within 20 weeks, including exceptions: plans issued in the period within 20 weeks (140 days) of the "
            "request, as a share of plans issued in the period.",
        ]
    ]


def test_a_tile_of_a_count_has_no_share():
    (tile,) = shown([figure(APPEALS, 38), figure(APPEALS, 29, YEAR_BEFORE)], "registered")
    assert tile[1:] == [
        "38",
        "1 January to 22 June 2022",
        "Up 9 from 29 (1 January to 22 June 2021).",
        "Appeals registered with the SEND Tribunal: appeals registered in the period.",
    ]


def test_a_tile_of_weeks_says_weeks():
    assert shown([figure(MEDIAN, 20.25)], MEDIAN)[0][1] == "20.3 weeks"


def test_a_tile_of_a_breakdown_is_named_by_it_in_words():
    rows = by_category(GRADE, "grade", {"requires_improvement": 25.0}, of=28)
    (tile,) = shown(rows, GRADE, topic="grade", breakdown="requires_improvement")
    assert tile[:3] == [
        "Overall grade: Requires improvement",
        "25.0%",
        "1 January to 22 June 2022, 7 of 28, 95% interval 12.7% to 43.4%",
    ]


def test_a_rate_per_100_says_of_what():
    year = Period.parse("2021")
    (tile,) = shown([figure("tribunal.appeal_rate", 2.28, year)], "appeal_rate", period=year)
    assert ", for every 100 appealable decisions of the calendar year" in tile[-1]


# A figure is missing


@pytest.mark.parametrize(
    ("value", "words"),
    [("c", "Withheld to protect confidentiality"), (None, "Not available"), ("z", "Not applicable")],
)
def test_a_missing_number_is_said_in_words(value, words):
    assert shown([figure(RATE, value)], RATE)[0][1:4] == [
        words,
        "1 January to 22 June 2022",
        "There is no figure for 1 January to 22 June 2021 to compare with.",
    ]


def test_a_measure_that_the_table_does_not_hold_is_refused():
    with pytest.raises(LookupError, match="0 figures"):
        shown([figure(RATE, 1.0)], APPEALS)


# Many and edges


def test_tiles_stand_in_the_order_asked_for():
    rows = [figure(APPEALS, 38), figure(RATE, 39.8), figure(MEDIAN, 20.0)]
    assert [tile[0] for tile in shown(rows, MEDIAN, RATE)] == [definition(MEDIAN).label, definition(RATE).label]


def test_no_measures_make_no_tiles():
    assert shown([figure(RATE, 1.0)]) == []


def test_hostile_text_is_text():
    rows = by_category(GRADE, "grade", {'<script>"&': 25.0}, of=28)
    (tile,) = shown(rows, GRADE, topic="grade", breakdown='<script>"&')
    assert tile[0] == 'Overall grade: <script>"&'
