"""Small SEN2 returns for tests, in each of the three forms: one sound person, and as many more with what a test changes.

A person is nested as in the message: its fields by our names, and under "requests" a list of requests, which have lists of
their own under "assessment" and "activeplans", and so on down.
"""

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from openpyxl import Workbook

from send_analysis.sen2.fields import HEADER, MODULES, PLACE, Field, ModuleName
from send_analysis.sen2.tables import Batch

Record = dict[str, Any]

#: The date of the return's census; what it holds happened before.
REFERENCE_DATE = date(2026, 1, 15)

SOUND_HEADER = {
    "collection": "SEN2", "year": "2026", "reference_date": "2026-01-15", "source_level": "L", "authority": "999",
    "software": "SYNTHETIC", "release": "1.3", "serial_number": "1", "made_at": "2026-01-30T09:05:00",
}  # fmt: skip

#: The fields of a sound record of each module. They were asked for in January, and have a plan since May, within 20 weeks.
SOUND: dict[ModuleName, dict[str, str]] = {
    "person": {
        "surname": "SYNTHETIC", "forename": "PERSON", "birth_date": "2016-05-04", "sex": "F", "ethnicity": "WBRI",
        "postcode": "ZZ99 9ZZ", "upn": "Z999999999999",
    },
    "requests": {
        "received_on": "2025-01-06", "request_source": "1", "youth_accommodation": "0", "outcome_on": "2025-02-10",
        "outcome": "Y", "mediation": "0", "tribunal": "0",
    },
    "assessment": {
        "outcome": "Y", "outcome_on": "2025-04-14", "mediation": "0", "tribunal": "0", "other_mediation": "0",
        "other_tribunal": "0", "exception": "0",
    },
    "namedplan": {"started_on": "2025-05-19", "personal_budget": "0", "organised_arrangements": "0"},
    "plandetail": {"urn": "100000", "placement_rank": "1", "sen_unit": "0", "resourced_provision": "0"},
    "activeplans": {},
    "placementdetail": {
        "urn": "100000", "placement_rank": "1", "entered_on": "2025-05-19", "sen_unit": "0", "resourced_provision": "0",
    },
    "senneed": {"need": "ASD", "need_rank": "1"},
}  # fmt: skip

ROOT_MODULE: ModuleName = "person"


def record(module: ModuleName, **changes: Mapping[str, str | None] | None) -> Record:
    """A sound record of a module with one sound record of each module below it.

    Parameters
    ----------
    changes : by module: the fields that differ from the sound record's; a field that is None is left out. A module that is
        None is left out, with all below it.
    """
    fields = SOUND[module] | (changes.get(module) or {})
    below = {
        name: [record(name, **changes)]
        for name, each in MODULES.items()
        if each.parent == module and not (name in changes and changes[name] is None)
    }
    return {name: value for name, value in fields.items() if value is not None} | below


def person(**changes: Mapping[str, str | None] | None) -> Record:
    """A sound person with one request that led to a plan; see `record`."""
    return record("person", **changes)


def request(**changes: Mapping[str, str | None] | None) -> Record:
    """A sound request, to be added to a person's; see `record`."""
    return record("requests", **changes)


def every_field(module: ModuleName = ROOT_MODULE) -> Record:
    """A record with a value in each field, and so below it: not a sound one, but nothing that could be lost is missing."""
    values = {each.name: _some_value(module, each) for each in MODULES[module].fields}
    return values | {name: [every_field(name)] for name, each in MODULES.items() if each.parent == module}


def _some_value(module: ModuleName, each: Field) -> str:
    of_its_kind = {"date": "2025-03-04", "flag": "1", "number": "2", "code": "A"}
    return of_its_kind.get(each.kind, f"synthetic {module} {each.name}")


# As an XML message


def write_xml(
    path: Path,
    persons: Sequence[Record],
    header: Mapping[str, str] = SOUND_HEADER,
    *,
    namespace: str = "",
    nested_header: bool = True,
    encoding: str = "utf-8",
) -> Path:
    """The return as a message; without `nested_header` the header's fields stand in it without groups around them."""
    written = {each.name: f"<{each.xml}>{escape(header[each.name])}</{each.xml}>" for each in HEADER if each.name in header}
    collection, source = list(written.values())[:3], list(written.values())[3:]
    groups = [f"<CollectionDetails>{''.join(collection)}</CollectionDetails>", f"<Source>{''.join(source)}</Source>"]
    text = "\n".join(
        [
            f'<?xml version="1.0" encoding="{encoding}"?>',
            f'<Message xmlns="{namespace}">' if namespace else "<Message>",
            f"<Header>{''.join(groups if nested_header else written.values())}</Header>",
            "<Persons>",
            *(xml_of(each) for each in persons),
            "</Persons>",
            "</Message>\n",
        ]
    )
    path.write_bytes(text.encode(encoding))
    return path


def xml_of(values: Record, module: ModuleName = ROOT_MODULE) -> str:
    """A record and all below it as an element, a line for each element."""
    own = MODULES[module]
    lines = [f"<{each.xml}>{escape(values[each.name])}</{each.xml}>" for each in own.fields if each.name in values]
    below = [xml_of(each, name) for name in MODULES if MODULES[name].parent == module for each in values.get(name, [])]
    return "\n".join([f"<{own.element}>", *lines, *below, f"</{own.element}>"])


