"""Whether the columns of a dataset make sense: how much is missing, one value everywhere, every case an exception."""

from collections.abc import Iterator
from math import sqrt

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.period import Period, a_year_before
from send_analysis.datasets.as_at import as_known
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.dates import wall_times
from send_analysis.datasets.rules import is_given
from send_analysis.datasets.spec import Spec, allowed_in, kind_of

#: A difference is beyond chance from this many standard deviations on. Source: three sigma limits, Shewhart 1931.
BEYOND_CHANCE = 3.0

#: A share missing has jumped when it rose by this many percentage points and by more than chance (of two shares).
JUMP = 10.0

#: Rows from which on a column with one value is strange. Assumption: a code that one row in ten has is missed by 44 rows once in
#: a hundred times. Flags are rarer: for one in a hundred it takes 460.
ENOUGH_FOR_A_CODE = 44
ENOUGH_FOR_A_FLAG = 460

#: Rows of one period that all have one value, where other rows have it with this chance altogether or less, are strange.
UNLIKELY = 0.001

#: Plans from which on it is strange that each is an exception. Where half of all are, five in a row come once in 32 times.
ENOUGH_EXCEPTIONS = 5

#: The code by which a value says that it is not known; it counts as missing.
NOT_STATED = "not_stated"

#: Columns in which one value for all is what to expect: in a return every plan may be kept up and every need be ranked first,
#: decisions are seldom reversed, and one person may make all audits.
_OFTEN_ONE = {
    *(("plans", "active"), ("needs", "rank"), ("placements", "rank"), ("audits", "auditor_role")),
    *(("requests", name) for name in ("source", "outcome", "decision_reversed", "outcome_reversed")),
}

#: Columns that are of older rows by their nature: a plan that came from another authority was issued there, some time ago.
_OF_OLDER_ROWS = {("plans", "transferred_in")}


def column_checks(dataset: Dataset, spec: Spec, constants: frozenset[str]) -> list[Check]:
    """The outcome of the checks of columns.

    Parameters
    ----------
    constants : the columns that params give one value, and which have it rightly.
    """
    columns = [name for name in spec.columns if name not in dataset.absent | constants]
    checks = [*_missing(dataset, spec, columns), *_one_value(dataset, spec, columns)]
    return [*checks, *_exceptions(dataset)] if spec.name == "requests" else checks


def _check(dataset: Dataset, column: str, rule: str, message: str, advice: str, rows: int, allowed: str) -> Check:
    name = f"{dataset.name}.{column}.{rule}"
    return Check(name, "WARNING", f"column {column}: {message}", rows, advice, dataset.name, column=column, allowed=allowed)


def _passed(dataset: Dataset, rule: str, message: str) -> Check:
    return Check(f"{dataset.name}.{rule}", "PASS", message, dataset=dataset.name)


def _happening(dataset: Dataset, spec: Spec, period: Period) -> pd.DataFrame:
    """The rows that came to be in a period."""
    days = wall_times(dataset.rows[spec.happens_on]).dt.normalize()
    return dataset.rows[days.between(pd.Timestamp(period.start), pd.Timestamp(period.end))]


def _missing(dataset: Dataset, spec: Spec, columns: list[str]) -> Iterator[Check]:
    """The share missing among the rows of the last twelve months, against those of the year before as then known."""
    year = dataset.windows.rolling_12_months
    before = year.previous_year()
    if spec.happens_on is None or not dataset.covers.contains(before):
        return
    rows = _happening(dataset, spec, year)
    # A row has what it has a year after; so that last year's rows are no more complete than this year's, they are taken as
    # they were known a year ago.
    earlier, _ = as_known(spec, _happening(dataset, spec, before), a_year_before(dataset.covers.end))
    found = False
    for column in [name for name in columns if name not in _known_later(spec) and kind_of(spec.columns[name]) != "set"]:
        now, then = _lacking(rows[column]), _lacking(earlier[column])
        if _jumped(now, then):
            found = True
            message = (
                f"missing or not stated in {100 * now.mean():.0f} per cent of the rows of the last twelve months, against "
                f"{100 * then.mean():.0f} per cent a year before."
            )
            advice = "Has the extract lost the column, or has recording stopped?"
            allowed = f"no rise by {JUMP:g} percentage points that is beyond chance"
            yield _check(dataset, column, "share_missing", message, advice, int(now.sum()), allowed)
    if not found:
        yield _passed(dataset, "share_missing", "No column has more missing than a year before, but for chance.")


