"""Several files read as one, for instance an export of each month."""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.core.errors import DataError
from send_analysis.core.findings import Finding, counted, listed
from send_analysis.sources.header import plain_name
from send_analysis.sources.joined_columns import joined_column
from send_analysis.sources.raw_rows import Part, RawRows

#: How many files a note names before it only counts them.
_NAMED = 3


def read_files(paths: Sequence[Path], shown: str, read: Callable[[Path, str], RawRows]) -> RawRows:
    """The rows of all files, one file after the other; columns are matched by their names.

    A column that a file does not have is missing in its rows, which a note says.

    Parameters
    ----------
    paths : in the order in which they are read.
    shown : the path that params name.
    read : reads one of them; its second argument is what messages call the file.

    Raises
    ------
    DataError
        When there is no file, or some cannot be read; the message names all of these.
    """
    if not paths:
        raise DataError(f"{shown}: there is no such file.")
    files, errors = [], []
    for path in paths:
        try:
            files.append(read(path, _called(shown, path)))
        except DataError as error:
            errors.append(str(error))
    if errors:
        raise DataError("\n".join(errors))
    return files[0] if len(files) == 1 else _as_one(files, [path.name for path in paths])


def place_of(parts: Sequence[Part], number: int) -> tuple[str | None, int]:
    """Where a row stands: the name of its file, None where there is only one, and its number there."""
    if not parts:
        return None, number
    part = parts[max(bisect_left(parts, number, key=lambda part: part.before) - 1, 0)]
    return part.name, number - part.before


def _called(shown: str, path: Path) -> str:
    """What messages call a file: the folder or the pattern that params name, with the file's own name in its place."""
    folder, _, last = shown.rpartition("/")
    if last == path.name:
        return shown
    folder = folder if "*" in last else shown.rstrip("/")
    return f"{folder}/{path.name}" if folder else path.name


def _as_one(files: Sequence[RawRows], names: Sequence[str]) -> RawRows:
    parts, before = [], 0
    for name, file in zip(names, files, strict=True):
        parts.append(Part(name, before))
        before += _last_number(file)
    befores = [part.before for part in parts]
    malformed = [
        file.malformed.assign(row=file.malformed["row"] + part.before) for part, file in zip(parts, files, strict=True)
    ]
    frame, forms, missing = _joined([file.frame for file in files], [file.forms for file in files], names)
    own_notes = [f"{name}: {note}" for name, file in zip(names, files, strict=True) for note in file.notes]
    return RawRows(
        frame,
        np.concatenate([file.row_numbers + before for file, before in zip(files, befores, strict=True)]),
        pd.concat(malformed, ignore_index=True),
        tuple(parts),
        (f"{counted(len(files), 'file')} are read as one.", *missing, *own_notes),
        _faults(files, befores),
        forms=forms,
    )


def _last_number(file: RawRows) -> int:
    """The highest number that a row of the file has, 1 where only the header is there."""
    numbers = [file.row_numbers, file.malformed["row"].to_numpy(), *(fault.rows for fault in file.faults)]
    return max([1, *(int(each.max()) for each in numbers if len(each))])


def _faults(files: Sequence[RawRows], befores: Sequence[int]) -> tuple[Finding, ...]:
    """What the readers found, each rule once."""
    found: dict[tuple[object, ...], Finding] = {}
    for file, before in zip(files, befores, strict=True):
        for fault in file.faults:
            rule = (fault.check, fault.columns, fault.finding, fault.sentence)
            rows = [found[rule].rows] if rule in found else []
            found[rule] = replace(fault, rows=np.concatenate([*rows, fault.rows + before]))
    return tuple(found.values())


def _joined(
    frames: Sequence[pd.DataFrame], forms: Sequence[Mapping[str, str]], names: Sequence[str]
) -> tuple[pd.DataFrame, dict[str, str], list[str]]:
    """The columns of all files under the names that the first file with each has, their forms, and what is missing where."""
    places = _places(frames)
    columns, own_forms, notes = {}, {}, []
    for name, place in places.items():
        pieces = [frame[own] if own in frame else len(frame) for frame, own in zip(frames, place, strict=True)]
        written = [each.get(own or "", "") for each, own in zip(forms, place, strict=True)]
        columns[name], form = joined_column(pieces, written)
        if form:
            own_forms[name] = form
        without = [file for file, own in zip(names, place, strict=True) if own is None]
        if without:
            notes.append(f"Column {name} is missing from {_files(without)}.")
    return pd.DataFrame(columns, index=pd.RangeIndex(sum(map(len, frames)))), own_forms, notes


def _places(frames: Sequence[pd.DataFrame]) -> dict[str, list[str | None]]:
    """For each column of the whole, in order, its name in each file; None where a file does not have it."""
    columns = [[str(name) for name in frame] for frame in frames]
    plain = [[plain_name(name) for name in own] for own in columns]
    unclear = {name for own in plain for name in own if own.count(name) > 1}
    places: dict[str, dict[int, str]] = {}
    for number, own_names in enumerate(columns):
        for name in own_names:
            key = name if plain_name(name) in unclear else plain_name(name)
            places.setdefault(key, {})[number] = name
    return {next(iter(own.values())): [own.get(number) for number in range(len(frames))] for own in places.values()}


def _files(names: Sequence[str]) -> str:
    if len(names) > _NAMED:
        return f"{names[0]}, {names[1]} and {len(names) - 2} other files"
    return listed(names)