# As the nine files of COLLECT's export


def write_csv(
    folder: Path,
    persons: Sequence[Record],
    header: Mapping[str, str] = SOUND_HEADER,
    *,
    prefix: str = "Blade-Export_30-01-2026_",
) -> Path:
    """The return as nine files, with COLLECT's keys, names and dates."""
    folder.mkdir(parents=True, exist_ok=True)
    first = {"sen2tableid": "1", "NativeId": "1", "sen2orderseqcolumn": "1", "sourceid": "1"}
    values = {each.xml.lower(): _exported(each, header.get(each.name)) for each in HEADER}
    _write_rows(folder / f"{prefix}sen2.csv", [*first, *values], [first | values])
    for module, rows in _numbered(persons).items():
        own = MODULES[module]
        keys = [f"{own.file}tableid", "NativeId", f"{own.file}orderseqcolumn", "sourceid", _parent_key(module)]
        table = [
            dict(zip(keys, (key, key, key, "1", above), strict=True))
            | {each.xml.lower(): _exported(each, row.get(each.name)) for each in own.fields}
            for key, above, row in rows
        ]
        _write_rows(folder / f"{prefix}{own.file}.csv", [*keys, *(each.xml.lower() for each in own.fields)], table)
    return folder


def _parent_key(module: ModuleName) -> str:
    parent = MODULES[module].parent
    return f"{MODULES[parent].file if parent else 'sen2'}tableid"


def _exported(each: Field, value: str | None) -> str:
    if value and each.kind == "date":
        return date.fromisoformat(value).strftime("%Y-%b-%d 00:00:00")
    return value or ""


def _numbered(persons: Sequence[Record]) -> dict[ModuleName, list[tuple[str, str, Record]]]:
    """Each module's records with a key of their own and the key of the record above."""
    keys, rows = count(1001), {name: [] for name in MODULES}

    def walk(module: ModuleName, above: str, values: Record) -> None:
        key = str(next(keys))
        rows[module].append((key, above, values))
        for name, each in MODULES.items():
            if each.parent == module:
                for below in values.get(name, []):
                    walk(name, key, below)

    for each in persons:
        walk("person", "1", each)
    return rows


def _write_rows(path: Path, names: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)


# As the Excel template


def write_template(
    path: Path, persons: Sequence[Record], header: Mapping[str, str] = SOUND_HEADER, *, own_sheets: bool = False
) -> Path:
    """The return in the template: its tables one below the other, or each on a sheet of its own with its title."""
    workbook = Workbook()
    sheet = workbook.active
    sheet.title = "Data Entry Template"
    for title, rows in _template_tables(persons, header):
        if own_sheets:
            sheet = workbook.create_sheet(title)
        else:
            sheet.append([title])
        for row in rows:
            sheet.append(row)
        if not own_sheets:
            sheet.append([])
            sheet.append([])
    if own_sheets:
        del workbook["Data Entry Template"]
    workbook.save(path)
    return path


def _template_tables(persons: Sequence[Record], header: Mapping[str, str]) -> Iterator[tuple[str, list[list[str | None]]]]:
    yield (
        "Header Record",
        [
            ["Record Type", *(each.label for each in HEADER)],
            ["Header", *(header.get(each.name) for each in HEADER)],
        ],
    )
    for module, rows in _keyed(persons).items():
        own = MODULES[module]
        keys = ["Person ID"] if module == "person" else ["Person ID", "Requests record ID"]
        names = ["Record Type", "LA\n(From Header Record)", *keys, *(each.label for each in own.fields)]
        lines = [
            [module, header.get("authority"), *ids[: len(keys)], *(row.get(each.name) for each in own.fields)]
            for ids, row in rows
        ]
        yield own.title, [names, *lines]


def _keyed(persons: Sequence[Record]) -> dict[ModuleName, list[tuple[tuple[str, ...], Record]]]:
    """Each module's records with the person's number and the request's."""
    rows: dict[ModuleName, list[tuple[tuple[str, ...], Record]]] = {name: [] for name in MODULES}
    requests = count(501)

    def walk(module: ModuleName, ids: tuple[str, ...], values: Record) -> None:
        own = (*ids, str(next(requests))) if module == "requests" else ids
        rows[module].append((own, values))
        for name, each in MODULES.items():
            if each.parent == module:
                for below in values.get(name, []):
                    walk(name, own, below)

    for number, each in enumerate(persons, start=1):
        walk("person", (str(number),), each)
    return rows


# What was read


def read_values(batches: Sequence[Batch]) -> dict[ModuleName, list[dict[str, str | None]]]:
    """Each module's records of all batches, by fields alone: what does not depend on the form."""
    return {
        name: [
            {column: None if pd.isna(value) else value for column, value in row.items()}
            for batch in batches
            for row in batch.tables[name].drop(columns=list(vars(PLACE).values()), errors="ignore").to_dict("records")
        ]
        for name in MODULES
    }
