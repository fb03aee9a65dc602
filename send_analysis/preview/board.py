"""What a preview shows now, written by the process that builds and read by every browser that looks."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from threading import Condition

from send_analysis.preview.faults import Fault
from send_analysis.preview.reports import Page, Report
from send_analysis.preview.watching import Watched


@dataclass(frozen=True)
class Shown:
    """What is shown at one moment; `number` is another one for every change."""

    number: int = 0
    working: str = "Starting"
    faults: tuple[Fault, ...] = ()
    page: Page | None = None
    ended: bool = False


@dataclass
class Board:
    """The state of a preview, safe to be read and written from several threads.

    Parameters
    ----------
    watched : what is watched now.
    """

    watched: Watched
    _shown: Shown = field(default_factory=Shown)
    _condition: Condition = field(default_factory=Condition)
    _kept: tuple[set[str], set[str]] = (set(), set())

    @property
    def shown(self) -> Shown:
        """What is shown now."""
        return self._shown

    def write(self, report: Report) -> None:
        """Take over what a report says is new."""
        with self._condition:
            before = self._shown
            self.watched = report.watched or self.watched
            self._shown = Shown(
                before.number + 1,
                before.working if report.working is None else report.working,
                before.faults if report.faults is None else report.faults,
                report.page or before.page,
            )
            if report.page is not None:
                self._remove_older(set(report.page.folders))
            self._condition.notify_all()

    def end(self) -> None:
        """Let nobody wait any more."""
        with self._condition:
            self._shown = Shown(self._shown.number + 1, "", ended=True)
            self._condition.notify_all()

    def wait_for_news(self, number: int, seconds: float) -> Shown:
        """What is shown when that is no longer what `number` was, or after so many seconds."""
        with self._condition:
            self._condition.wait_for(lambda: self._shown.number != number, seconds)
            return self._shown

    def _remove_older(self, now: set[str]) -> None:
        """Remove the files of pages but the last two: a browser may still be reading the one before."""
        oldest, before = self._kept
        for folder in oldest - before - now:
            shutil.rmtree(Path(folder), ignore_errors=True)
        self._kept = before, now
