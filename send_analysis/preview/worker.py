"""The process that builds: told on its input what was saved, it says on its output what is new.

It is a process of its own because the package itself is among what may be edited: then it is ended and a new one started.
When its input ends, whoever started it has ended, and it removes what it was working on, which holds rows.
"""

import os
import shutil
import signal
import sys
import tempfile
from _thread import interrupt_main
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Event, Thread
from typing import TextIO

from send_analysis.preview.faults import of_the_package
from send_analysis.preview.reports import END, Report, saved_from_line
from send_analysis.preview.watching import Thing

#: How long nothing is saved before what stands beside the page is made: meanwhile nothing else could be.
_QUIET_SECONDS = 0.5

_PACKAGE = Path(__file__).parent.parent


def main(path: str, only: str, scratch: str) -> None:
    """Build until the input ends."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what anything prints is not taken for a report

    def tell(report: Report) -> None:
        out.write(report.to_line())
        out.flush()

    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    work, news = Path(tempfile.mkdtemp(prefix="work-", dir=scratch)), News()
    Thread(target=_listen, args=(sys.stdin, news, Path(scratch)), daemon=True).start()
    try:
        _build(path, only or None, work, Path(scratch), news, tell)
    finally:
        shutil.rmtree(work, ignore_errors=True)


@dataclass(frozen=True)
class News:
    """What was saved and is not built yet; `waiting` is set while there is any."""

    waiting: Event = field(default_factory=Event)
    _saved: SimpleQueue[frozenset[Thing]] = field(default_factory=SimpleQueue)

    def put(self, saved: frozenset[Thing]) -> None:
        """Something was saved."""
        self.waiting.set()  # before it is there to be taken, so that it cannot be set once everything has been
        self._saved.put(saved)

    def take(self, seconds: float | None) -> frozenset[Thing] | None:
        """What was saved next; None when nothing was for so many seconds."""
        try:
            saved = self._saved.get(timeout=seconds)
        except Empty:
            return None
        self.waiting.clear()
        while not self._saved.empty():
            saved |= self._saved.get()
        return saved


def _build(path: str, only: str | None, work: Path, scratch: Path, news: News, tell: Callable[[Report], None]) -> None:
    """Build whenever something was saved. What the package may raise while it is being edited is told like any fault."""
    try:
        from send_analysis.execution.processes import begin_warming

        begin_warming()  # it imports what notebooks need while this process imports what pages need
        from send_analysis.preview.building import Builder
    except Exception as error:
        tell(Report(working="", faults=(of_the_package(error, _PACKAGE),)))
        while True:
            news.take(None)  # until the package is mended, which takes a new process
    builder = Builder(Path(path), only, work, scratch, tell, news.waiting)
    saved: frozenset[Thing] | None = frozenset()
    while True:
        incomplete = False
        try:
            if saved is None:
                builder.complete()
            else:
                incomplete = builder.build(saved)
        except Exception as error:
            tell(Report(working="", faults=(of_the_package(error, _PACKAGE),)))
        saved = news.take(_QUIET_SECONDS if incomplete else None)


def _listen(lines: TextIO, news: News, scratch: Path) -> None:
    ended = False
    for line in lines:
        if line == END:
            ended = True
            break
        news.put(saved_from_line(line))
    if not ended:
        shutil.rmtree(scratch, ignore_errors=True)
    if hasattr(signal, "pthread_kill"):
        os.kill(os.getpid(), signal.SIGTERM)  # also ends the waiting for a kernel
    else:
        interrupt_main(signal.SIGTERM)


if __name__ == "__main__":
    main(*sys.argv[1:])
