"""What a dataset is: its columns and rules, what makes two rows the same, and which of its events come later than others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd
import pandera.pandas as pa

from send_analysis.core.params.release import DatasetName
from send_analysis.core.working_time import LONDON
from send_analysis.datasets.coerce import Kind


@dataclass(frozen=True)
class Event:
    """A later event of a row, and what was not known before it happened.

    Parameters
    ----------
    on : the column with its date.
    blanks : the columns that are missing until then, beside `on`.
    reverts : the value that another column has until then, in rows where it has one.
    """

    on: str
    blanks: tuple[str, ...] = ()
    reverts: Mapping[str, str | bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Spec:
    """One dataset.

    Parameters
    ----------
    name, meaning : what it is called, and what one row of it is.
    schema : its columns, in order (see :func:`column`), and its row rules (see the module `rules`).
    key : the columns in which no two rows agree; without any, no two rows are the same in every column.
    happens_on : the column whose date makes the row exist; None where the row belongs to another dataset's row, or the dataset
        is a list that is kept (see `is_kept`).
    later : what happens to the row afterwards, in order.
    parent : the dataset, and the column that both share, whose used rows the rows of this dataset belong to.
    kept : whether it is a list that somebody keeps although its rows have a day on which they came to be (see `is_kept`).
    printed : whether each row is printed as it stands: one that is set aside stops the release, since readers would miss it.
    """

    name: DatasetName
    meaning: str
    schema: pa.DataFrameSchema
    key: tuple[str, ...] = ()
    happens_on: str | None = None
    later: tuple[Event, ...] = ()
    parent: tuple[DatasetName, str] | None = None
    kept: bool = False
    printed: bool = False

    @property
    def is_kept(self) -> bool:
        """Whether the dataset is a list that somebody keeps, such as the actions of a plan, and no record of events."""
        return self.kept or (self.happens_on is None and self.parent is None)

    @property
    def columns(self) -> dict[str, Any]:
        """The pandera columns by name."""
        return self.schema.columns

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that an extract must have."""
        return tuple(name for name, each in self.columns.items() if each.required)


_TYPES: dict[Kind, Any] = {
    "key": "str",
    "text": "str",
    "date": "datetime64[us]",
    "moment": pd.DatetimeTZDtype("us", LONDON),
    "set": "str",
    "flag": "boolean",
}


def column(
    kind: Kind, meaning: str, allowed: Sequence[str] = (), *, may_be_blank: bool = False, may_be_absent: bool = False
) -> pa.Column:
    """A column of a dataset.

    Parameters
    ----------
    meaning : what it says, for the data dictionary.
    allowed : the values of a code or of the parts of a set, in canonical order.
    may_be_blank : a row may lack it. A set never does: where there is nothing it is empty.
    may_be_absent : the extract may lack the whole column; every row then lacks it.
    """
    dtype = pd.CategoricalDtype(list(allowed)) if kind == "code" else _TYPES[kind]
    return pa.Column(
        dtype,
        nullable=may_be_blank or may_be_absent,
        required=not may_be_absent,
        description=meaning,
        metadata={"kind": kind, "allowed": tuple(allowed)},
    )


def kind_of(each: pa.Column) -> Kind:
    """What a column holds."""
    return each.metadata["kind"]


def allowed_in(each: pa.Column) -> tuple[str, ...]:
    """The allowed values of a code or set."""
    return each.metadata["allowed"]
