"""One workbook of a release's tables, as the Analysis Function asks for: cover, contents, notes, and one table a sheet."""

import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from send_analysis.core.figures import REVISED, REVISED_MEANING, SYMBOLS
from send_analysis.core.period import in_words
from send_analysis.measures.registry import Definition
from send_analysis.present.shown import ShownTable
from send_analysis.publish.publication import Publication
from send_analysis.publish.sheets import Grid, defined, grid, note_marks, notes, number_format

with warnings.catch_warnings():
    # gptables 2.0.2 leaves the file of its theme open when it is imported.
    warnings.simplefilter("ignore", ResourceWarning)
    from gptables import Cover, GPTable, GPWorkbook  # type: ignore[import-untyped]

#: Texts stay texts: one that begins with "=" is no formula, one that looks like an address or a number is neither.
_INERT = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


DEFINITIONS = "Definitions"

#: How wide a column of sentences is, in letters; a sentence that is longer runs on below.
_READABLE = 40

_ONE_TABLE = "This worksheet contains one table."


def write_workbook(
    tables: Sequence[ShownTable],
    publication: Publication,
    definitions: Mapping[str, Definition],
    path: Path,
    *,
    notice: str = "",
) -> None:
    """Write the tables of a release as an Excel workbook; the same tables and facts give the same bytes.

    Each number is the one that was shown, rounded as it was shown; a symbol in brackets stands where there is none. A table
    that was shown twice, as a chart and below it, has one sheet.

    Parameters
    ----------
    tables : the data of the charts and tables, in the order shown.
    definitions : the registry's definitions by measure; those of the measures shown have a sheet.
    notice : what the pages say above their title, where they say something; it stands on the cover.

    Raises
    ------
    ValueError
        When there is no table: a workbook without data is not published.
    """
    once = _once(tables)
    if not once:
        raise ValueError("there is no table to put into a workbook")
    sheets = {"Notes": _notes(once), DEFINITIONS: _definitions(once, definitions)}
    marks = note_marks(once)
    sheets |= {f"Table {count}": _sheet(table, count, marks) for count, table in enumerate(once, start=1)}
    workbook = GPWorkbook(path.as_posix(), options=_INERT)
    _say_what_it_is(workbook, publication)
    cover = workbook.add_worksheet("Cover")
    cover.write_cover(_cover(publication, notice))
    for name, sheet in {"Contents": workbook.make_table_of_contents(sheets), **sheets}.items():
        _write_sheet(workbook, name, sheet)
    workbook.close()


def _write_sheet(workbook: GPWorkbook, name: str, sheet: GPTable) -> None:
    worksheet = workbook.add_worksheet(name)
    with warnings.catch_warnings():
        # gptables 2.0.2 calls pandas in ways that pandas 4 will not know.
        warnings.simplefilter("ignore", DeprecationWarning)
        warnings.simplefilter("ignore", FutureWarning)
        worksheet.write_gptable(sheet, auto_width=True)
    if name == DEFINITIONS:
        worksheet.set_column(0, sheet.table.shape[1] - 1, _READABLE)
    # A year that names a row is a text, which Excel would mark as a mistake.
    worksheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _once(tables: Sequence[ShownTable]) -> list[ShownTable]:
    """The tables with anything in them, each once: a chart's and its table's are one where all their rows agree."""
    kept: list[ShownTable] = []
    for table in tables:
        twin = any(each.name == table.name and each.rows.equals(table.rows) for each in kept)
        if not twin and not table.rows.empty:
            kept.append(table)
    return kept


def _sheet(table: ShownTable, count: int, marks: Mapping[str, str]) -> GPTable:
    laid = grid(table)
    mark = f" [{marks[table.note]}]" if table.note else ""
    return GPTable(
        table=laid.frame,
        table_name=f"table_{count}",
        title=f"{table.title}{mark}",
        instructions=_instructions(table, laid),
        scope=f"Numbers are counted in: {laid.units}." if laid.units else None,
        legend=[f"[{symbol}] {(SYMBOLS | {REVISED: REVISED_MEANING})[symbol]}" for symbol in laid.symbols],
        index_columns={2: 0},
        additional_formatting=_formats(laid.frame),
    )


def _instructions(table: ShownTable, laid: Grid) -> str:
    notes_used = " Notes are explained on the sheet Notes." if table.note or laid.symbols else ""
    return f"{_ONE_TABLE}{notes_used}"


def _formats(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The format of each number; the first row of a sheet's table is its headings."""
    return [
        {"cell": {"cells": (row + 1, column), "format": {"num_format": shown}}}
        for row in range(len(frame))
        for column in range(1, frame.shape[1])
        if (shown := number_format(frame.iat[row, column]))
    ]


def _notes(tables: Sequence[ShownTable]) -> GPTable:
    return _of_texts(notes(tables), "notes_table", "Notes: symbols and notes of tables")


def _definitions(tables: Sequence[ShownTable], definitions: Mapping[str, Definition]) -> GPTable:
    return _of_texts(defined(tables, definitions), "definitions_table", "Definitions of the measures")


def _of_texts(frame: pd.DataFrame, name: str, title: str) -> GPTable:
    return GPTable(table=frame, table_name=name, title=title, instructions=_ONE_TABLE, index_columns={2: 0})


def _cover(publication: Publication, notice: str) -> Cover:
    """Whose figures these are, of what and when, how far, and under which licence."""
    return Cover(
        title=publication.title,
        intro=[
            *_warning(publication),
            *filter(None, [notice]),
            f"Publisher: {publication.publisher}",
            f"Period: {publication.period.label}",
            f"Figures as at: {in_words(publication.as_at)}",
            *_dates(publication),
            f"Status: {publication.status}",
            *_revision(publication),
        ],
        about=[
            "Each table of the release has a sheet of its own; the sheet Contents lists them.",
            "Numbers are rounded as the release shows them. Symbols in brackets stand where there is no number; the sheet Notes "
            "explains them, and the sheet Definitions says what each measure counts.",
            f"Licence: {publication.licence.name}, {publication.licence.address}",
        ],
        contact=[publication.contact_team, publication.contact_email],
    )


def _warning(publication: Publication) -> list[str]:
    if not publication.synthetic:
        return []
    return [
        "Example: all case records behind these tables are made up. Figures of the comparison with others are the Department's."
    ]


def _dates(publication: Publication) -> list[str]:
    dates = {"Published": publication.published_on, "Next release": publication.next_release_on}
    return [f"{name}: {in_words(day)}" for name, day in dates.items() if day]


def _revision(publication: Publication) -> list[str]:
    revision = publication.revision
    if not revision.number or revision.revised_on is None:
        return []
    return [f"Revision {revision.number}, {in_words(revision.revised_on)}: {revision.reason}"]


def _say_what_it_is(workbook: GPWorkbook, publication: Publication) -> None:
    """Say title, publisher and day in the file's own facts: a day of the release in place of a clock."""
    day = publication.published_on or publication.as_at
    workbook.set_properties(
        {
            "title": publication.title,
            "author": publication.publisher,
            "company": publication.publisher,
            "comments": f"Licence: {publication.licence.name}",
            "created": datetime.combine(day, time()),
        }
    )
