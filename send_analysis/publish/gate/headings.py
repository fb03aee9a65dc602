"""The headings of a page: its outline, by which half of the readers with a screen reader find their way."""

import re

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, words

_HEADING = re.compile(r"h([1-6])")


@rule(
    "one_h1",
    "The page has one heading of level 1.",
    "WCAG 1.3.1, 2.4.6",
    "The title is the heading of level 1: begin sections at level 2 (##).",
)
def one_h1(page: Source) -> Found:
    """It says what the page is."""
    if (number := len(list(page.named("h1")))) != 1:
        yield Finding(None, f"the page has {number} headings of level 1; it must have one")


@rule(
    "heading_order",
    "No heading is more than one level below the one before it.",
    "WCAG 1.3.1; axe: heading-order",
    "Give the heading the level after that of the heading it belongs to.",
)
def heading_order(page: Source) -> Found:
    """A skipped level looks like a part that is missing."""
    before = 1
    for tag in page.tags:
        if found := _HEADING.fullmatch(tag.name):
            level = int(found[1])
            if level > before + 1:
                yield Finding(tag, f"a heading of level {level} after one of level {before}")
            before = level


@rule("empty_heading", "No heading is empty.", "WCAG 2.4.6", "Write the heading, or delete it.", reach="part")
def empty_heading(page: Source) -> Found:
    """It is announced and says nothing."""
    for tag in page.tags:
        if _HEADING.fullmatch(tag.name) and not words(tag):
            yield Finding(tag, f"an empty heading {tag.name}")


@rule(
    "repeated_heading",
    "No two headings below the same heading are the same.",
    "WCAG 2.4.6",
    "Say in each heading what is its own.",
    result="WARNING",
)
def repeated_heading(page: Source) -> Found:
    """In a list of headings they cannot be told apart."""
    path: list[str] = [""] * 6
    seen: set[tuple[str, ...]] = set()
    for tag in page.tags:
        if found := _HEADING.fullmatch(tag.name):
            level = int(found[1])
            path[level - 1 :] = [words(tag).casefold()] + [""] * (6 - level)
            if path[level - 1] and tuple(path) in seen:
                yield Finding(tag, f"a second heading {words(tag)!r} below the same heading")
            seen.add(tuple(path))


RULES = (one_h1, heading_order, empty_heading, repeated_heading)
