"""From the extracts that params name to checked, typed datasets, with every row accounted for."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import DataError
from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName
from send_analysis.core.period import in_words
from send_analysis.datasets.closures import closure_check
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.in_short import why_unread
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.outcome import checks_of, counts_of, naming_of
from send_analysis.datasets.preparing import Prepared, prepare
from send_analysis.datasets.reading import NO_LIMIT, Read, covers, read_all, taken_at
from send_analysis.datasets.sense.stale import as_far_as_known
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.typed import absent_columns
from send_analysis.sources.raw_rows import Part

__all__ = ["COUNTS", "NO_LIMIT", "OpenedData", "covers", "look_at_datasets", "open_datasets"]

#: The columns of `OpenedData.counts`. For every dataset: read = used + set_aside + dated_after.
COUNTS = ("dataset", "path", "as_at", "read", "used", "set_aside", "dated_after", "events_after")


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
    digests : for each dataset the SHA-256 of what was read, where no file of this machine shows it.
    parts : for each dataset whose rows come from several files what tells which row stands in which.
    unread : for each dataset whose extract could not be read why that is; it is in none of the others then.
    last_report : the last report on the improvement plan, where it names one and that has been opened (see `plan`).
    """

    datasets: dict[str, Dataset]
    checks: list[Check]
    set_aside: dict[str, pd.DataFrame]
    counts: pd.DataFrame
    digests: dict[str, str] = field(default_factory=dict)
    parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    unread: dict[str, str] = field(default_factory=dict)
    last_report: LastReport | None = None


def open_datasets(params: Params) -> OpenedData:
    """Read, check and type every extract of a release.

    Raises
    ------
    DataError
        When a file cannot be read or lacks a column; the message names every fault of every extract.
    """
    opened = look_at_datasets(params)
    if opened.unread:
        raise DataError(why_unread(opened.unread, opened.checks, opened.counts))
    return opened


def look_at_datasets(params: Params) -> OpenedData:
    """Read, check and type every extract that can be read, and say of the others why they cannot."""
    read = read_all(params)
    prepared = _prepare_all(params, read)
    checks = [check for name, each in prepared.items() for check in _checks_of(params, name, each)]
    checks += _located(params, [*read.checks, *_unread_checks(read), *_checks_between(params, prepared, read)])
    return OpenedData(
        datasets={name: _dataset(params, name, each) for name, each in prepared.items()},
        checks=checks,
        set_aside={name: each.set_aside() for name, each in prepared.items()},
        counts=_counts(params, prepared),
        digests={name: each.raw.digest for name, each in prepared.items() if each.raw.digest is not None},
        parts={name: each.raw.parts for name, each in prepared.items() if len(each.raw.parts) > 1},
        unread={str(name): why for name, why in read.unread.items()},
    )


def _prepare_all(params: Params, read: Read) -> dict[DatasetName, Prepared]:
    prepared: dict[DatasetName, Prepared] = {}
    for name in list(read.raws):
        raw = read.raws.pop(name)  # no longer held here once its rows are typed
        spec, policy = SPECS[name], params.authority.data_policy
        parent = prepared.get(spec.parent[0]) if spec.parent else None
        prepared[name] = prepare(spec, raw, taken_at(params, name), parent, policy)
    return prepared


def _checks_of(params: Params, name: DatasetName, prepared: Prepared) -> list[Check]:
    return _located(params, checks_of(prepared, taken_at(params, name), params.authority.data_policy))


def _located(params: Params, checks: Iterable[Check]) -> list[Check]:
    """The checks with the extract that they are about, where they do not say it themselves."""
    located = []
    for check in checks:
        name = check.dataset or check.check.split(".")[0]
        extract = params.release.extracts.get(name)  # type: ignore[call-overload]
        if extract is not None:
            check = replace(check, dataset=name, file=check.file or extract.shown, sheet=check.sheet or extract.sheet or "")
        located.append(check)
    return located


def _unread_checks(read: Read) -> list[Check]:
    advice = "Mend the extract or its entry under `extracts:` in the params; nothing is published without it."
    return [Check(f"{name}.extract", "FAIL", why, 0, advice) for name, why in read.unread.items()]


def _checks_between(params: Params, prepared: dict[DatasetName, Prepared], read: Read) -> list[Check]:
    """The checks that take more than one dataset, and those that cannot be made for want of one."""
    checks = []
    for name, each in prepared.items():
        if each.spec.parent is not None and each.spec.parent[0] not in prepared.keys() | read.unread.keys():
            parent, column = each.spec.parent
            message = f"column {column}: not checked, because there is no extract of {parent}."
            checks.append(Check(f"{name}.{column}.known", "WARNING", message, 0, f"Name one of {parent} in the params."))
    if "requests" in prepared and "advice" in prepared:
        requests, advice = prepared["requests"], prepared["advice"]
        naming = naming_of(requests.raw.parts)
        checks.append(closure_check(requests.rows, advice.rows, params.authority.closures, naming))
    return checks


def _dataset(params: Params, name: DatasetName, prepared: Prepared) -> Dataset:
    as_at, extract = taken_at(params, name), params.release.extracts[name]
    source = f"{extract.file_name} as at {in_words(as_at)}"
    dataset = Dataset(
        name,
        prepared.rows,
        params.area,
        covers(params, name),
        source,
        params.windows_of(name),
        holds_rows=len(prepared.raw) > 0,
        absent=frozenset(absent_columns(prepared.spec, prepared.raw)),
    )
    # Where params say on which day it was taken, the extract is believed.
    return dataset if extract.as_at else as_far_as_known(dataset)


def _counts(params: Params, prepared: dict[DatasetName, Prepared]) -> pd.DataFrame:
    rows = [
        {"dataset": name, "path": params.release.extracts[name].shown, "as_at": pd.Timestamp(taken_at(params, name))}
        | counts_of(each)
        for name, each in prepared.items()
    ]
    return pd.DataFrame(rows, columns=list(COUNTS)).astype({"as_at": "datetime64[us]", "dataset": "str", "path": "str"})
