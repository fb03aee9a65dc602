"""Impact measures in words: what each value is, whether the milestone is reached, and where it comes from."""

from dataclasses import replace
from typing import Any

import pandas as pd
import pytest

from send_analysis.compare.revised import keys_of
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures.impact import impact as values_of
from send_analysis.present.impact import against, impact
from tests.measures.plans_of_tests import improvement_plan
from tests.measures.test_impact import made_up, measure, missing, named, plan_with, published, requests, typed
from tests.present.builders import figure, parsed, text_of
from tests.present.test_words import HOSTILE

ONE = "timeliness.within_20_weeks.including_exceptions"


def shown(plan: Plan) -> str:
    found = values_of(plan)
    return impact(plan, protect(found.figures, Policy()), found.cells)


def cells(plan: Plan) -> list[str]:
    """The cells of the one impact measure of a plan: baseline, milestone, actual, how it stands, sources."""
    return [text_of(cell) for cell in parsed(shown(plan)).iter("td")]


def test_each_value_stands_with_its_counts_its_period_and_its_source() -> None:
    plan = plan_with(
        measure(named(2018), typed(60, "2022-09", "the plan"), named(2021)),
        datasets={"requests": requests(2021, 30, 10)},
        published=[published(made_up(2018, 5.4, source="the Department"))],
    )
    assert cells(plan) == [
        "5.4% (2018)", "60.0% (September 2022)", "75.0% (30 of 40, 2021)", "Milestone reached; better than the baseline",
        "the Department; the plan; the authority's own records, as at 22 June 2022",
    ]  # fmt: skip


def test_a_value_that_cannot_be_given_says_why() -> None:
    plan = plan_with(measure(named(2018), missing("z", "none set"), missing("x", "national examinations cancelled, 2020")))
    baseline, milestone, actual, stands, sources = cells(plan)
    assert baseline == "[x] neither the extracts nor the published figures at hand hold it"
    assert milestone == "[z] none set"
    assert actual == "[x] national examinations cancelled, 2020"
    assert (stands, sources) == ("Cannot be assessed", "None")
    assert "Symbols: [z] not applicable; [x] not available." in shown(plan)


def test_a_withheld_value_is_shown_by_its_symbol() -> None:
    frame = published(made_up(2021, None, symbol="c"))
    plan = plan_with(measure(missing(), missing(), named(2021)), published=[frame])
    assert cells(plan)[2] == "[c] withheld to protect confidentiality"


@pytest.mark.parametrize(
    ("baseline", "milestone", "actual", "polarity", "stands"),
    [
        (50, 60, 60, "high", "Milestone reached; better than the baseline"),
        (50, 60, 59.96, "high", "Milestone reached; better than the baseline"),  # both are written 60.0
        (50, 60, 59, "high", "Milestone not reached; better than the baseline"),
        (50, 60, 49, "high", "Milestone not reached; worse than the baseline"),
        (50, 40, 40, "low", "Milestone reached; better than the baseline"),
        (50, 40, 60, "low", "Milestone not reached; worse than the baseline"),
        (50, 60, 50, "high", "Milestone not reached; the same as the baseline"),
        (50, None, 55, "high", "Better than the baseline"),
        (None, 60, 65, "high", "Milestone reached"),
        (None, None, 65, "high", "Nothing to set it beside"),
        (50, 60, None, "high", "Cannot be assessed"),
        (50, 60, 65, "none", "Neither direction is better"),
        (-0.5, 0, -0.2, "high", "Milestone not reached; better than the baseline"),
    ],
)
def test_how_it_stands_follows_from_the_three_values_and_the_direction(
    baseline: float | None, milestone: float | None, actual: float | None, polarity: str, stands: str
) -> None:
    values = [missing() if value is None else typed(value, "2022-05") for value in (baseline, milestone, actual)]
    assert (
        cells(plan_with(measure(*values, unit="percent" if (actual or 1) > 0 else "points", polarity=polarity)))[3] == stands
    )


def test_a_milestone_that_lies_ahead_is_not_reached_yet() -> None:
    plan = plan_with(measure(missing(), typed(60, "2022-09"), typed(50, "2022-05"), unit="percent", polarity="high"))
    assert cells(plan)[3] == "Milestone not reached yet"


@pytest.mark.parametrize(
    ("now", "before", "of", "expected"),
    [(60.0, 50.0, 20, "unsure"), (60.0, 50.0, 2000, "better"), (40.0, 50.0, 2000, "worse"), (50.0, 50.0, 20, "the same")],
)
def test_a_change_between_two_rates_is_one_only_where_the_interval_leaves_no_doubt(
    now: float, before: float, of: int, expected: str
) -> None:
    one, other = pd.Series(figure(ONE, now, of=of)), pd.Series(figure(ONE, before, of=of))
    assert against(one, other, "high", by_interval=True) == expected


def test_a_change_that_may_be_chance_is_said_to_be_unsure() -> None:
    plan = plan_with(
        measure(named(2020), missing(), named(2021)),
        datasets={"requests": requests_of_two_years()},
    )
    assert cells(plan)[3] == "Too close to the baseline to be sure of a change"


def requests_of_two_years() -> Any:
    one, other = requests(2020, 5, 5), requests(2021, 6, 4)
    return replace(one, rows=pd.concat([one.rows, other.rows], ignore_index=True))


def test_each_area_with_impact_measures_has_a_table() -> None:
    rows = [measure(missing(), missing(), missing())]
    plan = improvement_plan({"1": [], "2": [], "3": []}, impact={"1": rows, "3": [rows[0] | {"title": "Another"}]})
    captions = [each.text for each in parsed(shown(plan)).iter("caption")]
    assert captions == ["Area 1: Area called 1: impact measures", "Area 3: Area called 3: impact measures"]


def test_a_plan_without_impact_measures_says_so() -> None:
    assert shown(plan_with()) == "<p>The plan has no impact measures.</p>"


def test_hostile_text_is_shown_as_text() -> None:
    values = (typed(1, "2022", HOSTILE), missing("x", HOSTILE), missing("x", HOSTILE))
    html = shown(plan_with(measure(*values, unit=HOSTILE, polarity="high") | {"title": HOSTILE}))
    assert "<script" not in html
    assert html.count("&lt;script&gt;") == 5


def test_a_revised_value_is_marked_and_the_mark_is_explained() -> None:
    plan = plan_with(measure(typed(50, "2021"), typed(60, "2022-09"), missing("x", "not counted yet"), unit="percent"))
    found = values_of(plan)
    figures = protect(found.figures, Policy())
    baseline = keys_of(figures.frame[figures.frame["value"].eq(50)])
    html = impact(plan, figures.with_revised(frozenset(baseline)), found.cells)
    assert [text_of(cell).count("[r]") for cell in parsed(html).iter("td")] == [1, 0, 0, 0, 0]
    assert text_of(next(parsed(html).iter("td"))) == "50.0% [r] (2021)"
    assert "Symbols: [x] not available; [r] revised since an earlier publication." in html
