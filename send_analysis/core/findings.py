"""What a rule finds in the rows of an extract, and how that is said without a word of what a row holds."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.checks import Check

Rows = NDArray[np.int64]

#: How many rows a message names at most before it only counts them, and how many the table of checks names.
ROWS_NAMED = 3
ROWS_LISTED = 20

#: How a row is called: its number, or its file and number where several files are read as one.
NameOf = Callable[[int], str]


def no_rows() -> Rows:
    """The numbers of no row."""
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Finding:
    """The rows that break one rule, perhaps none.

    Parameters
    ----------
    check : the rule's id.
    columns : the columns that break it; none where the row as a whole does.
    finding : what was found there, as it follows "2 values " in a message.
    sentence : the rule in words, where the finding does not say it.
    rows : the numbers of the rows, in order.
    stops : whether one such row is enough to publish nothing.
    allowed : what may stand there; the sentence when left out.
    """

    check: str
    columns: tuple[str, ...]
    finding: str
    sentence: str = ""
    rows: Rows = field(default_factory=no_rows)
    stops: bool = False
    allowed: str = ""

    @property
    def reason(self) -> str:
        """Why a row is set aside, for instance "column sex: outside F, M, not_stated"."""
        where = [columns_in_words(self.columns)] if self.columns else []
        return ": ".join([*where, self._said("")])

    @property
    def message(self) -> str:
        """What is said of all rows at once: "rows 40, 41 and 6 more, column sex: 8 values outside F, M, not_stated"."""
        return self.message_with(None)

    def message_with(self, name_of: NameOf | None) -> str:
        """The message, with the rows called by their files as well where `name_of` does so."""
        where = [rows_in_words(self.rows, name_of)] if self.rows.size else []
        where += [columns_in_words(self.columns)] if self.columns else []
        number = counted(self.rows.size, "value" if len(self.columns) == 1 else "row")
        return f"{', '.join(where)}: {self._said(number + ' ')}" if where else self._said(number + " ")

    def _said(self, number: str) -> str:
        return f"{number}{self.finding}. {self.sentence}".rstrip()

    def as_check(self, dataset: str, name_of: NameOf | None = None) -> Check:
        """The finding as the outcome of its rule: PASS where no row breaks it."""
        found = self.rows.size > 0
        return Check(
            self.check,
            ("FAIL" if self.stops else "WARNING") if found else "PASS",
            self.message_with(name_of),
            self.rows.size,
            f"Mend the rows at their source; they are in rejected/{dataset}.csv." if found else "",
            dataset,
            column=", ".join(self.columns),
            row_numbers=row_numbers(self.rows, name_of),
            allowed=self.allowed or self.sentence,
        )


def rows_of(findings: Iterable[Finding]) -> Rows:
    """The rows that break any of the rules, each once, in order."""
    # Not numpy's unique, which takes seconds for a million numbers that follow each other.
    return np.sort(pd.unique(np.concatenate([no_rows(), *(each.rows for each in findings)])))


def reasons(findings: Iterable[Finding]) -> pd.Series:
    """For each row that breaks a rule why it does, by the row's number."""
    findings = list(findings)
    rows = rows_of(findings)
    # Rows with the same reasons are one kind. There are few kinds, however many rows there are.
    kinds, texts = np.zeros(len(rows), dtype=np.intp), [""]
    for each in findings:
        split, kinds = np.unique(2 * kinds + np.isin(rows, each.rows), return_inverse=True)
        texts = [f"{texts[kind // 2]} {each.reason}" if kind % 2 else texts[kind // 2] for kind in split]
    return pd.Series([text.strip() for text in texts], dtype="str").take(kinds).set_axis(rows)


def rows_in_words(rows: Sequence[int] | Rows, name_of: NameOf | None = None) -> str:
    """Rows by number, the first of many: "row 118", "rows 40 and 41", "rows 40, 41 and 6 more"."""
    named = list(map(name_of or str, rows[:ROWS_NAMED]))
    called = "" if name_of else f"row{'s' if len(rows) > 1 else ''} "
    if len(rows) > ROWS_NAMED:
        return f"{called}{named[0]}, {named[1]} and {len(rows) - 2:,} more"
    return called + listed(named)


def row_numbers(rows: Sequence[int] | Rows, name_of: NameOf | None = None) -> str:
    """The first rows by number, for a table: "40, 41, 52", "2, 3, 4, … and 2,400 more"."""
    named = ", ".join(map(name_of or str, rows[:ROWS_LISTED]))
    return f"{named} and {len(rows) - ROWS_LISTED:,} more" if len(rows) > ROWS_LISTED else named


def columns_in_words(columns: Sequence[str]) -> str:
    """Columns by name: "column sex", "columns audit_id and section"."""
    return f"column{'s' if len(columns) > 1 else ''} {listed(columns)}"


def listed(words: Iterable[str], last_joint: str = "and") -> str:
    """Words in a sentence: "a", "a and b", "a, b and c"."""
    *first, last = words
    return f"{', '.join(first)} {last_joint} {last}" if first else last


def counted(number: int, noun: str) -> str:
    """A number and its noun: "no row", "1 row", "2,419 rows"."""
    return f"{number:,} {noun}s" if number > 1 else f"{number or 'no'} {noun}"
