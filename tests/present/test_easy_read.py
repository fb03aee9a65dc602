"""What the easy-read page tells of released figures: the number or why there is none, the year before, and England."""

import re
from collections.abc import Iterator

import pytest

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.params.authority import FrontDoorStandard
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.measures.registry import definitions
from send_analysis.present.abbreviations import unexplained
from send_analysis.present.easy_facts import MISSING, Source
from send_analysis.present.easy_read import EasyPart, easy_part, standard_in_words
from send_analysis.present.easy_templates import Tell, templates
from tests.present.builders import (
    APPEALS,
    ENGLAND,
    JUNE_2022,
    MEDIAN,
    RATE,
    YEAR,
    YEAR_BEFORE,
    Row,
    by_category,
    figure,
    numbers_in,
    released,
)

NAMES = standard_in_words(FrontDoorStandard(exceeded_within_hours=48, met_within_hours=96, clock="elapsed"))
APPEAL_RATE = "tribunal.appeal_rate"
OPEN = "timeliness.open_cases"
Y2021, Y2020 = Period.parse("2021"), Period.parse("2020")

#: Words that nobody needs in order to know how the council did.
JARGON = re.compile(
    r"(?i)\b(statutory|provision|assessment|percentage|per cent|median|mean|numerator|denominator|cohort|caseload|timeliness"
    r"|compliance|exception|outturn|PYA|EHCP|SENDIASS|SEN2|LA|golden thread|benchmark|quartile|interval|confidence|data"
    r"|figures?|measures?|methodology|issued|registered|registry|contacts|breakdown|authority|partnership|polarity)\b|%"
)

_AMOUNTS = {"number": "1,303", "count": "1,303", "all": "12,345", "share": "more than 9 out of every 10"}
_NAMES = {"day": "22 September 2022", **NAMES, **standard_in_words(FrontDoorStandard())}


def told(section: str, rows: list[Row], *, previous: str = "same_period") -> EasyPart | None:
    windows = Windows(JUNE_2022.reported, JUNE_2022.as_at, previous=previous)  # type: ignore[arg-type]
    figures = released(*rows).with_derived(lambda frame: changes_on_previous_year(frame, windows))
    national = section == "national_comparison"
    return easy_part(section, Source(figures, None if national else lambda _: windows, "866", ENGLAND, NAMES))


def sentences(section: str, *rows: Row, name: str | None = None) -> list[str]:
    """What is told of a section's facts without what explains them, or of the facts of one name."""
    part = told(section, list(rows))
    assert part is not None
    said = [sentence for fact in part.facts if name in (None, fact.name) for sentence in fact.sentences]
    explained = {each for one in templates().parts for tell in one.tells for each in tell.explain}
    return [each for each in said if each not in explained]


def rate(percent: float, of: int, over: Period = YEAR, **changes: object) -> Row:
    return figure(RATE, percent, over, of=of, **changes)


def test_a_share_is_told_by_its_counts_and_out_of_ten() -> None:
    assert sentences("timeliness", rate(75, 28)) == ["We made 21 of 28 plans in time.", "That is about 8 out of every 10."]


def test_a_share_of_few_is_told_by_its_counts_alone() -> None:
    assert sentences("timeliness", rate(50, 8)) == ["We made 4 of 8 plans in time."]


@pytest.mark.parametrize(
    ("percent", "said"),
    [
        (58.6, "About 6 out of every 10 plans were made in time."),
        (100, "All of the plans were made in time."),
        (0, "None of the plans were made in time."),
    ],
)
def test_a_share_without_released_counts_names_none(percent: float, said: str) -> None:
    assert sentences("timeliness", figure(RATE, percent)) == [said]


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "There were 0 new appeals."), (1, "There was 1 new appeal."), (1303, "There were 1,303 new appeals.")],
)
def test_a_count_is_told_as_it_is(count: float, said: str) -> None:
    assert sentences("tribunal", figure(APPEALS, count)) == [said]


