"""The Department's files as they were last read and checked, so that many releases that compare with them read them once.

What is kept is published by others, so it may stay on the machine: in `outputs/.national/`, a folder for each state of the
files. A folder can be deleted at any time.
"""

import json
import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from send_analysis.core.checks import Check
from send_analysis.core.file_hash import file_hash
from send_analysis.national.finding import files_under
from send_analysis.national.national import National
from send_analysis.national.opening import open_national
from send_analysis.national.store import load, save

#: The checks, beside what `store.save` writes.
_CHECKS = "checks.json"

#: Whose source and whose versions decide what comes of the files.
_ROOMS = ("core", "measures", "national")
_PACKAGES = ("pandas", "pyarrow", "python-calamine")


def open_kept(source: Path, keep_in: Path) -> National:
    """What is known of other areas from a folder of published files, read and checked now or when its files last changed.

    Raises
    ------
    DataError
        With every file that is damaged, or not what its name says.
    """
    kept = keep_in / key_of(source)
    if kept.is_dir():
        try:
            return _load(kept)
        except (OSError, ValueError, KeyError, TypeError):
            shutil.rmtree(kept)  # somebody has changed it; the files are there to be read again
    national = open_national(source)
    _keep(national, kept)
    return national


def key_of(source: Path) -> str:
    """The hash of all that decides what is read: each file by name and bytes, our source, the versions of libraries."""
    told = [f"{path.relative_to(source.parent)} {file_hash(path)}" for path in files_under(source)]
    told += [f"{path.name} {file_hash(path)}" for path in _our_source()]
    told += [platform.python_version(), *(version(package) for package in _PACKAGES)]
    return sha256("\n".join(told).encode()).hexdigest()


def _our_source() -> Iterator[Path]:
    package = Path(__file__).parents[1]
    for room in _ROOMS:
        yield from sorted(path for path in (package / room).rglob("*") if path.is_file() and path.suffix != ".pyc")


def _load(folder: Path) -> National:
    checks = json.loads((folder / _CHECKS).read_text(encoding="utf-8"))
    return replace(load(folder), checks=tuple(Check(**each) for each in checks))


def _keep(national: National, kept: Path) -> None:
    staged = kept.with_name(f".{kept.name}-{os.getpid()}")
    kept.parent.mkdir(parents=True, exist_ok=True)
    save(national, staged)
    checks = [asdict(each) for each in national.checks]
    (staged / _CHECKS).write_text(json.dumps(checks, ensure_ascii=False), encoding="utf-8")
    try:
        staged.rename(kept)
    except OSError:  # another run was first
        shutil.rmtree(staged)
