"""The SEN2 return as the nine files of COLLECT's CSV export."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv

from send_analysis.core.period import MONTH_NAMES
from send_analysis.sen2.fields import HEADER, MODULES, ModuleName
from send_analysis.synthetic.authority.drawing import Numbers
from send_analysis.synthetic.authority.sen2_parts import Part, Written
from send_analysis.synthetic.authority.sen2_rows import Rows, all_rows, fields_of

#: A key that no record has.
NOBODY = 999_999_999

_PLAIN = {"quoting_style": "none", "quoting_header": "none"}


def write_export(folder: Path, day: date, header: Mapping[str, str], parts: Iterable[Part]) -> Written:
    """Write the nine files of a day into a folder."""
    folder.mkdir()
    prefix = f"Blade-Export_{day:%d-%m-%Y}"
    _write_header(folder / f"{prefix}_sen2.csv", header)
    numbers = dict.fromkeys(MODULES, 0)
    with ExitStack() as stack:
        files = {
            name: stack.enter_context((folder / f"{prefix}_{each.file}.csv").open("wb")) for name, each in MODULES.items()
        }
        for part in parts:
            keys: dict[ModuleName, Numbers] = {}
            for module, rows in all_rows(part):
                own = numbers[module] + np.arange(1, len(rows.requests) + 1)
                keys[module] = _keys_of_requests(part, module, rows, own)
                table = _table(module, rows, _own_keys(module, rows, own, keys), _keys_above(module, rows, keys))
                options = pa_csv.WriteOptions(include_header=numbers[module] == 0, **_PLAIN)
                pa_csv.write_csv(table, files[module], options)
                numbers[module] += len(own)
    return Written(numbers, dict.fromkeys(MODULES, 2))


def _keys_of_requests(part: Part, module: ModuleName, rows: Rows, own: Numbers) -> Numbers:
    """For each request of the part the key of its record of the module, or of its person; 0 where it has none."""
    bears = rows.bears
    if module == "person":
        first = np.append(True, part.persons[1:] != part.persons[:-1])[: len(part.persons)]
        return own[bears][np.cumsum(first) - 1]
    keys = np.zeros(len(part.persons), dtype=np.int64)
    keys[rows.requests[bears]] = own[bears]
    return keys


def _own_keys(module: ModuleName, rows: Rows, own: Numbers, keys: Mapping[ModuleName, Numbers]) -> Numbers:
    return np.where(rows.has_key("same"), keys[module][rows.requests], own)


def _keys_above(module: ModuleName, rows: Rows, keys: Mapping[ModuleName, Numbers]) -> Numbers:
    """For each record the key of the record that it belongs to; the return itself is 1."""
    parent = MODULES[module].parent
    above = np.ones(len(rows.requests), dtype=np.int64) if parent is None else keys[parent][rows.requests]
    return np.where(rows.has_key("nobody"), NOBODY, above)


def _table(module: ModuleName, rows: Rows, own: Numbers, above: Numbers) -> pa.Table:
    parent, name = MODULES[module].parent, MODULES[module].file
    key = pa.array(own)
    columns = {f"{name}tableid": key, "NativeId": key, f"{name}orderseqcolumn": key, "sourceid": pa.repeat("1", len(own))}
    columns[f"{MODULES[parent].file if parent else 'sen2'}tableid"] = pa.array(above)
    return pa.table(columns | {each.xml.lower(): _exported(rows.table[each.name]) for each in fields_of(module)})


def _exported(values: pa.ChunkedArray) -> pa.ChunkedArray:
    """Dates as 2022-Sep-28 00:00:00, everything else as it is."""
    if not pa.types.is_date(values.type):
        return values
    days = pc.unique(values)
    texts = [f"{day.year}-{MONTH_NAMES[day.month][:3]}-{day.day:02} 00:00:00" if day else None for day in days.to_pylist()]
    return pc.take(pa.array(texts, pa.string()), pc.index_in(values, days))


def _write_header(path: Path, header: Mapping[str, str]) -> None:
    values = {each.xml.lower(): header.get(each.name, "") for each in HEADER}
    texts = {"sen2tableid": "1", "NativeId": "1", "sen2orderseqcolumn": "1", "sourceid": "1", **values}
    path.write_text(f"{','.join(texts)}\n{','.join(texts.values())}\n", encoding="utf-8", newline="")