@pytest.mark.parametrize(
    ("symbol", "said"),
    [
        ("c", "We cannot say how many plans were in time, to keep people’s details private."),
        ("x", "We do not know how many plans were in time yet."),
        ("z", "There was nothing to count here."),
        ("u", "We cannot be sure how many plans were in time."),
        ("low", "The number is close to zero."),
    ],
)
def test_a_missing_number_says_why_and_nothing_is_worked_out_from_others(symbol: str, said: str) -> None:
    rows = [figure(RATE, symbol), rate(60, 50, YEAR_BEFORE), rate(60, 1000, area_code=ENGLAND, area_name="England")]
    assert sentences("timeliness", *rows) == [said]
    assert numbers_in(said) == []


@pytest.mark.parametrize(
    ("now", "before", "of", "said"),
    [
        (58.6, 80, 1000, ["This is not as good as the year before.", "Then it was 8 out of every 10."]),
        (80, 58.6, 1000, ["This is better than the year before.", "Then it was about 6 out of every 10."]),
        (84, 80, 1000, ["This is better than the year before.", "Then it was 8 out of every 10."]),
        (82, 78, 20000, ["This is better than the year before."]),
        (58.6, 65, 50, ["This is about the same as the year before."]),
        (60, 60, 50, ["The year before it was the same."]),
    ],
)
def test_a_share_is_better_or_not_as_good_only_where_its_interval_leaves_no_doubt(
    now: float, before: float, of: int, said: list[str]
) -> None:
    assert sentences("timeliness", rate(now, of), rate(before, of, YEAR_BEFORE))[2:] == said


def test_a_low_share_is_the_better_one_where_the_measure_says_so() -> None:
    late = "timeliness.over_52_weeks"
    said = sentences("timeliness", figure(late, 10, of=1000), figure(late, 30, YEAR_BEFORE, of=1000))
    assert "This is better than the year before." in said


@pytest.mark.parametrize(
    ("now", "before", "said"),
    [
        (38, 24, ["This is more than the year before.", "Then it was 24."]),
        (24, 38, ["This is less than the year before.", "Then it was 38."]),
        (24, 24, ["The year before it was the same."]),
        (24, None, []),
        (24, "c", []),
    ],
)
def test_a_count_is_more_or_less_and_no_better(now: float, before: float | str | None, said: list[str]) -> None:
    assert sentences("tribunal", figure(APPEALS, now), figure(APPEALS, before, YEAR_BEFORE))[1:] == said


def test_a_time_without_an_interval_is_set_beside_the_year_before_and_not_judged() -> None:
    said = sentences("timeliness", figure(MEDIAN, 19.9), figure(MEDIAN, 18.8, YEAR_BEFORE))
    assert said == ["Half of the plans took about 20 weeks or less.", "The year before it was about 19 weeks."]


def test_a_count_of_part_of_a_year_is_not_held_against_a_whole_one() -> None:
    part = told("tribunal", [figure(APPEALS, 38), figure(APPEALS, 60, Y2021)], previous="outturn")
    assert part is not None
    assert part.facts[0].sentences == ("There were 38 new appeals.",)
    assert part.sentences[-1] == "These numbers are for 1 January to 22 June 2022."


@pytest.mark.parametrize(
    ("late", "undated", "said"),
    [
        (0, 0, ["None of them are late."]),
        (0, None, ["None of them are late."]),
        (0, 4, ["We do not know a date for 4 of them."]),
        (2, 4, ["2 of them are late.", "We do not know a date for 4 of them."]),
        (0, "c", ["We cannot say how many have no date, to keep people’s details private."]),
    ],
)
def test_no_action_is_called_in_time_whose_date_is_not_known(late: int, undated: int | str | None, said: list[str]) -> None:
    day, overdue = Period(JUNE_2022.as_at, JUNE_2022.as_at), "improvement_plan.actions_overdue"
    without = [] if undated is None else by_category(overdue, "due day", {"not stated": undated}, day)
    assert sentences("improvement_plan", figure(overdue, late, day), *without) == said


def test_a_part_says_for_which_time_its_numbers_are_and_with_which_they_are_compared() -> None:
    part = told("tribunal", [figure(APPEALS, 38), figure(APPEALS, 24, YEAR_BEFORE)])
    assert part is not None
    assert part.sentences[-2:] == (
        "These numbers are for 1 January to 22 June 2022.",
        "We compare them with 1 January to 22 June 2021.",
    )


