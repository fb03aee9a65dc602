"""Audits of plans: the grades, section by section, the weakest and the strongest section, and the golden thread."""

from dataclasses import replace

import pandas as pd
import pytest

from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.measures import quality
from tests.measures.builders import GRADES, JUNE_2022, PLAN_SECTIONS, dataset, period, times

MAY, JUNE = Period.parse("2022-05"), period("2022-06-01", "2022-06-22")
SINCE_LAUNCH = period("2022-04-04", "2022-06-22")
COVERED = ("2022-04-04", "2022-06-22")

#: Audits of the published page by section: outstanding, good, requires improvement, inadequate, of 28.
PUBLISHED = {"B": (3, 25, 0, 0), "G": (1, 17, 7, 3)}


def audits(number: int = 28, covers: tuple[str, str] = COVERED, **more: object) -> Dataset:
    row = {"plan_type": "new", "audited_on": "2022-05-10", "overall_grade": "good"} | more
    return dataset("audits", times(number, **row), covers=covers)


def sections(covers: tuple[str, str] = COVERED, **counts: tuple[int, ...]) -> Dataset:
    """Sections of audits-1, audits-2, …: for each section its audits by grade, from outstanding to not applicable."""
    rows = []
    for section, numbers in counts.items():
        grades = [grade for grade, number in zip((*GRADES, "not_applicable"), numbers, strict=False) for _ in range(number)]
        rows += [
            {"audit_id": f"audits-{audit}", "section": section, "grade": grade}
            for audit, grade in enumerate(grades, start=1)
        ]
    return dataset("audit_sections", rows, covers=covers)


def links(*broken_and_whole: tuple[str, str, int, int]) -> Dataset:
    rows = [
        {"audit_id": f"audits-{audit}", "need_section": need, "provision_section": provision, "present": audit > broken}
        for need, provision, broken, whole in broken_and_whole
        for audit in range(1, broken + whole + 1)
    ]
    return dataset("golden_thread", rows, covers=COVERED)


def interval(figure) -> tuple[float, float]:
    return round(figure["lower"], 2), round(figure["upper"], 2)


# Overall grades


def test_the_published_grades_come_out_with_their_interval():
    """ "A total of 28 new, and amended, EHCP's with 75% (or 21 plans) receiving a 'Good' grading." """
    rows = times(21, plan_type="new", overall_grade="good") + times(7, plan_type="amended", overall_grade="inadequate")
    rows = [row | {"audited_on": "2022-04-04" if number % 2 else "2022-06-22"} for number, row in enumerate(rows)]
    figures = quality.overall_grade(dataset("audits", rows, covers=COVERED), [SINCE_LAUNCH])
    good = figures.one("overall_grade", SINCE_LAUNCH, topic="grade", breakdown="good")
    assert (good["numerator"], good["denominator"], good["value"], good["unit"]) == (21, 28, 75, "percent")
    assert interval(good) == (56.64, 87.32)


def test_all_four_grades_are_shown_from_best_to_worst_also_those_that_nobody_got():
    figures = quality.overall_grade(audits(2), [MAY])
    assert figures.frame["breakdown"].tolist() == list(GRADES)
    assert figures.frame["value"].tolist() == [0, 100, 0, 0]


def test_a_grade_that_is_no_overall_grade_is_not_counted_and_the_order_of_the_extract_does_not_matter():
    made = audits(3)
    made.rows["overall_grade"] = pd.Categorical(["not_applicable", "inadequate", "good"])
    frame = quality.overall_grade(made, [MAY]).frame
    assert frame[["breakdown", "numerator", "denominator"]].to_numpy().tolist() == [
        ["outstanding", 0, 2], ["good", 1, 2], ["requires_improvement", 0, 2], ["inadequate", 1, 2],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("plan_types", "counted"),
    [(None, 2), (("new",), 1), (("amended", "annual_review"), 2), (["annual_review"], 1), ((), 0)],
)
def test_only_the_types_of_plan_that_are_asked_for_are_counted(plan_types, counted):
    rows = [
        {"plan_type": each, "audited_on": "2022-05-10", "overall_grade": "good"}
        for each in ("new", "amended", "annual_review")
    ]
    chosen = {} if plan_types is None else {"plan_types": plan_types}
    figures = quality.overall_grade(dataset("audits", rows, covers=COVERED), [MAY], **chosen)
    assert set(figures.frame["denominator"]) == {counted}


