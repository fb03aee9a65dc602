"""Appeals: how many, about what, how they end, and how many for each hundred decisions."""

from datetime import date

import pandas as pd
import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params.release import AppealableDecisions
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.measures import tribunal
from tests.measures.builders import COLUMNS, JUNE_2022, dataset, period, times

MAY, JUNE = Period.parse("2022-05"), period("2022-06-01", "2022-06-22")
YEAR = period("2022-01-01", "2022-06-22")
GROUNDS = COLUMNS["appeals"]["ground"]


def appeal(registered_on: str | None = "2022-06-01", ground: str | None = "contents", sections: str = "I", **more: object):
    return {"registered_on": registered_on, "ground": ground, "sections": sections} | more


def decisions(year: int, number: int) -> AppealableDecisions:
    return AppealableDecisions(year=year, decisions=number, source=f"appeal rate tables {year}")


def by_kind(figures, over: Period) -> dict[str, float]:
    return figures.select("registered", over=over, topic="kind").frame.set_index("breakdown")["value"].to_dict()


# Registered


def test_appeals_are_counted_in_the_period_they_were_registered_in():
    appeals = dataset(
        "appeals", times(4, **appeal("2022-05-31")) + times(9, **appeal("2022-06-01")) + [appeal("2022-06-23")]
    )
    figures = tribunal.registered(appeals, [MAY, JUNE, YEAR])
    assert [figures.one("registered", over)["value"] for over in (MAY, JUNE, YEAR)] == [4, 9, 13]


def test_the_windows_of_the_release_are_counted_when_none_are_named():
    figures = tribunal.registered(dataset("appeals", [appeal("2022-05-03")]))
    held = figures.select(topic="Total").frame[["period_start", "period_end"]].itertuples(index=False)
    assert {(start.date(), end.date()) for start, end in held} == {(each.start, each.end) for each in JUNE_2022.standard}
    assert figures.one("registered", JUNE_2022.year_to_date)["value"] == 1


@pytest.mark.parametrize(
    ("ground", "sections", "kind"),
    [
        ("contents", "I", "section I"),
        ("contents", "F;I", "sections F and I"),
        ("contents", "B;F;I", "sections B, F and I"),
        ("contents", "B;C;D;F;G;H;I", "sections B, C, D, F, G, H and I"),
        ("contents", "", "contents"),
        *((ground, "", ground) for ground in GROUNDS if ground != "contents"),
        ("refusal_to_assess", "B;F", "refusal_to_assess"),  # sections say nothing about a refusal
    ],
)
def test_the_kind_of_an_appeal_is_its_ground_or_its_set_of_sections(ground, sections, kind):
    counted = by_kind(tribunal.registered(dataset("appeals", [appeal(ground=ground, sections=sections)]), [JUNE]), JUNE)
    assert {name: value for name, value in counted.items() if value} == {kind: 1}


def test_a_set_of_sections_counts_for_none_of_its_parts():
    rows = times(3, **appeal(sections="I")) + times(2, **appeal(sections="F;I")) + [appeal(sections="F")]
    counted = by_kind(tribunal.registered(dataset("appeals", rows), [JUNE]), JUNE)
    assert (counted["section I"], counted["sections F and I"], counted["section F"]) == (3, 2, 1)


def test_every_ground_is_shown_also_where_nobody_appealed_and_sets_of_sections_stand_where_contents_stands():
    rows = [appeal(sections=sections) for sections in ("B;F;I", "I", "F;I", "F")]
    assert list(by_kind(tribunal.registered(dataset("appeals", rows), [MAY]), MAY).items()) == [
        ("refusal_to_assess", 0), ("refusal_to_issue", 0),
        ("section F", 0), ("section I", 0), ("sections F and I", 0), ("sections B, F and I", 0),
        ("refusal_to_amend", 0), ("refusal_to_reassess", 0), ("cease", 0),
    ]  # fmt: skip


