"""Rates that others publish, beside the authority's own."""

import pandas as pd
import pytest

from send_analysis.compare.benchmarks import against_benchmark, benchmark_faults, benchmarks_beside, with_benchmarks
from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.params.release import Benchmark, Post, Team
from send_analysis.core.period import Period
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures import front_door, quality, tribunal
from send_analysis.measures.teams import filled_posts
from tests.measures.builders import JUNE_2022, SWINDON, dataset, period, times

SINCE_LAUNCH = period("2022-04-04", "2022-06-22")
MAY = Period.parse("2022-05")
CODE = "benchmark-authorities-using-the-tool"


def benchmark(**changes: object) -> Benchmark:
    published = {
        "measure": "quality.overall_grade", "breakdown": "good", "value": 40.0, "of": "authorities using the tool",
        "authorities": 30, "tool": "Invision 360", "as_at": "2022-06-22", "source": "SEND Performance page, June 2022",
    }  # fmt: skip
    return Benchmark.model_validate(published | changes)


def grades(good: int = 21, others: int = 7, over: Period = SINCE_LAUNCH) -> Figures:
    row = {"plan_type": "new", "audited_on": "2022-05-10"}
    rows = times(good, **row, overall_grade="good") + times(others, **row, overall_grade="inadequate")
    return quality.overall_grade(dataset("audits", rows, covers=("2022-04-04", "2022-06-22")), [over])


def good_of(figures: Figures, area: str | None = None) -> pd.Series:
    return figures.one("overall_grade", SINCE_LAUNCH, topic="grade", breakdown="good", area=area)


# It works


def test_a_benchmark_is_a_figure_beside_the_authoritys_own():
    figures = with_benchmarks(grades(), [benchmark()], SINCE_LAUNCH)
    national = good_of(figures, CODE)
    assert national[["value", "unit", "symbol", "status"]].tolist() == [40, "percent", "", "published"]
    assert national["area_name"] == "authorities using the tool (30 authorities)"
    assert national["source"] == "Invision 360, as at 22 June 2022, SEND Performance page, June 2022"
    assert national[["numerator", "denominator", "lower", "upper"]].isna().all()


def test_the_authoritys_own_figures_stay_as_they_are():
    own = grades()
    figures = with_benchmarks(own, [benchmark()], SINCE_LAUNCH)
    assert len(figures) == len(own) + 1
    pd.testing.assert_frame_equal(figures.frame.head(len(own)), own.frame)
    assert good_of(figures)["value"] == 75


def test_a_benchmark_stands_under_the_topic_that_its_breakdown_stands_under():
    contacts = dataset("contacts", [{"received_at": "2022-05-03 10:00", "channel": "email"}])
    table = concat_figures([grades(), front_door.rating(contacts, front_door.FrontDoorStandard(), [MAY])])
    given = [benchmark(), *(benchmark(measure="front_door.rating", breakdown=each) for each in ("met", "email / met"))]
    rows = with_benchmarks(table, given, MAY).select(area=CODE).frame
    assert rows["breakdown_topic"].tolist() == ["grade", "rating", "channel / rating"]


def test_a_breakdown_that_stands_under_several_topics_is_taken_under_the_first():
    posts = (Post(title="Support", established_fte=2.0, filled_fte=1.0),)
    table = filled_posts([Team(name="Support", posts=posts)], SWINDON, JUNE_2022.as_at, "params")
    given = [benchmark(measure="teams.filled_posts", breakdown=each) for each in ("Support", "Total")]
    rows = with_benchmarks(table, given, MAY).select(area=CODE).frame
    assert rows["breakdown_topic"].tolist() == ["team", "Total"]


def test_a_benchmark_of_a_measure_that_is_not_in_the_table_is_passed_over():
    assert with_benchmarks(grades(), [benchmark(measure="tribunal.outcome")], SINCE_LAUNCH).measures == (
        "quality.overall_grade",
    )
    assert len(with_benchmarks(Figures.empty(), [benchmark()], SINCE_LAUNCH)) == 0


def test_without_benchmarks_the_table_is_the_same():
    own = grades()
    assert with_benchmarks(own, [], SINCE_LAUNCH) is own


def test_a_figure_without_value_still_has_its_benchmark():
    figures = with_benchmarks(grades(0, 0), [benchmark()], SINCE_LAUNCH)
    assert (good_of(figures)["symbol"], good_of(figures, CODE)["value"]) == ("z", 40)


def test_several_areas_and_grades_stand_side_by_side():
    given = [
        benchmark(),
        benchmark(breakdown="inadequate", value=12.0),
        benchmark(of="South West", value=45.0, authorities=6),
    ]
    figures = with_benchmarks(grades(), given, SINCE_LAUNCH)
    beside = benchmarks_beside(figures, good_of(figures))
    assert beside[["area_code", "area_name", "value"]].to_numpy().tolist() == [
        [CODE, "authorities using the tool (30 authorities)", 40],
        ["benchmark-south-west", "South West (6 authorities)", 45],
    ]


