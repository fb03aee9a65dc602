"""Rules of the file itself: its name, its letters, its shape, its header."""

import re
from collections.abc import Iterator

from send_analysis.publish.opendata.keys import GROUPING, STANDARD, TIME
from send_analysis.publish.opendata.screener.pair import Pair, Sheet
from send_analysis.publish.opendata.screener.rule import API_LIMITS, Fault, Rule, where
from send_analysis.publish.opendata.texts import LONGEST_COLUMN

_MANDATORY = (*TIME, "geographic_level", "country_code", "country_name")


def _sheets(pair: Pair) -> Iterator[tuple[Sheet, bool]]:
    yield pair.data, False
    if pair.meta is not None:
        yield pair.meta, True


def _name(pair: Pair) -> Iterator[Fault]:
    if not re.fullmatch(r"[a-z0-9_-]+\.csv", pair.name):
        yield Fault(values=(pair.name,))


def _year(pair: Pair) -> Iterator[Fault]:
    if re.search(r"(?<!\d)(?:19|20)\d\d(?!\d)", pair.name):
        yield Fault(values=(pair.name,))


def _meta_beside(pair: Pair) -> Iterator[Fault]:
    if pair.meta is None:
        yield Fault()


def _utf8(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(in_meta=meta) for sheet, meta in _sheets(pair) if not sheet.is_utf8)


def _mark(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(in_meta=meta) for sheet, meta in _sheets(pair) if sheet.has_mark)


def _comma(pair: Pair) -> Iterator[Fault]:
    for sheet, meta in _sheets(pair):
        if len(sheet.header) == 1 and re.search(r"[;\t|]", sheet.header[0]):
            yield Fault(values=sheet.header, in_meta=meta)


def _has_rows(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(in_meta=meta) for sheet, meta in _sheets(pair) if sheet.cells.empty)


def _width(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(rows=sheet.uneven, in_meta=meta) for sheet, meta in _sheets(pair) if sheet.uneven)


def _blank_rows(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(rows=sheet.blank, in_meta=meta) for sheet, meta in _sheets(pair) if sheet.blank)


def _one_line(pair: Pair) -> Iterator[Fault]:
    for sheet, meta in _sheets(pair):
        for name in sheet.cells:
            cells = sheet.cells[name]
            yield from where(cells, cells.str.contains(r"[\x00-\x1f\x7f\ufffd]", regex=True), in_meta=meta)


def _inert(pair: Pair) -> Iterator[Fault]:
    for name in (*pair.described("Filter"), *pair.groupings, *(each for each in STANDARD if each in pair.data.cells)):
        cells = pair.data.cells[name]
        yield from where(cells, cells.str.match(r"[=+@-]"))


def _no_blank_name(pair: Pair) -> Iterator[Fault]:
    blank = [f"number {at}" for at, name in enumerate(pair.data.header, start=1) if not name.strip()]
    yield from (Fault(column=each) for each in blank)


def _snake_case(pair: Pair) -> Iterator[Fault]:
    bad = [name for name in pair.data.header if name.strip() and not re.fullmatch(r"[A-Za-z0-9_]*", name)]
    yield from (Fault(column=name) for name in bad)


def _lower_case(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(column=name) for name in pair.data.header if name != name.lower())


def _first_letter(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(column=name) for name in pair.data.header if re.match(r"[^A-Za-z\s]", name))


def _unique(pair: Pair) -> Iterator[Fault]:
    header = pair.data.header
    yield from (Fault(column=name) for name in dict.fromkeys(header) if header.count(name) > 1)


def _short(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(column=name) for name in pair.data.header if len(name) > LONGEST_COLUMN)


def _mandatory(pair: Pair) -> Iterator[Fault]:
    yield from (Fault(column=name) for name in _MANDATORY if name not in pair.data.header)


def _topic_and_item(pair: Pair) -> Iterator[Fault]:
    for one, other in ((GROUPING, "breakdown"), ("breakdown", GROUPING)):
        if one in pair.data.header and other not in pair.data.header:
            yield Fault(column=other)


RULES = (
    Rule("screen.file.name", _name, "a file name has only small letters, digits, _ and -", "Rename the file."),
    Rule("screen.file.no_year", _year, "a file name has no year in it", "Take the year out of the name."),
    Rule("screen.file.meta_beside", _meta_beside, "name.csv has name.meta.csv beside it", "Write the meta data file."),
    Rule("screen.file.utf8", _utf8, "a file is written in UTF-8", "Save it as CSV UTF-8."),
    Rule("screen.file.no_mark", _mark, "a file begins with its header, without a byte-order mark",
         "Save it as UTF-8 without a mark.", "WARNING"),
    Rule("screen.file.comma", _comma, "cells are parted by commas", "Save it with commas."),
    Rule("screen.file.has_rows", _has_rows, "a file has a row below its header", "Leave the file out, or fill it."),
    Rule("screen.file.width", _width, "every row has as many cells as the header", "Look for commas without quotes."),
    Rule("screen.file.no_blank_rows", _blank_rows, "no row is blank", "Delete the blank rows."),
    Rule("screen.cell.one_line", _one_line, "a cell is on one line, without control characters", "Take them out."),
    Rule("screen.cell.inert", _inert, "no text begins with =, +, - or @, which a spreadsheet would run",
         "Put an apostrophe before it.", source="OWASP, CSV injection"),
    Rule("screen.header.no_blank_name", _no_blank_name, "every column has a name", "Name the column, or delete it."),
    Rule("screen.header.snake_case", _snake_case, "a column's name has only letters, digits and _", "Rename the column."),
    Rule("screen.header.lower_case", _lower_case, "a column's name is in small letters", "Rename the column."),
    Rule("screen.header.first_letter", _first_letter, "a column's name begins with a letter", "Rename the column."),
    Rule("screen.header.unique", _unique, "no two columns have the same name", "Rename or delete one of them."),
    Rule("screen.header.length", _short, f"a column's name has at most {LONGEST_COLUMN} characters",
         "Shorten the name.", "WARNING", API_LIMITS),
    Rule("screen.header.mandatory", _mandatory, "a file has this column", "Add the column."),
    Rule("screen.header.topic_and_item", _topic_and_item, f"{GROUPING} and breakdown stand together", "Add the column."),
)  # fmt: skip