def test_the_kinds_add_up_to_the_total_in_every_period():
    days = pd.date_range("2020-01-01", "2022-06-22", freq="5D")
    kinds = [("contents", "I"), ("contents", "F;I"), ("cease", ""), ("refusal_to_assess", ""), ("contents", "B;F;I")]
    rows = [appeal(day, *kinds[number % 5]) for number, day in enumerate(days)]
    frame = tribunal.registered(dataset("appeals", rows)).frame
    sums = frame.groupby(["period_start", "period_end", "breakdown_topic"])["value"].sum().unstack()
    assert (sums["kind"] == sums["Total"]).all()
    assert sums["Total"].max() > 20


def test_an_appeal_without_a_ground_counts_in_the_total_alone_and_one_without_a_day_nowhere():
    appeals = dataset("appeals", [appeal(ground=None, sections=""), appeal(registered_on=None)])
    figures = tribunal.registered(appeals, [JUNE])
    assert figures.one("registered", JUNE)["value"] == 1
    assert sum(by_kind(figures, JUNE).values()) == 0


def test_no_appeals_are_a_true_zero_and_days_that_the_extract_does_not_cover_are_not_available():
    appeals = dataset("appeals", covers=("2022-01-01", "2022-06-22"))
    figures = tribunal.registered(appeals, [MAY, MAY.previous_year()])
    assert figures.select(over=MAY).frame["value"].eq(0).all()
    assert set(figures.select(over=MAY.previous_year()).frame["symbol"]) == {"x"}
    assert figures.one("registered", MAY)["unit"] == "appeals"


def test_the_kinds_of_the_published_page_keep_their_order():
    """ "The largest number … is for section I …, closely followed by sections F & I … and Refusal to assess." """
    rows = times(12, **appeal(sections="I")) + times(10, **appeal(sections="F;I")) + times(5, **appeal(sections="B;F;I"))
    rows += times(8, **appeal(ground="refusal_to_assess", sections="")) + times(
        3, **appeal(ground="refusal_to_issue", sections="")
    )
    figures = tribunal.registered(dataset("appeals", rows), [YEAR])
    assert figures.one("registered", YEAR)["value"] == 38
    most = sorted(by_kind(figures, YEAR).items(), key=lambda item: -item[1])[:3]
    assert most == [("section I", 12), ("sections F and I", 10), ("refusal_to_assess", 8)]


# Outcomes


def test_outcomes_are_shares_of_the_appeals_that_ended_in_the_period():
    ended = {"registered_on": "2021-11-01", "outcome_on": "2022-06-03"}
    rows = times(3, **ended, outcome="conceded") + times(1, **ended, outcome="withdrawn")
    rows += [appeal(), ended | {"outcome": "conceded", "outcome_on": "2022-05-31"}]
    figures = tribunal.outcome(dataset("appeals", rows), [JUNE])
    conceded = figures.one("outcome", JUNE, topic="outcome", breakdown="conceded")
    assert (conceded["numerator"], conceded["denominator"], conceded["value"], conceded["unit"]) == (3, 4, 75, "percent")
    assert (round(conceded["lower"], 2), round(conceded["upper"], 2)) == (30.06, 95.44)
    assert figures.frame["value"].sum() == 100
    assert len(figures) == 5


@pytest.mark.parametrize("missing", ["outcome", "outcome_on"])
def test_an_appeal_that_lacks_its_outcome_or_the_day_of_it_has_not_ended(missing):
    row = {"registered_on": "2022-01-03", "outcome": "conceded", "outcome_on": "2022-06-03"}
    figures = tribunal.outcome(dataset("appeals", [row | {missing: None}]), [JUNE])
    assert set(figures.frame["symbol"]) == {"z"}
    assert set(figures.frame["denominator"]) == {0}


def test_outcomes_before_the_extract_begins_are_not_available():
    figures = tribunal.outcome(dataset("appeals", covers=("2022-06-01", "2022-06-22")), [MAY, JUNE])
    assert [set(figures.select(over=over).frame["symbol"]) for over in (MAY, JUNE)] == [{"x"}, {"z"}]


