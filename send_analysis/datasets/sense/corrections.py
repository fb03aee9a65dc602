"""Late corrections: rows about days that an earlier release reported, and that were changed, added or removed since.

Each release keeps a fingerprint of every row that it used: a hash of its key, and one of its content as it was known. The next
release takes its own rows back to the day of the earlier one and lays them beside. Hashes of keys and days of events belong
to rows about persons: they stay in `internal/`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import NameOf, Rows, counted, listed, row_numbers
from send_analysis.core.period import in_words
from send_analysis.datasets.as_at import as_known, dated_after
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.dates import wall_times
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.catalogue import spec_of

#: The columns of a table of fingerprints. `key` and `content` are 64-bit hashes; `on` is the day on which the row came to be, or
#: missing; `columns` are those that the content is the hash of, and `from` and `as_at` the days that the extract covers. Of ten
#: million rows, two have the same hash with a chance of 3 in a million.
COLUMNS = ("dataset", "key", "content", "on", "columns", "from", "as_at")


def fingerprints(datasets: Mapping[str, Dataset]) -> pd.DataFrame:
    """A fingerprint of every row used, columns :data:`COLUMNS`; none of a list that is kept, where rows change by design."""
    parts = [_of_dataset(dataset, spec_of(name)) for name, dataset in datasets.items() if not spec_of(name).is_kept]
    empty = pd.DataFrame({name: pd.Series(dtype="str") for name in COLUMNS})
    return pd.concat(parts, ignore_index=True) if parts else empty


def _of_dataset(dataset: Dataset, spec: Spec) -> pd.DataFrame:
    columns = _columns(dataset, spec)
    return _of_rows(dataset.rows, spec, columns).assign(
        dataset=spec.name,
        columns=",".join(columns),
        **{"from": pd.Timestamp(dataset.covers.start), "as_at": pd.Timestamp(dataset.covers.end)},
    )[list(COLUMNS)]


def _columns(dataset: Dataset, spec: Spec) -> list[str]:
    return [name for name in spec.columns if name not in dataset.absent]


def _of_rows(rows: pd.DataFrame, spec: Spec, columns: list[str]) -> pd.DataFrame:
    """`key`, `content` and `on` of each row, by the row's number."""
    content = _hashed(rows[columns])
    key = _hashed(rows[list(spec.key)]) if spec.key else content
    missing = pd.Series(pd.NaT, index=rows.index, dtype="datetime64[us]")
    on = wall_times(rows[spec.happens_on]).dt.normalize() if spec.happens_on else missing
    return pd.DataFrame({"key": key, "content": content, "on": on.astype("datetime64[us]")}, index=rows.index)


def _hashed(frame: pd.DataFrame) -> pd.Series:
    # A code is hashed as its text, so that a code added to a column's list changes no fingerprint.
    return pd.util.hash_pandas_object(frame, index=False).astype("uint64")


@dataclass(frozen=True)
class Corrections:
    """What became of one dataset's rows since the earlier release.

    Parameters
    ----------
    changed, added : the numbers of the rows, as they are now.
    removed : how many rows there were that are not used any more.
    compared : how many rows were laid beside each other.
    other_columns : columns that only one of the two extracts has; then content is not compared.
    """

    changed: Rows
    added: Rows
    removed: int
    compared: int
    other_columns: tuple[str, ...] = ()


def corrections(datasets: Mapping[str, Dataset], earlier: pd.DataFrame) -> dict[str, Corrections]:
    """For each dataset that the earlier release had as well, the rows that are not what they were.

    Parameters
    ----------
    earlier : the fingerprints of the earlier release.
    """
    names = [name for name in datasets if earlier["dataset"].eq(name).any()]
    then = {name: earlier.loc[earlier["dataset"].eq(name), "as_at"].iloc[0].date() for name in names}
    return {
        name: _compared(datasets, name, then[name], earlier[earlier["dataset"].eq(name)])
        for name in names
        if then[name] <= datasets[name].covers.end
    }


