"""Row rules: each one says which column breaks it, what is found there, and the rule in words.

A rule is a pandera check. `name` is its code, `title` the column, `description` what follows "2 values " in a message, and
`error` the rule as a sentence. A rule is about what is given: where a date that it compares is missing, it holds.
"""

from collections.abc import Callable, Sequence

import pandas as pd
import pandera.pandas as pa

from send_analysis.core.findings import listed

Holds = Callable[[pd.DataFrame], pd.Series]

#: Before this day no record is right that these datasets hold. EHC plans began on 1 September 2014.
EARLIEST = pd.Timestamp(2000, 1, 1)


def rule(code: str, column: str, finding: str, sentence: str, holds: Holds) -> pa.Check:
    """A rule that a row keeps where `holds` is true."""
    return pa.Check(holds, name=code, title=column, description=finding, error=sentence, ignore_na=False)


def not_before(column: str, earlier: str, sentence: str) -> pa.Check:
    """A date is never before another one of its row."""
    return rule(f"not_before_{earlier}", column, f"before {earlier}", sentence, lambda rows: ~(rows[column] < rows[earlier]))


def not_long_ago(column: str) -> pa.Check:
    """A date is not before :data:`EARLIEST`: such a date is a slip of typing."""
    return rule(
        "not_long_ago",
        column,
        f"before {EARLIEST.year}",
        f"Nothing here is older than {EARLIEST.year}.",
        lambda rows: ~(rows[column] < EARLIEST.tz_localize(rows[column].dt.tz)),
    )


def only_with(column: str, other: str, values: Sequence[str], sentence: str) -> pa.Check:
    """A column is given only where another one has one of these values."""
    return rule(
        f"only_with_{other}",
        column,
        f"given though {other} is not {listed(values, 'or')}",
        sentence,
        lambda rows: ~is_given(rows[column]) | rows[other].isin(values),
    )


def always_with(column: str, other: str, values: Sequence[str], sentence: str) -> pa.Check:
    """A column is given wherever another one has one of these values."""
    return rule(
        f"always_with_{other}",
        column,
        f"missing though {other} is {listed(values, 'or')}",
        sentence,
        lambda rows: is_given(rows[column]) | ~rows[other].isin(values),
    )


def both_or_neither(column: str, other: str, sentence: str) -> pa.Check:
    """Two columns are given together or not at all."""
    return rule(
        f"together_with_{other}",
        column,
        f"given without {other}, or missing beside it",
        sentence,
        lambda rows: is_given(rows[column]) == is_given(rows[other]),
    )


def is_given(column: pd.Series) -> pd.Series:
    """Whether each row has a value; the empty set is none."""
    return column.notna() & column.ne("") if column.dtype == "str" else column.notna()