@pytest.mark.parametrize("missing", ["overall_grade", "audited_on", "plan_type"])
def test_an_audit_that_lacks_its_grade_day_or_type_is_not_counted(missing):
    whole = {"plan_type": "new", "audited_on": "2022-05-10", "overall_grade": "good"}
    figures = quality.overall_grade(
        dataset("audits", [whole, whole | {"overall_grade": "inadequate", missing: None}]), [MAY]
    )
    assert figures.frame[["numerator", "denominator"]].to_numpy().tolist() == [[0, 1], [1, 1], [0, 1], [0, 1]]


def every_measure(number: int, over: list[Period]) -> Figures:
    made = audits(number)
    held = sections(**dict.fromkeys("BG", (0, number)))
    thread = links(("C", "G", 0, number)) if number else links(("C", "G", 1, 0))
    return concat_figures(
        [
            quality.overall_grade(made, over),
            quality.section_grade(made, held, over),
            quality.section_good_or_better(made, held, over),
            quality.golden_thread_breaks(made, thread, over),
        ]
    )


@pytest.mark.parametrize("number", [0, 3])
@pytest.mark.parametrize(
    "over",
    [
        MAY.previous_year(),
        period("2022-04-01", "2022-04-30"),  # the tool was launched on the 4th
        period("2022-06-01", "2022-06-30"),  # and the extract taken on 22 June
    ],
)
def test_days_before_the_launch_and_after_the_extract_are_not_available(number, over):
    frame = every_measure(number, [over]).frame
    assert set(frame["symbol"]) == {"x"}
    assert frame[["numerator", "denominator", "value", "lower", "upper"]].isna().all(axis=None)


def test_a_covered_period_without_any_audit_is_not_applicable():
    frame = every_measure(3, [JUNE]).frame
    assert set(frame["measure"]) == {
        f"quality.{each}" for each in ("overall_grade", "section_grade", "section_good_or_better", "golden_thread_breaks")
    }
    assert set(frame["symbol"]) == {"z"}
    assert set(frame["denominator"]) == {0}


def test_without_any_row_every_grade_and_section_still_says_that_there_is_none():
    figures = every_measure(0, [SINCE_LAUNCH])
    assert len(figures.select("section_grade")) == 4 * len(PLAN_SECTIONS)
    assert set(figures.frame["symbol"]) == {"z"}


def test_the_windows_of_the_audits_are_counted_when_none_are_named():
    named = JUNE_2022.taken_at(JUNE_2022.as_at, {"since_launch": SINCE_LAUNCH})  # params name it for the audits alone
    made = replace(audits(3), windows=named)
    for figures in (
        quality.overall_grade(made),
        quality.section_grade(made, sections(B=(3,))),
        quality.section_good_or_better(made, sections(B=(3,))),
        quality.golden_thread_breaks(made, links(("C", "G", 1, 2))),
    ):
        held = {(row.period_start.date(), row.period_end.date()) for row in figures.frame.itertuples()}
        assert held == {(each.start, each.end) for each in named.standard}


# Sections


def test_the_published_grades_of_section_g_come_out():
    """ "25% of these sections being scored as 'Requires Improvement' and 11% as 'Inadequate'." """
    figures = quality.section_grade(audits(), sections(**PUBLISHED), [SINCE_LAUNCH])
    found = [
        figures.one("section_grade", SINCE_LAUNCH, topic="section / grade", breakdown=f"G / {grade}")
        for grade in ("requires_improvement", "inadequate")
    ]
    assert [(each["numerator"], each["denominator"]) for each in found] == [(7, 28), (3, 28)]
    assert [round(each["value"], 1) for each in found] == [25.0, 10.7]
    assert [interval(each) for each in found] == [(12.68, 43.36), (3.71, 27.2)]


def test_the_published_grades_of_section_b_come_out():
    """ "89.3% of these sections being scored as 'Good' and 10.7% as 'Outstanding'." """
    made = audits(), sections(**PUBLISHED), [SINCE_LAUNCH]
    grades = quality.section_grade(*made).select(topic="section / grade").frame.set_index("breakdown")["value"]
    assert [round(grades[f"B / {grade}"], 1) for grade in ("good", "outstanding")] == [89.3, 10.7]
    better = quality.section_good_or_better(*made).one(
        "section_good_or_better", SINCE_LAUNCH, topic="section", breakdown="B"
    )
    assert (better["numerator"], better["denominator"], better["value"]) == (28, 28, 100)


def test_a_section_that_does_not_apply_is_left_out_of_its_denominator_and_of_no_other():
    made = audits(), sections(H1=(1, 2, 1, 0, 24), B=(0, 28)), [SINCE_LAUNCH]
    grades = quality.section_grade(*made).frame.set_index("breakdown")
    assert (grades.loc["H1 / good", "numerator"], grades.loc["H1 / good", "denominator"]) == (2, 4)
    assert grades.loc["B / good", "denominator"] == 28
    better = quality.section_good_or_better(*made).frame.set_index("breakdown")
    assert (better.loc["H1", "value"], better.loc["H1", "denominator"], better.loc["K", "symbol"]) == (75, 4, "z")


