"""The front door: how many contacts come, and how fast they are answered by the authority's standard."""

import pytest

from send_analysis.core.figures import Figures
from send_analysis.core.params.authority import FrontDoorStandard, OfficeHoursParams
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures import front_door
from tests.measures.builders import JUNE_2022, dataset, period, times

APRIL, MAY = Period.parse("2022-04"), Period.parse("2022-05")
LOG = period("2020-09-01", "2022-05-31")

ELAPSED = FrontDoorStandard(clock="elapsed")
WORKING_DAYS = FrontDoorStandard(clock="elapsed_without_weekends_and_bank_holidays")
OFFICE_HOURS = FrontDoorStandard(clock="office_hours", exceeded_within_hours=16, met_within_hours=32)


def contact(
    received_at: str = "2022-05-03 10:00", responded_at: str | None = "2022-05-03 11:00", channel: str | None = "email"
):
    return {"received_at": received_at, "responded_at": responded_at, "channel": channel}


def log(*rows: dict[str, object]) -> Dataset:
    return dataset("contacts", rows, covers=LOG)


def values(figures: Figures, over: Period, topic: str, column: str = "numerator") -> dict[str, float]:
    return figures.select(over=over, topic=topic).frame.set_index("breakdown")[column].to_dict()


def rating_of(received_at: str, responded_at: str | None, standard: FrontDoorStandard) -> str:
    return front_door.rate_responses(log(contact(received_at, responded_at)), standard).item()


# It works


def test_the_published_contacts_of_april_and_may_come_out():
    """ "Apr 22 Exceeded 1130, Met 48, Not met 21; May 22 Exceeded 1150, Met 56, Not met 97." """
    published = [
        (1130, "2022-04-05 09:00", "2022-04-06 09:00"),
        (48, "2022-04-05 09:00", "2022-04-08 09:00"),
        (21, "2022-04-05 09:00", "2022-04-11 09:00"),
        (1150, "2022-05-03 09:00", "2022-05-04 09:00"),
        (56, "2022-05-03 09:00", "2022-05-06 09:00"),
        (97, "2022-05-03 09:00", "2022-05-09 09:00"),
    ]
    rows = [row for number, *moments in published for row in times(number, **contact(*moments))]
    figures = front_door.rating(log(*rows), ELAPSED, [APRIL, MAY])
    assert values(figures, APRIL, "rating") == {"exceeded": 1130, "met": 48, "not_met": 21, "pending": 0}
    assert values(figures, MAY, "rating") == {"exceeded": 1150, "met": 56, "not_met": 97, "pending": 0}
    not_met = figures.one("rating", MAY, topic="rating", breakdown="not_met")
    assert (not_met["denominator"], not_met["unit"]) == (1303, "percent")
    assert [round(not_met[each], 2) for each in ("value", "lower", "upper")] == [7.44, 6.14, 9.00]


@pytest.mark.parametrize(
    ("standard", "received_at", "responded_at", "rating"),
    [
        (ELAPSED, "2022-05-03 10:00", "2022-05-03 10:00", "exceeded"),
        (ELAPSED, "2022-05-03 10:00", "2022-05-05 10:00", "exceeded"),  # exactly 48 hours
        (ELAPSED, "2022-05-03 10:00", "2022-05-05 10:01", "met"),
        (ELAPSED, "2022-05-03 10:00", "2022-05-07 10:00", "met"),  # exactly 96 hours
        (ELAPSED, "2022-05-03 10:00", "2022-05-07 10:01", "not_met"),
        (ELAPSED, "2022-03-26 12:00", "2022-03-28 13:00", "exceeded"),  # clocks go forward: 48 true hours
        (ELAPSED, "2021-10-30 12:00", "2021-11-01 11:01", "met"),  # clocks go back: a minute more than 48
        (WORKING_DAYS, "2022-05-06 10:00", "2022-05-10 10:00", "exceeded"),  # over a weekend
        (WORKING_DAYS, "2022-04-29 10:00", "2022-05-04 10:00", "exceeded"),  # and a bank holiday on Monday, 2 May
        (WORKING_DAYS, "2022-04-29 10:00", "2022-05-04 10:01", "met"),
        (WORKING_DAYS, "2022-05-03 10:00", "2022-05-09 10:00", "met"),
        (WORKING_DAYS, "2022-05-03 10:00", "2022-05-09 10:01", "not_met"),
        (OFFICE_HOURS, "2022-05-03 09:00", "2022-05-04 17:00", "exceeded"),  # 16 office hours
        (OFFICE_HOURS, "2022-05-03 09:00", "2022-05-05 09:01", "met"),
        (OFFICE_HOURS, "2022-05-03 09:00", "2022-05-09 09:01", "not_met"),
    ],
)
def test_a_response_in_exactly_the_limit_is_within_it(standard, received_at, responded_at, rating):
    assert rating_of(received_at, responded_at, standard) == rating


