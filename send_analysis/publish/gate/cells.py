"""Cells of tables: one for each figure, none empty, and what stands for a figure explained."""

import re

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value, words

_SYMBOL = re.compile(r"\[[a-z]{1,4}\]")


@rule(
    "empty_cell",
    "No cell of a table is empty: what is missing has its symbol.",
    "Analysis Function: symbols in tables",
    "Show [x], [z] or [c], or a word such as “none”.",
    reach="part",
    result="WARNING",
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


def _span(cell: Tag, name: str) -> int:
    told = value(cell, name)
    return int(told) if told.isdigit() else 1


RULES = (
    empty_cell,
    symbols,
    table_shape,
)
