"""The process that builds: told on its input what was saved, it says on its output what is new.

It is a process of its own because the package itself is among what may be edited: then it is ended and a new one started.
When its input ends, whoever started it has ended, and it removes what it was working on, which holds rows.
"""

import contextlib
import os
import shutil
import signal
import sys
import tempfile
from _thread import interrupt_main
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread
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

    saved: SimpleQueue[frozenset[Thing]] = SimpleQueue()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    work = Path(tempfile.mkdtemp(prefix="work-", dir=scratch))
    Thread(target=_listen, args=(sys.stdin, saved, Path(scratch)), daemon=True).start()
    try:
        _build(path, only or None, work, Path(scratch), saved, tell)
    finally:
        shutil.rmtree(work, ignore_errors=True)


def _build(
    path: str,
    only: str | None,
    work: Path,
    scratch: Path,
    saved: SimpleQueue[frozenset[Thing]],
    tell: Callable[[Report], None],
) -> None:
    """Build whenever something was saved. What the package may raise while it is being edited is told like any fault."""
    try:
        from send_analysis.preview.building import Builder

        builder = Builder(Path(path), only, work, scratch, tell, lambda: not saved.empty())
    except Exception as error:
        tell(Report(working="", faults=(of_the_package(error, _PACKAGE),)))
        saved.get()  # until the package is mended, which takes a new process
        return
    waiting: frozenset[Thing] | None = frozenset()
    incomplete = False
    while True:
        try:
            if waiting is None:
                builder.complete()
                incomplete = False
            else:
                incomplete = builder.build(waiting)
        except Exception as error:
            tell(Report(working="", faults=(of_the_package(error, _PACKAGE),)))
            incomplete = False
        waiting = None
        with contextlib.suppress(Empty):
            waiting = saved.get(timeout=_QUIET_SECONDS if incomplete else None)


def _listen(lines: TextIO, saved: SimpleQueue[frozenset[Thing]], scratch: Path) -> None:
    ended = False
    for line in lines:
        if line == END:
            ended = True
            break
        saved.put(saved_from_line(line))
    if not ended:
        shutil.rmtree(scratch, ignore_errors=True)
    if hasattr(signal, "pthread_kill"):
        os.kill(os.getpid(), signal.SIGTERM)  # also ends the waiting for a kernel
    else:
        interrupt_main(signal.SIGTERM)


if __name__ == "__main__":
    main(*sys.argv[1:])
