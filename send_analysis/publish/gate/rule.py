"""A rule of the gate: what it demands, whose rule it is, what to do, and the function that finds what breaks it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from bs4 import Tag

#: What a rule must see: a part of a page, a page, the folder of pages as well, or the page in a browser.
Reach = Literal["part", "page", "folder", "browser"]


class Finding(NamedTuple):
    """Something that breaks a rule: the element it is about, where there is one, and what is wrong with it."""

    where: Tag | None
    what: str

    @property
    def line(self) -> int | None:
        """The line of the element in the file, from 1."""
        return None if self.where is None else self.where.sourceline

    def __str__(self) -> str:
        return self.what if self.line is None else f"line {self.line}: {self.what}"


Found = Iterator[Finding]


@dataclass(frozen=True)
class Rule:
    """One rule.

    Parameters
    ----------
    key : its name, which stays the same between versions: "gate.title".
    demands : what a page must be, as a sentence.
    source : the criterion of WCAG 2.2, or whose rule it is.
    guidance : what to do about a page that breaks it.
    find : gives what breaks it. It is called with a :class:`~send_analysis.publish.gate.source.Source`; with the
        :class:`~send_analysis.publish.gate.source.Folder` as well where it reaches that far; with the opened page in a browser.
    result : whether a finding stops publication (FAIL) or not (WARNING).
    """

    key: str
    demands: str
    source: str
    guidance: str
    find: Callable[..., Iterable[Finding]]
    reach: Reach = "page"
    result: Literal["FAIL", "WARNING"] = "FAIL"


def rule(
    key: str,
    demands: str,
    source: str,
    guidance: str,
    *,
    reach: Reach = "page",
    result: Literal["FAIL", "WARNING"] = "FAIL",
) -> Callable[[Callable[..., Iterable[Finding]]], Rule]:
    """Makes a rule of a function that gives its findings."""
    return lambda find: Rule(f"gate.{key}", demands, source, guidance, find, reach, result)