def test_the_grades_of_each_section_add_up_to_a_hundred_and_the_best_two_to_good_or_better():
    made = audits(), sections(**PUBLISHED, H2=(1, 1, 1, 0, 25)), [SINCE_LAUNCH]
    grades = quality.section_grade(*made).frame
    grades[["section", "grade"]] = grades["breakdown"].str.split(" / ", expand=True).to_numpy()
    table = grades[grades["symbol"] == ""].pivot(index="section", columns="grade", values="value")
    assert table.sum(axis=1).tolist() == pytest.approx([100] * 3)
    better = quality.section_good_or_better(*made).frame.dropna(subset="value").set_index("breakdown")["value"]
    assert (table["good"] + table["outstanding"]).to_dict() == pytest.approx(better.to_dict())


def test_every_section_is_shown_in_the_order_of_the_regulation():
    figures = quality.section_good_or_better(audits(), sections(G=(1,)), [SINCE_LAUNCH])
    assert figures.frame["breakdown"].tolist() == list(PLAN_SECTIONS)


def test_a_section_takes_its_day_and_type_of_plan_from_its_audit():
    rows = [
        {"audit_id": "may", "plan_type": "new", "audited_on": "2022-05-31"},
        {"audit_id": "june", "plan_type": "amended", "audited_on": "2022-06-01"},
        {"audit_id": "review", "plan_type": "annual_review", "audited_on": "2022-06-01"},
        {"audit_id": "undated", "plan_type": "new"},
    ]
    graded = [{"audit_id": each["audit_id"], "section": "B", "grade": "good"} for each in rows]
    graded += [{"audit_id": "of no audit", "section": "B", "grade": "good"}]
    made = dataset("audits", rows, covers=COVERED), dataset("audit_sections", graded, covers=COVERED)
    figures = quality.section_good_or_better(*made, [MAY, JUNE, SINCE_LAUNCH])
    assert figures.select(topic="section", breakdown="B").frame["denominator"].tolist() == [1, 1, 2]
    reviews = quality.section_good_or_better(*made, [SINCE_LAUNCH], ("annual_review",)).frame
    assert reviews["denominator"].sum() == 1


@pytest.mark.parametrize(
    ("of_audits", "of_sections", "symbol"),
    [
        (COVERED, COVERED, ""),
        (COVERED, ("2010-01-01", "2022-06-22"), ""),
        (("2022-05-02", "2022-06-22"), ("2010-01-01", "2022-06-22"), "x"),
        (COVERED, ("2010-01-01", "2022-05-30"), "x"),
        (("2022-06-01", "2022-06-22"), ("2022-04-01", "2022-04-30"), "x"),
    ],
)
def test_a_period_is_available_where_the_audits_and_their_sections_are(of_audits, of_sections, symbol):
    figures = quality.section_good_or_better(audits(1, of_audits), sections(of_sections, B=(1,)), [MAY])
    assert figures.one("section_good_or_better", MAY, topic="section", breakdown="B")["symbol"] == symbol


# The weakest and the strongest section


def weakest_and_strongest(**counts: tuple[int, ...]) -> tuple[str, str]:
    figures = quality.section_grade(audits(), sections(**counts), [MAY, SINCE_LAUNCH])
    return quality.weakest_and_strongest(figures, SINCE_LAUNCH)


@pytest.mark.parametrize(
    ("counts", "weakest", "strongest"),
    [
        (PUBLISHED, "G", "B"),
        ({"A": (0, 3, 1), "B": (0, 2, 2), "C": (0, 4)}, "B", "C"),
        ({"A": (0, 1, 1), "F": (0, 12, 13)}, "F", "A"),  # by share, not by number
        ({"A": (0, 2, 2, 0), "B": (0, 2, 1, 1), "C": (1, 1, 2)}, "B", "C"),  # ties: most inadequate, most outstanding
        ({"A": (0, 4, 2, 2), "B": (0, 2, 1, 1), "C": (0, 1)}, "A", "C"),  # as shares these are alike
        ({"C": (0, 2, 2), "A": (0, 2, 2), "B": (0, 2, 2)}, "A", "A"),  # all alike: by letter
        ({"H2": (0, 1, 1), "H1": (0, 1, 1), "I": (0, 1)}, "H1", "I"),
        ({"B": (0, 2, 1), "J": (0, 0, 0, 0, 28)}, "B", "B"),  # a section that never applied is neither
        ({"B": (3, 25), "C": (2, 26), "D": (0, 27, 1)}, "D", "B"),
    ],
)
def test_the_weakest_and_strongest_section_are_found_by_the_stated_rule(counts, weakest, strongest):
    assert weakest_and_strongest(**counts) == (weakest, strongest)


