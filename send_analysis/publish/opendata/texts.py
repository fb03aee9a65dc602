"""Texts that go into a data file: on one line, never run by a spreadsheet, none too long, and no two alike; and file names."""

import re
from collections.abc import Iterable

#: Most letters of a filter item or a location's name, a label and a column's name. Source: limits of the API of Explore
#: Education Statistics.
LONGEST_ITEM, LONGEST_LABEL, LONGEST_COLUMN = 120, 100, 50

#: Most letters of a file name before its ending: with ".meta.csv" still below the 143 that encrypted folders allow.
LONGEST_FILE_NAME = 100

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

#: What a cell begins with that a spreadsheet runs. Source: OWASP, "CSV injection".
_RUN = ("=", "+", "-", "@")

#: Control characters, and those that are not seen or that turn the direction of writing.
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+")


def plain_text(text: str, longest: int = LONGEST_ITEM) -> str:
    """A text for a cell: one line without blanks around it, and inert.

    An apostrophe stands before what a spreadsheet would run. Elsewhere a tab does that, but the Department's standard has no
    blank at either end of a filter's items.
    """
    one_line = " ".join(_UNSEEN.sub(" ", text).split())
    inert = f"'{one_line}" if one_line.startswith(_RUN) else one_line
    return inert if len(inert) <= longest else inert[: longest - 1].rstrip() + "…"


def distinct(texts: Iterable[str], longest: int = LONGEST_ITEM) -> dict[str, str]:
    """Each given text once with its plain one; those that would be the same are told apart by a number in brackets."""
    found: dict[str, str] = {}
    used: set[str] = set()
    for text in dict.fromkeys(texts):
        plain, number = plain_text(text, longest) or "Not named", 1
        first = plain
        while plain.casefold() in used:
            number += 1
            plain = f"{plain_text(first, longest - len(f' ({number})'))} ({number})"
        used.add(plain.casefold())
        found[text] = plain
    return found


def column_name(base: str, suffix: str, used: Iterable[str]) -> str:
    """A column's name in small letters and underscores, at most 50 long, that is not among those `used`."""
    plain = re.sub(r"[^a-z0-9]+", "_", base.casefold()).strip("_") or "figure"
    plain = plain if plain[0].isalpha() else f"n_{plain}"
    taken, number = set(used), 1
    name = f"{_cut(plain, LONGEST_COLUMN - len(suffix))}{suffix}"
    while name in taken:
        number += 1
        ending = f"_{number}{suffix}"
        name = f"{_cut(plain, LONGEST_COLUMN - len(ending))}{ending}"
    return name


def safe_file_name(name: str, used: Iterable[str]) -> str:
    """A file name without ending: small letters, digits and underscores, no year, none of those `used`.

    Nothing of a path, a device name of Windows or mark-up is left of a hostile name.
    """
    plain = re.sub(r"[^a-z0-9]+", "_", _YEAR.sub("", name.casefold())).strip("_") or "table"
    plain = _cut(plain if plain[0].isalpha() else f"table_{plain}", LONGEST_FILE_NAME)
    plain = f"{plain}_data" if re.fullmatch(r"con|prn|aux|nul|(com|lpt)\d", plain) else plain
    taken, number, unique = set(used), 1, plain
    while unique in taken:
        number += 1
        unique = f"{_cut(plain, LONGEST_FILE_NAME - len(str(number)) - 1)}_{number}"
    return unique


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    whole_words = text[: longest + 1].rpartition("_")[0]
    return whole_words if len(whole_words) > longest // 2 else text[:longest].rstrip("_")
