"""Charts: drawings with a name, and the table that they are drawn from."""

from collections.abc import Iterator

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value, words

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
    for tag in drawings_of(page):
        names = value(tag, "aria-labelledby").split()
        if value(tag, "role") != "img" or not names or not all(tag.find(id=name) for name in names):
            yield Finding(tag, "a drawing without role img, or without a title and description that it is labelled by")
        elif not part_of(tag, "title") or not part_of(tag, "desc"):
            yield Finding(tag, "a drawing whose title or description is empty")


@rule(
    "chart_table",
    "Each chart has its table beside it, in the same figure, and a caption.",
    f"{_INFORMATIVE}, 1.3.1",
    "Draw charts with release.show, which puts the table below.",
    reach="part",
)
def chart_table(page: Source) -> Found:
    """A description gives the shape; the table gives the figures."""
    for tag in drawings_of(page):
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
    for tag in drawings_of(page):
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


def drawings_of(page: Source) -> Iterator[Tag]:
    """The drawings that mean something: an ornament is hidden, and stands outside figures."""
    return (tag for tag in page.named("svg") if value(tag, "aria-hidden") != "true" or inside(tag, "figure"))


def part_of(drawing: Tag, name: str) -> str:
    """The title or desc of a drawing; empty where it has none."""
    found = drawing.find(name, recursive=False)
    return words(found) if isinstance(found, Tag) else ""


RULES = (drawing_name, chart_table, drawing_text, drawing_metadata)
