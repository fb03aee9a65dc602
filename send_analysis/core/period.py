"""Reporting periods: what a release reports on, the years before it, and how a period is called in words.

A :class:`Period` is two dates. Everything else (its label, the same period a year before) follows from them, so that a
figure, which carries the two dates, always says what it is about.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Self

_ONE_DAY = timedelta(days=1)
_MONTH = re.compile(r"((?:19|20)\d\d)-(\d{2})")
_QUARTER = re.compile(r"((?:19|20)\d\d)-Q([1-4])")
_TERM = re.compile(r"((?:19|20)\d\d)-(autumn|spring|summer)")
_SPLIT_YEAR = re.compile(r"(academic|financial) ((?:19|20)\d\d)/(\d{2})")

#: First and last month of each school term. Assumption: term dates are each authority's own, so whole months stand for
#: them; the label of the period says which dates were used. A params file that needs other dates names a window.
TERM_MONTHS = {"spring": (1, 3), "summer": (4, 8), "autumn": (9, 12)}

#: First month of each kind of reporting year. Academic year: Education Act 1996 s.579 (school year); financial year: 1 April.
YEAR_STARTS = {"calendar": 1, "academic": 9, "financial": 4}

#: English month names by number, written out so that the machine's locale cannot change them.
MONTH_NAMES = ("", *"January February March April May June July August September October November December".split())

#: What a params file may give as a period; shown when it gives something else.
PERIOD_FORMS = (
    "a month 2022-06, several months 2022-05..2022-06, a quarter 2022-Q2, a term 2022-summer, a calendar year 2022, "
    "academic 2021/22, or financial 2021/22"
)


def last_day_of_month(year: int, month: int) -> date:
    """The last day of a month, for instance 29 February 2024."""
    return date(year, month, calendar.monthrange(year, month)[1])


def a_year_before(day: date) -> date:
    """The same day of the year before; 29 February becomes 28 February."""
    return date(day.year - 1, day.month, min(day.day, last_day_of_month(day.year - 1, day.month).day))


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included.

    Raises
    ------
    ValueError
        When `end` lies before `start`.
    """

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period ends on or after the day it starts: {self.start} to {self.end}")

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a period as params files write it, see :data:`PERIOD_FORMS`.

        Raises
        ------
        ValueError
            When the text is none of these forms, or names a month that does not exist.
        """
        first, dots, last = text.strip().partition("..")
        if dots:
            return cls(cls._parse_one(first).start, cls._parse_one(last).end)
        return cls._parse_one(first)

    @classmethod
    def _parse_one(cls, text: str) -> Self:
        if match := _MONTH.fullmatch(text):
            if not 1 <= int(match[2]) <= 12:
                raise ValueError(f"{text!r} is not a month; the months are {match[1]}-01 to {match[1]}-12")
            return cls.of_months(int(match[1]), int(match[2]), 1)
        if match := _QUARTER.fullmatch(text):
            return cls.of_months(int(match[1]), 3 * int(match[2]) - 2, 3)
        if match := _TERM.fullmatch(text):
            first, last = TERM_MONTHS[match[2]]
            return cls.of_months(int(match[1]), first, last - first + 1)
        if match := _SPLIT_YEAR.fullmatch(text):
            if (int(match[2]) + 1) % 100 != int(match[3]):
                raise ValueError(f"{text!r} does not name two years that follow each other")
            return cls.of_months(int(match[2]), YEAR_STARTS[match[1]], 12)
        if re.fullmatch(r"(19|20)\d\d", text):
            return cls.of_months(int(text), 1, 12)
        raise ValueError(f"{text!r} is not a period; write {PERIOD_FORMS}")

    @classmethod
    def of_months(cls, year: int, month: int, count: int) -> Self:
        """`count` whole months from the first day of `month` on."""
        start = date(year, month, 1)
        last = year * 12 + month - 1 + count - 1
        return cls(start, last_day_of_month(last // 12, last % 12 + 1))

    def clipped_to(self, as_at: date) -> Self:
        """The part of the period that is over on `as_at`; the period itself when it has finished.

        Raises
        ------
        ValueError
            When the period has not begun on `as_at`.
        """
        return type(self)(self.start, min(self.end, as_at))

    def previous_year(self) -> Self:
        """The same period one year before: whole months stay whole, any other last day is the same day of the month."""
        return type(self)(a_year_before(self.start), self._end_a_year_before())

    def _end_a_year_before(self) -> date:
        if self.is_whole_months():
            return last_day_of_month(self.end.year - 1, self.end.month)
        return a_year_before(self.end)

    def _ends_a_month(self) -> bool:
        return (self.end + _ONE_DAY).day == 1

    def is_whole_months(self) -> bool:
        """Whether the period begins on the first day of a month and ends on the last day of one."""
        return self.start.day == 1 and self._ends_a_month()

    def is_calendar_year(self) -> bool:
        """Whether the period is 1 January to 31 December of one year."""
        return self.is_whole_months() and (self.start.month, self.end.month) == (1, 12) and self.start.year == self.end.year

    def months(self) -> Iterator[Self]:
        """The months of the period in order; the first and the last are cut to the period's days."""
        start = self.start
        while start <= self.end:
            end = min(last_day_of_month(start.year, start.month), self.end)
            yield type(self)(start, end)
            start = end + _ONE_DAY

    def contains(self, other: "Period") -> bool:
        """Whether every day of `other` lies in this period."""
        return self.start <= other.start and other.end <= self.end

    @property
    def label(self) -> str:
        """The period in words: "June 2022", "1 to 22 June 2022", "1 May to 22 June 2022", "2021"."""
        if self.is_calendar_year():
            return str(self.start.year)
        if self._is_one_month():
            return self._label_within_a_month()
        if self.is_whole_months():
            return self._label_of_months()
        same_year = self.start.year == self.end.year
        return f"{in_words(self.start, year=not same_year)} to {in_words(self.end)}"

    def _is_one_month(self) -> bool:
        return (self.start.year, self.start.month) == (self.end.year, self.end.month)

    def _label_within_a_month(self) -> str:
        if self.is_whole_months():
            return month_in_words(self.start)
        if self.start == self.end:
            return in_words(self.end)
        return f"{self.start.day} to {in_words(self.end)}"

    def _label_of_months(self) -> str:
        count = (self.end.year - self.start.year) * 12 + self.end.month - self.start.month + 1
        joint = "and" if count == 2 else "to"
        first = month_in_words(self.start, year=self.start.year != self.end.year)
        return f"{first} {joint} {month_in_words(self.end)}"


def in_words(day: date, *, year: bool = True) -> str:
    """A date as residents write it: "22 June 2022", without the year "22 June"."""
    return f"{day.day} {MONTH_NAMES[day.month]}" + (f" {day.year}" if year else "")


def month_in_words(day: date, *, year: bool = True) -> str:
    """The month of a day: "June 2022", without the year "June"."""
    return MONTH_NAMES[day.month] + (f" {day.year}" if year else "")
