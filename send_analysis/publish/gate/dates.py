"""Dates: in an order that can be, and written so that they are read one way."""

import re
from datetime import date, datetime

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, words
from send_analysis.publish.gate.wording import texts_of

_SLASHED = re.compile(r"(?<![\d/])\d{1,2}/\d{1,2}/(19|20)\d\d(?![\d/])")
_DAY = re.compile(
    r"\b\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December) \d{4}\b"
)


@rule(
    "dates",
    "The next release is after the day of publication, and that not before the day of the figures.",
    "Code of Practice for Statistics, T3",
    "Correct published_on, next_release_on or as_at in params.",
)
def dates(page: Source) -> Found:
    """By the facts at the head of the page."""
    told: dict[str, date] = {}
    for tag in page.named("dt"):
        day = tag.find_next_sibling("dd")
        if isinstance(day, Tag) and (found := _DAY.search(words(day))):
            told.setdefault(words(tag).casefold().rstrip(":"), datetime.strptime(found[0], "%d %B %Y").date())
    published, following, as_at = told.get("published"), told.get("next release"), told.get("figures as at")
    if published and following and following <= published:
        yield Finding(None, "the next release is not after the day of publication")
    if published and as_at and as_at > published:
        yield Finding(None, "the figures are of a later day than that of publication")


@rule(
    "dates_written",
    "Dates are written with the month’s name.",
    "GOV.UK style guide: dates",
    "Write 22 June 2022.",
    reach="part",
    result="WARNING",
)
def dates_written(page: Source) -> Found:
    """06/07/2022 is another day to many readers, and to some screen readers a fraction."""
    for text, where in texts_of(page):
        if _SLASHED.search(text):
            yield Finding(where, "a date in figures")


RULES = (
    dates,
    dates_written,
)