@pytest.mark.parametrize("changes", [{"over": MAY}, {"breakdown": "outstanding"}, {"measure": "quality.section_grade"}])
def test_only_benchmarks_of_the_same_figure_stand_beside_it(changes):
    figure = good_of(grades()).copy()
    if over := changes.pop("over", None):
        figure["period_start"], figure["period_end"] = pd.Timestamp(over.start), pd.Timestamp(over.end)
    for name, value in changes.items():
        figure[name] = value
    assert benchmarks_beside(with_benchmarks(grades(), [benchmark()], SINCE_LAUNCH), figure).empty


@pytest.mark.parametrize(
    ("good", "others", "value", "standing"),
    [
        (21, 7, 40.0, "higher than"),  # the published page: 56.6 to 87.3 against 40
        (21, 7, 56.7, "not clearly different from"),
        (21, 7, 75.0, "not clearly different from"),
        (21, 7, 87.4, "lower than"),
        (3, 1, 40.0, "not clearly different from"),  # the same share of four plans: 30.1 to 95.4
        (0, 28, 40.0, "lower than"),
        (0, 28, 0.0, "not clearly different from"),
        (28, 0, 100.0, "not clearly different from"),
        (0, 0, 40.0, None),
    ],
)
def test_a_figure_is_higher_or_lower_than_a_benchmark_only_where_its_interval_is(good, others, value, standing):
    figures = with_benchmarks(grades(good, others), [benchmark(value=value)], SINCE_LAUNCH)
    assert against_benchmark(good_of(figures), good_of(figures, CODE)) == standing


@pytest.mark.parametrize(("bound", "value"), [("lower", 56.5), ("upper", 87.5)])
def test_a_benchmark_on_the_edge_of_the_interval_is_held_by_it(bound, value):
    figures = with_benchmarks(grades(), [benchmark(value=value)], SINCE_LAUNCH)
    own = good_of(figures).copy()
    own[bound] = value
    assert against_benchmark(own, good_of(figures, CODE)) == "not clearly different from"


def test_a_figure_without_interval_is_not_compared():
    figures = with_benchmarks(grades(), [benchmark()], SINCE_LAUNCH)
    assert against_benchmark(good_of(figures, CODE), good_of(figures, CODE)) is None


def test_benchmarks_pass_disclosure_control_and_have_no_previous_year():
    figures = with_benchmarks(grades(), [benchmark()], SINCE_LAUNCH)
    assert good_of(protect(figures, Policy()), CODE)["value"] == 40
    assert changes_on_previous_year(figures.frame, JUNE_2022).empty


def test_a_benchmark_about_people_is_withheld_neither_itself_nor_instead_of_others():
    rows = times(7, outcome="conceded", outcome_on="2022-05-10") + times(6, outcome="withdrawn", outcome_on="2022-05-10")
    rows += times(2, outcome="struck_out", outcome_on="2022-05-10")
    own = tribunal.outcome(dataset("appeals", rows), [MAY])
    given = [benchmark(measure="tribunal.outcome", breakdown="conceded")]
    released, without = protect(with_benchmarks(own, given, MAY), Policy()), protect(own, Policy())
    pd.testing.assert_frame_equal(released.select(area="866").frame, without.frame)
    assert released.select(area=CODE).frame["value"].tolist() == [40]
    assert "c" in set(without.frame["symbol"])


# Something is wrong


@pytest.mark.parametrize(
    ("changes", "key", "message"),
    [
        ({"measure": "quality.overal_grade"}, "measure", "is not a measure. Did you mean `quality.overall_grade`?"),
        ({"measure": "overall_grade"}, "measure", "`overall_grade` is not a measure."),
        (
            {"measure": "tribunal.registered"},
            "measure",
            "tribunal.registered is not a rate in percent. Benchmarks can be given",
        ),
    ],
)
def test_a_benchmark_of_no_rate_is_refused_with_the_nearest_name(changes, key, message):
    given = [benchmark(), benchmark(**changes)]
    (fault,) = benchmark_faults(given)
    assert fault[0] == ("benchmarks", 1, key)
    assert message in fault[1]
    with pytest.raises(ParamsError, match=rf"^benchmarks\.1\.{key}: ") as caught:
        with_benchmarks(grades(), given, SINCE_LAUNCH)
    assert message in str(caught.value)


def test_two_benchmarks_that_cannot_be_told_apart_are_refused():
    given = [benchmark(), benchmark(value=41.0), benchmark(of="South West"), benchmark(breakdown="inadequate")]
    assert [place for place, _ in benchmark_faults(given)] == [("benchmarks", 1, "of")]


def test_every_fault_is_named_at_once():
    given = [benchmark(measure="quality.overall"), benchmark(), benchmark(measure="front_door.received")]
    with pytest.raises(ParamsError) as caught:
        with_benchmarks(grades(), given, SINCE_LAUNCH)
    assert [line.split(":")[0] for line in str(caught.value).splitlines()] == [
        "benchmarks.0.measure",
        "benchmarks.2.measure",
    ]


def test_faultless_benchmarks_have_no_faults():
    assert list(benchmark_faults([benchmark(), benchmark(breakdown="inadequate")])) == []


def test_a_breakdown_that_the_measure_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(ParamsError) as caught:
        with_benchmarks(grades(), [benchmark(breakdown="goood")], SINCE_LAUNCH)
    assert str(caught.value) == (
        "benchmarks: quality.overall_grade has no breakdown `goood`. Did you mean `good`? "
        "Its breakdowns are outstanding, good, requires_improvement, inadequate."
    )
