"""The gate between computing and showing: what is withheld, what that would give back, and that there is no way around."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import COLUMNS, TOTAL, Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect, read_back
from send_analysis.measures import timeliness
from send_analysis.measures.registry import definition
from tests.disclosure.counts import small_counts, spans, stretch, worked_out
from tests.examples import examples
from tests.measures.builders import dataset, times

INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"
CAUSE, ADVICE, OPEN = "timeliness.late_cause", "timeliness.advice_within_6_weeks", "timeliness.open_cases"
YEAR, SPRING = Period.parse("2022"), Period.parse("2022-01..2022-03")
JANUARY, FEBRUARY, MARCH = (Period.parse(f"2022-{month:02}") for month in range(1, 4))
LIMIT = 4
SMALL = range(1, LIMIT + 1)
NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]


def figure(
    measure: str,
    over: Period,
    numerator: float,
    denominator: float = np.nan,
    *,
    topic: str = TOTAL,
    breakdown: str = TOTAL,
    area: str = "866",
) -> dict[str, object]:
    """One figure; a rate when it has a denominator, else a count."""
    value = numerator if np.isnan(denominator) else np.divide(100 * numerator, denominator or np.nan)
    return {
        "measure": measure, "area_code": area, "area_name": area, "period_start": over.start, "period_end": over.end,
        "breakdown_topic": topic, "breakdown": breakdown, "numerator": numerator, "denominator": denominator, "value": value,
        "unit": definition(measure).unit, "lower": np.nan, "upper": np.nan, "symbol": "z" if np.isnan(value) else "",
        "status": "computed", "source": "requests.csv",
    }  # fmt: skip


def missing(measure: str, over: Period, symbol: str, *, topic: str = TOTAL, breakdown: str = TOTAL) -> dict[str, object]:
    return figure(measure, over, np.nan, topic=topic, breakdown=breakdown) | {"symbol": symbol}


def causes(over: Period, **counts: float) -> list[dict[str, object]]:
    """Parts of one whole: their counts add up to the denominator that all of them have."""
    return [figure(CAUSE, over, n, sum(counts.values()), topic="cause", breakdown=name) for name, n in counts.items()]


def agencies(over: Period, **rates: tuple[int, int]) -> list[dict[str, object]]:
    """The total of several groups, and each group with a rate of its own."""
    whole = figure(ADVICE, over, *np.sum(list(rates.values()), axis=0))
    return [whole, *(figure(ADVICE, over, *rate, topic="agency", breakdown=name) for name, rate in rates.items())]


def both_rates(over: Period, plans: int, exceptions: int, area: str = "866") -> list[dict[str, object]]:
    """The rates including and excluding exceptions, every plan in time."""
    return [
        figure(INCLUDING, over, plans, plans, area=area),
        figure(EXCLUDING, over, plans - exceptions, plans - exceptions, area=area),
    ]


def figures(*rows: dict[str, object]) -> Figures:
    return Figures(pd.DataFrame(rows, columns=list(COLUMNS)))


def released(*rows: dict[str, object], withhold_up_to: int = LIMIT) -> pd.DataFrame:
    return protect(figures(*rows), Policy(withhold_up_to)).frame


def withheld(*rows: dict[str, object], **policy: int) -> list[str]:
    """The breakdowns that are withheld, in order."""
    frame = released(*rows, **policy)
    return frame.loc[frame["symbol"].eq("c"), "breakdown"].tolist()


def withheld_periods(*rows: dict[str, object], measure: str = EXCLUDING, breakdown: str = TOTAL) -> list[Period]:
    """The periods for which one breakdown is withheld, in order; of the measure, and of no other one."""
    frame = released(*rows)
    hidden = frame[frame["symbol"].eq("c")]
    assert set(hidden["measure"]) <= {measure}
    return [
        Period(each.period_start.date(), each.period_end.date())
        for each in hidden.itertuples()
        if each.breakdown == breakdown
    ]


# It works: what need not be withheld is left as it is


@pytest.mark.parametrize(
    "rows",
    [
        [
            figure("front_door.rating", JANUARY, n, 10, topic="rating", breakdown=name)
            for name, n in (("met", 9), ("not_met", 1))
        ],
        [figure("quality.overall_grade", JANUARY, 3, 28, topic="grade", breakdown="inadequate")],
        [figure("teams.filled_posts", JANUARY, 1, 4, topic="post", breakdown="Delivery Support Officer")],
    ],
)
def test_figures_about_process_are_shown_as_they_are(rows):
    assert_frame_equal(released(*rows), figures(*rows).frame)


def test_totals_of_the_authority_are_shown_by_month_as_well():
    rows = [figure("timeliness.plans_issued", each, n) for each, n in ((YEAR, 30), (JANUARY, 2), (FEBRUARY, 1))]
    rows += [figure(ADVICE, JANUARY, 3, 4), figure(INCLUDING, FEBRUARY, 1, 2)]
    assert_frame_equal(released(*rows), figures(*rows).frame)


def test_a_breakdown_without_small_counts_is_shown_as_it_is():
    rows = [*causes(YEAR, late_advice=27, staff_capacity=5, other=0), *agencies(YEAR, health=(20, 30), school=(30, 30))]
    assert_frame_equal(released(*rows), figures(*rows).frame)


def test_a_table_without_rows_stays_one():
    released_none = protect(Figures.empty(), Policy())
    assert isinstance(released_none, ReleasableFigures)
    assert len(released_none) == 0


# One fault: a small count


def test_a_withheld_figure_has_a_symbol_and_no_number_and_the_rest_of_its_row_stays():
    rows = causes(YEAR, late_advice=27, staff_capacity=3, other=2)
    frame = released(*rows)
    hidden = frame["symbol"].eq("c")
    assert frame.loc[hidden, "breakdown"].tolist() == ["staff_capacity", "other"]
    assert frame.loc[hidden, NUMBERS].isna().all(axis=None)
    unchanged = [name for name in COLUMNS if name not in (*NUMBERS, "symbol")]
    assert_frame_equal(frame[unchanged], figures(*rows).frame[unchanged])
    assert_frame_equal(frame[~hidden], figures(*rows).frame[~hidden])


def test_the_smallest_other_cell_is_withheld_so_that_a_lone_one_cannot_be_subtracted_back():
    assert withheld(*causes(YEAR, late_advice=27, staff_capacity=3, other=6, parental_choice=0)) == [
        "staff_capacity",
        "other",
    ]


def test_a_count_without_denominator_is_protected_too():
    bands = {"up to 6 weeks": 40, "over 20 to 52 weeks": 7, "over 52 weeks": 2}
    rows = [figure(OPEN, JANUARY, n, topic="weeks since the request", breakdown=name) for name, n in bands.items()]
    assert withheld(figure(OPEN, JANUARY, 49), *rows) == ["over 20 to 52 weeks", "over 52 weeks"]


@pytest.mark.parametrize(
    ("health", "shown"),
    [
        ((20, 25), True),
        ((25, 25), True),  # none late: a true nought
        ((0, 25), True),
        ((4, 25), False),  # four in time
        ((21, 25), False),  # four late
        ((0, 4), False),  # four in all
    ],
)
def test_a_rate_tells_who_was_counted_who_was_in_time_and_who_was_late(health, shown):
    found = withheld(*agencies(YEAR, health=health, school=(30, 60), other=(50, 90)))
    assert ("health" not in found) == shown


@pytest.mark.parametrize("count", range(7))
def test_counts_from_1_to_the_limit_of_the_policy_are_withheld(count):
    rows = causes(YEAR, late_advice=27, staff_capacity=count, other=20)
    assert ("staff_capacity" in withheld(*rows)) == (1 <= count <= 4)
    assert ("staff_capacity" in withheld(*rows, withhold_up_to=2)) == (1 <= count <= 2)
    assert withheld(*rows, withhold_up_to=0) == []


# One fault: two rates that together tell a small count


@pytest.mark.parametrize(("exceptions", "shown"), [(0, True), (1, False), (4, False), (5, True), (20, True)])
def test_a_month_with_1_to_4_exceptions_shows_only_the_rate_including_them(exceptions, shown):
    frame = released(*both_rates(JANUARY, 20, exceptions)).set_index("measure")
    assert frame.loc[INCLUDING, "symbol"] == ""
    assert (frame.loc[EXCLUDING, "symbol"] != "c") == shown


def test_the_year_does_not_give_back_a_month_with_few_exceptions():
    counts = {SPRING: (60, 13), JANUARY: (20, 2), FEBRUARY: (20, 5), MARCH: (20, 6)}
    rows = [row for over, (plans, exceptions) in counts.items() for row in both_rates(over, plans, exceptions)]
    assert withheld_periods(*rows) == [JANUARY, MARCH]


def test_a_month_in_which_each_of_a_few_plans_had_an_exception_does_not_say_so():
    assert withheld_periods(*both_rates(JANUARY, 3, 3)) == [JANUARY]


def test_a_rate_excluding_a_group_is_refused_without_the_rate_that_includes_it():
    with pytest.raises(DisclosureError, match=f"{EXCLUDING} can be shown only in one table with {INCLUDING}"):
        released(both_rates(JANUARY, 20, 2)[1])
    with pytest.raises(DisclosureError, match="one table with"):
        released(*both_rates(JANUARY, 20, 2), both_rates(FEBRUARY, 20, 2)[1])


def test_a_rate_excluding_a_group_that_is_not_available_needs_no_other():
    rows = [missing(EXCLUDING, JANUARY, "x"), *both_rates(FEBRUARY, 20, 0)]
    assert_frame_equal(released(*rows), figures(*rows).frame)


def test_the_rows_may_stand_in_any_order_and_among_others():
    rows = [
        *causes(JANUARY, late_advice=20, other=30),
        *reversed(both_rates(JANUARY, 20, 2)),
        *both_rates(FEBRUARY, 20, 0),
        figure("timeliness.plans_issued", JANUARY, 20),
    ]
    assert withheld_periods(*rows) == [JANUARY]


def test_areas_are_protected_each_by_its_own_counts():
    rows = [*both_rates(JANUARY, 20, 2, area="866"), *both_rates(JANUARY, 20, 6, area="867")]
    frame = released(*rows)
    assert frame.loc[frame["symbol"].eq("c"), ["measure", "area_code"]].to_numpy().tolist() == [[EXCLUDING, "866"]]


# Many: what is shown does not give back what is withheld


def test_withheld_cells_that_are_few_together_take_another_with_them():
    assert withheld(*causes(YEAR, late_advice=27, staff_capacity=2, other=2, parental_choice=6)) == [
        "staff_capacity",
        "other",
        "parental_choice",
    ]


def test_where_all_that_is_left_is_nought_that_is_withheld_too():
    assert withheld(*causes(JANUARY, late_advice=3, staff_capacity=0, other=0)) == ["late_advice", "staff_capacity", "other"]


def test_a_lone_cell_is_all_that_can_be_withheld():
    assert withheld(*causes(JANUARY, late_advice=3)) == ["late_advice"]


BY_MONTH = [
    *causes(JANUARY, late_advice=2, other=20),
    *causes(FEBRUARY, late_advice=12, other=10),
    *causes(MARCH, late_advice=20, other=10),
]


def test_a_small_month_is_not_given_back_by_the_year_less_the_other_months():
    rows = [*causes(SPRING, late_advice=34, other=40), *BY_MONTH]
    assert withheld_periods(*rows, measure=CAUSE, breakdown="late_advice") == [JANUARY, MARCH]


def test_the_periods_that_come_first_in_the_table_are_kept():
    rows = [*BY_MONTH, *causes(SPRING, late_advice=34, other=40)]
    assert withheld_periods(*rows, measure=CAUSE, breakdown="late_advice") == [JANUARY, SPRING]


def test_the_withheld_rates_of_groups_are_not_few_together_in_any_count_of_theirs():
    # Withholding health (3 late) and social care (none late) alone would tell that three of the two were late.
    rates = {"health": (20, 23), "social_care": (24, 24), "school": (20, 30), "other": (40, 50)}
    assert withheld(*agencies(YEAR, **rates)) == ["health", "social_care", "school"]


def test_one_topic_does_not_withhold_from_another():
    rows = [
        figure(OPEN, JANUARY, n, topic="next step", breakdown=name)
        for name, n in (("decision", 2), ("plan", 6), ("outcome", 9))
    ]
    rows += [
        figure(OPEN, JANUARY, n, topic="weeks", breakdown=name) for name, n in (("up to 6 weeks", 5), ("over 6 weeks", 12))
    ]
    assert withheld(*rows) == ["decision", "plan"]


# Edges: what was missing stays missing


@pytest.mark.parametrize("symbol", ["x", "z", "u"])
def test_a_missing_figure_keeps_its_symbol(symbol):
    rows = [
        missing(INCLUDING, JANUARY, symbol),
        missing(EXCLUDING, JANUARY, symbol),
        *both_rates(FEBRUARY, 20, 2),
        missing(CAUSE, JANUARY, symbol, topic="cause", breakdown="late_advice"),
        *causes(FEBRUARY, late_advice=3, other=20),
        missing("front_door.rating", JANUARY, symbol, topic="rating", breakdown="met"),
    ]
    before, after = figures(*rows).frame, released(*rows)
    was_missing = before["symbol"].eq(symbol)
    assert_frame_equal(after[was_missing], before[was_missing])
    assert after.loc[~was_missing, "symbol"].eq("c").sum() == 3


def test_a_breakdown_that_is_missing_altogether_stays_so():
    rows = [
        missing(CAUSE, each, "x", topic="cause", breakdown=name) for each in (JANUARY, YEAR) for name in ("other", "late")
    ]
    assert_frame_equal(released(*rows), figures(*rows).frame)


def test_a_period_in_which_nothing_happened_stays_not_applicable():
    rows = [*causes(JANUARY, late_advice=0, other=0), *causes(FEBRUARY, late_advice=2, other=20)]
    assert released(*rows)["symbol"].tolist() == ["z", "z", "c", "c"]


def test_the_figures_given_are_left_as_they_were():
    given_figures = figures(*causes(YEAR, late_advice=27, other=3))
    before = given_figures.frame
    protect(given_figures, Policy())
    assert_frame_equal(given_figures.frame, before)


def test_a_table_as_a_measure_returns_it_is_protected():
    rows = times(2, received_on="2022-01-03", plan_issued_on="2022-05-03", exception_grounds="school_closure")
    rows += times(20, received_on="2022-01-03", plan_issued_on="2022-05-03")
    requests = dataset("requests", rows)
    table = concat_figures(
        [timeliness.within_20_weeks(requests), timeliness.exceptions(requests), timeliness.late_cause(requests)]
    )
    frame = protect(table, Policy()).frame
    in_may = frame[frame["period_start"].eq("2022-05-01") & frame["period_end"].eq("2022-05-31")]
    symbols = dict(zip(zip(in_may["measure"], in_may["breakdown"], strict=True), in_may["symbol"], strict=True))
    assert (symbols[INCLUDING, TOTAL], symbols[EXCLUDING, TOTAL]) == ("", "c")
    assert symbols["timeliness.exceptions", "school_closure"] == symbols["timeliness.exceptions", "any ground"] == "c"


# There is no way around the gate


@pytest.mark.parametrize("seal", [None, object(), True, "seal"])
def test_releasable_figures_cannot_be_made_otherwise(seal):
    frame = figures(figure(INCLUDING, YEAR, 9, 10)).frame
    with pytest.raises(DisclosureError, match=r"come from disclosure\.protect\(\) and from nowhere else"):
        ReleasableFigures(frame, seal=seal)
    with pytest.raises(DisclosureError):
        ReleasableFigures(frame)


def test_figures_as_computed_are_not_releasable():
    assert not isinstance(figures(figure(INCLUDING, YEAR, 9, 10)), ReleasableFigures)
    assert not issubclass(ReleasableFigures, Figures)


def test_only_figures_as_computed_can_be_protected():
    table = figures(figure(INCLUDING, YEAR, 9, 10))
    for other in (table.frame, protect(table, Policy()), None):
        with pytest.raises(DisclosureError, match=f"protect\\(\\) takes Figures, not {type(other).__name__}"):
            protect(other, Policy())


def test_a_part_of_releasable_figures_is_releasable_and_shows_no_more():
    whole = protect(figures(*causes(YEAR, late_advice=27, staff_capacity=3, other=6)), Policy())
    part = whole.select(CAUSE, breakdown="other")
    assert isinstance(part, ReleasableFigures)
    assert part.frame["symbol"].tolist() == ["c"]


def test_what_is_derived_from_releasable_figures_is_releasable():
    table = protect(figures(figure(INCLUDING, YEAR, 9, 10)), Policy())
    with_change = table.with_derived(lambda frame: frame.assign(breakdown_topic="change", breakdown="change", value=1.5))
    assert isinstance(with_change, ReleasableFigures)
    assert with_change.frame["breakdown"].tolist() == [TOTAL, "change"]
    assert table.with_derived(lambda frame: frame[:0]) is table


# Any counts over any periods


def cells_withheld(rows: list[dict[str, object]], topic: str) -> dict[tuple[Period, str], bool]:
    frame = released(*rows)
    frame = frame[frame["breakdown_topic"].eq(topic)]
    return {
        (Period(row.period_start.date(), row.period_end.date()), row.breakdown): row.symbol == "c"
        for row in frame.itertuples()
    }


@st.composite
def breakdowns(draw):
    """Counts of a few groups in a few stretches of days, and the periods that they are shown for."""
    stretches, names = draw(st.integers(1, 4)), list("abcd")[: draw(st.integers(1, 4))]
    return {name: draw(small_counts(stretches)) for name in names}, stretches, draw(spans(stretches))


def over(counts: list[int], span: tuple[int, int]) -> int:
    return sum(counts[span[0] : span[1] + 1])


def assert_nothing_small_is_told_over_time(
    counts: Mapping[str, list[int]], hidden: Mapping[tuple[Period, str], bool], stretches: int, wanted: list[tuple[int, int]]
) -> None:
    for name, by_stretch in counts.items():
        known = worked_out([span for span in wanted if not hidden[stretch(*span), name]], stretches)
        assert not [span for span in known if over(by_stretch, span) in SMALL]
        assert not [span for span in known & set(wanted) if hidden[stretch(*span), name]]


@settings(max_examples=examples(100), deadline=None)
@given(case=breakdowns())
def test_parts_of_a_whole_are_never_told_by_subtraction(case):
    counts, stretches, wanted = case
    rows = [row for span in wanted for row in causes(stretch(*span), **{name: over(n, span) for name, n in counts.items()})]
    hidden = cells_withheld(rows, "cause")
    assert_nothing_small_is_told_over_time(counts, hidden, stretches, wanted)
    for span in wanted:
        inside = [name for name in counts if hidden[stretch(*span), name]]
        if inside and len(inside) < len(counts):
            assert len(inside) > 1
            assert sum(over(counts[name], span) for name in inside) > LIMIT


@settings(max_examples=examples(100), deadline=None)
@given(in_time=breakdowns(), data=st.data())
def test_rates_of_groups_are_never_told_by_subtraction(in_time, data):
    numerators, stretches, wanted = in_time
    late = {name: data.draw(small_counts(stretches), label=f"late in {name}") for name in numerators}
    all_of = {name: np.add(numerators[name], late[name]).tolist() for name in numerators}
    rows = []
    for span in wanted:
        rows += agencies(
            stretch(*span), **{name: (over(numerators[name], span), over(all_of[name], span)) for name in all_of}
        )
    hidden = cells_withheld(rows, "agency")
    for counts in (numerators, late, all_of):
        assert_nothing_small_is_told_over_time(counts, hidden, stretches, wanted)
    for span in wanted:
        inside = [name for name in all_of if hidden[stretch(*span), name]]
        if inside and len(inside) < len(all_of):
            assert len(inside) > 1
            for counts in (numerators, late, all_of):
                assert sum(over(counts[name], span) for name in inside) > LIMIT


@settings(max_examples=examples(100), deadline=None)
@given(stretches=st.integers(1, 5), data=st.data())
def test_the_rate_excluding_exceptions_never_tells_how_few_there_were(stretches, data):
    plans, exceptions = data.draw(small_counts(stretches)), data.draw(small_counts(stretches))
    wanted = data.draw(spans(stretches))
    rows = []
    for span in wanted:
        rows += both_rates(stretch(*span), over(plans, span) + over(exceptions, span), over(exceptions, span))
    hidden = withheld_periods(*rows)
    known = worked_out([span for span in wanted if stretch(*span) not in hidden], stretches)
    assert not [span for span in known if over(exceptions, span) in SMALL]


# What is withheld, added up, over time


def test_cells_withheld_together_do_not_tell_a_small_count_of_the_time_between_two_periods():
    year = causes(YEAR, late_advice=19, staff_capacity=13, parental_choice=12, advice_quality=5, other=2)
    spring = causes(SPRING, late_advice=13, staff_capacity=8, parental_choice=6, advice_quality=4, other=1)
    frame = released(*year, *spring)
    hidden = {
        period: set(rows.loc[rows["symbol"].eq("c"), "breakdown"]) for period, rows in frame.groupby("period_end", sort=True)
    }
    together = set.union(*hidden.values())
    of_the_year, of_spring = (
        sum(row["numerator"] for row in rows if row["breakdown"] in together) for rows in (year, spring)
    )
    assert {"advice_quality", "other"} <= together
    assert of_the_year - of_spring not in SMALL


def test_how_the_exceptions_of_a_month_divide_into_on_time_and_late_is_not_told():
    month = [figure(INCLUDING, JANUARY, 20, 30), figure(EXCLUDING, JANUARY, 19, 24)]
    assert withheld_periods(*month) == [JANUARY]


def test_the_published_figures_of_a_calendar_year_are_shown_with_both_counts():
    year = [figure(INCLUDING, YEAR, 204, 249), figure(EXCLUDING, YEAR, 202, 236)]
    assert withheld(*year) == []


def test_what_a_run_has_recorded_is_read_back_as_it_was_and_each_figure_once():
    released = protect(figures(figure(INCLUDING, YEAR, 9, 10), figure(EXCLUDING, YEAR, 7, 7)), Policy())
    again = read_back(pd.concat([released.frame, released.frame]))
    assert isinstance(again, ReleasableFigures)
    pd.testing.assert_frame_equal(again.frame, released.frame)
