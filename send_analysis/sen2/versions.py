"""The version of a return: by its year, or by the fields that are filled."""

from collections.abc import Collection, Mapping

import pandas as pd

from send_analysis.core.findings import listed
from send_analysis.sen2.fields import FIRST, HEADER, LATEST, MODULES, Header, ModuleName
from send_analysis.sen2.tables import iso_date

#: The version from the return of each year on.
FROM_YEAR = {2023: FIRST, 2024: "1.2", 2026: "1.3"}

Filled = Collection[tuple[ModuleName, str]]


def filled_fields(tables: Mapping[ModuleName, pd.DataFrame]) -> set[tuple[ModuleName, str]]:
    """The fields that have a value in any record: an export may name columns that its version does not use."""
    return {(module, name) for module, table in tables.items() for name in table.columns[table.notna().any()]}


def header_of(values: Mapping[str, str], filled: Filled) -> Header:
    """The header from its values as they stand, and from the fields that are filled."""
    dates = {each.name for each in HEADER if each.kind == "date"}
    read = {name: (iso_date(value) or value) if name in dates else value for name, value in values.items()}
    return Header(read, version_of(values.get("year"), filled))


def version_of(year: str | None, filled: Filled) -> str:
    """The version of a return: that of its year where the header has one, else the latest that a filled field asks for.

    Versions 1.0 and 1.1 have the same fields, and count as 1.0.
    """
    if year is not None and len(year) == 4 and year.isdecimal():
        versions = [version for first, version in FROM_YEAR.items() if first <= int(year)]
        return versions[-1] if versions else FIRST
    fields = [each for module in MODULES.values() for each in module.fields if (module.name, each.name) in filled]
    since = max((each.since for each in fields), default=FIRST)
    if since > FIRST:
        return since
    return FIRST if any(each.until < LATEST for each in fields) else LATEST


def notes_on(version: str, filled: Filled) -> tuple[str, ...]:
    """What is said of fields that the version does not have; they are read all the same."""
    others = [
        f"{module.element}/{each.xml}"
        for module in MODULES.values()
        for each in module.fields
        if (module.name, each.name) in filled and not each.since <= version <= each.until
    ]
    if not others:
        return ()
    kind = "fields that it does" if len(others) > 1 else "a field that it does"
    return (f"The return is of version {version} and has {kind} not have: {listed(others)}. They are read all the same.",)
