"""Whether a release has anything to do at all, known before anything heavy is imported.

A run writes down in `internal/unchanged.json` what the whole release was made from: not what that says, but where it stands and
its hash. Where all of it and what was published are as they were, a run would publish the same again.
"""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from send_analysis.core.errors import ParamsError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.params.finding import find_params, project_root
from send_analysis.run.hashes import Part, differences, files_hashed, installed, program_files, shown

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
        told = {"only": self.only, "national": self.national, "formats": self.formats, "gate": self.gate}
        return {f"--{name}": json.dumps(value) for name, value in told.items()}


@dataclass(frozen=True)
class Whole:
    """What a whole release is made from.

    Parameters
    ----------
    as_at : the day of the release, which says which other releases are earlier.
    reads : the files that it reads, as patterns.
    parts : their hashes, those of the program and the packages, and what the run was asked for.
    """

    as_at: str
    reads: Mapping[str, list[str]]
    parts: Mapping[str, Part]


def whole(root: Path, target: Path, as_at: str, reads: Mapping[str, list[str]], asked: Asked, program: Part) -> Whole:
    """What a release is made from, as it stands now."""
    parts = {name: files_hashed(root, patterns) for name, patterns in reads.items()}
    parts["earlier releases"] = _earlier(root, target, as_at)
    more = {"program": {f"send_analysis/{file}": each for file, each in program.items()}, "packages": installed()}
    return Whole(as_at, reads, {**parts, **more, "asked": asked.part})


def record(made: Whole, staged: Path) -> None:
    """Write down in a staged release what it is made from."""
    said = {"at": datetime.now(UTC).isoformat(timespec="seconds"), **vars(made)}
    (staged / RECORD).write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def unchanged_since(path: str | Path, asked: Asked, program: Part | None = None) -> str | None:
    """Since when nothing has changed that a run would read, or that it published; None where there is something to do."""
    try:
        found = find_params(path)
        root = project_root(found)
    except ParamsError:
        return None
    at, changed = changes(root, asked.target(root / "outputs" / found.parent.name / found.stem), asked, program)
    return None if changed or at is None else f"{at.astimezone():%Y-%m-%d %H:%M}"


def changes(root: Path, target: Path, asked: Asked, program: Part | None = None) -> tuple[datetime | None, list[str]]:
    """When a release was made, None where no run has written that down, and what has changed since, in words."""
    said, manifest = _read(target / RECORD), _read(target / "manifest.json")
    try:
        at, before = datetime.fromisoformat(said["at"]), said["parts"]
        now = whole(root, target, said["as_at"], said["reads"], asked, program or program_files())
        return at, [*differences(before, now.parts), *_published(target, manifest["outputs"])]
    except (KeyError, TypeError, ValueError, AttributeError):
        return None, []


def _published(target: Path, outputs: Mapping[str, str]) -> list[str]:
    """What differs between what a release has written and what stands there now."""
    files = (path for path in target.rglob("*") if path.is_file() and path != target / "manifest.json")
    now = {shown(target, path): file_hash(path) for path in files}
    return [f"{target.name}/{each}" for each in differences({"outputs": dict(outputs)}, {"outputs": now})]


def _earlier(root: Path, target: Path, as_at: str) -> Part:
    """The rows of earlier releases of the authority, by their fingerprints: late corrections are found in them."""
    found = [path.parents[1] for path in target.parent.glob(f"[!.]*/{_FINGERPRINTS}") if path.parents[1] != target]
    before = [folder for folder in found if "-only-" not in folder.name and _as_at(folder / "manifest.json") < as_at]
    return files_hashed(root, [str(folder / _FINGERPRINTS) for folder in before])


def _as_at(manifest: Path) -> str:
    try:
        with manifest.open(encoding="utf-8") as file:
            match = _AS_AT.search(file.read(_HEAD))
    except (OSError, ValueError):
        return ""
    return match[1] if match else ""


def _read(path: Path) -> Any:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
