"""One extract into the rows that are used and an account of all others."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd
from pandera.errors import SchemaError

from send_analysis.core.findings import Finding, reasons, rows_of
from send_analysis.datasets.as_at import as_known, dated_after
from send_analysis.datasets.row_rules import broken_rules, orphans, repeats
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.typed import all_readable, malformed, typed_rows
from send_analysis.sources.raw_rows import RawRows


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

        A column of the source that has one of these names is left out: an earlier table of rows set aside has them.
        """
        numbers = self.set_aside_rows
        source = self.raw.frame.set_axis(self.raw.row_numbers).reindex(numbers)
        if len(self.raw.malformed):
            source["text"] = self.raw.malformed.set_index("row")["text"].reindex(numbers)
        why = reasons(self.findings).reindex(numbers)
        ours = pd.DataFrame({"row": numbers, "reasons": why.to_numpy()}, index=source.index)
        return pd.concat([ours, source.drop(columns=["row", "reasons"], errors="ignore")], axis=1).reset_index(drop=True)


def prepare(spec: Spec, raw: RawRows, as_at: date, parent: Prepared | None = None) -> Prepared:
    """Type the rows, set aside those that break a rule, and take the others as they stood at the end of a day.

    Rules come first: a row that is wrong is set aside in every edition made of the extract, whatever its day. A rule is asked
    about rows that are sound so far, so that one slip is reported once.

    Parameters
    ----------
    parent : the dataset that the rows belong to, where there is an extract of it.
    """
    rows, findings = typed_rows(spec, raw)
    findings = [*(findings or [all_readable(spec)]), malformed(spec, raw)]
    rows = _sound(rows, findings)
    findings += broken_rules(spec, rows)
    # An extract without rows says nothing of what belongs to it: then there is nothing to hold the rows against.
    if parent is not None and len(parent.raw) and spec.parent is not None:
        column = spec.parent[1]
        rows = _sound(rows, findings)
        findings.append(orphans(spec, rows, pd.concat([parent.rows[column], parent.late[column]])))
    rows = _sound(rows, findings)
    findings += repeats(spec, rows)
    rows = _sound(rows, findings)
    late = dated_after(spec, rows, as_at, parent.late[spec.parent[1]] if parent and spec.parent else None)
    used, events_after = as_known(spec, rows[~late], as_at)
    _check_schema(spec, used)
    return Prepared(spec, raw, used, rows[late], findings, events_after)


def _sound(rows: pd.DataFrame, findings: list[Finding]) -> pd.DataFrame:
    broken = rows_of(findings)
    return rows[~rows.index.isin(broken)] if broken.size else rows


def _check_schema(spec: Spec, rows: pd.DataFrame) -> None:
    """Raise when the rows that are about to be used break their own schema, which would be a fault of this program."""
    try:
        spec.schema.validate(rows)
    except SchemaError as error:
        # pandera's message holds values of rows.
        raise AssertionError(f"{spec.name}: rows to be used break {error.check}") from None