def _compared(datasets: Mapping[str, Dataset], name: str, as_at: date, was: pd.DataFrame) -> Corrections:
    dataset, spec = datasets[name], spec_of(name)
    columns, columns_then = _columns(dataset, spec), was["columns"].iloc[0].split(",")
    now = _of_rows(_rewound(datasets, name, as_at), spec, columns)
    # Days that only one of the two extracts covers were not reported from both.
    first = max(pd.Timestamp(dataset.covers.start), was["from"].iloc[0])
    now, was = now[~(now["on"] < first)], was[~(was["on"] < first)]
    other = tuple(sorted(set(columns) ^ set(columns_then)))
    then = was.drop_duplicates("key")
    place = pd.Index(then["key"]).get_indexer(pd.Index(now["key"]))
    known = place >= 0
    # Not by way of a missing value, which would make numbers of 64 bits floating ones and lose their last digits.
    differs = known & (now["content"].to_numpy() != then["content"].to_numpy()[place]) if len(then) else known
    changed = now.index[differs].to_numpy() if not other else np.empty(0, dtype=np.int64)
    if other and not spec.key:  # the whole row is its key, and that is another one now
        return Corrections(changed, changed, 0, 0, other)
    added, removed = now.index[~known].to_numpy(), int((~was["key"].isin(now["key"])).sum())
    return Corrections(changed, added, removed, len(now), other)


def _rewound(datasets: Mapping[str, Dataset], name: str, as_at: date) -> pd.DataFrame:
    """The dataset's rows as they stood at the end of an earlier day."""
    dataset, spec = datasets[name], spec_of(name)
    late_parents = None
    if spec.parent is not None and spec.parent[0] in datasets:
        parent, column = spec.parent
        rows = datasets[parent].rows
        late_parents = rows.loc[dated_after(spec_of(parent), rows, as_at, None), column]
    late = dated_after(spec, dataset.rows, as_at, late_parents)
    return as_known(spec, dataset.rows[~late], as_at)[0]


def correction_checks(
    found: Mapping[str, Corrections],
    earlier: pd.DataFrame,
    release: str,
    policy: Literal["report", "stop"],
    namings: Mapping[str, NameOf | None] | None = None,
) -> list[Check]:
    """The outcome for each dataset: WARNING, or FAIL where the authority stops at late corrections.

    Parameters
    ----------
    release : what the earlier release is called.
    namings : for datasets whose rows come from several files how they are called.
    """
    checks = []
    for name, each in found.items():
        as_at = in_words(earlier.loc[earlier["dataset"].eq(name), "as_at"].iloc[0].date())
        checks.append(_check(name, each, f"the release {release}, as at {as_at}", policy, (namings or {}).get(name)))
    return checks


def _check(name: str, found: Corrections, release: str, policy: Literal["report", "stop"], naming: NameOf | None) -> Check:
    rule, allowed = f"{name}.late_corrections", "rows about days already reported stay as they were"
    note = ""
    if found.other_columns:
        note = f" Content was not compared: only one of the two extracts has {listed(found.other_columns)}."
    total = len(found.changed) + len(found.added) + found.removed
    if not total:
        said = f"Nothing was corrected since {release}: {counted(found.compared, 'row')} compared.{note}"
        return Check(rule, "PASS", said, 0, "", name, allowed=allowed)
    parts = [
        _rows_said(found.changed, "changed"),
        _rows_said(found.added, "added"),
        f"{counted(found.removed, 'row')} no longer there, or set aside now" if found.removed else "",
    ]
    said = f"Since {release}, about days it reported: {listed(filter(None, parts))}.{note}"
    if not spec_of(name).key:
        said += f" Rows of {name} have no key: a changed one counts as one added and one no longer there."
    advice = "Figures already published change with them. See whether they do so enough for a revision that says why."
    numbers = row_numbers(np.sort(np.concatenate([found.changed, found.added])), naming)
    result: Literal["FAIL", "WARNING"] = "FAIL" if policy == "stop" else "WARNING"
    return Check(rule, result, said, total, advice, name, row_numbers=numbers, allowed=allowed)


def _rows_said(rows: Rows, what: str) -> str:
    return f"{counted(len(rows), 'row')} {what}" if len(rows) else ""
