"""Contacts: the published ratings by the example's clock, computed here row by row and apart from the generator."""

from datetime import date, datetime, timedelta

import holidays
import pandas as pd
import pytest

BANK_HOLIDAYS = holidays.country_holidays("GB", subdiv="ENG", years=range(2020, 2023))
END = datetime(2022, 6, 1)
CLOCK_CHANGES = [date(2020, 10, 25), date(2021, 3, 28), date(2021, 10, 31), date(2022, 3, 27)]


def counts(day: date) -> bool:
    return day.weekday() < 5 and day not in BANK_HOLIDAYS


def minutes_that_count(start: datetime, end: datetime) -> int:
    """Minutes from start to end that lie on days that are neither weekends nor bank holidays."""
    minutes, here = 0, start
    while here < end:
        midnight = datetime.combine(here.date() + timedelta(days=1), datetime.min.time())
        if counts(here.date()):
            minutes += int((min(midnight, end) - here).total_seconds()) // 60
        here = midnight
    return minutes


def rate(minutes: int, is_open: bool) -> str:
    if is_open and minutes <= 96 * 60:
        return "pending"
    if is_open or minutes > 96 * 60:
        return "not_met"
    return "exceeded" if minutes <= 48 * 60 else "met"


@pytest.fixture(scope="module")
def contacts(extracts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = extracts["contacts"].copy()
    answers = rows["responded_at"].fillna(END)
    pairs = zip(rows["received_at"].dt.to_pydatetime(), answers.dt.to_pydatetime(), strict=True)
    rows["minutes"] = [minutes_that_count(received, answered) for received, answered in pairs]
    rows["open"] = rows["responded_at"].isna()
    rows["rating"] = [rate(*row) for row in zip(rows["minutes"], rows["open"], strict=True)]
    return rows


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("2020-09-01", "2022-06-01", {"exceeded": 14189, "met": 927, "not_met": 1263}),
        ("2022-04-01", "2022-05-01", {"exceeded": 1130, "met": 48, "not_met": 21}),
        ("2022-05-01", "2022-06-01", {"exceeded": 1150, "met": 56, "not_met": 97}),
    ],
)
def test_ratings_are_as_published_and_none_is_pending(
    contacts: pd.DataFrame, start: str, end: str, expected: dict[str, int]
) -> None:
    received = contacts["received_at"]
    of_window = contacts[(received >= start) & (received < end)]
    assert of_window["rating"].value_counts().to_dict() == expected


def test_all_16379_contacts_lie_in_the_window_published(contacts: pd.DataFrame) -> None:
    assert len(contacts) == 16_379
    assert contacts["received_at"].between("2020-09-01", "2022-05-31 23:59").all()
    assert contacts["responded_at"].max() <= pd.Timestamp("2022-05-31 23:59")


def test_no_contact_is_answered_before_it_came(contacts: pd.DataFrame) -> None:
    answered = contacts[~contacts["open"]]
    assert (answered["responded_at"] > answered["received_at"]).all()


def test_each_band_has_many_contacts(contacts: pd.DataFrame) -> None:
    bands = pd.cut(contacts["minutes"] / 60, [0, 24, 48, 72, 96, 10_000], labels=["24", "48", "72", "96", "over"])
    assert bands.value_counts().gt(300).all()


def test_contacts_keep_off_the_edges_of_the_bands_but_for_a_handful_on_48_and_96_hours(contacts: pd.DataFrame) -> None:
    answered = contacts.loc[~contacts["open"], "minutes"]
    on_the_edge = {hours: int(answered.eq(hours * 60).sum()) for hours in (24, 48, 72, 96)}
    assert on_the_edge == {24: 0, 48: 6, 72: 0, 96: 6}
    for hours in (24, 48, 72, 96):
        near = answered[(answered - hours * 60).abs().between(1, 9)]
        assert near.empty


def test_a_few_contacts_are_still_open_and_all_overdue(contacts: pd.DataFrame) -> None:
    still_open = contacts[contacts["open"]]
    assert 20 <= len(still_open) <= 40
    assert still_open["minutes"].gt(96 * 60).all()


@pytest.mark.parametrize("day", CLOCK_CHANGES)
def test_contacts_come_on_the_days_the_clocks_change_but_not_in_the_doubtful_hour(contacts: pd.DataFrame, day: date) -> None:
    of_day = contacts.loc[contacts["received_at"].dt.date == day, "received_at"]
    assert len(of_day) > 0
    assert not of_day.dt.hour.eq(1).any()
    assert not (contacts["responded_at"].dt.date.eq(day) & contacts["responded_at"].dt.hour.eq(1)).any()


def test_contacts_come_at_weekends_on_bank_holidays_and_in_the_evening_too(contacts: pd.DataFrame) -> None:
    received = contacts["received_at"]
    assert (received.dt.day_of_week >= 5).sum() > 100
    assert received.dt.date.map(lambda day: day in BANK_HOLIDAYS).sum() > 10
    assert (received.dt.hour >= 18).sum() > 300


def test_phone_and_post_come_on_working_days_only(contacts: pd.DataFrame) -> None:
    spoken = contacts[contacts["channel"].isin(["phone", "post"])]
    assert spoken["received_at"].dt.date.map(counts).all()


def test_most_contacts_come_by_email_then_phone(contacts: pd.DataFrame) -> None:
    shares = contacts["channel"].value_counts(normalize=True)
    assert list(shares.index) == ["email", "phone", "portal", "post"]
    assert shares["email"] > 0.5
    assert shares["post"] > 0.01
