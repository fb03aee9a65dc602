"""What the process that builds says to the one that serves: lines of JSON, so that either can be of another version."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self, cast

from send_analysis.preview.faults import Cell, Fault
from send_analysis.preview.watching import Thing, Watched

#: What is written in place of saved things to say that the preview ends or the package has changed.
END = "end\n"


@dataclass(frozen=True)
class Page:
    """A page that was made.

    Parameters
    ----------
    folders : where its files stand; the first that has a file counts.
    front : the file to begin with.
    version : another one when a reader would see something else.
    """

    folders: tuple[str, ...]
    front: str
    version: str


@dataclass(frozen=True)
class Report:
    """What is new; None leaves what was said before as it is.

    Parameters
    ----------
    working : what is being done; empty when all is done.
    faults : everything that is wrong; none when nothing is.
    """

    working: str | None = None
    faults: tuple[Fault, ...] | None = None
    page: Page | None = None
    watched: Watched | None = None

    def to_line(self) -> str:
        """The report as a line of text."""
        return json.dumps(asdict(self), default=str) + "\n"

    @classmethod
    def from_line(cls, line: str) -> Self:
        """The report that a line holds."""
        said = json.loads(line)
        faults, page, watched = said["faults"], said["page"], said["watched"]
        return cls(
            said["working"],
            None if faults is None else tuple(_fault(each) for each in faults),
            None if page is None else Page(tuple(page["folders"]), page["front"], page["version"]),
            None if watched is None else _watched(watched),
        )


def saved_to_line(saved: Iterable[Thing]) -> str:
    """What was saved as a line of text."""
    return json.dumps(sorted(saved)) + "\n"


def saved_from_line(line: str) -> frozenset[Thing]:
    """What was saved, from its line."""
    return frozenset(Thing(kind, name) for kind, name in json.loads(line))


def _fault(said: dict[str, object]) -> Fault:
    cells = cast("list[dict[str, object]]", said["cells"])
    return Fault(str(said["text"]), tuple(Cell(**each) for each in cells))  # type: ignore[arg-type]


def _watched(said: dict[str, object]) -> Watched:
    folders = {name: Path(str(said[name])) for name in ("root", "params", "package")}
    notebooks, extracts = (tuple(map(str, cast("list[str]", said[name]))) for name in ("notebooks", "extracts"))
    return Watched(**folders, notebooks=notebooks, extracts=extracts, national=str(said["national"]))
