"""Whether a release has anything to do at all, known before anything heavy is imported.

A run writes down in `internal/unchanged.json` what the whole release was made from: where each file stands, and its hash. Where
all of that and what was published are as they were, a run would publish the same again.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from send_analysis.core.errors import ParamsError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.params.finding import find_params, project_root
from send_analysis.run.hashes import Files, Part, differences, installed, program_files, shown
from send_analysis.run.kept import when

RECORD = "internal/unchanged.json"

#: What tells of the rows of a release (`run.earlier`), and of its day.
_FINGERPRINTS = "internal/row-fingerprints.parquet"
_AS_AT = re.compile(r'"as_at": "(\d{4}-\d{2}-\d{2})"')

#: Enough of a manifest to hold its day.
_HEAD = 2000


@dataclass(frozen=True)
class Asked:
    """What a run is asked for, as far as it changes what is published."""

    only: str | None
    national: str | None
    formats: tuple[str, ...]
    gate: str

    @classmethod
    def of(cls, only: str | None, national: str | Path | None, formats: Collection[str], gate: str) -> "Asked":
        """As a run takes it."""
        return cls(only, None if national is None else str(Path(national).absolute()), tuple(sorted(formats)), gate)

    def target(self, whole: Path) -> Path:
        """The folder of what is asked for, beside that of the whole release."""
        return whole if self.only is None else whole.with_name(f"{whole.name}-only-{self.only}")

    @property
    def part(self) -> Part:
        """As a part of what the release is made from."""
        return {f"--{name}": json.dumps(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Made:
    """What a whole release is made from.

    Parameters
    ----------
    at : when its run began, in UTC.
    as_at : the day of the release, which says which other releases are earlier.
    reads : the files that it reads, as patterns.
    parts : their hashes, those of the program and the packages, and what the run was asked for.
    """

    at: datetime
    as_at: str
    reads: Mapping[str, list[str]]
    parts: Mapping[str, Part]


def made_from(
    files: Files, target: Path, at: datetime, as_at: str, reads: Mapping[str, list[str]], asked: Asked, program: Part
) -> Made:
    """What a release is made from, as it stands at a time, in UTC, when a run begins."""
    parts = _parts(files, target, as_at, reads, program)
    return Made(at, as_at, reads, {**parts, "asked": asked.part})


def record(made: Made, staged: Path) -> None:
    """Write down in a staged release what it is made from."""
    said = {**vars(made), "at": made.at.isoformat()}
    (staged / RECORD).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def nothing_to_do(path: str | Path, asked: Asked, program: Part | None = None) -> str | None:
    """That nothing has changed that a run would read, or that it published, in words; None where there is something to do.

    Parameters
    ----------
    program : the program's files with their hashes; as they are now unless given.
    """
    try:
        found = find_params(path)
        root = project_root(found)
    except ParamsError:
        return None
    target = asked.target(root / "outputs" / found.parent.name / found.stem)
    made = _read_record(target)
    if made is None or made.parts.get("asked") != asked.part or _changes(root, target, made, program):
        return None
    return f"{target.name}: unchanged since {when(made.at)}; nothing to do. --force runs it again."


def changes_since_made(root: Path, target: Path) -> list[str] | None:
    """What has changed since a release was made, in words; None where no run has written that down."""
    made = _read_record(target)
    return None if made is None else _changes(root, target, made, None)


def _changes(root: Path, target: Path, made: Made, program: Part | None) -> list[str]:
    now = _parts(Files(root), target, made.as_at, made.reads, program_files() if program is None else program)
    return [*differences({name: part for name, part in made.parts.items() if name != "asked"}, now), *_published(target)]


def _parts(files: Files, target: Path, as_at: str, reads: Mapping[str, list[str]], program: Part) -> dict[str, Part]:
    return {
        **{name: files.hashed(patterns) for name, patterns in reads.items()},
        "earlier releases": files.hashed(_earlier(target, as_at)),
        "program": {f"send_analysis/{file}": each for file, each in program.items()},
        "packages": installed(),
    }


def _published(target: Path) -> list[str]:
    """What differs between what a release has written and what stands there now; in `internal/` more may stand."""
    manifest = _read(target / "manifest.json")
    outputs = manifest.get("outputs") if isinstance(manifest, dict) else None
    if not isinstance(outputs, dict):
        return [f"{target.name}/manifest.json is gone, or not as a run has written it"]
    there = {shown(target, path): path for path in target.rglob("*") if path.is_file()}
    now = {name: file_hash(path) for name, path in there.items() if name in outputs or name.startswith("public/")}
    return [f"{target.name}/{each}" for each in differences({"outputs": outputs}, {"outputs": now})]


def _earlier(target: Path, as_at: str) -> list[str]:
    """The fingerprints of the rows of earlier releases of the authority: late corrections are found by them."""
    found = {path: path.parents[1] for path in target.parent.glob(f"[!.]*/{_FINGERPRINTS}")}
    others = {path: folder for path, folder in found.items() if folder != target and "-only-" not in folder.name}
    return [str(path) for path, folder in others.items() if _as_at(folder / "manifest.json") < as_at]


def _as_at(manifest: Path) -> str:
    try:
        with manifest.open(encoding="utf-8") as file:
            match = _AS_AT.search(file.read(_HEAD))
    except (OSError, ValueError):
        return ""
    return match[1] if match else ""


def _read_record(target: Path) -> Made | None:
    said = _read(target / RECORD)
    try:
        return Made(**{**said, "at": datetime.fromisoformat(said["at"])})
    except (KeyError, TypeError, ValueError):
        return None


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
