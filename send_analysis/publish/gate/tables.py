"""Tables that a screen reader can read by row and column."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, inside, value, words

SCOPES = ("col", "row", "colgroup", "rowgroup")


@rule(
    "caption",
    "Each table has a caption that says what it shows.",
    "WCAG 1.3.1",
    "Give the table a title (release.show.table), or write “Table: …” above it in Markdown.",
    reach="part",
)
def caption(page: Source) -> Found:
    """The name of the table in a list of tables."""
    for tag in page.named("table"):
        own = tag.find("caption", recursive=False)
        if not isinstance(own, Tag) or not words(own):
            yield Finding(tag, "a table without caption")


@rule(
    "scope",
    "Each header cell says whether it heads a column or a row.",
    "WCAG 1.3.1 (H63)",
    'Write scope="col" or scope="row".',
    reach="part",
)
def scope(page: Source) -> Found:
    """So that each figure is read with its headers."""
    for tag in page.named("th"):
        if value(tag, "scope") not in SCOPES:
            yield Finding(tag, "a header cell without scope")
        elif inside(tag, "thead") and not value(tag, "scope").startswith("col"):
            yield Finding(tag, "a header cell of the head that does not head a column")


@rule(
    "empty_header",
    "No header cell is empty.",
    "WCAG 1.3.1; axe: empty-table-header",
    "Say what stands in the column or row; in the corner, what the rows are.",
    reach="part",
)
def empty_header(page: Source) -> Found:
    """The corner as well."""
    for tag in page.named("th"):
        if not words(tag):
            yield Finding(tag, "an empty header cell")


@rule(
    "row_header",
    "Where one row of a table has a header cell, each has, and it says what the row is.",
    "WCAG 1.3.1 (H51, H63)",
    'Write the first cell of the row as <th scope="row">.',
    reach="part",
)
def row_header(page: Source) -> Found:
    """Without it a figure is read with its column alone, as in a plain list of two columns, which may do without."""
    for tag in page.named("tbody"):
        rows = [row for row in tag.find_all("tr") if row.find("td") and row.find("th") is None]
        if rows and tag.find("th") is not None:
            yield Finding(rows[0], f"{len(rows)} row{'s' * (len(rows) > 1)} without header cell")


@rule(
    "layout_table",
    "Tables hold data: each has header cells, none stands in another, and none only arranges things.",
    "WCAG 1.3.1, 1.3.2",
    "Arrange with CSS; head the rows and columns of data.",
    reach="part",
)
def layout_table(page: Source) -> Found:
    """A screen reader reads what is in rows as rows."""
    for tag in page.named("table"):
        if value(tag, "role") in ("presentation", "none"):
            yield Finding(tag, "a table that only arranges things")
        elif inside(tag, "table"):
            yield Finding(tag, "a table in a table")
        elif tag.find("td") is not None and tag.find("th") is None:
            yield Finding(tag, "a table without header cells")


@rule(
    "scrolling_region",
    "What scrolls sideways can be reached by the keyboard and has a name.",
    "WCAG 2.1.1, 4.1.2; axe: scrollable-region-focusable",
    'Give it role="region", tabindex="0" and the caption as aria-label.',
    reach="page",
)
def scrolling_region(page: Source) -> Found:
    """By what the styles of the page let scroll."""
    scrolling = set(_scrolling(page))
    for tag in page.tags:
        if scrolling.isdisjoint(classes(tag)):
            continue
        if value(tag, "tabindex") != "0":
            yield Finding(tag, "a part that scrolls sideways, which the keyboard cannot reach")
        elif value(tag, "role") not in ("region", "group") or not (
            tag.has_attr("aria-label") or tag.has_attr("aria-labelledby")
        ):
            yield Finding(tag, "a part that scrolls sideways, without role or name")


def _scrolling(page: Source) -> Iterator[str]:
    for block in page.styles:
        overflow = " ".join(block.declarations.get(name, "") for name in ("overflow", "overflow-x"))
        if re.search(r"auto|scroll", overflow):
            yield from re.findall(r"\.([\w-]+)(?=,|$)", block.selector)


RULES = (
    caption,
    scope,
    empty_header,
    row_header,
    layout_table,
    scrolling_region,
)
