"""What a rule finds in the rows of an extract, and how that is said without a word of what a row holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from send_analysis.core.checks import Check

Rows = NDArray[np.int64]

#: How many rows a message names at most before it only counts them.
ROWS_NAMED = 3


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
    """

    check: str
    columns: tuple[str, ...]
    finding: str
    sentence: str = ""
    rows: Rows = field(default_factory=no_rows)
    stops: bool = False

    @property
    def reason(self) -> str:
        """Why a row is set aside, for instance "column sex: outside F, M, not_stated"."""
        where = [columns_in_words(self.columns)] if self.columns else []
        return ": ".join([*where, self._said("")])

    @property
    def message(self) -> str:
        """What is said of all rows at once: "rows 40, 41 and 6 more, column sex: 8 values outside F, M, not_stated"."""
        where = [rows_in_words(self.rows)] if self.rows.size else []
        where += [columns_in_words(self.columns)] if self.columns else []
        number = counted(self.rows.size, "value" if len(self.columns) == 1 else "row")
        return f"{', '.join(where)}: {self._said(number + ' ')}" if where else self._said(number + " ")

    def _said(self, number: str) -> str:
        return f"{number}{self.finding}. {self.sentence}".rstrip()

    def as_check(self, dataset: str) -> Check:
        """The finding as the outcome of its rule: PASS where no row breaks it."""
        if not self.rows.size:
            return Check(self.check, "PASS", self.message)
        advice = f"Mend the rows at their source; they are in internal/rejected/{dataset}.csv."
        return Check(self.check, "FAIL" if self.stops else "WARNING", self.message, self.rows.size, advice)


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


def rows_in_words(rows: Sequence[int] | Rows) -> str:
    """Rows by number, the first of many: "row 118", "rows 40 and 41", "rows 40, 41 and 6 more"."""
    if len(rows) > ROWS_NAMED:
        return f"rows {rows[0]}, {rows[1]} and {len(rows) - 2:,} more"
    return f"row{'s' if len(rows) > 1 else ''} {listed(map(str, rows))}"


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
