"""Counting events in periods: by days and running totals, against counting them one by one."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from send_analysis.core.figures import CROSS, TOTAL, Area, Figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures import tally
from tests.examples import examples
from tests.measures.builders import JUNE_2022, dataset, period

RATE, DISTRIBUTION, COUNT, MEDIAN = (
    "quality.section_good_or_better",
    "front_door.rating",
    "front_door.received",
    "timeliness.weeks_to_issue.median",
)
APRIL, MAY, JUNE = Period.parse("2022-04"), Period.parse("2022-05"), period("2022-06-01", "2022-06-22")
ANY = dataset("contacts")


def days(*written: str | date | None, index: Sequence[int] | None = None) -> pd.Series:
    return pd.Series(pd.to_datetime(list(written)), index=index, dtype="datetime64[us]")


def numbers(figures: Figures, *columns: str) -> list[list[float]]:
    return figures.frame[list(columns)].to_numpy().tolist()


# It works


@pytest.mark.parametrize(
    ("day", "inside"),
    [
        ("2022-04-30", False),
        ("2022-05-01", True),
        ("2022-05-31", True),
        ("2022-06-01", False),
        ("1022-05-10", False),
        ("3022-05-10", False),
        (None, False),
    ],
)
def test_a_period_holds_its_first_and_its_last_day(day, inside):
    assert numbers(tally.count(COUNT, ANY, days(day), [MAY]), "value") == [[float(inside)]]


def test_periods_may_overlap_and_stand_in_any_order():
    when = days("2022-05-10", "2022-06-10", "2022-06-11")
    over = [JUNE, period("2022-01-01", "2022-06-22"), MAY, period("2022-06-11", "2022-06-11"), APRIL]
    assert numbers(tally.count(COUNT, ANY, when, over), "value") == [[2], [3], [1], [1], [0]]


def test_a_figure_names_its_area_period_unit_and_source():
    (row,) = tally.count(COUNT, ANY, days("2022-05-10"), [MAY]).frame.to_dict("records")
    assert row | {"numerator": 1, "value": 1} == row
    assert [row[name] for name in ("measure", "area_code", "area_name", "unit", "status", "source", "symbol")] == [
        COUNT, "866", "Swindon", "contacts", "computed", "contacts.csv, as at 2022-06-22", "",
    ]  # fmt: skip
    assert (row["period_start"], row["period_end"]) == (pd.Timestamp("2022-05-01"), pd.Timestamp("2022-05-31"))
    assert (row["breakdown_topic"], row["breakdown"]) == (TOTAL, TOTAL)


def test_a_rate_has_its_counts_and_a_wilson_interval():
    hit = pd.Series([True] * 21 + [False] * 7)
    figures = tally.rate(RATE, ANY, days(*["2022-05-10"] * 28), hit, [MAY])
    assert numbers(figures, "numerator", "denominator", "value") == [[21, 28, 75]]
    assert numbers(figures, "lower", "upper") == [[pytest.approx(56.6443, abs=1e-4), pytest.approx(87.3235, abs=1e-4)]]


def test_categories_stand_in_their_own_order_and_the_empty_ones_too():
    breakdown = pd.Series(pd.Categorical(["phone", "email", "phone"], ["post", "phone", "email"]))
    figures = tally.count(COUNT, ANY, days(*["2022-05-10"] * 3), [MAY, JUNE], topic="channel", breakdown=breakdown)
    assert figures.frame["breakdown"].tolist() == ["post", "phone", "email"] * 2
    assert figures.frame["value"].tolist() == [0, 2, 1, 0, 0, 0]
    assert set(figures.frame["breakdown_topic"]) == {"channel"}


def test_texts_are_categories_in_alphabetical_order():
    figures = tally.count(COUNT, ANY, days(*["2022-05-10"] * 2), [MAY], topic="channel", breakdown=pd.Series(["b", "a"]))
    assert figures.frame["breakdown"].tolist() == ["a", "b"]


def test_a_row_without_category_belongs_to_none():
    breakdown = pd.Series(pd.Categorical(["a", None]))
    when, hit = days("2022-05-10", "2022-05-10"), pd.Series([True, True])
    assert numbers(tally.count(COUNT, ANY, when, [MAY], topic="t", breakdown=breakdown), "value") == [[1]]
    assert numbers(tally.rate(RATE, ANY, when, hit, [MAY], topic="t", breakdown=breakdown), "denominator") == [[1]]
    assert numbers(tally.distribution(DISTRIBUTION, ANY, when, breakdown, [MAY], topic="t"), "value") == [[100]]


def test_a_distribution_is_of_all_rows_or_within_groups():
    category = pd.Series(["email / met", "email / met", "email / not_met", "phone / met"])
    when = days(*["2022-05-10"] * 4)
    whole = tally.distribution(DISTRIBUTION, ANY, when, category, [MAY], topic="t")
    assert numbers(whole, "value", "denominator") == [[50, 4], [25, 4], [25, 4]]
    within = tally.distribution(
        DISTRIBUTION, ANY, when, category, [MAY], topic="t", within=lambda name: name.split(CROSS)[0]
    )
    assert numbers(within, "numerator", "denominator") == [[2, 3], [1, 3], [1, 1]]


def test_a_hit_that_is_missing_is_no_hit():
    hit = pd.Series([True, None, False], dtype="boolean")
    assert numbers(tally.rate(RATE, ANY, days(*["2022-05-10"] * 3), hit, [MAY]), "numerator", "denominator") == [[1, 3]]


def test_a_statistic_is_over_the_rows_of_each_period():
    when = days("2022-05-01", "2022-05-31", "2022-05-15", "2022-06-01", None)
    figures = tally.statistic(MEDIAN, ANY, when, pd.Series([1.0, 3.0, 8.0, 5.0, 99.0]), [MAY, JUNE, APRIL], np.median)
    assert numbers(figures, "value", "denominator")[:2] == [[3, 3], [5, 1]]
    assert figures.frame["symbol"].tolist() == ["", "", "z"]
    assert figures.frame[["numerator", "lower", "upper"]].isna().all(axis=None)


# Something is missing


@pytest.mark.parametrize(
    ("covers", "symbol"),
    [
        (("2022-05-01", "2022-05-31"), ""),
        (("2010-01-01", "2022-06-22"), ""),
        (("2022-05-02", "2022-06-22"), "x"),
        (("2022-01-01", "2022-05-30"), "x"),
        (("2022-06-01", "2022-06-22"), "x"),
    ],
)
def test_a_period_that_the_extract_does_not_wholly_cover_is_not_available(covers, symbol):
    made = dataset("contacts", covers=covers)
    when, hit = days("2022-05-10"), pd.Series([True])
    for figures in (
        tally.count(COUNT, made, when, [MAY]),
        tally.rate(RATE, made, when, hit, [MAY]),
        tally.distribution(DISTRIBUTION, made, when, pd.Series(["met"]), [MAY], topic="rating"),
        tally.statistic(MEDIAN, made, when, pd.Series([3.0]), [MAY], np.median),
    ):
        assert figures.frame["symbol"].tolist() == [symbol]
        if symbol:
            assert figures.frame[["numerator", "denominator", "value", "lower", "upper"]].isna().all(axis=None)


@pytest.mark.parametrize("rows", [0, 2])
def test_a_covered_period_without_rows_has_a_true_zero_and_no_rate(rows):
    when, hit = days(*["2022-06-01"] * rows), pd.Series([True] * rows, dtype=bool)
    category = pd.Series(pd.Categorical(["met"] * rows, ["met", "not_met"]))
    assert numbers(tally.count(COUNT, ANY, when, [MAY]), "value") == [[0]]
    for figures in (
        tally.rate(RATE, ANY, when, hit, [MAY]),
        tally.distribution(DISTRIBUTION, ANY, when, category, [MAY], topic="rating"),
    ):
        assert set(figures.frame["symbol"]) == {"z"}
        assert set(figures.frame["denominator"]) == {0}
    assert tally.statistic(MEDIAN, ANY, when, pd.Series([1.0] * rows), [MAY], np.median).frame["symbol"].tolist() == ["z"]


def test_a_breakdown_without_any_category_gives_no_figures():
    nothing = pd.Series([], dtype="str")
    assert len(tally.count(COUNT, ANY, days(), [MAY, JUNE], topic="t", breakdown=nothing)) == 0
    assert len(tally.distribution(DISTRIBUTION, ANY, days(), nothing, [MAY], topic="t")) == 0


def test_an_unknown_measure_is_refused():
    with pytest.raises(KeyError, match=r"front_door\.asked"):
        tally.count("front_door.asked", ANY, days("2022-05-10"), [MAY])


# Against a naive count

FIRST = date(2021, 11, 1)
GROUPS = ("B / good", "B / poor", "G / good", "G / poor")

A_DAY = st.integers(0, 240).map(lambda number: FIRST + timedelta(days=number))
A_ROW = st.tuples(st.none() | A_DAY, st.booleans(), st.none() | st.sampled_from(GROUPS), st.floats(0, 100))
A_PERIOD = st.tuples(A_DAY, A_DAY).map(lambda edges: Period(min(edges), max(edges)))
ROWS, PERIODS = st.lists(A_ROW, max_size=40), st.lists(A_PERIOD, min_size=1, max_size=6, unique=True)


def section(group: str) -> str:
    return group.split(CROSS)[0]


def naive(rows: list[tuple], over: Period, group: str | None, *, hits: bool = False) -> int:
    """Rows of a period and group (None: of all), or those of them that are hits, counted one by one."""
    number = 0
    for day, hit, of, _ in rows:
        if day is not None and over.start <= day <= over.end and group in (None, of) and (hit or not hits):
            number += 1
    return number


def columns(rows: list[tuple]) -> tuple[pd.Series, pd.Series, pd.Series]:
    """Day, hit and group of each row, under an index that is neither sorted nor a range."""
    index = [7 * number % 41 for number in range(len(rows))]
    when = days(*(day for day, *_ in rows), index=index)
    hit = pd.Series([hit for _, hit, *_ in rows], index=index, dtype=bool)
    group = pd.Series(pd.Categorical([of for _, _, of, _ in rows], GROUPS), index=index)
    return when, hit, group


def expected(covers: Period, over: list[Period], groups: Sequence[str | None], counts) -> list[list[float]]:
    """Numerator, denominator and value by periods and groups; `counts` gives the first two."""
    found = []
    for each in over:
        for group in groups:
            number, of = counts(each, group) if covers.contains(each) else (np.nan, np.nan)
            found.append([number, of, 100 * number / of if of else np.nan])
    return found


def assert_same(figures: Figures, expected: list[list[float]]) -> None:
    np.testing.assert_allclose(numbers(figures, "numerator", "denominator", "value"), expected, rtol=1e-12)


@settings(deadline=None, max_examples=examples(100))
@given(ROWS, PERIODS, A_PERIOD)
def test_counts_and_rates_are_those_that_one_finds_by_counting(rows, over, covers):
    made = Dataset("audits", pd.DataFrame(), Area("866", "Swindon"), covers, "rows", JUNE_2022)
    when, hit, group = columns(rows)
    counted = tally.count(COUNT, made, when, over, topic="t", breakdown=group).frame["value"]
    np.testing.assert_array_equal(
        counted, [naive(rows, each, name) if covers.contains(each) else np.nan for each in over for name in GROUPS]
    )

    def of_group(each: Period, name: str | None) -> tuple[int, int]:
        return naive(rows, each, name, hits=True), naive(rows, each, name)

    assert_same(tally.rate(RATE, made, when, hit, over), expected(covers, over, [None], of_group))
    by_group = tally.rate(RATE, made, when, hit, over, topic="t", breakdown=group)
    assert_same(by_group, expected(covers, over, GROUPS, of_group))


@settings(deadline=None, max_examples=examples(100))
@given(ROWS, PERIODS, A_PERIOD)
def test_distributions_are_those_that_one_finds_by_counting(rows, over, covers):
    made = Dataset("audits", pd.DataFrame(), Area("866", "Swindon"), covers, "rows", JUNE_2022)
    when, _, group = columns(rows)

    def of_all(each: Period, name: str) -> tuple[int, int]:
        return naive(rows, each, name), sum(naive(rows, each, other) for other in GROUPS)

    def of_section(each: Period, name: str) -> tuple[int, int]:
        return naive(rows, each, name), sum(naive(rows, each, o) for o in GROUPS if section(o) == section(name))

    whole = tally.distribution(DISTRIBUTION, made, when, group, over, topic="t")
    assert_same(whole, expected(covers, over, GROUPS, of_all))
    within = tally.distribution(DISTRIBUTION, made, when, group, over, topic="t", within=section)
    assert_same(within, expected(covers, over, GROUPS, of_section))


@settings(deadline=None, max_examples=examples(50))
@given(ROWS, PERIODS)
def test_a_statistic_is_the_one_of_the_rows_that_one_picks_out(rows, over):
    when, _, _ = columns(rows)
    values = pd.Series([value for *_, value in rows], index=when.index, dtype="float64")
    figures = tally.statistic(MEDIAN, ANY, when, values, over, lambda chosen: float(chosen.max()))
    picked = [[row[3] for row in rows if row[0] is not None and each.start <= row[0] <= each.end] for each in over]
    covered = [each.end <= JUNE_2022.as_at for each in over]
    shown = [max(each, default=np.nan) if inside else np.nan for each, inside in zip(picked, covered, strict=True)]
    np.testing.assert_array_equal(figures.frame["value"], shown)


@settings(deadline=None, max_examples=examples(50))
@given(ROWS, st.integers(0, 10_000))
def test_the_order_of_the_rows_changes_nothing(rows, seed):
    when, hit, group = columns(rows)
    order = np.random.default_rng(seed).permutation(len(rows))
    one = tally.rate(RATE, ANY, when, hit, [MAY, JUNE], topic="t", breakdown=group)
    other = tally.rate(RATE, ANY, when.iloc[order], hit.iloc[order], [MAY, JUNE], topic="t", breakdown=group.iloc[order])
    pd.testing.assert_frame_equal(one.frame, other.frame)


# A cut


def test_the_figures_of_a_cut_say_so_in_their_breakdown():
    contacts = dataset("contacts", [{"channel": "email"}, {"channel": "phone"}]).where(channel="email")
    when = contacts.rows["received_at"].dt.tz_localize(None).dt.normalize()
    total = tally.count("front_door.received", contacts, when, contacts.windows.standard).frame
    assert set(total["breakdown_topic"]) == {"channel"}
    assert set(total["breakdown"]) == {"email"}
    ratings = pd.Series(pd.Categorical(["met"], ["met", "not_met"]), index=contacts.rows.index)
    shares = tally.distribution(
        "front_door.rating", contacts, when, ratings, contacts.windows.standard, topic="rating"
    ).frame
    assert set(shares["breakdown_topic"]) == {"channel / rating"}
    assert set(shares["breakdown"]) == {"email / met", "email / not_met"}
