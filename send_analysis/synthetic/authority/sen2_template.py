"""The SEN2 return in the Excel template: one sheet with its tables one below the other."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.sen2.fields import HEADER, MODULES, ModuleName
from send_analysis.synthetic.authority.columns import same
from send_analysis.synthetic.authority.sen2_parts import Part, Written
from send_analysis.synthetic.authority.sen2_rows import Rows, fields_of, rows_of
from send_analysis.synthetic.authority.xlsx import Workbook

SHEET = "Data Entry Template"

#: Columns that every table begins with.
_FIRST = ["Record Type", "LA\n(From Header Record)"]


#: A number that no person or request has.
NOBODY = "SYN-NOBODY"


def write_template(path: Path, header: Mapping[str, str], parts: Callable[[], Iterable[Part]]) -> Written:
    """Write the workbook.

    Parameters
    ----------
    parts : gives the return from its start; it is asked once for each table.
    """
    written = Written(dict.fromkeys(MODULES, 0), {})
    with Workbook(path) as workbook:
        workbook.start_sheet(SHEET)
        _add_header(workbook, header)
        for module in MODULES:
            workbook.add_blank()
            workbook.add_names([MODULES[module].title])
            ids = ["Person ID"] if module == "person" else ["Person ID", "Requests record ID"]
            workbook.add_names([*_FIRST, *ids, *(each.label for each in fields_of(module))])
            written.first[module] = workbook.next_row
            for part in parts():
                rows = rows_of(part, module)
                workbook.add_rows(_table(module, header["authority"], part, rows))
                written.records[module] += len(rows.requests)
            workbook.add_blank()
    return written


def _add_header(workbook: Workbook, header: Mapping[str, str]) -> None:
    workbook.add_names(["Header Record"])
    workbook.add_names(["Record Type", *(each.label for each in HEADER)])
    values = {each.label: _value(header.get(each.name), each.kind) for each in HEADER}
    workbook.add_rows(pa.table({"Record Type": pa.array(["Header"]), **values}))


def _value(text: str | None, kind: str) -> pa.Array:
    if text is not None and kind == "date":
        try:
            return pa.array([date.fromisoformat(text)])
        except ValueError:
            return pa.array([text])
    return pa.array([text], pa.string())


def _table(module: ModuleName, authority: str, part: Part, rows: Rows) -> pa.Table:
    size, places = len(rows.requests), pa.array(rows.requests)
    orphans = pa.array(rows.has_key("nobody"))
    persons, requests = part.person_ids.take(places), part.request_ids.take(places)
    columns = {"type": same(MODULES[module].element, size), "la": same(authority, size)}
    columns["person"] = pc.if_else(orphans, NOBODY, persons) if module == "requests" else persons
    if module == "requests":
        again = pa.array((rows.sets > 0) & ~rows.has_key("same"))
        columns["request"] = pc.if_else(again, pc.binary_join_element_wise(requests, "again", "-"), requests)
    elif module != "person":
        columns["request"] = pc.if_else(orphans, NOBODY, requests)
    return pa.table(columns | {name: rows.table[name].combine_chunks() for name in rows.table.column_names})
