"""What a SEN2 return is written from: some persons at a time, each module's records side by side."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pyarrow as pa

from send_analysis.sen2.fields import ModuleName
from send_analysis.synthetic.authority.columns import Columns
from send_analysis.synthetic.authority.drawing import Flags

#: What joins a record to the one above: its own key, that of the first record of its module, or a key that nobody has.
Key = Literal["own", "same", "nobody"]


@dataclass(frozen=True)
class Records:
    """Records of one module, at most one for each request of a part of the return.

    Parameters
    ----------
    there : for each request whether it has this record.
    values : by our name of the field, for each request: text, or dates as Arrow's.
    key, below, twice, unknown : only of spoiled records: their key; whether the records below hang on them; a field that is
        written twice; an element that no return has.
    """

    module: ModuleName
    there: Flags
    values: Columns
    key: Key = "own"
    below: bool = True
    twice: str = ""
    unknown: str = ""


@dataclass(frozen=True)
class Part:
    """Some persons of the return with all their requests.

    Parameters
    ----------
    persons : the number of each request's person; a person's requests follow each other.
    person_ids, request_ids : the authority's own number of each request's person, and of each request.
    records : in the order of the message, for each module one set of records, or several where a request has more than one.
    """

    persons: np.ndarray
    person_ids: pa.Array
    request_ids: pa.Array
    records: tuple[Records, ...]

    def of(self, module: ModuleName) -> list[Records]:
        """The sets of records of a module."""
        return [each for each in self.records if each.module == module]


class Written(NamedTuple):
    """A return that has been written.

    Parameters
    ----------
    records : how many of each module there are.
    first : the number of the first record of each, as a person finds it.
    """

    records: dict[ModuleName, int]
    first: dict[ModuleName, int]
