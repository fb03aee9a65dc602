"""What a page is made from, and which of it has been saved since the last look.

By looking at times and sizes again and again: the network drives that councils keep their extracts on do not tell other
machines what was saved there, and a look at a few hundred files takes some thousandths of a second.
"""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from send_analysis.core.params.local_files import local_files

#: How long to wait between two looks, and how much longer a look is waited for than it took itself.
SECONDS, TIMES_A_LOOK = 0.05, 10

#: How long a file must stay as it is before it counts as saved: an editor may write it in two parts.
SETTLED_AFTER = 0.02

#: The endings of files of the package; what Python keeps beside them is none of it.
_PACKAGE = {".py", ".yaml", ".json", ".j2", ".css", ".csv", ".js"}


class Thing(NamedTuple):
    """What may be saved: "notebook" and its section, "params" and the file's name, "extract" and its path in params."""

    kind: Literal["notebook", "params", "extract", "national", "package"]
    name: str = ""


#: Of every thing its files, each with the time and the size that tell whether it was saved again.
Seen = dict[Thing, tuple[tuple[str, int, int, int], ...]]


@dataclass(frozen=True)
class Watched:
    """Where the things stand that a page is made from.

    Parameters
    ----------
    params : the folder of the authority, whose YAML files are watched.
    notebooks : the sections whose notebooks are watched.
    extracts : the paths of the extracts as in params.
    national : the folder of the Department's files.
    """

    root: Path
    params: Path
    package: Path
    notebooks: tuple[str, ...] = ()
    extracts: tuple[str, ...] = ()
    national: str = ""

    def look(self) -> Seen:
        """Everything as it is now."""
        return {thing: tuple(_stamps(files)) for thing, files in self._things()}

    def _things(self) -> Iterator[tuple[Thing, list[Path]]]:
        yield Thing("package"), [path for path in self.package.rglob("*.*") if path.suffix in _PACKAGE]
        for path in self.params.glob("*.yaml"):
            yield Thing("params", path.name), [path]
        for section in self.notebooks:
            yield Thing("notebook", section), [self.root / "notebooks" / f"{section}.ipynb"]
        for extract in self.extracts:
            yield Thing("extract", extract), local_files(self.root, extract)
        if self.national:
            yield Thing("national"), local_files(self.root, self.national)


def _stamps(files: list[Path]) -> Iterator[tuple[str, int, int, int]]:
    for path in files:
        try:
            found = path.stat()
        except OSError:  # gone since it was listed, or not there at all: that is what it is now
            continue
        yield str(path), found.st_mtime_ns, found.st_size, found.st_ino


def saved_between(before: Seen, after: Seen) -> frozenset[Thing]:
    """What is not as it was, is new, or is gone."""
    return frozenset(thing for thing in before.keys() | after.keys() if before.get(thing) != after.get(thing))


def next_look(watched: Watched, seen: Seen) -> Seen:
    """Everything as it is a short while after it was seen, when nothing of it is being written."""
    time.sleep(SECONDS)
    began = time.perf_counter()
    later = watched.look()
    time.sleep(TIMES_A_LOOK * (time.perf_counter() - began))
    while later != seen:
        time.sleep(SETTLED_AFTER)
        seen, later = later, watched.look()
    return later
