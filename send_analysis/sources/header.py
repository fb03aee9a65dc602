"""Where a table begins and where it ends: the row with the names of the columns, and rows of totals."""

import re
from collections.abc import Collection, Sequence

#: How many rows from the top are looked at for the names of the columns.
ROWS_LOOKED_AT = 30

#: How many names a row below the first must know: one alone may be a word among a person's values.
CLEARLY = 2

_TOTALS = re.compile(
    r"(?:(?:grand|overall|sub)[ -]?)?(?:totals?|sum|count|average|mean)(?: (?:number|count))?"
    r"|overall|number of (?:rows|records|cases)|(?:row|record|case) count"
)
_AFTER_TOTALS = re.compile(r"[\s:=]*(?:\d[\d,.]*)?\s*$")


def find_header(rows: Sequence[Sequence[str | None]], known: Collection[str]) -> int:
    """The position, from 0, of the row among the first 30 that holds the most names that are known.

    The first row, unless another knows more names, and at least two; one will do where the table has only one column.
    """
    looked_at = rows[:ROWS_LOOKED_AT]
    fits = [names_known(row, known) for row in looked_at]
    best = max(range(len(fits)), key=fits.__getitem__, default=0)
    clearly = CLEARLY if _columns(looked_at) > 1 else 1
    return best if best and fits[best] >= clearly else 0


def names_known(row: Sequence[str | None], known: Collection[str]) -> int:
    """How many of the known names a row holds, each counted once; case, spaces, `_` and `-` make no difference."""
    return len({plain_name(cell) for cell in row if cell} & ({plain_name(name) for name in known} - {""}))


def plain_name(name: str) -> str:
    """A name as it is compared: "Received_On" and "received  on" are one."""
    return " ".join(re.sub(r"[_\s-]+", " ", name.casefold()).split())


def is_totals(row: Sequence[str | None]) -> bool:
    """Whether the first cell of a row that holds anything says that the row adds up others: "Total", "Grand total:", "Count"."""
    first = next((cell for cell in row if cell and cell.strip()), "")
    found = _TOTALS.match(plain_name(first))
    return found is not None and _AFTER_TOTALS.match(plain_name(first), found.end()) is not None


def _columns(rows: Sequence[Sequence[str | None]]) -> int:
    """How many columns hold anything."""
    return len({number for row in rows for number, cell in enumerate(row) if cell and cell.strip()})
