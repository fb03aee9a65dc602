"""One extract into the rows that are used and an account of all others."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd
from pandera.errors import SchemaError

from send_analysis.core.findings import Finding, reasons, rows_of
from send_analysis.core.params.authority import DataPolicy
from send_analysis.datasets.as_at import as_known, dated_after
from send_analysis.datasets.row_rules import broken_rules, orphans, repeats
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.typed import all_readable, malformed, typed_rows
from send_analysis.sources.exact_columns import as_written
from send_analysis.sources.raw_rows import RawRows

_AS_USUAL = DataPolicy()

#: How many rows are held against the whole schema before they are used.
_SCHEMA_ROWS = 100_000


@dataclass(frozen=True)
class Prepared:
    """What became of the rows of one extract.

    Parameters
    ----------
    raw : the rows as the file has them.
    rows : those used, in the dataset's columns; the index is the row's number in the file.
    late : those that came to be after the day of the extract, and are sound.
    findings : what each rule found; every row found is set aside.
    events_after : how many events of used rows lie after that day and are not used.
    """

    spec: Spec
    raw: RawRows
    rows: pd.DataFrame
    late: pd.DataFrame
    findings: list[Finding]
    events_after: int

    def __post_init__(self) -> None:
        accounted = len(self.rows) + len(self.set_aside_rows) + len(self.late)
        if accounted != len(self.raw):
            raise AssertionError(f"{self.spec.name}: {len(self.raw)} rows read, {accounted} accounted for")

    @property
    def set_aside_rows(self) -> np.ndarray:
        """The numbers of the rows that break a rule, in order."""
        return rows_of(self.findings)

    def set_aside(self) -> pd.DataFrame:
        """The rows that break a rule: `row`, `reasons`, then the source's own columns; `text` where a row is malformed.

        Where the rows come from several files, `file` is the first column and `row` the row's number in that file. A column of
        the source that has one of these names is left out: an earlier table of rows set aside has them.
        """
        numbers, raw = self.set_aside_rows, self.raw
        source = _as_written(raw, numbers)
        if len(raw.malformed):
            source["text"] = raw.malformed.set_index("row")["text"].reindex(numbers)
        ours: dict[str, object] = {"row": numbers, "reasons": reasons(self.findings).reindex(numbers).to_numpy()}
        if len(raw.parts) > 1:
            part = np.searchsorted([each.before for each in raw.parts], numbers, side="left") - 1
            file = pd.Series([each.name for each in raw.parts], dtype="str").take(part).to_numpy()
            ours = {"file": file} | ours | {"row": numbers - np.array([each.before for each in raw.parts])[part]}
        table = pd.DataFrame(ours, index=source.index)
        return pd.concat([table, source.drop(columns=list(ours), errors="ignore")], axis=1).reset_index(drop=True)


def prepare(
    spec: Spec, raw: RawRows, as_at: date, parent: Prepared | None = None, policy: DataPolicy = _AS_USUAL
) -> Prepared:
    """Type the rows, set aside those that break a rule, and take the others as they stood at the end of a day.

    Rules come first: a row that is wrong is set aside in every edition made of the extract, whatever its day. A rule is asked
    about rows that are sound so far, so that one slip is reported once.

    Parameters
    ----------
    parent : the dataset that the rows belong to, where there is an extract of it.
    policy : what is done about repeated rows.
    """
    rows, findings = typed_rows(spec, raw)
    findings = _beside(findings, raw.faults)
    findings = [*(findings or [all_readable(spec)]), *raw.faults, malformed(spec, raw)]
    rows = _sound(rows, findings)
    findings += broken_rules(spec, rows)
    # An extract without rows says nothing of what belongs to it: then there is nothing to hold the rows against.
    if parent is not None and len(parent.raw) and spec.parent is not None:
        column = spec.parent[1]
        rows = _sound(rows, findings)
        findings.append(orphans(spec, rows, pd.concat([parent.rows[column], parent.late[column]])))
    rows = _sound(rows, findings)
    findings += repeats(spec, rows, policy)
    rows = _sound(rows, findings)
    late = dated_after(spec, rows, as_at, parent.late[spec.parent[1]] if parent and spec.parent else None)
    # Rows are not copied where all of them are used.
    known, late_rows = (rows[~late], rows[late]) if late.any() else (rows, rows.iloc[:0])
    used, events_after = as_known(spec, known, as_at)
    _check_schema(spec, used)
    return Prepared(spec, raw, used, late_rows, findings, events_after)


def _as_written(raw: RawRows, numbers: np.ndarray) -> pd.DataFrame:
    """Rows by number in the source's own columns and words."""
    rows = raw.own.set_axis(raw.row_numbers).reindex(numbers)
    return rows.assign(**{name: as_written(rows[name], form) for name, form in raw.forms.items()})


def _beside(findings: list[Finding], faults: Sequence[Finding]) -> list[Finding]:
    """The findings without what the reader has already found in the same row and column, or in the row as a whole."""
    for fault in faults:
        findings = [
            replace(each, rows=np.setdiff1d(each.rows, fault.rows))
            if not fault.columns or set(each.columns) & set(fault.columns)
            else each
            for each in findings
        ]
    return [each for each in findings if each.rows.size]


def _sound(rows: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    broken = rows_of(findings)
    return rows[~rows.index.isin(broken)] if broken.size else rows


def _check_schema(spec: Spec, rows: pd.DataFrame) -> None:
    """Raise when the rows that are about to be used break their own schema, which would be a fault of this program.

    Of very many rows types and missing values are looked at in all, and the rules, which have just been asked of every row, are
    asked again of the first ones.
    """
    if list(rows) != list(spec.columns):
        raise AssertionError(f"{spec.name}: rows to be used have other columns than their schema")
    for name, column in spec.columns.items():
        if not column.nullable and rows[name].hasnans:
            raise AssertionError(f"{spec.name}: rows to be used lack a value of {name}")
    try:
        spec.schema.validate(rows.iloc[:_SCHEMA_ROWS])
    except SchemaError as error:
        # pandera's message holds values of rows.
        raise AssertionError(f"{spec.name}: rows to be used break {error.check}") from None
