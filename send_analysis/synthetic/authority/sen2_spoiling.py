"""A SEN2 return with spoiled persons at its end; the sound ones are as they are without."""

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.synthetic.authority.drawing import Numbers
from send_analysis.synthetic.authority.fault_key import Injected
from send_analysis.synthetic.authority.sen2_draft import Draft
from send_analysis.synthetic.authority.sen2_fault_edits import Found, ReturnFault
from send_analysis.synthetic.authority.sen2_faults import (
    HEADER_FAULTS,
    MALFORMED,
    MALFORMED_IN,
    RETURN_FAULTS,
)
from send_analysis.synthetic.authority.sen2_parts import Part, Written
from send_analysis.synthetic.authority.sen2_rows import rows_of
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.authority.writing import Form

#: Faults of each kind at the least: of two persons the UPN can be the same.
AT_LEAST = 2

#: The file of the CSV export that holds the header.
HEADER_FILE = "sen2"


class SpoiledReturn:
    """The spoiled persons of a return, and after it is written the key of their faults.

    Parameters
    ----------
    share : spoiled requests for each sound one, all kinds together.
    """

    def __init__(self, form: Form, span: Span, cases: pd.DataFrame, share: float) -> None:
        self._span, self._form = span, form
        self.kinds = [fault for fault in RETURN_FAULTS if form in fault.forms]
        self._each = max(AT_LEAST, round(share * len(cases) / len(self.kinds)))
        self._after = int(max(cases["person"].max(), cases["number"].max()))

    @cached_property
    def parts(self) -> list[Part]:
        """The spoiled persons, one part for each kind of fault."""
        many = [2 * self._each if fault.in_pairs else self._each for fault in self.kinds]
        firsts = self._after + 1 + np.arange(len(self.kinds)) * self._each
        persons = [
            np.repeat(first + np.arange(self._each), 1 + fault.in_pairs)
            for first, fault in zip(firsts, self.kinds, strict=True)
        ]
        sound = Draft.of(self._span, np.concatenate(persons))
        ends = np.cumsum(many)
        drafts = [sound.some(slice(int(end - size), int(end))) for size, end in zip(many, ends, strict=True)]
        for fault, draft in zip(self.kinds, drafts, strict=True):
            for edit in fault.edits:
                edit(draft)
        return [draft.part for draft in drafts]

    def finish(self, path: Path) -> None:
        """Spoil what is no record: in the CSV export a line with too few fields."""
        if self._form == "sen2-csv":
            with _one_of(path, MODULES[MALFORMED_IN].file).open("a", encoding="utf-8", newline="") as file:
                file.write("made up,made up\n")

    def key(self, path: Path, written: Written) -> Iterator[Injected]:
        """The faults, with the numbers that their records have in the return."""
        parts = self.parts
        numbers = {module: written.records[module] - sum(_size(part, module) for part in parts) for module in MODULES}
        for fault, part in zip(self.kinds, parts, strict=True):
            yield from self._noted(path, fault, part, numbers, written)
            for module in MODULES:
                numbers[module] += _size(part, module)
        for rule, (name, _) in HEADER_FAULTS.items():
            yield Injected("sen2.header", _file(path, HEADER_FILE), 1, name, rule)
        if self._form == "sen2-csv":
            row = written.first[MALFORMED_IN] + written.records[MALFORMED_IN]
            yield Injected(f"sen2.{MALFORMED_IN}", _file(path, MODULES[MALFORMED_IN].file), row, "", MALFORMED)

    def _noted(
        self, path: Path, fault: ReturnFault, part: Part, numbers: dict[ModuleName, int], written: Written
    ) -> Iterator[Injected]:
        for found in (fault.found, *fault.follows):
            follows = "" if found is fault.found else fault.found.rule
            column = "" if follows else fault.field
            for record in _records(part, found)[: 1 if fault.once else None]:
                row = written.first[found.module] + numbers[found.module] + int(record)
                yield Injected(
                    f"sen2.{found.module}", _file(path, MODULES[found.module].file), row, column, found.rule, follows
                )


def _file(path: Path, word: str) -> str:
    """The file that holds a module: the return's own, or one of the nine in its folder."""
    return f"{path.name}/{_one_of(path, word).name}" if path.is_dir() else path.name


def _one_of(folder: Path, word: str) -> Path:
    return next(folder.glob(f"*_{word}.csv"))


def _size(part: Part, module: ModuleName) -> int:
    return sum(int(each.there.sum()) for each in part.of(module))


def _records(part: Part, found: Found) -> Numbers:
    """The places of the records that are found, among those of their module in the part."""
    return np.flatnonzero(np.isin(rows_of(part, found.module).sets, found.places))


def spoiled_header(header: dict[str, str]) -> dict[str, str]:
    """The header with its faults."""
    return header | dict(HEADER_FAULTS.values())
