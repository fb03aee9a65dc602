"""The rules about the header of a return, and the reference date that all other rules go by."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from send_analysis.core.checks import Check, Result
from send_analysis.core.period import in_words
from send_analysis.sen2.fields import Header
from send_analysis.sen2.joined import NEVER
from send_analysis.sen2.tables import iso_date

#: The weekday of the census, as Python numbers it, and which one of January it is.
_THURSDAY, _THIRD = 3, 3

#: The census that was on another day. Source: the list of reference dates in witan.sen2.
_OTHERWISE = {2021: date(2021, 1, 14)}


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
        return date.fromisoformat(iso_date(header.values.get("reference_date")) or "")
    except ValueError:
        return None


def _year(header: Header) -> int | None:
    text = header.values.get("year", "")
    return int(text) if len(text) == 4 and text.isascii() and text.isdigit() else None


@dataclass(frozen=True)
class HeaderRule:
    """One rule about the header.

    Parameters
    ----------
    code, words, advice : as in other rules.
    holds : whether the header keeps it.
    result : how bad it is when it does not.
    """

    code: str
    words: str
    holds: Callable[[Header], bool]
    result: Result
    advice: str

    def check(self, header: Header) -> Check:
        """Its outcome."""
        if self.holds(header):
            return Check(self.code, "PASS", f"{self.words} It is so.", allowed=self.words)
        return Check(
            self.code, self.result, f"{self.words} It is not so.", 1, self.advice, column="Header", allowed=self.words
        )


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
    HeaderRule("SEN2-001", "Collection is SEN2.", _is_sen2, "WARNING", "Look whether the file is a SEN2 return. " + _BY_HAND),
    HeaderRule("SEN2-002", "LEA is the authority's number, three digits.", _has_authority, "WARNING", _BY_HAND),
    HeaderRule("SEN2-003", "Year has four digits.", lambda header: _year(header) is not None, "WARNING", _BY_HAND),
    HeaderRule(
        "SEN2-004", "ReferenceDate is a day of the calendar.", lambda header: _given_date(header) is not None, "WARNING",
        "Mend the header. Until then the census day of its Year is taken: the third Thursday of January. Without a Year the "
        "rules that need the reference date are not asked.",
    ),
    HeaderRule(
        "SEN2-005", "ReferenceDate is the third Thursday of January of the Year.", _agrees, "WARNING",
        "Mend the header. The ReferenceDate is gone by, not the Year.",
    ),
)  # fmt: skip


#: Asked of all names, not of the header's values.
KNOWN_NAMES = HeaderRule(
    "SEN2-006", "Every element or column is one that the return has.", lambda header: True, "WARNING",
    "Look for a misspelling; else nothing is to be done.",
)  # fmt: skip

#: Asked of the lines of files.
WHOLE_LINES = HeaderRule(
    "SEN2-007", "Each row of a file has as many fields as its header.", lambda header: True, "WARNING",
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
        *(Check(f"sen2.source.{number}", "PASS", note) for number, note in enumerate(notes, start=1)),
    ]


def _unknown_check(unknown: tuple[str, ...]) -> Check:
    words = KNOWN_NAMES.words
    if not unknown:
        return Check(KNOWN_NAMES.code, "PASS", f"{words} It is so.", allowed=words)
    message = f"{words} Not known, and not read: {', '.join(unknown)}."
    return Check(KNOWN_NAMES.code, KNOWN_NAMES.result, message, len(unknown), KNOWN_NAMES.advice, allowed=words)