# Appeals for each hundred decisions


def test_the_appeal_rate_is_appeals_per_hundred_appealable_decisions_of_the_calendar_year():
    appeals = dataset(
        "appeals", times(55, **appeal("2021-12-31")) + times(56, **appeal("2020-01-01")) + [appeal("2022-01-01")]
    )
    figures = tribunal.appeal_rate(appeals, [decisions(2020, 1600), decisions(2021, 2750)])
    last_year = figures.one("appeal_rate", Period.parse("2021"))
    assert (last_year["numerator"], last_year["denominator"], last_year["value"]) == (55, 2750, 2)
    assert (round(last_year["lower"], 3), round(last_year["upper"], 3), last_year["unit"]) == (1.540, 2.594, "per 100")
    assert last_year["source"] == "appeals.csv, as at 2022-06-22; appeal rate tables 2021"
    assert figures.one("appeal_rate", Period.parse("2020"))["value"] == 3.5


@pytest.mark.parametrize(
    ("windows", "years"),
    [
        (JUNE_2022, [2021, 2020]),  # 2022 is not over
        (Windows(Period.parse("2021-11..2021-12"), date(2021, 12, 31)), [2021, 2020, 2019]),
        (Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22), "academic"), [2021, 2020, 2019]),
        (Windows(Period.parse("2022-05..2022-06"), date(2022, 6, 22), "calendar", "outturn"), [2021, 2020]),
    ],
)
def test_the_appeal_rate_is_given_for_calendar_years_that_are_over(windows, years):
    appeals = dataset("appeals", [appeal("2021-06-01")], windows=windows)
    frame = tribunal.appeal_rate(appeals, [decisions(year, 2000) for year in range(2018, 2023)]).frame
    assert [(start.year, end.year) for start, end in zip(frame["period_start"], frame["period_end"], strict=True)] == [
        (year, year) for year in years
    ]


@pytest.mark.parametrize(
    ("covers", "symbols"),
    [
        (("2020-01-01", "2022-06-22"), ["", ""]),
        (("2020-01-02", "2022-06-22"), ["", "x"]),
        (("2022-01-01", "2022-06-22"), ["x", "x"]),
    ],
)
def test_a_year_that_the_extract_does_not_wholly_cover_has_no_appeal_rate_and_says_so(covers, symbols):
    appeals = dataset("appeals", [appeal("2021-06-01")], covers=covers)
    frame = tribunal.appeal_rate(appeals, [decisions(2021, 2000), decisions(2020, 2000)]).frame
    assert frame["symbol"].tolist() == symbols
    assert frame["numerator"].isna().tolist() == [symbol == "x" for symbol in symbols]


def test_a_year_without_decisions_has_no_appeal_rate_and_says_so():
    figures = tribunal.appeal_rate(dataset("appeals", [appeal("2021-06-01")]), [decisions(2020, 2000), decisions(2015, 1)])
    unknown, known = figures.one("appeal_rate", Period.parse("2021")), figures.one("appeal_rate", Period.parse("2020"))
    assert (unknown["symbol"], unknown["numerator"], known["symbol"], known["value"]) == ("x", 1, "", 0)
    assert unknown[["value", "denominator", "lower", "upper"]].isna().all()
    assert unknown["source"] == "appeals.csv, as at 2022-06-22"


def test_more_appeals_than_decisions_are_shown_without_an_interval():
    figures = tribunal.appeal_rate(dataset("appeals", times(3, **appeal("2021-06-01"))), [decisions(2021, 2)])
    rate = figures.one("appeal_rate", Period.parse("2021"))
    assert rate["value"] == 150
    assert rate[["lower", "upper"]].isna().all()


def test_decisions_given_twice_for_a_year_are_refused():
    with pytest.raises(ParamsError, match="a year stands twice"):
        tribunal.appeal_rate(dataset("appeals"), [decisions(2021, 2000), decisions(2021, 2100)])
