"""The rules about the header of a return, and the reference date that all other rules go by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from send_analysis.core.checks import Check
from send_analysis.core.period import in_words
from send_analysis.sen2.fields import Header
from send_analysis.sen2.joined import NEVER
from send_analysis.sen2.tables import LACKS, iso_date

#: The weekday of the census, as Python numbers it, and which one of January it is.
_THURSDAY, _THIRD = 3, 3

#: The census that was on another day. Source: the list of reference dates in witan.sen2.
_OTHERWISE = {2021: date(2021, 1, 14)}


#: The years that a return can be of.
_FIRST, _LAST = 2015, 2100


def census_day(year: int) -> date:
    """The reference date of a year's return: the third Thursday of January, as all published ones since 2022 are."""
    if year in _OTHERWISE:
        return _OTHERWISE[year]
    first = date(year, 1, 1)
    return first + timedelta(days=(_THURSDAY - first.weekday()) % 7 + 7 * (_THIRD - 1))


def reference_date(header: Header) -> date | None:
    """The day that the return speaks of: the header's own, else the census day of its year; None where it has neither."""
    year = _year(header)
    return _given_date(header) or (census_day(year) if year else None)


def reference_day(header: Header) -> np.datetime64:
    """The same for comparing; NaT where there is none."""
    day = reference_date(header)
    return NEVER if day is None else np.datetime64(day, "us")


def _given_date(header: Header) -> date | None:
    try:
        day = date.fromisoformat(iso_date(header.values.get("reference_date")) or "")
    except ValueError:
        return None
    return day if _FIRST <= day.year <= _LAST else None


def _year(header: Header) -> int | None:
    text = header.values.get("year", "")
    is_year = len(text) == 4 and text.isascii() and text.isdigit() and _FIRST <= int(text) <= _LAST
    return int(text) if is_year else None


@dataclass(frozen=True)
class ReadingRule:
    """A rule about how a return is written, as far as its reader sees it; it is a warning.

    Parameters
    ----------
    code, words, advice : as in other rules.
    """

    code: str
    words: str
    advice: str

    def passed(self, how: str) -> Check:
        """That it is kept."""
        return Check(self.code, "PASS", f"{self.words} {how}", allowed=self.words)

    def broken(self, said: str, number: int, column: str = "", part: str = "") -> Check:
        """That it is broken so many times, perhaps in one part of the return."""
        code = f"{self.code}.{part}" if part else self.code
        return Check(code, "WARNING", f"{self.words} {said}", number, self.advice, column=column, allowed=self.words)


@dataclass(frozen=True)
class HeaderRule(ReadingRule):
    """One rule about the header.

    Parameters
    ----------
    holds : whether the header keeps it.
    """

    holds: Callable[[Header], bool]

    def check(self, header: Header) -> Check:
        """Its outcome."""
        return self.passed("It is so.") if self.holds(header) else self.broken("It is not so.", 1, column="Header")


def _is_sen2(header: Header) -> bool:
    return header.values.get("collection", "").upper() == "SEN2"


def _has_authority(header: Header) -> bool:
    text = header.values.get("authority", "")
    return len(text) == 3 and text.isascii() and text.isdigit()


def _agrees(header: Header) -> bool:
    year, day = _year(header), _given_date(header)
    return year is None or day is None or day == census_day(year)


_BY_HAND = "Mend the header and make the return again."

HEADER_RULES = (
    HeaderRule("SEN2-001", "Collection is SEN2.", "Look whether the file is a SEN2 return. " + _BY_HAND, _is_sen2),
    HeaderRule("SEN2-002", "LEA is the authority's number, three digits.", _BY_HAND, _has_authority),
    HeaderRule(
        "SEN2-003", f"Year has four digits, and is one from {_FIRST} to {_LAST}.", _BY_HAND,
        lambda header: _year(header) is not None,
    ),
    HeaderRule(
        "SEN2-004", f"ReferenceDate is a day of the calendar from {_FIRST} to {_LAST}.",
        "Mend the header. Until then the census day of its Year is taken: the third Thursday of January. Without a Year the "
        "rules that need the reference date are not asked.",
        lambda header: _given_date(header) is not None,
    ),
    HeaderRule(
        "SEN2-005", "ReferenceDate is the third Thursday of January of the Year.",
        "Mend the header. The ReferenceDate is gone by, not the Year.", _agrees,
    ),
)  # fmt: skip


#: Asked of all names, not of the header's values.
KNOWN_NAMES = ReadingRule(
    "SEN2-006", "Every element or column is one that the return has.", "Look for a misspelling; else nothing is to be done."
)

#: Asked of the lines of files.
WHOLE_LINES = ReadingRule(
    "SEN2-007", "Each row of a file has as many fields as its header.",
    "Look for a quotation mark or comma that is not quoted, and make the export again.",
)  # fmt: skip


def header_checks(header: Header, unknown: tuple[str, ...], notes: tuple[str, ...]) -> list[Check]:
    """The outcome of every rule about the header, and how the return was read."""
    day = reference_date(header)
    said = f"The return is of version {header.version}; its reference date is {in_words(day) if day else 'not known'}."
    notes = (said, *notes)
    return [
        *(rule.check(header) for rule in HEADER_RULES),
        _unknown_check(unknown),
        *(_source_check(number, note) for number, note in enumerate(notes, start=1)),
    ]


def _source_check(number: int, note: str) -> Check:
    if note.startswith(LACKS):
        return Check(
            f"sen2.source.{number}", "WARNING", note, 0, "If there are such records, export the return again, whole."
        )
    return Check(f"sen2.source.{number}", "PASS", note)


def _unknown_check(unknown: tuple[str, ...]) -> Check:
    if not unknown:
        return KNOWN_NAMES.passed("It is so.")
    return KNOWN_NAMES.broken(f"Not known, and not read: {', '.join(unknown)}.", len(unknown))
