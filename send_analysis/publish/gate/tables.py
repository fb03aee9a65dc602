"""Tables that a screen reader can read by row and column."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, inside, value, words

_SYMBOL = re.compile(r"\[[a-z]{1,4}\]")
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
    "empty_cell",
    "No cell of a table is empty: what is missing has its symbol.",
    "Analysis Function: symbols in tables",
    "Show [x], [z] or [c], or a word such as “none”.",
    reach="part",
)
def empty_cell(page: Source) -> Found:
    """An empty cell may be nought, unknown or forgotten."""
    for tag in page.named("td"):
        if not words(tag) and tag.find("svg") is None:
            yield Finding(tag, "an empty cell")


@rule(
    "symbols",
    "Each symbol in a table is explained on the page.",
    "Analysis Function: symbols in tables",
    "Let release.show write the note below the table.",
)
def symbols(page: Source) -> Found:
    """[c], [x], [z], [low], [r] and their like."""
    used = {found for tag in page.named("td") for found in _SYMBOL.findall(words(tag))}
    beside = " ".join(words(tag) for tag in page.named("p", "dd", "dt", "li", "caption", "figcaption"))
    terms = {words(tag) for tag in page.named("dt", "th")}
    for symbol in sorted(used):
        if symbol not in terms and not re.search(re.escape(symbol) + r"[\s,:;]", beside):
            yield Finding(None, f"the symbol {symbol} is not explained")


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
    "table_shape",
    "All rows of a table have the same number of columns, and no cell of its body is merged.",
    "WCAG 1.3.1; Analysis Function: releasing statistics in spreadsheets",
    "Give each figure a cell of its own; head groups of columns in the head only.",
    reach="part",
)
def table_shape(page: Source) -> Found:
    """Where it is not so, figures are read under the wrong header."""
    for tag in page.named("table"):
        rows = [list(row.find_all(["td", "th"], recursive=False)) for row in tag.find_all("tr")]
        if any(_span(cell, "rowspan") > 1 for row in rows for cell in row):
            merged = [cell for row in rows for cell in row if _span(cell, "rowspan") > 1 and not inside(cell, "thead")]
            if merged:
                yield Finding(merged[0], "a cell that stands in several rows")
            continue
        if any(_span(cell, "colspan") > 1 and not inside(cell, "thead") for row in rows for cell in row):
            yield Finding(tag, "a table with a cell that stands in several columns")
        elif len({sum(_span(cell, "colspan") for cell in row) for row in rows}) > 1:
            yield Finding(tag, "a table whose rows have different numbers of columns")


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


def _span(cell: Tag, name: str) -> int:
    told = value(cell, name)
    return int(told) if told.isdigit() else 1


RULES = (caption, scope, empty_header, row_header, empty_cell, symbols, layout_table, table_shape, scrolling_region)
