"""The tables of a workbook: each shown table as a grid of numbers and symbols, one of notes, one of definitions."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from send_analysis.core.figures import REVISED, REVISED_MEANING, SYMBOLS
from send_analysis.measures.registry import Definition
from send_analysis.present.numbers import QUARTILE_BAND, has_number, number, plain_number, symbol_of
from send_analysis.present.shown import ShownTable

#: A cell: a number as it was shown, or the text that stands in its place.
Cell = int | float | str

#: What stands where the table of figures holds none.
NOT_AVAILABLE = "[x]"

#: The heading of the column that names the columns of a row's revised figures, where a table has any. Beside a number in its
#: cell the mark would make a text of it.
REVISED_COLUMN = "Revised"

#: What stands there in the other rows: a cell is never empty.
_NOT_REVISED = "None"

#: The heading of the column that says what each row is counted in, where the rows differ.
UNIT = "Unit"

#: The heading of the definitions' first column, and of the others by the fields of a definition.
_DEFINED = {
    "title": "Measure", "unit": "Unit", "numerator": "Counts", "denominator": "Out of", "clock": "Timed by",
    "source": "Source", "caveat": "Note",
}  # fmt: skip


@dataclass(frozen=True)
class Grid:
    """A shown table as its sheet has it.

    Parameters
    ----------
    frame : a row for each row shown; the first column names it, the others hold numbers or texts.
    units : what the numbers are counted in, where that is the same in the whole table; otherwise empty.
    symbols : the symbols that stand in it.
    """

    frame: pd.DataFrame
    units: str
    symbols: tuple[str, ...]


def grid(table: ShownTable) -> Grid:
    """The rows and columns of a table as it was shown, each number rounded as it was shown."""
    figures = table.rows.to_dict("records")
    columns = list(dict.fromkeys(each["column"] for each in figures))
    rows: list[dict[str, pd.Series]] = []
    labels: list[str] = []
    for each in figures:
        # A row begins where the label changes, or where the same label has a second figure in one column.
        if not labels or each["row"] != labels[-1] or each["column"] in rows[-1]:
            labels.append(each["row"])
            rows.append({})
        rows[-1][each["column"]] = pd.Series(each)
    shown = {column: [cell(row.get(column)) for row in rows] for column in columns}
    symbols = {symbol_of(figure) for row in rows for figure in map(row.get, columns)} - {""}
    units, headed = _units(rows, shown)
    if any(_revised(row) for row in rows):
        headed[_apart(REVISED_COLUMN, headed)] = [_revised(row) or _NOT_REVISED for row in rows]
        symbols.add(REVISED)
    frame = pd.DataFrame({_apart(table.corner or "Row", shown): labels, **headed}, dtype=object)
    return Grid(frame, units, tuple(symbol for symbol in (*SYMBOLS, REVISED) if symbol in symbols))


def _revised(row: Mapping[str, pd.Series]) -> str:
    """The mark and the columns whose figures in a row are revised, "[r] This year; PYA"; empty where none is."""
    columns = [column for column, figure in row.items() if figure.get("mark") == REVISED]
    return f"[{REVISED}] {'; '.join(columns)}" if columns else ""


def cell(figure: pd.Series | None) -> Cell:
    """A figure as a cell: the number that was shown, a quartile band's letter, or its symbol in brackets."""
    if figure is None or not has_number(figure) or symbol_of(figure):
        return f"[{symbol_of(figure)}]" if figure is not None else NOT_AVAILABLE
    if figure["unit"] == QUARTILE_BAND:
        return number(figure["value"], QUARTILE_BAND)
    plain = plain_number(figure["value"], figure["unit"]).replace(",", "")
    return float(plain) if "." in plain else int(plain)


def _units(rows: Sequence[Mapping[str, pd.Series]], shown: Mapping[str, list[Cell]]) -> tuple[str, dict[str, list[Cell]]]:
    """The unit of the whole table, or none and the columns with what tells the units: a column of them, or their headings."""
    of_rows = [_one(figure["unit"] for figure in row.values()) for row in rows]
    if unit := _one(figure["unit"] for row in rows for figure in row.values()):
        return unit, dict(shown)
    if all(of_rows):
        return "", {_apart(UNIT, shown): list(of_rows), **shown}
    of_columns = {column: _one(row[column]["unit"] for row in rows if column in row) for column in shown}
    return "", {
        f"{column} ({of_columns[column]})" if of_columns[column] else column: cells for column, cells in shown.items()
    }


def _one(units: Iterable[str]) -> str:
    """The unit that all have; empty where they differ."""
    found = set(units)
    return found.pop() if len(found) == 1 else ""


def _apart(heading: str, others: Iterable[str]) -> str:
    """A heading that is none of the others: a sheet's table may have each only once."""
    taken = set(others)
    return heading if heading not in taken else _apart(f"{heading} ", taken)


def number_format(value: object) -> str | None:
    """How a spreadsheet shows a cell: a number with commas and the decimal places that it has; None for text."""
    if not isinstance(value, int | float):
        return None
    return "#,##0.0" if isinstance(value, float) else "#,##0"


def notes(tables: Sequence[ShownTable]) -> pd.DataFrame:
    """The symbols and the notes of tables with what each means; `Note` holds "[c]" or "[note 1]"."""
    symbols = {f"[{symbol}]": meaning for symbol, meaning in (SYMBOLS | {REVISED: REVISED_MEANING}).items()}
    told = {f"[{mark}]": text for text, mark in note_marks(tables).items()}
    return pd.DataFrame((symbols | told).items(), columns=["Note", "Meaning"])


def note_marks(tables: Sequence[ShownTable]) -> dict[str, str]:
    """The mark of each note, "note 1" and so on, by its text; the same note of two tables is one."""
    texts = dict.fromkeys(table.note for table in tables if table.note)
    return {text: f"note {count}" for count, text in enumerate(texts, start=1)}


def defined(tables: Sequence[ShownTable], definitions: Mapping[str, Definition]) -> pd.DataFrame:
    """The definitions of the measures that the tables show, in the order of the registry; "[z]" where one has no such part."""
    shown = {measure for table in tables for measure in table.rows["measure"]}
    rows = [[getattr(each, field) or "[z]" for field in _DEFINED] for name, each in definitions.items() if name in shown]
    return pd.DataFrame(rows, columns=list(_DEFINED.values()))
