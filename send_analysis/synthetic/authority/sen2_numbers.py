"""How a return, as it is read, numbers its requests and persons: so that what stands beside it can name them."""

from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.synthetic.authority.canonical import person_keys, request_keys
from send_analysis.synthetic.authority.drawing import Numbers
from send_analysis.synthetic.authority.writing import Form

_Texts: TypeAlias = Any  # Arrow's array of texts


class Names(NamedTuple):
    """The authority's own numbers, and what the return has for them."""

    own: _Texts
    returned: _Texts

    def taken(self, own: pa.ChunkedArray) -> pa.ChunkedArray:
        """What the return has for each number; null for one that is not in it."""
        return pc.take(self.returned, pc.index_in(own, self.own))


def returned_names(form: Form, cases: pd.DataFrame) -> tuple[Names, Names]:
    """The requests and the persons of a return, of the cases in its order."""
    requests, persons = request_keys(cases), person_keys(cases)
    person = np.cumsum(_is_first(cases))
    if form == "sen2-template":
        both = pc.binary_join_element_wise(persons, requests, "-")
        return Names(requests, both), Names(persons, persons)
    if form == "sen2-csv":
        return Names(requests, _text(np.arange(1, len(cases) + 1))), Names(persons, _text(person))
    message = pc.binary_join_element_wise("P", pc.utf8_lpad(_text(person), 6, "0"), "")
    nth = _text(np.arange(len(cases)) - np.maximum.accumulate(np.where(_is_first(cases), np.arange(len(cases)), 0)) + 1)
    return Names(requests, pc.binary_join_element_wise(message, nth, "-")), Names(persons, message)


def _is_first(cases: pd.DataFrame) -> np.ndarray:
    """Whether each is its person's first; a person's cases follow each other."""
    person = cases["person"].to_numpy()
    return np.append(True, person[1:] != person[:-1])[: len(person)]


def _text(numbers: Numbers) -> _Texts:
    return pa.array(numbers).cast(pa.string())


def only_returned(tables: Iterator[pa.Table], column: str, names: Names) -> Iterator[pa.Table]:
    """The rows that belong to a request of the return, with its number there."""
    for table in tables:
        table = _renamed(table, column, names.taken(table[column]))
        yield table.filter(pc.is_valid(table[column]))


def as_returned(tables: Iterator[pa.Table], column: str, names: Names) -> Iterator[pa.Table]:
    """All rows; where the return has a number for what they name, that number."""
    for table in tables:
        yield _renamed(table, column, pc.coalesce(names.taken(table[column]), table[column]))


def _renamed(table: pa.Table, column: str, values: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.schema.get_field_index(column), column, values)
