"""How a file is laid out, as far as params say it; what they leave open is found out."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Self

from send_analysis.core.params.release import Extract


@dataclass(frozen=True)
class Layout:
    """What params say of a file, and by which names its header is known.

    Parameters
    ----------
    sheet : of a workbook; the first one when None.
    header_row : the row with the names of the columns, counted from 1; found when None.
    encoding, delimiter : of a CSV file; found when None.
    typed : of a long file, type columns of text as they are read where that keeps all of them; not where params say what their
        values or dates mean.
    known : names that columns of the extract may have: the dataset's, and those that params map to them.
    """

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    typed: bool = False
    known: frozenset[str] = frozenset()

    @classmethod
    def of(cls, extract: Extract, known: Collection[str]) -> Self:
        """The layout that an extract's params tell."""
        names = frozenset(known) | frozenset(extract.columns)
        typed = not (extract.values or extract.date_formats)
        return cls(extract.sheet, extract.header_row, extract.encoding, extract.delimiter, typed, names)
