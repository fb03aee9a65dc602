"""Taking sections over from an earlier run: which, and saying so."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import nbformat

from send_analysis.core.params.release import NotebookName
from send_analysis.run.documents import Executed
from send_analysis.run.kept import Kept, keep, reusable, take_over
from send_analysis.run.keys import SectionKey
from send_analysis.run.log import RunLog


@dataclass(frozen=True)
class Reuse:
    """Which sections of a run are taken over from an earlier one, and where what they need goes.

    Parameters
    ----------
    keys : of every section of the run.
    kept : the sections to take over, as they are kept.
    at : when the run began, in UTC.
    figures : the folder in which notebooks record the figures that they show.
    internal : the `internal/` of the release that is being made.
    """

    keys: Mapping[NotebookName, SectionKey]
    kept: Mapping[NotebookName, Kept]
    at: datetime
    figures: Path
    internal: Path

    def take_over(self, log: RunLog) -> Executed:
        """The sections that need not run, as executed notebooks, each said."""
        executed: Executed = {}
        for name, kept in self.kept.items():
            log.step(f"{name}: {kept.since}")
            take_over(kept, self.figures, self.internal)
            executed[name] = nbformat.read(self.internal / "notebooks" / f"{name}.ipynb", as_version=4)
        return executed

    @property
    def to_run(self) -> list[NotebookName]:
        """The sections that must run."""
        return [name for name in self.keys if name not in self.kept]

    def keep(self, name: NotebookName) -> None:
        """Keep a section that has run, where a hash tells whether it must run again."""
        if not self.keys[name].unforeseen:
            keep(name, self.keys[name].parts, self.at, self.figures, self.internal)


def kept_with(keys: Mapping[NotebookName, SectionKey], folders: Iterable[Path]) -> dict[NotebookName, Kept]:
    """The sections that are kept with these keys, and whole."""
    places = list(folders)
    found = {name: reusable(name, key.digest, places) for name, key in keys.items() if not key.unforeseen}
    return {name: kept for name, kept in found.items() if kept is not None}