@pytest.mark.parametrize(
    ("standard", "received_at", "rating"),
    [  # the log was taken on Tuesday 31 May 2022, so an open contact has waited to the midnight that ends this day
        (ELAPSED, "2022-05-31 23:59", "pending"),
        (ELAPSED, "2022-05-30 00:00", "pending"),  # more than is "exceeded", but still in time
        (ELAPSED, "2022-05-28 00:00", "pending"),  # exactly 96 hours
        (ELAPSED, "2022-05-27 23:59", "not_met"),
        (ELAPSED, "2020-09-01 09:00", "not_met"),
        (WORKING_DAYS, "2022-05-26 00:00", "pending"),  # Thursday: two working days and the two of the next week
        (WORKING_DAYS, "2022-05-25 23:59", "not_met"),
        (OFFICE_HOURS, "2022-05-26 09:00", "pending"),
        (OFFICE_HOURS, "2022-05-25 16:59", "not_met"),
    ],
)
def test_an_open_contact_is_not_met_once_overdue(standard, received_at, rating):
    assert rating_of(received_at, None, standard) == rating


def test_no_contact_is_dropped():
    rows = [
        contact(
            f"2022-05-{day:02d} {hour:02d}:30", None if hour % 3 == 0 else f"2022-05-{min(day + hour % 5, 31)} {hour:02d}:31"
        )
        for day in range(1, 32)
        for hour in range(0, 24, 2)
    ]
    for standard in (ELAPSED, WORKING_DAYS, OFFICE_HOURS):
        rated = values(front_door.rating(log(*rows), standard, [MAY]), MAY, "rating")
        timed = values(front_door.response_time(log(*rows), standard, [MAY]), MAY, "response time")
        assert sum(rated.values()) == sum(timed.values()) == len(rows)
        assert min(rated.values()) > 0


def test_a_contact_counts_on_the_day_it_was_received_in_london():
    rows = [contact("2022-04-30 23:59", "2022-05-01 08:00"), contact("2022-05-01 00:00"), contact("2022-05-31 23:59", None)]
    figures = front_door.received(log(*rows), [APRIL, MAY])
    assert [figures.one("received", over)["value"] for over in (APRIL, MAY)] == [1, 2]
    assert figures.one("received", MAY)["unit"] == "contacts"


def test_contacts_are_counted_and_rated_by_channel():
    late = contact(responded_at="2022-05-23 10:00")
    rows = [*times(3, **contact()), late, contact(channel="phone"), *times(2, **late | {"channel": "phone"})]
    figures = front_door.received(log(*rows), [MAY])
    assert values(figures, MAY, "channel") == {"email": 4, "phone": 3, "post": 0, "portal": 0}
    rated = front_door.rating(log(*rows), ELAPSED, [MAY])
    assert values(rated, MAY, "channel / rating", "value") == pytest.approx(
        {"email / exceeded": 75, "email / met": 0, "email / not_met": 25, "email / pending": 0,
         "phone / exceeded": 100 / 3, "phone / met": 0, "phone / not_met": 200 / 3, "phone / pending": 0,
         **{f"{channel} / {each}": float("nan") for channel in ("post", "portal") for each in front_door.RATINGS}},
        nan_ok=True,
    )  # fmt: skip
    assert values(rated, MAY, "channel / rating", "symbol")["post / met"] == "z"


