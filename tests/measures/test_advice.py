"""Advice: counted when its six weeks end, or when it came, in total and by agency."""

from datetime import date, timedelta

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal

from send_analysis.core.figures import TOTAL
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.advice import advice_returned, advice_within_6_weeks
from tests.measures.builders import COLUMNS, JUNE_2022, dataset, period

AGENCIES = COLUMNS["advice"]["agency"]
APRIL, MAY, EVER = Period.parse("2022-04"), Period.parse("2022-05"), period("2010-01-01", "2022-06-22")


def piece(
    requested: str, received: str | None = None, returned: str | None = None, agency: str = "health"
) -> dict[str, str | None]:
    return {"requested_on": requested, "received_on": received, "returned_on": returned, "agency": agency}


def advice(*rows: dict[str, str | None], covers: tuple[str, str] | None = None) -> Dataset:
    return dataset("advice", rows, covers=covers)


def share(figures, over: Period, agency: str = TOTAL) -> tuple[float, float]:
    found = figures.one(figures.measures[0], over, topic=TOTAL if agency == TOTAL else "agency", breakdown=agency)
    return found["numerator"], found["denominator"]


@pytest.mark.parametrize(
    ("requested", "received", "expected"),
    [
        ("2022-03-01", "2022-04-12", True),  # day 42
        ("2022-03-01", "2022-04-13", False),  # day 43
        ("2022-03-01", "2022-03-01", True),  # day 0
        ("2022-03-01", None, False),  # not received
        ("2020-02-01", "2020-03-14", True),  # day 42 of a leap year
        ("2020-02-01", "2020-03-15", False),
        ("2021-12-20", "2022-01-31", True),  # over Christmas and New Year
        ("2021-12-20", "2022-02-01", False),
    ],
)
def test_the_42nd_day_after_asking_is_within_6_weeks(requested, received, expected):
    figures = advice_within_6_weeks(advice(piece(requested, received)), [EVER])
    assert share(figures, EVER) == (expected, 1)
    assert share(figures, EVER, "health") == (expected, 1)


def test_advice_counts_in_the_period_in_which_its_six_weeks_end_wherever_it_came():
    rows = advice(
        piece("2022-03-19", "2022-03-30"),  # due on 30 April, came in March
        piece("2022-03-20", "2022-04-02"),  # due on 1 May, came in April
        piece("2022-03-20", "2022-06-02"),  # due on 1 May, came in June
        piece("2022-03-20"),  # due on 1 May, has not come
    )
    figures = advice_within_6_weeks(rows, [APRIL, MAY])
    assert (share(figures, APRIL), share(figures, MAY)) == ((1, 1), (1, 3))


def test_advice_that_is_not_due_yet_is_not_counted():
    figures = advice_within_6_weeks(advice(piece("2022-05-12"), piece("2022-05-11")), [EVER])
    assert share(figures, EVER) == (0, 1)


def test_returned_advice_counts_in_the_period_in_which_it_came():
    rows = advice(
        piece("2022-02-01", "2022-04-30", "2022-05-03"),
        piece("2022-02-01", "2022-05-01", "2022-05-03"),
        piece("2022-02-01", "2022-05-31"),
        piece("2022-02-01"),
    )
    figures = advice_returned(rows, [APRIL, MAY])
    assert (share(figures, APRIL), share(figures, MAY)) == ((1, 1), (1, 2))


@pytest.mark.parametrize("measure", [advice_within_6_weeks, advice_returned])
def test_every_agency_has_its_own_rate_beside_the_total(measure):
    rows = advice(
        piece("2022-03-25", "2022-05-02", "2022-05-04", "educational_psychology"),
        piece("2022-03-25", "2022-05-20", None, "educational_psychology"),
        piece("2022-03-25", "2022-05-03", "2022-05-09", "school"),
    )
    figures = measure(rows, [MAY])
    assert figures.frame["breakdown"].tolist() == [TOTAL, *AGENCIES]
    assert figures.frame["breakdown_topic"].tolist() == [TOTAL, *["agency"] * len(AGENCIES)]
    assert (share(figures, MAY), share(figures, MAY, "educational_psychology")) == ((2, 3), (1, 2))
    assert share(figures, MAY, "school") == (1, 1)
    assert figures.one(figures.measures[0], MAY, topic="agency", breakdown="other")["symbol"] == "z"


@pytest.mark.parametrize("measure", [advice_within_6_weeks, advice_returned])
def test_an_extract_without_rows_gives_every_figure(measure):
    frame = measure(advice(covers=("2020-01-01", "2022-06-22"))).frame
    assert len(frame) == len(JUNE_2022.standard) * (1 + len(AGENCIES))
    covered = frame["period_start"].ge("2020-01-01")
    assert set(frame.loc[covered, "symbol"]) == {"z"}
    assert set(frame.loc[~covered, "symbol"]) <= {"x"}


@pytest.mark.parametrize("measure", [advice_within_6_weeks, advice_returned])
def test_a_period_that_the_extract_does_not_cover_is_not_available(measure):
    rows = advice(piece("2022-03-20", "2022-05-02"), covers=("2022-05-02", "2022-06-22"))
    assert set(measure(rows, [MAY]).frame["symbol"]) == {"x"}


@pytest.mark.parametrize("measure", [advice_within_6_weeks, advice_returned])
def test_a_measure_leaves_its_rows_as_they_were_and_does_not_mind_their_numbering(measure):
    rows = advice(piece("2022-03-20", "2022-05-02", "2022-05-04"), piece("2022-03-21"))
    before = rows.rows.copy(deep=True)
    figures = measure(rows)
    assert_frame_equal(rows.rows, before)
    rows.rows.index = pd.Index([40, 7])
    assert_frame_equal(measure(rows).frame, figures.frame)


DAYS = st.dates(date(2022, 1, 1), date(2022, 6, 22))
PIECES = st.lists(
    st.builds(
        lambda asked, took, agency: piece(
            asked.isoformat(), str(asked + timedelta(days=took)) if took else None, None, agency
        ),
        DAYS,
        st.none() | st.integers(1, 60),
        st.sampled_from(AGENCIES),
    ),
    max_size=30,
)


@settings(max_examples=30, deadline=None)
@given(rows=PIECES)
def test_the_agencies_add_up_to_the_total(rows):
    figures = advice_within_6_weeks(advice(*rows), [EVER, MAY])
    for over in (EVER, MAY):
        agencies = figures.select(over=over, topic="agency").frame[["numerator", "denominator"]].sum()
        assert tuple(agencies) == share(figures, over)
