"""Rows that break no rule and make no sense together are named; what may happen by chance, or by the work itself, is not."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

import pandas as pd
import pytest

from send_analysis.core.checks import Check
from send_analysis.core.figures import Area
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.opening import open_datasets
from send_analysis.datasets.sense.release import differs, empty_months, period_before, sense_checks
from send_analysis.synthetic.authority.whole import Synthesised, synthesise
from tests.datasets.extracts import params, prepared

AS_AT = date(2022, 6, 30)
JUNE, JUNE_BEFORE, MAY = (Period.of_months(*month, 1) for month in ((2022, 6), (2021, 6), (2022, 5)))


def dataset(name: str, rows: Iterable[dict[str, str]], *, start: date = date(2020, 1, 1), as_at: date = AS_AT) -> Dataset:
    """A dataset whose extract holds these rows, reported on for June 2022."""
    result = prepared(name, *rows, as_at=as_at)
    windows = Windows(Period.of_months(2022, 6, 1), as_at)
    return Dataset(name, result.rows, Area("866", "Swindon"), Period(start, as_at), "made up", windows)


def spread(number: int, period: Period) -> list[date]:
    """So many days, evenly over a period."""
    length = (period.end - period.start).days + 1
    return [period.start + timedelta(days=at * length // number) for at in range(number)]


def contacts(number: int, period: Period, **change: str) -> list[dict[str, str]]:
    """Contacts spread over a period, each answered a day later, by two channels in turn."""
    return [
        {
            "received_at": f"{day} 09:30",
            "responded_at": f"{day + timedelta(days=1)} 10:00",
            "channel": "email" if at % 2 else "phone",
        }
        | change
        for at, day in enumerate(spread(number, period))
    ]


def usual(number: int = 30) -> list[dict[str, str]]:
    """As many contacts in each month of two and a half years."""
    return [row for month in Period(date(2020, 1, 1), AS_AT).months() for row in contacts(number, month)]


def requests(number: int, period: Period, **change: str) -> list[dict[str, str]]:
    """Requests spread over a period, of both sexes, without a plan."""
    later = ("decision_on", "outcome_on", "outcome", "draft_sent_on", "plan_issued_on")
    pending = dict.fromkeys(later, "")
    varied = [
        {"sex": "FM"[at % 2], "primary_need": ("ASD", "SEMH")[at % 2], "decision": ("pending", "withdrawn")[at % 2]}
        for at in range(number)
    ]
    localities = [
        {"locality": ("north", "south")[at % 2], "age_group": ("5 to 10", "under 5")[at % 2]} for at in range(number)
    ]
    days = spread(number, period)
    return [pending | varied[at] | localities[at] | {"received_on": str(days[at])} | change for at in range(number)]


def found(checked: Dataset, constants: frozenset[str] = frozenset()) -> list[Check]:
    """What the checks found."""
    checks = sense_checks({checked.name: checked}, {checked.name: constants})
    return [check for check in checks if check.found_something]


def names(checked: Dataset) -> list[str]:
    return [check.check for check in found(checked)]


# Nothing to say


def test_a_usual_extract_passes_every_check_and_each_says_what_it_looked_at():
    checks = sense_checks({"contacts": dataset("contacts", usual())})
    assert {check.result for check in checks} == {"PASS"}
    assert {check.check for check in checks} == {
        f"contacts.{rule}"
        for rule in ("numbers", "month_with_none", "default_dates", "no_time_after", "share_missing", "one_value")
    }
    assert all(check.dataset == "contacts" and check.message.endswith(".") for check in checks)


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_a_handful_of_rows_gives_no_false_alarm(number):
    assert found(dataset("contacts", contacts(number, JUNE) if number else [])) == []
    assert found(dataset("requests", requests(number, JUNE, sex="not_stated") if number else [])) == []


def test_an_extract_without_rows_is_not_looked_at():
    assert sense_checks({"contacts": dataset("contacts", [])}) == []


def test_no_value_of_a_row_is_in_any_message():
    rows = [row | {"channel": "portal"} for row in contacts(300, Period.of_months(2022, 6, 1))]
    for check in found(dataset("contacts", rows)):
        assert "portal" not in check.message + check.guidance
        assert "C-1" not in check.message


# Numbers of rows


@pytest.mark.parametrize(
    ("number", "before", "expected"),
    [
        (100, 100, False),
        (180, 100, False),  # less than double
        (1_303, 661, False),  # as published by Swindon: beyond chance, and not double
        (200, 100, True),
        (100, 200, True),
        (0, 11, True),
        (0, 9, False),  # by chance
        (8, 4, False),
        (0, 0, False),
        (1, 0, False),
    ],
)
def test_a_change_is_strange_when_it_is_large_and_beyond_chance(number, before, expected):
    assert differs(number, before) is expected


def test_a_month_cut_short_is_set_beside_the_month_before_and_last_year():
    rows = [row for row in usual() if not row["received_at"].startswith("2022-06")] + contacts(
        3, Period(JUNE.start, JUNE.start)
    )
    named = {check.check: check for check in found(dataset("contacts", rows))}
    against = named["contacts.received_at.number_against_last_year"]
    assert against.message == (
        "column received_at: 3 dates in June 2022, against 30 in the same period last year (June 2021)."
    )
    assert (against.result, against.dataset, against.column) == ("WARNING", "contacts", "received_at")
    assert "contacts.received_at.number_against_the_period_before" in named


def test_rows_that_stand_twice_double_a_month():
    assert "contacts.received_at.number_against_the_period_before" in names(
        dataset("contacts", usual() + contacts(40, JUNE))
    )


def test_more_answers_are_work_and_no_fault_while_fewer_may_be_lost():
    open_in_june = [row | {"responded_at": ""} if row["received_at"] >= "2022-05-29" else row for row in usual()]
    assert "contacts.responded_at.number_against_last_year" in names(dataset("contacts", open_in_june))
    answered_in_june = [
        row | {"responded_at": "2022-06-15 10:00"} if "2022-03" in row["received_at"] else row for row in usual()
    ]
    assert "contacts.responded_at.number_against_last_year" not in names(dataset("contacts", answered_in_june))


def test_later_events_are_held_against_both_periods_so_that_one_odd_month_is_no_alarm():
    cleared = [row | {"responded_at": "2021-06-30 10:00"} if row["received_at"] < "2021-05" else row for row in usual()]
    assert "contacts.responded_at.number_against_last_year" not in names(dataset("contacts", cleared))
    lost = [row | {"responded_at": ""} if row["received_at"] >= "2022-05-29" else row for row in cleared]
    assert "contacts.responded_at.number_against_last_year" in names(dataset("contacts", lost))


def test_periods_that_the_extract_does_not_cover_are_not_compared():
    checks = sense_checks({"contacts": dataset("contacts", contacts(50, JUNE), start=JUNE.start)})
    said = next(check for check in checks if check.check == "contacts.numbers")
    assert (said.result, said.message) == ("PASS", "Numbers of dates not compared: the extract covers no earlier period.")


@pytest.mark.parametrize(
    ("period", "before"),
    [
        (Period.of_months(2022, 5, 2), Period.of_months(2022, 3, 2)),
        (Period.of_months(2022, 1, 1), Period.of_months(2021, 12, 1)),
        (Period.of_months(2022, 1, 12), Period.of_months(2021, 1, 12)),
        (Period(date(2022, 5, 1), date(2022, 6, 22)), Period(date(2022, 3, 9), date(2022, 4, 30))),
    ],
)
def test_the_period_before_is_as_long_and_ends_the_day_before(period, before):
    assert period_before(period) == before


# Months with none


def test_months_without_rows_between_months_with_many_are_named():
    rows = [row for row in usual() if not row["received_at"].startswith(("2021-10", "2021-11", "2022-01"))]
    empty = next(each for each in found(dataset("contacts", rows)) if each.check == "contacts.received_at.month_with_none")
    assert "no date in 2021-10, 2021-11 and 2022-01," in empty.message


def test_months_without_rows_longer_ago_than_any_figure_looks_are_not_named():
    rows = [row for row in usual() if not row["received_at"].startswith(("2020-04", "2020-06"))]
    assert names(dataset("contacts", rows)) == []
    rows = [row for row in usual() if not row["received_at"].startswith("2020-07")]
    assert "contacts.received_at.month_with_none" in names(dataset("contacts", rows))


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2020-01-01", "2022-06-30", ["2021-03"]),
        ("2020-01-01", "2021-03-30", []),  # a month that is not over says nothing
        ("2020-01-01", "2021-03-31", ["2021-03"]),
        ("2021-03-02", "2022-06-30", []),
        ("2021-03-01", "2022-06-30", []),  # before the first row of all
    ],
)
def test_only_whole_months_that_the_extract_covers_can_be_empty(first, last, expected):
    covers = Period(date.fromisoformat(first), date.fromisoformat(last))
    months = [month for month in Period(date(2020, 1, 1), AS_AT).months() if month.start != date(2021, 3, 1)]
    days = pd.Series([pd.Timestamp(day) for month in months for day in spread(12, month)])
    days = days[days.between(pd.Timestamp(covers.start), pd.Timestamp(covers.end))]
    assert [str(each) for each in empty_months(days, covers)] == expected


def test_one_old_row_does_not_make_years_of_empty_months():
    days = pd.Series([pd.Timestamp("2003-05-01"), *(pd.Timestamp(day) for day in spread(60, Period.of_months(2022, 1, 6)))])
    assert empty_months(days, Period(date(1900, 1, 1), AS_AT)) == []


# Dates that a system puts in


def test_dates_that_are_all_one_day_are_named_once():
    rows = usual()[:-360] + contacts(300, Period(date(2022, 2, 1), date(2022, 2, 1)))
    assert [name for name in names(dataset("contacts", rows)) if name.endswith(("same_day", "first_of_month"))] == [
        "contacts.received_at.same_day",
        "contacts.responded_at.same_day",
    ]


def test_many_dates_on_the_first_of_a_month_are_named():
    first = [
        row | {"received_at": f"{row['received_at'][:8]}01 09:30"} if at % 3 == 0 else row for at, row in enumerate(usual())
    ]
    assert names(dataset("contacts", first)) == ["contacts.received_at.first_of_month"]


@pytest.mark.parametrize("entered_on", ["2021-09-01"])
def test_placements_rightly_begin_with_the_school_year(entered_on):
    rows = [{"entered_on": entered_on, "urn": str(100_000 + at)} for at in range(60)]
    assert not [name for name in names(dataset("placements", rows)) if "entered_on" in name and "number" not in name]


def test_more_placements_begin_in_one_month_than_in_the_month_before_and_rightly_so():
    days = [*spread(20, MAY), *spread(80, JUNE), *spread(70, JUNE_BEFORE)]
    rows = [{"entered_on": str(day), "urn": str(100_000 + at)} for at, day in enumerate(days)]
    assert "placements.entered_on.number_against_the_period_before" not in names(dataset("placements", rows))
    assert "placements.entered_on.number_against_last_year" in names(dataset("placements", rows[:-40]))


def test_answers_that_all_took_no_time_are_named():
    rows = [row | {"responded_at": row["received_at"]} for row in usual()]
    named = found(dataset("contacts", rows))
    assert [check.check for check in named] == ["contacts.responded_at.no_time_after"]
    assert "are the same as received_at" in named[0].message
    assert found(dataset("contacts", [*rows[:-40], usual()[-40], *rows[-39:]])) == []


# Columns


def year_of(number: int, period: Period, **change: str) -> list[dict[str, str]]:
    return [row for month in period.months() for row in requests(number, month, **change)]


LAST_YEAR, THIS_YEAR = Period(date(2020, 7, 1), date(2021, 6, 30)), Period(date(2021, 7, 1), AS_AT)


def test_a_share_missing_that_jumped_is_named_with_both_shares():
    rows = year_of(20, LAST_YEAR) + year_of(20, Period(date(2021, 7, 1), date(2022, 3, 31)))
    rows += year_of(20, Period(date(2022, 4, 1), AS_AT), sex="not_stated")
    named = {check.check: check for check in found(dataset("requests", rows))}
    assert named["requests.sex.share_missing"].message == (
        "column sex: missing or not stated in 25 per cent of the rows of the last twelve months, against 0 per cent a year "
        "before."
    )
    assert named["requests.sex.share_missing"].rows == 60


def test_a_column_as_often_missing_as_ever_and_a_case_that_goes_on_are_no_jump():
    rows = year_of(20, LAST_YEAR, source="") + year_of(20, THIS_YEAR, source="")
    assert names(dataset("requests", rows)) == []


def test_a_column_with_one_value_everywhere_is_named_unless_params_say_it():
    rows = year_of(20, LAST_YEAR, sex="not_stated") + year_of(20, THIS_YEAR, sex="not_stated")
    assert names(dataset("requests", rows)) == ["requests.sex.one_value"]
    assert found(dataset("requests", rows), frozenset({"sex"})) == []


def test_one_value_in_the_period_alone_is_named_where_others_differ():
    rows = year_of(20, LAST_YEAR) + year_of(20, THIS_YEAR)[:-20] + requests(20, JUNE, locality="north")
    named = found(dataset("requests", rows))
    assert [check.check for check in named] == ["requests.locality.one_value"]
    assert "in all 20 rows of June 2022; others differ" in named[0].message


def test_a_plan_issued_in_the_period_came_from_no_other_authority_and_that_is_nothing_strange():
    old = [{"issued_on": "2018-01-08", "transferred_in": "yes" if at % 5 == 0 else "no"} for at in range(50)]
    new = [{"issued_on": str(day)} for day in spread(60, JUNE)]
    assert "plans.transferred_in.one_value" not in names(dataset("plans", [*old, *new]))


@pytest.mark.parametrize("period", ["2025", "2025-06", "2025-12"])
def test_a_made_up_authority_without_faults_raises_no_alarm(made_up: Synthesised, period: str):
    # No plan is audited that was issued longer ago than the made-up audits look back.
    starts = {"audits": "2024-09-01", "audit_sections": "2024-09-01", "golden_thread": "2024-09-01"}
    extracts = {name: {"path": path.name, "from": starts.get(name, "2023-01-01")} for name, path in made_up.files.items()}
    opened = open_datasets(params(made_up.folder, extracts, as_at="2026-01-15", period=period))
    assert [check.check for check in sense_checks(opened.datasets) if check.found_something] == []


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> Synthesised:
    return synthesise(tmp_path_factory.mktemp("made") / "csv", requests=1500, contacts=1500, seed=5)


@pytest.mark.parametrize(
    ("flagged", "plain", "expected"), [(5, 0, True), (40, 0, True), (4, 0, False), (40, 1, False), (0, 9, False)]
)
def test_a_month_in_which_every_plan_is_an_exception_is_named(flagged, plain, expected):
    grounds = ["exceptional_circumstances"] * flagged + [""] * plain
    rows = [{"exception_grounds": each} for each in grounds]  # the plans of sound rows are of May 2022
    assert ("requests.exception_grounds.every_case_an_exception" in names(dataset("requests", rows))) is expected


def test_a_year_is_held_against_the_year_before_once():
    rows = [*contacts(400, Period.parse("2020")), *contacts(40, Period.parse("2021"))]
    checked = dataset("contacts", rows, as_at=date(2021, 12, 31))
    year = replace(checked, windows=Windows(Period.parse("2021"), date(2021, 12, 31)))
    assert [name for name in names(year) if "received_at.number_against" in name] == [
        "contacts.received_at.number_against_last_year"
    ]
