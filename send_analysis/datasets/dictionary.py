"""The data dictionary, made from the datasets' own definitions so that it cannot say anything else."""

from collections.abc import Iterable, Iterator

import pandera.pandas as pa

from send_analysis.core.findings import listed
from send_analysis.datasets.coerce import FLAGS, Kind
from send_analysis.datasets.spec import Event, Spec, allowed_in, kind_of
from send_analysis.datasets.specs.catalogue import SPECS

_KINDS: dict[Kind, str] = {
    "key": "identifier",
    "text": "text",
    "date": "date",
    "moment": "date and time",
    "code": "one of the values",
    "set": "any of the values, `;` between them",
    "flag": "true or false",
}

_OPENING = f"""# Data dictionary

This page is generated from the definitions in `send_analysis/datasets/`. A test fails when it no longer says what they say.

An extract is a CSV or Parquet file, a sheet of a workbook, a query or a SEN2 return. Its columns have the names below, in any
order, or params map their own names to these. Columns that are not listed here are not read. White space around a value does
not count, and a blank is a missing value.

* A **date** is written 2022-06-22, 22/06/2022, 22-06-2022 or 22 June 2022, or is a date of Excel's. The day comes before
  the month, and the year has four digits. A time of day other than 00:00 is not accepted.
* A **date and time** is a date as above with a time such as 14:30 or 14:30:59, as clocks in London showed it, or with its
  distance from UTC (2022-06-22T13:30:00Z). In the hour that comes twice in October the first pass is meant.
* **One of the values** is recognised whatever its case, and with spaces or hyphens for underscores.
* **True or false** is written {listed(FLAGS, "or")}.

*Needed* says what an extract must have: a value in **every row**, or the **column** with blanks where there is nothing, or
**no**: the column may be absent, and every row is then taken as blank.

A value that cannot be read, a missing value where one is needed, and a broken rule set the whole row aside: it is not used,
is listed with its reasons in `internal/rejected/`, and is counted on the page. Of rows that repeat a key the first sound one
is used. An event dated after the day of the extract is not used, and counted. Always: rows read = used + set aside + dated
after.
"""


def data_dictionary() -> str:
    """The dictionary of all datasets, in Markdown."""
    return "\n".join([_OPENING, *(line for spec in SPECS.values() for line in _dataset(spec))])


def _dataset(spec: Spec) -> Iterator[str]:
    yield f"## {spec.name}\n"
    yield f"{spec.meaning}\n"
    yield "| column | type | needed | values | meaning |"
    yield "|---|---|---|---|---|"
    yield from _columns(spec)
    yield "\nRules:\n"
    yield from _rules(spec)
    yield ""


def _columns(spec: Spec) -> Iterator[str]:
    for name, column in spec.columns.items():
        values = ", ".join(f"`{value}`" for value in allowed_in(column))
        yield f"| `{name}` | {_KINDS[kind_of(column)]} | {_needed(column)} | {values} | {column.description} |"


def _needed(column: pa.Column) -> str:
    if not column.required:
        return "no"
    return "column" if column.nullable or kind_of(column) == "set" else "every row"


def _rules(spec: Spec) -> Iterator[str]:
    if spec.key:
        yield f"* No two rows have the same {_names(spec.key)}."
    else:
        yield "* No two rows are the same in every column."
    if spec.parent is not None:
        yield f"* `{spec.parent[1]}` is that of a row of `{spec.parent[0]}` that is used."
    for rule in spec.schema.checks:
        yield f"* `{rule.title}` is never {rule.description}. {rule.error}"
    if spec.happens_on is not None:
        yield f"* A row whose `{spec.happens_on}` lies after the day of the extract is not used."
    yield from map(_undone, spec.later)


def _undone(event: Event) -> str:
    """What is not known of a row while one of its events lies ahead."""
    unknown = f"{_names((event.on, *event.blanks))} {'are' if event.blanks else 'is'} taken as missing"
    pending = "".join(f" and `{name}` as {str(value).lower()}" for name, value in event.reverts.items())
    return f"* Where `{event.on}` lies after the day of the extract, {unknown}{pending}."


def _names(columns: Iterable[str]) -> str:
    return listed(f"`{name}`" for name in columns)
