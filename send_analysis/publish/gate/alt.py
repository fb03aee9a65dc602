"""Descriptions of charts: what the chart shows, from the figures that stand beside it."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.publish.gate.drawings import drawings_of, part_of
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source

#: A description is a sentence or more, and no longer than a listener keeps in mind; the table has the rest.
SHORTEST, LONGEST = 30, 1500  # characters; our own limits

_NUMBER = re.compile(r"(?<![\w.])\d[\d,]*(?:\.\d+)?")
_PLACEHOLDER = re.compile(
    r"(?i)no description|description (here|to follow)|alt(ernative)? text|\.(png|svg|jpe?g|gif)\b|^matplotlib|^output"
    r"|^(an? )?(image|picture|graphic|figure|chart|graph|plot|photo)\.?\s*\d*$"
    r"|^(an? )?(image|picture|photo|graphic|screenshot|chart|graph) of"
)
_INFORMATIVE = "WCAG 1.1.1"


@rule(
    "alt_words",
    "A description says what the chart shows; it is not a placeholder, a file’s name or “image”.",
    _INFORMATIVE,
    "Say what a reader sees: the kind of chart, of what, from where to where, highest and lowest.",
    reach="part",
)
def alt_words(page: Source) -> Found:
    """The words that programs put where nobody wrote any."""
    for tag in drawings_of(page):
        if any(_PLACEHOLDER.search(part_of(tag, name)) for name in ("title", "desc")):
            yield Finding(tag, "a drawing described by a placeholder")


@rule(
    "alt_length",
    f"A description has {SHORTEST} to {LONGEST} characters, and more than the title.",
    f"{_INFORMATIVE}; our own limits",
    "Say more than the title does; leave single figures to the table.",
    reach="part",
)
def alt_length(page: Source) -> Found:
    """Too short says nothing, too long cannot be kept in mind."""
    for tag in drawings_of(page):
        said = part_of(tag, "desc")
        if said and said.strip(". ") == part_of(tag, "title").strip(". "):
            yield Finding(tag, "a drawing whose description only repeats its title")
        elif said and not SHORTEST <= len(said) <= LONGEST:
            yield Finding(tag, f"a drawing described in {len(said)} characters")


@rule(
    "alt_repeated",
    "No two charts have the same description.",
    _INFORMATIVE,
    "Describe each chart by its own figures; show a chart once.",
)
def alt_repeated(page: Source) -> Found:
    """The wide and the narrow drawing of one chart are described alike."""
    seen: dict[str, Tag | None] = {}
    for tag in drawings_of(page):
        figure, said = tag.find_parent("figure"), part_of(tag, "desc")
        if said and said in seen and (figure is None or seen[said] is not figure):
            yield Finding(tag, "a drawing described in the same words as another chart")
        seen.setdefault(said, figure)


@rule(
    "alt_numbers",
    "Each number in a description stands in the table, the caption or the note beside the chart.",
    f"{_INFORMATIVE}; Code of Practice for Statistics, Q3",
    "Make the description from the figures that the table shows.",
    reach="part",
)
def alt_numbers(page: Source) -> Found:
    """Nothing else tells readers that a description contradicts the figures."""
    for figure in page.named("figure"):
        beside = set(numbers_of(" ".join(texts_beside(figure))))
        for tag in figure.find_all("svg"):
            missing = [number for number in numbers_of(part_of(tag, "desc")) if number not in beside]
            if missing and figure.find("table") is not None:
                number = len(set(missing))
                yield Finding(
                    tag, f"a description with {number} number{'s' * (number > 1)} that the table beside it has not"
                )


def texts_beside(figure: Tag) -> Iterator[str]:
    """The texts of a figure outside its drawings."""
    return (str(text) for text in figure.find_all(string=True) if text.find_parent("svg") is None)


def numbers_of(text: str) -> list[str]:
    """The numbers of a text without separators of thousands and zeros at the end: 1,303 and 1303, 87.50 and 87.5 are the same."""
    plain = [found.replace(",", "") for found in _NUMBER.findall(text)]
    return [number.rstrip("0").rstrip(".") if "." in number else number for number in plain]


RULES = (alt_words, alt_length, alt_repeated, alt_numbers)