def test_facts_of_one_name_stand_together_and_of_one_day_name_it() -> None:
    day = Period(JUNE_2022.as_at, JUNE_2022.as_at)
    waiting = by_category(OPEN, "weeks since the request", {"over 52 weeks": 8}, day)
    part = told("timeliness", [rate(75, 28), figure(OPEN, 179, day), *waiting])
    assert part is not None
    assert [fact.name for fact in part.facts] == ["Plans made in time", "People still waiting"]
    assert part.facts[1].sentences == (
        "On 22 June 2022, 179 requests had no final answer yet.",
        "8 of them had been open for more than 52 weeks.",
    )


@pytest.mark.parametrize(
    ("own", "england", "said"),
    [
        (81.9, 57.9, ["In England as a whole it was about 6 out of every 10.", "This is better than in England."]),
        (40, 57.9, ["In England as a whole it was about 6 out of every 10.", "This is not as good as in England."]),
        (60, 57.9, ["In England as a whole it was about 6 out of every 10.", "This is about the same here."]),
        (60, None, []),
    ],
)
def test_the_latest_published_year_stands_beside_england(own: float, england: float | None, said: list[str]) -> None:
    rows = [
        rate(own, 200, Y2021, status="published"),
        rate(20, 100, Y2020, status="published", area_code="867"),
        rate(99, 200, Y2020, area_code=ENGLAND, area_name="England", status="published"),
        figure(RATE, england, Y2021, of=60_000, area_code=ENGLAND, area_name="England", status="published"),
    ]
    part = told("national_comparison", rows)
    assert part is not None
    assert "These numbers are for 2021." in part.sentences
    assert [each for each in part.facts[0].sentences if "England" in each or "same here" in each] == said


def test_fewer_appeals_than_in_england_follow_the_measure() -> None:
    rows = [
        figure(APPEAL_RATE, 0.7, Y2021, status="published", lower=0.4, upper=1.1),
        figure(APPEAL_RATE, 1.8, Y2021, area_code=ENGLAND, area_name="England", status="published"),
    ]
    assert sentences("national_comparison", *rows) == [
        "There were appeals against about 1 out of every 100 decisions.",
        "In England as a whole it was about 2 out of every 100.",
        "This is better than in England.",
    ]


def test_a_section_without_figures_or_templates_tells_nothing() -> None:
    assert told("tribunal", [rate(75, 28)]) is None
    assert told("nothing_of_the_kind", [rate(75, 28)]) is None


def test_every_template_is_of_a_measure_and_can_tell_a_share_without_counts() -> None:
    tells = [tell for part in templates().parts for tell in part.tells]
    assert {tell.measure for tell in tells} <= definitions().keys()
    shares = [tell for tell in tells if definitions()[tell.measure].unit in ("percent", "per 100")]
    assert [tell.name for tell in shares if not tell.rate] == []
    assert [tell.name for tell in tells if tell not in shares and "{count}" in tell.say] == []


def every_sentence() -> Iterator[str]:
    """What the page can say, with the longest numbers that it may hold."""
    yield from (
        each.format_map({"authority": "Swindon", "publisher": "Swindon Borough Council"}) for each in templates().start
    )
    yield from templates().help
    for part in templates().parts:
        yield from (part.heading, *part.explain)
        for tell in part.tells:
            yield from of_a_tell(tell)


def of_a_tell(tell: Tell) -> Iterator[str]:
    yield tell.name
    filled = [*tell.explain, tell.say, tell.rate, tell.one, tell.none]
    yield from (each.format_map({**_NAMES, **_AMOUNTS}) for each in filled if each)
    yield from (each.format(about=tell.about) for each in MISSING.values())


def test_every_sentence_is_short() -> None:
    divided = [each for text in every_sentence() for each in re.split(r"(?<=[.:]) ", text)]
    assert [each for each in divided if len(each.split()) > 15] == []


def test_no_sentence_holds_jargon_or_an_abbreviation_that_the_page_does_not_explain() -> None:
    said = list(every_sentence())
    assert [each for each in said if JARGON.search(each)] == []
    assert unexplained(" ".join(said)) == []
    abbreviations = {each for text in said for each in re.findall(r"\b[A-Z]{2,}\b", text)}
    explained = " ".join(templates().start)
    assert abbreviations == {"SEND", "EHC"}
    assert [each for each in abbreviations if f"{each} means" not in explained] == []
