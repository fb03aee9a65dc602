"""Authorities by their three-digit codes: what they are called, and how they were reorganised. Names never join anything."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

import yaml

from send_analysis.core.errors import UsageError
from send_analysis.core.figures import Area
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.period import in_words

ENGLAND = Area("E92000001", "England")

#: How the codes of regions begin. Source: Office for National Statistics.
_REGION = "E12"

_FOOTNOTE = re.compile(r"(?<=[a-z]{2})\d{1,2}(,\d{1,2})*$", re.IGNORECASE)
_NO_LETTER = re.compile(r"[^a-z0-9]+")
_SMALL_WORDS = re.compile(r",\s*(city|county) of$|\b(the|borough|council|city council|county council)\b")


@dataclass(frozen=True)
class Reorganisation:
    """Authorities that ended on a day, and those that took their place; names by code."""

    since: date
    before: Mapping[str, str]
    after: Mapping[str, str]
    what: str

    @property
    def sentence(self) -> str:
        """What happened: "Northamptonshire was split on 1 April 2021: 928 became 940 and 941."."""
        codes = (" and ".join(sorted(each)) for each in (self.before, self.after))
        return f"{self.what} on {in_words(self.since)}: {' became '.join(codes)}."


@dataclass(frozen=True)
class Recoding:
    """One authority whose code of the Office for National Statistics changed on a day."""

    since: date
    code: str
    name: str
    before: str
    after: str


def is_region(code: str) -> bool:
    """Whether a code is that of a region."""
    return code.startswith(_REGION)


def plain_name(name: str) -> str:
    """A published name without the digits of footnotes: "Dorset6" is Dorset."""
    return _FOOTNOTE.sub("", name.strip())


class Names:
    """Which code a name is of, by any name that a source uses.

    Names are compared without case, punctuation and footnotes; where that finds nothing, without words such as "council" and
    "borough". The first source that uses a name decides whose it is.
    """

    def __init__(self, named: Iterable[tuple[str, str]]) -> None:
        #: Codes and names, each pair once, in the order of their sources.
        self.named = list(dict.fromkeys(named))
        self.of_code: dict[str, str] = {}
        self._exact: dict[str, str] = {}
        self._loose: dict[str, set[str]] = {}
        for code, name in self.named:
            self.of_code.setdefault(code, plain_name(name))
            self._exact.setdefault(_folded(name), code)
            self._loose.setdefault(_loosely(name), set()).add(code)

    def code(self, given: str) -> str:
        """The three-digit code of an authority, given by code or by name.

        Raises
        ------
        UsageError
            When there is no such authority, or the name can be of several.
        """
        text = given.strip()
        if text in self.of_code:
            return text
        if (code := self._exact.get(_folded(text))) is not None:
            return code
        found = self._loose.get(_loosely(text), set()) if _loosely(text) else set()
        if len(found) == 1:
            return next(iter(found))
        if found:
            each = ", ".join(f"{code} {self.of_code[code]}" for code in sorted(found))
            raise UsageError(f"{given!r} can be {each}. Give the code.")
        near = did_you_mean(text, self.of_code.values())
        raise UsageError(
            f"no file names an authority {given[:60]!r}.{near} Give its name or the Department's three-digit code."
        )


@cache
def reorganisations() -> tuple[Reorganisation, ...]:
    """Every known reorganisation, in order of date."""
    return tuple(Reorganisation(**entry) for entry in _table()["reorganisations"])


@cache
def recodings() -> tuple[Recoding, ...]:
    """Every known change of an authority's code of the Office for National Statistics."""
    return tuple(Recoding(**entry) for entry in _table()["recoded"])


def began_with(code: str, year: int) -> Reorganisation | None:
    """The reorganisation that made an authority in a year: its figure of the year before, if any, is that of another one."""
    return next((each for each in reorganisations() if code in each.after and each.since.year == year), None)


def began_by(code: str) -> Reorganisation | None:
    """The reorganisation that made an authority; None for one that has always been there."""
    return next((each for each in reorganisations() if code in each.after), None)


def ended_with(code: str) -> Reorganisation | None:
    """The reorganisation by which an authority ended; None for one that is there."""
    return next((each for each in reorganisations() if code in each.before), None)


def _folded(name: str) -> str:
    return _NO_LETTER.sub("", plain_name(name).lower().replace("&", "and"))


def _loosely(name: str) -> str:
    return _folded(_SMALL_WORDS.sub(" ", plain_name(name).lower()))


def _table() -> dict[str, list[dict]]:
    text = files("send_analysis.national").joinpath("areas.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text)
