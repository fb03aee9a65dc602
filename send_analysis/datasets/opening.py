"""From the extracts that params name to checked, typed datasets, with every row accounted for."""

from dataclasses import dataclass
from datetime import date

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import DataError
from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.catalogue import SPECS
from send_analysis.datasets.closures import closure_check
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.outcome import checks_of, counts_of
from send_analysis.datasets.preparing import Prepared, prepare
from send_analysis.datasets.typed import absent_columns, check_columns
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.reading import read_extract

#: The columns of `OpenedData.counts`. For every dataset: read = used + set_aside + dated_after.
COUNTS = ("dataset", "path", "as_at", "read", "used", "set_aside", "dated_after", "events_after")

#: The first day covered by an extract of which params do not say it.
NO_LIMIT = date(1900, 1, 1)


@dataclass(frozen=True)
class OpenedData:
    """The datasets of one release, and what became of every row of their extracts.

    Parameters
    ----------
    datasets : by name; the index of a dataset's rows is the row's number in its extract (the header is row 1). It is there
        for messages: no measure depends on it.
    checks : the outcome of every rule, by dataset.
    set_aside : for each dataset the rows that break a rule: `row`, `reasons`, then the source's own columns.
    counts : one row per dataset, columns :data:`COUNTS`; `as_at` is `datetime64[us]`.
    """

    datasets: dict[str, Dataset]
    checks: list[Check]
    set_aside: dict[str, pd.DataFrame]
    counts: pd.DataFrame


def open_datasets(params: Params) -> OpenedData:
    """Read, check and type every extract of a release.

    Raises
    ------
    DataError
        When a file cannot be read or lacks a column; the message names every fault of every extract.
    """
    prepared = _prepare_all(params, _read_all(params))
    checks = [check for name, each in prepared.items() for check in checks_of(each, _as_at(params, name))]
    checks += _checks_between(params, prepared)
    return OpenedData(
        datasets={name: _dataset(params, name, each) for name, each in prepared.items()},
        checks=checks,
        set_aside={name: each.set_aside() for name, each in prepared.items()},
        counts=_counts(params, prepared),
    )


def covers(params: Params, name: DatasetName) -> Period:
    """The days whose events a dataset's extract holds.

    Raises
    ------
    DataError
        When params say that it holds none yet.
    """
    extract, as_at = params.release.extracts[name], _as_at(params, name)
    start = extract.covers_from or NO_LIMIT
    if start > as_at:
        raise DataError(f"{extract.shown}: covers days from {in_words(start)}, and is as at {in_words(as_at)}, before that.")
    return Period(start, as_at)


def _read_all(params: Params) -> dict[DatasetName, RawRows]:
    """The rows of every extract, or one error with what is wrong with each of them."""
    raws: dict[DatasetName, RawRows] = {}
    faults = []
    for name in [name for name in SPECS if name in params.release.extracts]:
        extract = params.release.extracts[name]
        try:
            covers(params, name)
            raws[name] = read_extract(extract, params.root, SPECS[name].columns)
            check_columns(SPECS[name], raws[name], extract.shown)
        except DataError as error:
            faults.append(str(error))
    if faults:
        raise DataError("\n".join(faults))
    return raws


def _prepare_all(params: Params, raws: dict[DatasetName, RawRows]) -> dict[DatasetName, Prepared]:
    prepared: dict[DatasetName, Prepared] = {}
    for name, raw in raws.items():
        parent = SPECS[name].parent
        prepared[name] = prepare(SPECS[name], raw, _as_at(params, name), prepared.get(parent[0]) if parent else None)
    return prepared


def _checks_between(params: Params, prepared: dict[DatasetName, Prepared]) -> list[Check]:
    """The checks that take more than one dataset, and those that cannot be made for want of one."""
    checks = []
    for name, each in prepared.items():
        if each.spec.parent is not None and each.spec.parent[0] not in prepared:
            parent, column = each.spec.parent
            message = f"column {column}: not checked, because there is no extract of {parent}."
            checks.append(Check(f"{name}.{column}.known", "WARNING", message, 0, f"Name one of {parent} in the params."))
    if "requests" in prepared and "advice" in prepared:
        closures = params.authority.closures
        checks.append(closure_check(prepared["requests"].rows, prepared["advice"].rows, closures))
    return checks


def _dataset(params: Params, name: DatasetName, prepared: Prepared) -> Dataset:
    as_at = _as_at(params, name)
    source = f"{params.release.extracts[name].file_name} as at {in_words(as_at)}"
    return Dataset(
        name,
        prepared.rows,
        params.area,
        covers(params, name),
        source,
        params.windows_of(name),
        holds_rows=len(prepared.raw) > 0,
        absent=frozenset(absent_columns(prepared.spec, prepared.raw)),
    )


def _counts(params: Params, prepared: dict[DatasetName, Prepared]) -> pd.DataFrame:
    rows = [
        {"dataset": name, "path": params.release.extracts[name].shown, "as_at": pd.Timestamp(_as_at(params, name))}
        | counts_of(each)
        for name, each in prepared.items()
    ]
    return pd.DataFrame(rows, columns=list(COUNTS)).astype({"as_at": "datetime64[us]", "dataset": "str", "path": "str"})


def _as_at(params: Params, name: DatasetName) -> date:
    return params.windows_of(name).as_at
