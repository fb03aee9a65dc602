"""Every kind of fault that the rules of a dataset know, from its specification."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from send_analysis.datasets.coerce import Kind
from send_analysis.datasets.spec import Spec, kind_of
from send_analysis.synthetic.authority.fault_recipes import ALTERED, DATED_AFTER, RECIPES, Change

#: What cannot be read in a column of each kind.
UNREADABLE: Mapping[Kind, str] = {
    "key": "#N/A",
    "text": "#N/A",
    "date": "31/02/2025",
    "moment": "2025-02-30 10:00",
    "code": "made up",
    "set": "made up",
    "flag": "perhaps",
}

#: A parent's number that no parent has.
NOBODY = "SYN-NOBODY"

#: What is done beside changing values: "altered" gives a column another value, "fresh" the row a number of its own, "fields"
#: writes a row with one field more or less.
Way = Literal["values", "altered", "fresh", "fields"]


@dataclass(frozen=True)
class Fault:
    """One kind of fault.

    Parameters
    ----------
    rule : the id of the rule that finds it.
    column : where it is looked for; empty where it is the whole row.
    change : what makes a copy of a sound row have it.
    """

    rule: str
    column: str
    change: Change = field(default_factory=dict)
    way: Way = "values"


def faults_of(spec: Spec, *, is_text: bool) -> list[Fault]:
    """All kinds for a dataset, each once.

    Parameters
    ----------
    is_text : whether the file has lines, which can have too many or too few fields.
    """
    return [*_of_columns(spec), *_of_rows(spec), *_of_keys(spec), *(_of_lines(spec) if is_text else ())]


def _of_columns(spec: Spec) -> Iterator[Fault]:
    for name, column in spec.columns.items():
        kind = kind_of(column)
        yield Fault(f"{spec.name}.{name}.readable", name, {name: UNREADABLE[kind]})
        if not column.nullable and kind != "set":
            yield Fault(f"{spec.name}.{name}.given", name, {name: None})


def _of_rows(spec: Spec) -> Iterator[Fault]:
    for rule in spec.schema.checks:
        name = f"{spec.name}.{rule.title}.{rule.name}"
        yield Fault(name, str(rule.title), RECIPES[name])
    if spec.name in DATED_AFTER:
        yield Fault(f"{spec.name}.as_at", str(spec.happens_on), DATED_AFTER[spec.name], "fresh")


def _of_keys(spec: Spec) -> Iterator[Fault]:
    if spec.parent is not None:
        column = spec.parent[1]
        yield Fault(f"{spec.name}.{column}.known", column, {column: NOBODY})
    if not spec.key:
        yield Fault(f"{spec.name}.repeated", "")
        return
    name = f"{spec.name}.{'.'.join(spec.key)}.repeated"
    yield Fault(name, ", ".join(spec.key))
    column, first, second = ALTERED[spec.name]
    yield Fault(f"{name}_otherwise", ", ".join(spec.key), {column: first, "otherwise": second}, "altered")


def _of_lines(spec: Spec) -> Iterator[Fault]:
    yield Fault(f"{spec.name}.fields", "", way="fields")
