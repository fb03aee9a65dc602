"""Hashes of what a release is made from: files by pattern, the program's own files, the packages installed.

Light: whether there is anything to do is known before anything heavy is imported.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

import send_analysis
from send_analysis.core.file_hash import file_hash
from send_analysis.core.params.local_files import local_files

#: What is hashed, by name: a file's path and its SHA-256, a package and its version.
Part = dict[str, str]

#: The folder of the program's own modules and data.
PACKAGE = Path(send_analysis.__file__).parent

#: At the end of a pattern: every file below that may be one of the Department's (`national.finding`).
BELOW = "/**"
_PUBLISHED = (".csv", ".xlsx")


def digest(value: Any, *, ordered: bool = False) -> str:
    """SHA-256 of plain values.

    Parameters
    ----------
    ordered : whether the order of a mapping's names makes a difference, as it does where params are shown as they are written.
    """
    return sha256(json.dumps(value, sort_keys=not ordered, ensure_ascii=False).encode()).hexdigest()


@dataclass
class Files:
    """Hashes of files as they are when they are first asked for: each is read once, however many parts it belongs to."""

    root: Path
    _known: dict[Path, str] = field(default_factory=dict)

    def hashed(self, patterns: Iterable[str]) -> Part:
        """Every file that patterns mean, by its path from the root, with its hash.

        Parameters
        ----------
        patterns : paths as params have them, from the root or absolute; with `/**` at the end, all below that may be
            published files.
        """
        found = sorted({path for pattern in patterns for path in _meant(self.root, pattern)})
        for path in found:
            if path not in self._known:
                self._known[path] = file_hash(path)
        return {shown(self.root, path): self._known[path] for path in found}


def shown(root: Path, path: Path) -> str:
    """A path as it is called from the root."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def program_files(package: Path = PACKAGE) -> Part:
    """Every module and data file of the program, by its path in the package, with its hash."""
    return {path.relative_to(package).as_posix(): file_hash(path) for path in sorted(_own_files(package))}


def installed() -> Part:
    """Python and every package beside it, with its version, as their folders are named; none of them is imported."""
    folders = (Path(entry) for entry in sys.path if Path(entry).is_dir())
    named = [path.stem.rpartition("-") for folder in folders for path in sorted(folder.glob("*.dist-info"))]
    versions = {name.lower().replace("_", "-"): version for name, _, version in reversed(named)}
    return {"python": sys.version.split()[0], **versions}


def differences(before: Mapping[str, Part], now: Mapping[str, Part]) -> list[str]:
    """What differs between two sets of parts, each in words: "data/swindon/contacts.csv changed"."""
    return [said for part in {**before, **now} for said in _differ(before.get(part, {}), now.get(part, {}))]


def _differ(before: Part, now: Part) -> list[str]:
    said = []
    for name in {**before, **now}:
        if name not in now:
            said.append(f"{name} is gone")
        elif name not in before:
            said.append(f"{name} is new")
        elif before[name] != now[name]:
            said.append(f"{name} changed")
    return said


def _meant(root: Path, pattern: str) -> list[Path]:
    if not pattern.endswith(BELOW):
        return local_files(root, pattern)
    folder = root / pattern.removesuffix(BELOW)
    below = [folder] if folder.is_file() else folder.rglob("*")
    return [path for path in below if path.suffix.lower() in _PUBLISHED and path.is_file()]


def _own_files(package: Path) -> list[Path]:
    found = (path for path in package.rglob("*") if path.is_file())
    return [path for path in found if path.suffix != ".pyc" and not path.name.startswith(".")]
