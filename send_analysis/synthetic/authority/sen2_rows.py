"""The records of a return as rows of tables, one table for each module, as its CSV export and its template have them."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pyarrow as pa

from send_analysis.sen2.fields import LATEST, MODULES, Field, ModuleName
from send_analysis.synthetic.authority.columns import Columns, stacked
from send_analysis.synthetic.authority.drawing import Flags, Numbers
from send_analysis.synthetic.authority.sen2_parts import Key, Part, Records


class Rows(NamedTuple):
    """The records of one module in one part of the return.

    Parameters
    ----------
    requests : for each record the place of its request in the part.
    sets : for each record the place of its set among those of its module.
    table : the module's fields in their order, as text or Arrow's dates.
    own : the sets themselves.
    """

    requests: Numbers
    sets: Numbers
    table: pa.Table
    own: list[Records]

    def has_key(self, key: Key) -> Flags:
        """Whether each record is joined by this kind of key."""
        return np.array([each.key == key for each in self.own])[self.sets]

    @property
    def bears(self) -> Flags:
        """Whether the records below hang on each record."""
        return np.array([each.below for each in self.own])[self.sets]


def fields_of(module: ModuleName) -> list[Field]:
    """The fields that the latest version of the return has."""
    return [each for each in MODULES[module].fields if each.until == LATEST]


def all_rows(part: Part) -> Iterator[tuple[ModuleName, Rows]]:
    """Each module's records, request by request."""
    for module in MODULES:
        yield module, rows_of(part, module)


def rows_of(part: Part, module: ModuleName) -> Rows:
    """The records of one module, request by request."""
    own = part.of(module)
    kinds = _types(module, own)
    requests = np.concatenate([np.flatnonzero(each.there) for each in own])
    sets = np.repeat(np.arange(len(own)), [int(each.there.sum()) for each in own])
    order = np.argsort(requests, kind="stable")
    table = stacked([(each.there, _filled(each, kinds)) for each in own])
    return Rows(requests[order], sets[order], table, own)


def _types(module: ModuleName, own: list[Records]) -> dict[str, pa.DataType]:
    """The type of each field: dates where all its values are."""
    kinds = {each.name: pa.date32() if each.kind == "date" else pa.string() for each in fields_of(module)}
    texts = {name for records in own for name, values in records.values.items() if pa.types.is_string(values.type)}
    return {name: pa.string() if name in texts else kind for name, kind in kinds.items()}


def _filled(records: Records, kinds: dict[str, pa.DataType]) -> Columns:
    size = len(records.there)
    return {name: records.values.get(name, pa.nulls(size, kind)).cast(kind) for name, kind in kinds.items()}
