"""A batch of the return with its records joined: for each record of one module what stands in another of the same request.

Everything is an array over the records of one module, in their order, so that a rule is one expression and no loop.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from send_analysis.core.findings import Rows
from send_analysis.sen2.fields import MODULES, PLACE, ModuleName
from send_analysis.sen2.tables import Batch

Flags = NDArray[np.bool_]
Days = NDArray[np.datetime64]
Places = NDArray[np.int64]

NEVER = np.datetime64("NaT", "us")

#: A unique pupil number: a letter, eleven digits, and a digit or (while it is temporary) a letter.
UPN_FORM = r"[A-Z]\d{11}[0-9A-Z]"

#: What could tell a person.
PERSONAL = tuple(each.name for each in MODULES["person"].fields if each.personal)

#: How a flag may be written, and what it then says.
FLAGS = {"1": True, "TRUE": True, "Y": True, "YES": True, "0": False, "FALSE": False, "N": False, "NO": False}


@dataclass(frozen=True)
class Joined:
    """The records of one batch and the day that the return speaks of (NaT where it is not known)."""

    tables: Mapping[ModuleName, pd.DataFrame]
    reference: np.datetime64 = NEVER
    _kept: dict[tuple[str, ...], NDArray[Any]] = field(default_factory=dict)

    @classmethod
    def of(cls, batch: Batch, reference: np.datetime64) -> "Joined":
        """A batch joined."""
        return cls(batch.tables, reference)

    # What stands in a record

    def size(self, module: ModuleName) -> int:
        """The number of its records."""
        return len(self.tables[module])

    def records(self, module: ModuleName) -> Rows:
        """The numbers of its records."""
        return self.tables[module][PLACE.record].to_numpy()

    def text(self, module: ModuleName, name: str) -> pd.Series:
        """A field as the return has it, or a column of :data:`PLACE`."""
        return self.tables[module][name]

    def given(self, module: ModuleName, name: str) -> Flags:
        """Whether each record has a value."""
        return self.text(module, name).notna().to_numpy(dtype=bool)

    def code(self, module: ModuleName, name: str) -> pd.Series:
        """A field in capitals."""
        return self.text(module, name).str.upper()

    def is_in(self, module: ModuleName, name: str, codes: Collection[str]) -> Flags:
        """Whether each record has one of these codes."""
        return self.code(module, name).isin(list(codes)).to_numpy(dtype=bool)

    def flag(self, module: ModuleName, name: str) -> Flags:
        """Whether a flag is set; one that is missing is not."""
        return self.is_in(module, name, [text for text, is_set in FLAGS.items() if is_set])

    def matches(self, module: ModuleName, name: str, pattern: str) -> Flags:
        """Whether each record's field is as a whole of a form."""
        return self.text(module, name).str.fullmatch(pattern).fillna(False).to_numpy(dtype=bool)

    def is_personal(self, module: ModuleName, name: str) -> Flags:
        """Whether a number that the return gives to a record holds a UPN, or (to a person) is what could tell who it is.

        That is any personal field or the whole name, in either order, however it is written: "surname, forename" too.
        """
        key = ("personal", module, name)
        if key not in self._kept:
            own = self.code(module, name).str.contains(UPN_FORM)
            numbers = _letters(self.text(module, name))
            if module == "person":
                fields = {each: _letters(self.text(module, each)) for each in PERSONAL}
                forename, surname = fields["forename"], fields["surname"]
                for each in (*fields.values(), forename + surname, surname + forename):
                    own = own | (numbers == each).fillna(False)
            self._kept[key] = own.fillna(False).to_numpy(dtype=bool)
        return self._kept[key]

    def day(self, module: ModuleName, name: str) -> Days:
        """A date; NaT where it is missing or none."""
        key = ("day", module, name)
        if key not in self._kept:
            self._kept[key] = days(self.text(module, name))
        return self._kept[key]

    def unreadable(self, module: ModuleName, name: str) -> Flags:
        """Whether something stands there that is no date."""
        return self.given(module, name) & np.isnat(self.day(module, name))

    # What stands in other records of the same request or person

    @cached_property
    def _request_ids(self) -> pa.Array:
        return pc.unique(pa.array(self.tables["requests"][PLACE.request].dropna(), pa.string()))

    @cached_property
    def _person_of_request(self) -> Places:
        persons, first = _first_places(pa.array(self.tables["person"][PLACE.person], pa.string()))
        return _taken(first, _codes(pa.array(self.tables["requests"][PLACE.person], pa.string()), persons), -1)

    def _request(self, module: ModuleName) -> Places:
        """The number that we give to each record's request; -1 where there is none (an orphan)."""
        key = ("request", module)
        if key not in self._kept:
            self._kept[key] = _codes(pa.array(self.tables[module][PLACE.request], pa.string()), self._request_ids)
        return self._kept[key]

    def _first(self, module: ModuleName) -> Places:
        """For each request the place of its first record of a module, or -1."""
        key = ("first", module)
        if key not in self._kept:
            self._kept[key] = _first_of(self._request(module), len(self._request_ids))
        return self._kept[key]

    def at(self, module: ModuleName, other: ModuleName) -> Places:
        """For each record of a module the place of the (first) record of another one that it is joined to, or -1."""
        if module == other:
            return np.arange(self.size(module))
        if other == "person":
            return _taken(self._person_of_request, self.at(module, "requests"), -1)
        return _taken(self._first(other), self._request(module), -1)

    def at_some(self, module: ModuleName, other: ModuleName, flags: Flags) -> Places:
        """The same for the first record of which it is so."""
        first = _first_of(np.where(flags, self._request(other), -1), len(self._request_ids))
        return _taken(first, self._request(module), -1)

    def day_of(self, module: ModuleName, other: ModuleName, name: str) -> Days:
        """A date of another module, for each record of this one."""
        return _taken(self.day(other, name), self.at(module, other), NEVER)

    def flag_of(self, module: ModuleName, other: ModuleName, flags: Flags) -> Flags:
        """What is so of the record of another module, for each record of this one; not so where there is none."""
        return _taken(flags, self.at(module, other), False)

    def any_of(self, module: ModuleName, other: ModuleName, flags: Flags) -> Flags:
        """Whether it is so of any record of another module of the same request (or of its person)."""
        if module == other:
            return flags
        if other == "person":
            return self.flag_of(module, other, flags)
        return self.number_of(module, other, flags) > 0

    def number_of(self, module: ModuleName, child: ModuleName, flags: Flags | None = None) -> Places:
        """How many records of another module (of which it is so) each record of this one is joined to."""
        if module == "person":
            whose, many = self.at(child, "person"), self.size("person")
            return _counts(whose, many, flags)
        return _taken(_counts(self._request(child), len(self._request_ids), flags), self._request(module), 0)