def _known_later(spec: Spec) -> set[str]:
    """The columns that are filled as a case goes on: that they are missing says how far it has come."""
    return {name for event in spec.later for name in (event.on, *event.blanks, *event.reverts)}


def _lacking(column: pd.Series) -> pd.Series:
    return ~is_given(column) | column.astype("str").eq(NOT_STATED)


def _jumped(now: pd.Series, then: pd.Series) -> bool:
    """Whether a share has risen by more than a few percentage points and more than chance."""
    if not len(now) or not len(then):
        return False
    pooled = (now.sum() + then.sum()) / (len(now) + len(then))
    spread = sqrt(pooled * (1 - pooled) * (1 / len(now) + 1 / len(then)))
    rise = now.mean() - then.mean()
    return bool(100 * rise >= JUMP and rise > BEYOND_CHANCE * spread)


def _one_value(dataset: Dataset, spec: Spec, columns: list[str]) -> Iterator[Check]:
    """Columns of codes and flags with one value in all rows, or in all rows of the period where others have more."""
    found = False
    for column in columns:
        kind = kind_of(spec.columns[column])
        if kind not in ("code", "flag", "text") or (spec.name, column) in _OFTEN_ONE:
            continue
        enough = ENOUGH_FOR_A_FLAG if kind == "flag" else ENOUGH_FOR_A_CODE
        if said := _said_of_one_value(dataset, spec, column, enough):
            found = True
            allowed = ", ".join(allowed_in(spec.columns[column])) or "different values"
            advice = "Is it a default that nobody changes, or has the extract put one value in?"
            yield _check(dataset, column, "one_value", said[0], advice, said[1], allowed)
    if not found:
        yield _passed(dataset, "one_value", "No column has the same value in every row, where many rows should differ.")


def _said_of_one_value(dataset: Dataset, spec: Spec, column: str, enough: int) -> tuple[str, int] | None:
    """What is strange about the column's values, and how many rows that is about; None where nothing is."""
    given = dataset.rows[column].dropna()
    if given.nunique() == 1 and len(given) >= enough:
        return f"the same value in all {len(given):,} rows that have one.", len(given)
    if spec.happens_on is None or column in _known_later(spec) or (spec.name, column) in _OF_OLDER_ROWS:
        return None
    lately = _happening(dataset, spec, dataset.windows.period)[column].dropna()
    others = given.drop(lately.index)
    if lately.nunique() == 1 and len(others) and others.eq(lately.iloc[0]).mean() ** len(lately) <= UNLIKELY:
        return f"the same value in all {len(lately):,} rows of {dataset.windows.period.label}; others differ.", len(lately)
    return None


def _exceptions(dataset: Dataset) -> Iterator[Check]:
    """Months, or a whole period, in which every plan issued is recorded as an exception."""
    plans = dataset.rows[dataset.rows["plan_issued_on"].notna()]
    flagged = []
    for period in dict.fromkeys([*dataset.windows.months, dataset.windows.period]):
        issued = plans[plans["plan_issued_on"].between(pd.Timestamp(period.start), pd.Timestamp(period.end))]
        if len(issued) >= ENOUGH_EXCEPTIONS and issued["exception_grounds"].ne("").all():
            flagged.append((period.label, len(issued)))
    rule, allowed = "every_case_an_exception", "some plans issued without an exception"
    if flagged:
        months = ", ".join(f"{label} ({number})" for label, number in flagged)
        message = f"every plan issued is an exception in {months}; then no rate without exceptions can be given."
        advice = "Exceptions are for the grounds of reg 10(4) alone. Has the flag been set for every case?"
        yield _check(dataset, "exception_grounds", rule, message, advice, max(n for _, n in flagged), allowed)
    else:
        yield _passed(dataset, rule, "In no month of the last twelve is every plan issued an exception.")