def test_a_contact_without_channel_counts_in_the_totals_alone():
    rows = log(contact(channel=None), contact())
    figures = front_door.rating(rows, ELAPSED, [MAY])
    assert values(figures, MAY, "rating")["exceeded"] == 2
    assert sum(values(figures, MAY, "channel / rating").values()) == 1
    assert sum(values(front_door.received(rows, [MAY]), MAY, "channel").values()) == 1


@pytest.mark.parametrize(
    ("responded_at", "band"),
    [
        ("2022-05-03 10:00", "up to 24 hours"),
        ("2022-05-04 10:00", "up to 24 hours"),
        ("2022-05-04 10:01", "over 24 to 48 hours"),
        ("2022-05-05 10:01", "over 48 to 72 hours"),
        ("2022-05-06 10:01", "over 72 to 96 hours"),
        ("2022-05-07 10:00", "over 72 to 96 hours"),
        ("2022-05-07 10:01", "over 96 hours"),
        (None, "still open"),
    ],
)
def test_a_response_in_exactly_the_limit_of_a_band_is_in_this_band(responded_at, band):
    figures = front_door.response_time(log(contact("2022-05-03 10:00", responded_at)), ELAPSED, [MAY])
    assert {name: number for name, number in values(figures, MAY, "response time").items() if number} == {band: 1}


def test_an_open_contact_is_a_band_of_its_own_however_young():
    figures = front_door.response_time(log(contact("2022-05-31 23:59", None)), ELAPSED, [MAY])
    assert values(figures, MAY, "response time")["still open"] == 1


def test_the_bands_stand_in_order():
    figures = front_door.response_time(log(contact()), ELAPSED, [MAY])
    assert figures.frame["breakdown"].tolist() == [
        "up to 24 hours", "over 24 to 48 hours", "over 48 to 72 hours", "over 72 to 96 hours", "over 96 hours", "still open",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("limits", "ratings"), [((24, 72), ["met", "met", "not_met"]), ((72, 96.5), ["exceeded", "exceeded", "met"])]
)
def test_the_limits_are_the_authoritys_choice(limits, ratings):
    standard = FrontDoorStandard(clock="elapsed", exceeded_within_hours=limits[0], met_within_hours=limits[1])
    rows = log(*(contact("2022-05-03 10:00", f"2022-05-{day:02d} 10:00") for day in (5, 6, 7)))
    assert front_door.rate_responses(rows, standard).tolist() == ratings


def test_the_office_hours_are_the_authoritys_choice():
    rows = log(contact("2022-05-03 08:00", "2022-05-03 18:00"))
    hours = [
        front_door.response_hours(rows, OFFICE_HOURS.model_copy(update={"office_hours": hours})).item()
        for hours in (OfficeHoursParams(), OfficeHoursParams(opens="08:00", closes="18:30"))
    ]
    assert hours == [8, 10]


# Something is missing


@pytest.mark.parametrize("measure", ["received", "rating", "response_time"])
@pytest.mark.parametrize("over", [period("2022-05-01", "2022-06-22"), Period.parse("2020-08")])
def test_days_that_the_log_does_not_cover_are_not_available(measure, over):
    standard = () if measure == "received" else (ELAPSED,)
    figures = getattr(front_door, measure)(log(contact()), *standard, [over])
    assert set(figures.frame["symbol"]) == {"x"}


def test_a_month_without_contacts_is_a_true_zero_and_has_no_ratings():
    assert set(front_door.received(log(), [MAY]).frame["value"]) == {0}
    for figures in (front_door.rating(log(), ELAPSED, [MAY]), front_door.response_time(log(), ELAPSED, [MAY])):
        assert set(figures.frame["symbol"]) == {"z"}


def test_the_windows_of_the_release_are_counted_when_none_are_named():
    asked = {(each.start, each.end) for each in JUNE_2022.standard}
    for figures in (
        front_door.received(log(contact())),
        front_door.rating(log(contact()), ELAPSED),
        front_door.response_time(log(contact()), ELAPSED),
    ):
        assert {(row.period_start.date(), row.period_end.date()) for row in figures.frame.itertuples()} == asked
