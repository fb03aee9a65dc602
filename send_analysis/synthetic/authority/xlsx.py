"""A workbook written as it comes, row by row: no runtime dependency writes them, and a large one must not fill memory.

Texts stand in their cells (no table of shared ones), days and moments are Excel's numbers with a date's style. Files of the same
content are the same bytes: the parts of the archive carry no time.
"""

import zipfile
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import IO, Any, Self
from xml.sax.saxutils import escape

import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.core.errors import UsageError

#: What a sheet of Excel holds at most, the names of the columns included.
MOST_ROWS = 1_048_576

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

#: Cell styles by their place in the workbook's list: plain, a day, a moment.
_DAY_STYLE, _MOMENT_STYLE = 1, 2
_STYLES = (
    f'{_DECLARED}<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '<numFmt numFmtId="165" formatCode="dd/mm/yyyy\\ hh:mm"/></numFmts><fonts count="1"><font/></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills><borders count="1"><border/></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)

#: Excel counts days from here on; true from 1 March 1900.
_DAY_ZERO = -25_569
_SECONDS_A_DAY = 86_400


class Workbook:
    """A workbook that is being written, one sheet after the other."""

    def __init__(self, path: Path) -> None:
        self._archive = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1)
        self._sheets: list[str] = []
        self._part: IO[bytes] | None = None
        self._rows = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._end_sheet()
            self._write_parts()
        elif self._part is not None:
            self._part.close()
        self._archive.close()

    @property
    def next_row(self) -> int:
        """The number that the next row of the sheet will have."""
        return self._rows + 1

    def start_sheet(self, title: str) -> None:
        """Begin another sheet."""
        self._end_sheet()
        self._sheets.append(title)
        self._part = self._archive.open(_entry(f"xl/worksheets/sheet{len(self._sheets)}.xml"), "w", force_zip64=True)
        self._part.write(f'{_DECLARED}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        self._rows = 0

    def add_names(self, names: Sequence[str]) -> None:
        """Add a row of texts; an empty one stays blank."""
        cells = (f"<is><t>{escape(name)}</t></is>" for name in names)
        self._add([f'<c t="inlineStr">{cell}</c>' if name else "<c/>" for name, cell in zip(names, cells, strict=True)])

    def add_rows(self, table: pa.Table) -> None:
        """Add the rows of a table: dates and moments as such, true and false as such, all else as text."""
        if self._rows + table.num_rows > MOST_ROWS:
            raise UsageError(
                f"A sheet of Excel holds at most {MOST_ROWS:,} rows, and {self._sheets[-1]} would have more. Choose csv or "
                "parquet, or fewer requests and contacts."
            )
        if not table.num_rows:
            return
        cells = pc.binary_join_element_wise(*(_cells(column.combine_chunks()) for column in table.columns), "")
        self._write(pc.binary_join_element_wise("<row>", cells, "</row>", ""), table.num_rows)

    def add_blank(self) -> None:
        """Leave a row blank."""
        self._add([])

    def _add(self, cells: Sequence[str]) -> None:
        self._write(pa.array([f"<row>{''.join(cells)}</row>"]), 1)

    def _write(self, rows: pa.Array, number: int) -> None:
        if self._part is None:
            raise ValueError("start a sheet first")
        self._part.write("".join(rows.to_pylist()).encode())
        self._rows += number

    def _end_sheet(self) -> None:
        if self._part is not None:
            self._part.write(b"</sheetData></worksheet>")
            self._part.close()
            self._part = None

    def _write_parts(self) -> None:
        sheets = [*enumerate(self._sheets, start=1)]
        named = "".join(f'<sheet name="{escape(title)}" sheetId="{n}" r:id="rId{n}"/>' for n, title in sheets)
        related = "".join(_relation(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n, _ in sheets)
        typed = "".join(_override(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n, _ in sheets)
        parts = {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f"{_override('/xl/workbook.xml', 'sheet.main')}{_override('/xl/styles.xml', 'styles')}{typed}</Types>",
            "_rels/.rels": _relations(_relation("rId1", "officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{named}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": _relations(related + _relation("rId0", "styles", "styles.xml")),
        }
        for name, text in parts.items():
            self._archive.writestr(_entry(name), _DECLARED + text)
        self._archive.writestr(_entry("xl/styles.xml"), _STYLES)


def _cells(column: pa.Array) -> pa.Array:
    """Each value as a cell; a missing one as a blank."""
    joined = pc.binary_join_element_wise
    if pa.types.is_date(column.type):
        number = pc.subtract(column.cast(pa.int32()), _DAY_ZERO).cast(pa.string())
        cells: Any = joined(f'<c s="{_DAY_STYLE}"><v>', number, "</v></c>", "")
    elif pa.types.is_timestamp(column.type):
        seconds = column.cast(pa.timestamp("s")).cast(pa.int64()).cast(pa.float64())
        number = pc.subtract(pc.divide(seconds, _SECONDS_A_DAY), float(_DAY_ZERO)).cast(pa.string())
        cells = joined(f'<c s="{_MOMENT_STYLE}"><v>', number, "</v></c>", "")
    elif pa.types.is_boolean(column.type):
        cells = joined('<c t="b"><v>', pc.if_else(column, "1", "0"), "</v></c>", "")
    else:
        cells = joined('<c t="inlineStr"><is><t>', _escaped(column.cast(pa.string())), "</t></is></c>", "")
    return pc.fill_null(cells, "<c/>")


def _escaped(texts: pa.Array) -> pa.Array:
    for character, entity in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;")):
        texts = pc.replace_substring(texts, character, entity)
    return texts


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def _relation(identity: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{identity}" Type="{_OFFICE}/{kind}" Target="{target}"/>'


def _relations(relations: str) -> str:
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{relations}</Relationships>'


def _override(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{_SHEET_TYPE}.{kind}+xml"/>'
