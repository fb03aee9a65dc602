"""Charts: drawings with a name and a description, and the table that they are drawn from."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value, words

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
    "drawing_name",
    "Each drawing has the role of an image, and a title and description that it is labelled by.",
    _INFORMATIVE,
    "Draw charts with release.show, which writes both; hide an ornament by aria-hidden.",
    reach="part",
)
def drawing_name(page: Source) -> Found:
    """Without a role its texts are read one by one."""
    for tag in _drawings(page):
        names = value(tag, "aria-labelledby").split()
        if value(tag, "role") != "img" or not names or not all(tag.find(id=name) for name in names):
            yield Finding(tag, "a drawing without role img, or without a title and description that it is labelled by")
        elif not _part(tag, "title") or not _part(tag, "desc"):
            yield Finding(tag, "a drawing whose title or description is empty")


@rule(
    "alt_words",
    "A description says what the chart shows; it is not a placeholder, a file’s name or “image”.",
    _INFORMATIVE,
    "Say what a reader sees: the kind of chart, of what, from where to where, highest and lowest.",
    reach="part",
)
def alt_words(page: Source) -> Found:
    """The words that programs put where nobody wrote any."""
    for tag in _drawings(page):
        if any(_PLACEHOLDER.search(_part(tag, name)) for name in ("title", "desc")):
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
    for tag in _drawings(page):
        said = _part(tag, "desc")
        if said and said.strip(". ") == _part(tag, "title").strip(". "):
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
    for tag in _drawings(page):
        figure, said = tag.find_parent("figure"), _part(tag, "desc")
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
        beside = set(_numbers(" ".join(_texts_beside(figure))))
        for tag in figure.find_all("svg"):
            missing = [number for number in _numbers(_part(tag, "desc")) if number not in beside]
            if missing and figure.find("table") is not None:
                number = len(set(missing))
                yield Finding(
                    tag, f"a description with {number} number{'s' * (number > 1)} that the table beside it has not"
                )


@rule(
    "chart_table",
    "Each chart has its table beside it, in the same figure, and a caption.",
    f"{_INFORMATIVE}, 1.3.1",
    "Draw charts with release.show, which puts the table below.",
    reach="part",
)
def chart_table(page: Source) -> Found:
    """A description gives the shape; the table gives the figures."""
    for tag in _drawings(page):
        if tag.has_attr("role") and tag.find_parent("figure") is None:
            yield Finding(tag, "a drawing that stands in no figure")
    for figure in page.named("figure"):
        if figure.find("svg") is None:
            continue
        if figure.find("table") is None:
            yield Finding(figure, "a chart without its table")
        if (caption := figure.find("figcaption")) is None or not words(caption):
            yield Finding(figure, "a chart without caption")


@rule(
    "drawing_text",
    "Text in a chart is text, so that it is enlarged, searched and read in the reader’s letters.",
    "WCAG 1.4.5",
    'Draw with svg.fonttype "none".',
    reach="part",
)
def drawing_text(page: Source) -> Found:
    """Letters drawn as outlines are no text."""
    for tag in _drawings(page):
        if inside(tag, "figure") and tag.find("text") is None:
            yield Finding(tag, "a chart without text: its letters are drawn as outlines, or are missing")
        if tag.find("image") is not None:
            yield Finding(tag, "a drawing with a picture in it")


@rule(
    "drawing_metadata",
    "A drawing says nothing of the program that drew it, nor when.",
    "our own: the same figures give the same bytes",
    "Take the metadata out (present.svg does).",
    reach="part",
)
def drawing_metadata(page: Source) -> Found:
    """A date would make each run's page another."""
    for tag in page.named("metadata", "rdf:rdf", "dc:date", "sodipodi:namedview"):
        yield Finding(tag, f"a drawing with the element {tag.name}")


def _drawings(page: Source) -> Iterator[Tag]:
    """The drawings that mean something: an ornament is hidden, and stands outside figures."""
    return (tag for tag in page.named("svg") if value(tag, "aria-hidden") != "true" or inside(tag, "figure"))


def _part(drawing: Tag, name: str) -> str:
    found = drawing.find(name, recursive=False)
    return words(found) if isinstance(found, Tag) else ""


def _texts_beside(figure: Tag) -> Iterator[str]:
    return (str(text) for text in figure.find_all(string=True) if text.find_parent("svg") is None)


def _numbers(text: str) -> list[str]:
    """The numbers of a text without separators of thousands and zeros at the end: 1,303 and 1303, 87.50 and 87.5 are the same."""
    plain = [found.replace(",", "") for found in _NUMBER.findall(text)]
    return [number.rstrip("0").rstrip(".") if "." in number else number for number in plain]


RULES = (
    drawing_name,
    alt_words,
    alt_length,
    alt_repeated,
    alt_numbers,
    chart_table,
    drawing_text,
    drawing_metadata,
)