def test_the_rule_gives_the_sections_of_the_lowest_and_highest_share_good_or_better():
    made = audits(), sections(**PUBLISHED, C=(2, 20, 6), H2=(0, 9, 2)), [SINCE_LAUNCH]
    shares = quality.section_good_or_better(*made).frame.set_index("breakdown")["value"].dropna()
    assert quality.weakest_and_strongest(quality.section_grade(*made), SINCE_LAUNCH) == (shares.idxmin(), shares.idxmax())


def test_the_rule_reads_released_figures_as_well():
    made = audits(), sections(**PUBLISHED), [SINCE_LAUNCH]
    released = protect(concat_figures([quality.section_good_or_better(*made), quality.section_grade(*made)]), Policy())
    assert quality.weakest_and_strongest(released, SINCE_LAUNCH) == ("G", "B")


@pytest.mark.parametrize("over", [JUNE, MAY.previous_year()])
def test_without_a_graded_section_none_is_weakest(over):
    figures = quality.section_grade(audits(), sections(**PUBLISHED), [JUNE, MAY.previous_year()])
    assert quality.weakest_and_strongest(figures, over) == ("", "")


@pytest.mark.parametrize("over", [MAY, Period.parse("2019")])
def test_a_table_without_the_grades_of_sections_cannot_say_which_is_weakest(over):
    made = audits(), sections(**PUBLISHED)
    figures = concat_figures([quality.section_good_or_better(*made, [MAY]), quality.section_grade(*made, [JUNE])])
    with pytest.raises(LookupError, match="this table holds no grades of sections for"):
        quality.weakest_and_strongest(figures, over)


# The golden thread


def test_a_need_without_provision_breaks_the_golden_thread():
    figures = quality.golden_thread_breaks(audits(), links(("C", "G", 9, 19), ("B", "F", 1, 27)), [SINCE_LAUNCH])
    broken = figures.one("golden_thread_breaks", SINCE_LAUNCH, topic="link", breakdown="C to G")
    assert (broken["numerator"], broken["denominator"]) == (9, 28)
    assert interval(broken) == (17.93, 50.66)
    assert figures.frame["breakdown"].tolist() == ["B to F", "C to G"]


def test_a_link_that_was_not_examined_is_not_counted():
    rows = [{"audit_id": f"audits-{n}", "need_section": "C", "provision_section": "G"} for n in (1, 2, 3)]
    examined = [row | {"present": present} for row, present in zip(rows, (False, True, None), strict=True)]
    figures = quality.golden_thread_breaks(audits(3), dataset("golden_thread", examined, covers=COVERED), [SINCE_LAUNCH])
    assert figures.frame[["numerator", "denominator", "value"]].to_numpy().tolist() == [[1, 2, 50]]


def test_only_the_links_of_the_types_of_plan_that_are_asked_for_are_counted():
    figures = quality.golden_thread_breaks(audits(4, plan_type="annual_review"), links(("C", "G", 2, 2)), [SINCE_LAUNCH])
    assert figures.frame["symbol"].tolist() == ["z"]
    reviews = quality.golden_thread_breaks(
        audits(4, plan_type="annual_review"), links(("C", "G", 2, 2)), [SINCE_LAUNCH], ("annual_review",)
    )
    assert reviews.frame["value"].tolist() == [50]


@pytest.mark.parametrize("missing", ["need_section", "provision_section"])
def test_a_link_that_lacks_an_end_is_none(missing):
    held = links(("C", "G", 1, 1))
    held.rows.loc[held.rows.index[0], missing] = None
    frame = quality.golden_thread_breaks(audits(2), held, [SINCE_LAUNCH]).frame
    assert frame[["breakdown", "numerator", "denominator"]].to_numpy().tolist() == [["C to G", 0, 1]]


@pytest.mark.parametrize("dtype", ["bool", "boolean", "object"])
def test_whether_a_link_is_present_may_be_held_in_any_kind_of_boolean(dtype):
    held = links(("C", "G", 1, 3))
    held.rows["present"] = held.rows["present"].astype(dtype)
    assert quality.golden_thread_breaks(audits(4), held, [SINCE_LAUNCH]).frame["value"].tolist() == [25]