def _letters(texts: pd.Series) -> pd.Series:
    """Letters and digits alone, in capitals."""
    return texts.str.upper().str.replace(r"[\W_]+", "", regex=True)


def days(texts: pd.Series) -> Days:
    """Dates written 2022-09-28; NaT where a text is none."""
    return pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce").to_numpy().astype("datetime64[us]")


def taken_texts(texts: pd.Series, places: Places) -> pd.Series:
    """The texts at some places; missing where the place is -1."""
    at = pa.array(places, mask=places < 0)
    return pd.Series(pc.take(pa.array(texts, pa.string()), at).to_pandas(), dtype="str")


def _taken(values: NDArray[Any], places: Places, missing: object) -> NDArray[Any]:
    # What is missing stands last, where place -1 finds it.
    return np.append(values, np.array([missing], dtype=values.dtype))[places]


def _codes(texts: pa.Array, known: pa.Array) -> Places:
    return pc.index_in(texts, value_set=known, skip_nulls=True).fill_null(-1).to_numpy().astype(np.int64)


def _first_places(texts: pa.Array) -> tuple[pa.Array, Places]:
    """The distinct texts, and where each of them stands first."""
    distinct = pc.unique(texts.drop_null())
    return distinct, _first_of(_codes(texts, distinct), len(distinct))


def _first_of(codes: Places, number: int) -> Places:
    first = np.full(number, -1, dtype=np.int64)
    known = np.flatnonzero(codes >= 0)[::-1]
    first[codes[known]] = known  # where a code comes twice, the one written last stays: the first record
    return first


def _counts(codes: Places, number: int, flags: Flags | None) -> Places:
    known = codes >= 0 if flags is None else (codes >= 0) & flags
    return np.bincount(codes[known], minlength=number)
