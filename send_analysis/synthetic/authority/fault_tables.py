"""Tables of a dataset with spoiled rows among them.

No sound row is touched: a spoiled row is a changed copy of one and stands after it. So one fault brings no other with it, and
once the spoiled rows are set aside the figures are those of the data without faults.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import cycle, islice

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.datasets.spec import Spec, kind_of
from send_analysis.synthetic.authority.fault_key import Injected
from send_analysis.synthetic.authority.fault_kinds import Fault, faults_of
from send_analysis.synthetic.authority.fault_recipes import ANCHORS, LATE

#: After so many sound rows come the spoiled ones that are made of them.
PIECE = 500

#: Days from the last one to a date after it.
_DAYS_AFTER = 20


@dataclass
class Spoiler:
    """Spoils the tables of one dataset as they pass.

    Parameters
    ----------
    share : spoiled rows for each sound one; every kind comes once at least, where there is any row.
    rows : those passed so far, the header among them.
    """

    spec: Spec
    file: str
    share: float
    ends_on: date
    rng: np.random.Generator
    injected: list[Injected] = field(default_factory=list)
    rows: int = 1

    def spoiled(self, tables: Iterable[pa.Table], *, as_text: bool) -> Iterator[pa.Table | list[str]]:
        """The tables, and between them spoiled rows: tables of text, and lines of a CSV file where `as_text`."""
        kinds = faults_of(self.spec, is_text=as_text)
        waiting, turn, owed, last = kinds.copy(), cycle(kinds), 0.0, None
        for piece in _pieces(tables):
            yield piece
            self.rows += piece.num_rows
            owed += piece.num_rows * self.share
            chosen = list(islice(turn, int(owed)))
            owed -= len(chosen)
            waiting = waiting[len(chosen) :]
            if piece.num_rows:
                last = piece
                yield from self._rows(piece, chosen)
        if last is not None:
            yield from self._rows(last, waiting)

    def _rows(self, piece: pa.Table, kinds: list[Fault]) -> Iterator[pa.Table | list[str]]:
        """The faults of these kinds, made of rows of a piece."""
        source = _as_text(piece.take(pa.array(self.rng.integers(0, piece.num_rows, len(kinds)))))
        whole = [place for place, fault in enumerate(kinds) if fault.way != "fields"]
        if whole:
            rows = [self._row(source.iloc[place], kinds[place], place) for place in whole]
            yield pa.Table.from_pandas(
                pd.DataFrame(rows, columns=source.columns), _text_schema(source), preserve_index=False
            )
            self._note(kinds[place] for place in whole)
        lines = [place for place, fault in enumerate(kinds) if fault.way == "fields"]
        if lines:
            yield [_line(source.iloc[place], more=place % 2 == 0) for place in lines]
            self._note(kinds[place] for place in lines)

    def _row(self, row: pd.Series, fault: Fault, place: int) -> dict[str, str | None]:
        values: dict[str, str | None] = {str(name): value for name, value in row.items()}
        change = dict(fault.change)
        otherwise = change.pop("otherwise", None)
        anchor = ANCHORS.get(self.spec.name, "")
        made = {name: self._value(name, value, values.get(anchor)) for name, value in change.items() if name in values}
        if fault.way == "altered":
            made = {name: value if values[name] != value else str(otherwise) for name, value in made.items()}
        if fault.way == "fresh" and len(self.spec.key) == 1:
            made[self.spec.key[0]] = f"SYN-F{self.rows + place:07}"
        return values | made

    def _value(self, name: str, value: "str | int | None", anchor: str | None) -> str | None:
        """What a column is made to hold, as text."""
        if isinstance(value, int):
            day = pd.Timestamp(str(anchor)) + pd.Timedelta(days=value)
        elif value == LATE:
            day = pd.Timestamp(self.ends_on + timedelta(days=_DAYS_AFTER)) + pd.Timedelta(hours=10)
        else:
            return value
        return f"{day:%Y-%m-%d %H:%M:%S}" if kind_of(self.spec.columns[name]) == "moment" else f"{day:%Y-%m-%d}"

    def _note(self, faults: Iterable[Fault]) -> None:
        for fault in faults:
            self.rows += 1
            self.injected.append(Injected(self.spec.name, self.file, self.rows, fault.column, fault.rule))


def _pieces(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    """The tables in smaller ones; at least one."""
    for table in tables:
        for start in range(0, max(table.num_rows, 1), PIECE):
            yield table.slice(start, PIECE)


def _as_text(table: pa.Table) -> pd.DataFrame:
    """The rows as text; a missing value is None."""
    return pd.DataFrame({name: table[name].cast(pa.string()).to_pylist() for name in table.column_names}, dtype=object)


def _text_schema(rows: pd.DataFrame) -> pa.Schema:
    return pa.schema([(name, pa.string()) for name in rows.columns])


def _line(row: pd.Series, *, more: bool) -> str:
    """A row as a line with a field more than it should have, or one less."""
    fields = ["" if value is None else str(value) for value in row]
    return ",".join([*fields, "made up"] if more else fields[:-1])
