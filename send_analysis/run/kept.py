"""What a run keeps of each section in `internal/`, and takes over from there when nothing that the section depends on changed.

Of a section `notebooks/<name>.ipynb` is kept, which is the executed notebook, and in `sections/<name>/` the figures that it
recorded, none of them rows, beside `key.json`: its key in parts, when it ran, and the hash of every file kept. Sections of a
run that did not come to its end are kept in `outputs/<authority>/.unfinished/<period>/`, until one does.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from send_analysis.core.file_hash import file_hash
from send_analysis.run.hashes import Part, digest

#: Where runs that did not come to their end leave the sections that did.
UNFINISHED = ".unfinished"

_KEY = "key.json"


@dataclass(frozen=True)
class Kept:
    """A section as a run has kept it.

    Parameters
    ----------
    folder : the `internal/` that it is kept in.
    at : when the run that ran it began, in UTC.
    parts : what it depended on.
    files : the files kept, by their path in the folder, with their hashes.
    """

    folder: Path
    section: str
    at: datetime
    parts: Mapping[str, Part]
    files: Part

    @property
    def digest(self) -> str:
        """The hash of all parts."""
        return digest(self.parts)

    @property
    def since(self) -> str:
        """When it ran, as the clock of this machine's place shows it, and the beginning of its hash."""
        return f"unchanged since {when(self.at)}, hash {self.digest[:8]}"

    @property
    def is_whole(self) -> bool:
        """Whether every file kept is there and as it was written, and no other."""
        there = {path.relative_to(self.folder).as_posix(): file_hash(path) for path in _files(self.folder, self.section)}
        return there == self.files


def when(at: datetime) -> str:
    """A time as the clock of this machine's place shows it."""
    return f"{at.astimezone():%Y-%m-%d %H:%M}"


def unfinished(target: Path) -> Path:
    """Where the sections of a release are kept whose run has not come to its end."""
    return target.parent / UNFINISHED / target.name


def places(*targets: Path) -> list[Path]:
    """Where sections of releases may be kept."""
    return [place for target in dict.fromkeys(targets) for place in (unfinished(target), target / "internal")]


def find(section: str, folders: Iterable[Path]) -> list[Kept]:
    """A section as it is kept in each of these folders, the latest first."""
    found = [kept for folder in folders if (kept := _read(section, folder)) is not None]
    return sorted(found, key=lambda each: each.at, reverse=True)


def reusable(section: str, key: str, folders: Iterable[Path]) -> Kept | None:
    """The section as it is kept with this key, and whole; None where it must run."""
    return next((kept for kept in find(section, folders) if kept.digest == key and kept.is_whole), None)


def take_over(kept: Kept, figures: Path, internal: Path) -> None:
    """Put what is kept where a run of the section would have put it, and keep it there again.

    Parameters
    ----------
    figures : the folder in which notebooks record the figures that they show.
    internal : the `internal/` of the release that is being made.
    """
    for name in kept.files:
        _copy(kept.folder / name, internal / name)
        if name.endswith(".parquet"):
            _copy(kept.folder / name, figures / Path(name).name)
    _copy(kept.folder / "sections" / kept.section / _KEY, internal / "sections" / kept.section / _KEY)


def keep(section: str, parts: Mapping[str, Part], at: datetime, figures: Path, internal: Path) -> None:
    """Keep a section that a run begun `at` has run: its notebook stands in `internal/`, its figures where it recorded them."""
    folder = internal / "sections" / section
    folder.mkdir(parents=True)
    for path in sorted(figures.glob(f"{section}-*.parquet")):
        _copy(path, folder / path.name)
    files = {path.relative_to(internal).as_posix(): file_hash(path) for path in _files(internal, section)}
    said = {"at": at.isoformat(), "files": files, "parts": parts}
    (folder / _KEY).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def leave_unfinished(internal: Path, target: Path) -> None:
    """Keep what a run that did not come to its end has kept so far, for the next one."""
    for key in sorted((internal / "sections").glob(f"*/{_KEY}")):
        kept = _read(key.parent.name, internal)
        for name in () if kept is None else (*kept.files, f"sections/{kept.section}/{_KEY}"):
            _copy(internal / name, unfinished(target) / name)


def remove_unfinished(target: Path) -> None:
    """Remove what runs that did not come to their end have left: the release is made."""
    shutil.rmtree(unfinished(target), ignore_errors=True)
    with suppress(OSError):  # another release's may stand there as well
        unfinished(target).parent.rmdir()


def _files(folder: Path, section: str) -> Sequence[Path]:
    figures = sorted((folder / "sections" / section).glob("*"))
    return [path for path in (folder / "notebooks" / f"{section}.ipynb", *figures) if path.is_file() and path.name != _KEY]


def _read(section: str, folder: Path) -> Kept | None:
    try:
        said: Any = json.loads((folder / "sections" / section / _KEY).read_text(encoding="utf-8"))
        return Kept(folder, section, datetime.fromisoformat(said["at"]), dict(said["parts"]), dict(said["files"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)
