"""What the readers of a SEN2 return give: some persons with all their records, one table for each module."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.core.findings import Finding
from send_analysis.sen2.fields import MODULES, PLACE, Header, ModuleName

Texts: TypeAlias = pa.Array | pa.ChunkedArray

_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), start=1)}
_TIME = r"(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?Z?)?"
_YEAR_FIRST = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{2}}|[A-Za-z]{{3}})-(?P<day>\d{{2}}){_TIME}")
_DAY_FIRST = re.compile(
    rf"(?P<day>\d{{1,2}})(?P<joint>[/-])(?P<month>\d{{1,2}}|[A-Za-z]{{3}})(?P=joint)(?P<year>\d{{4}}){_TIME}"
)

#: How a note begins that says which files of an export are not there: more than a note on how it was read.
LACKS = "Files that the export does not have"


@dataclass(frozen=True)
class Batch:
    """Some persons of a return with all their records.

    What is said of the return as a whole (`header`, `unknown`, `notes`) is said in every batch as far as it is known by then;
    the last batch has it all.

    Parameters
    ----------
    header : its values are the same in every batch; without a year in it the version shows by the fields that are filled.
    tables : every module's records, perhaps none. Columns: `PLACE.record` (int64), `PLACE.person`, `PLACE.request` (not of
        persons) and each field of the module, as text: trimmed, a blank is missing, dates as 2022-09-28 where they can be
        read, all else as it stands.
    unknown : elements or columns whose names mean nothing to us, in order of the alphabet; never a value.
    faults : what a reader itself finds wrong with records, which stand in the tables all the same; rows are `PLACE.record`.
    malformed : rows of a file that are no records, having more or fewer fields than its header: `row` and `text`.
    notes : how the return was read, where that is worth knowing: sentences without a value of a record.
    """

    header: Header
    tables: Mapping[ModuleName, pd.DataFrame]
    unknown: tuple[str, ...] = ()
    faults: Mapping[ModuleName, tuple[Finding, ...]] = field(default_factory=dict)
    malformed: Mapping[ModuleName, pd.DataFrame] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def module_table(
    module: ModuleName,
    records: Sequence[int] | np.ndarray,
    persons: Iterable[str | None] | Texts,
    requests: Iterable[str | None] | Texts | None,
    values: Mapping[str, Iterable[str | None] | Texts],
) -> pd.DataFrame:
    """The table of a module from the values of its records.

    Parameters
    ----------
    requests : not asked for of persons.
    values : by names of fields, as the form has them; a field that it does not have is missing in every record.
    """
    columns: dict[str, Texts] = {PLACE.record: pa.array(records, pa.int64()), PLACE.person: trimmed(persons)}
    if requests is not None:
        columns[PLACE.request] = trimmed(requests)
    for each in MODULES[module].fields:
        texts = trimmed(values[each.name]) if each.name in values else pa.nulls(len(records), pa.string())
        columns[each.name] = iso_dates(texts) if each.kind == "date" else texts
    return pa.table(columns).to_pandas()


def empty_table(module: ModuleName) -> pd.DataFrame:
    """The table of a module without records."""
    return module_table(module, [], [], None if MODULES[module].parent is None else [], {})


def given_twice(module: ModuleName, name: str, records: Sequence[int] | np.ndarray) -> Finding:
    """The records of a module that have one of its fields more than once."""
    finding, used = "given more than once in the same record", "The first one is used."
    return Finding(f"sen2.{module}.{name}.once", (name,), finding, used, np.array(records, dtype=np.int64))


def trimmed(values: Iterable[str | None] | Texts) -> Texts:
    """Text without white space around it; a blank is missing."""
    texts = values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, pa.string())
    texts = pc.utf8_trim_whitespace(texts.cast(pa.string()))
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)


def iso_dates(texts: Texts) -> Texts:
    """Dates as 2022-09-28; what is not a date stays as it stands."""
    # A return has few days and many records of each.
    days = pc.unique(texts)
    return pc.take(pa.array([iso_date(day) for day in days.to_pylist()], pa.string()), pc.index_in(texts, days))


def iso_date(text: str | None) -> str | None:
    """One date as 2022-09-28: from 2022-09-28, 2022-Sep-28, 28/09/2022 or 28-Sep-2022, with or without a time of day."""
    if text is None:
        return None
    found = _YEAR_FIRST.fullmatch(text) or _DAY_FIRST.fullmatch(text)
    if found is None:
        return text
    month = _MONTHS.get(found["month"].lower(), found["month"])
    try:
        return date(int(found["year"]), int(month), int(found["day"])).isoformat()
    except ValueError:
        return text
