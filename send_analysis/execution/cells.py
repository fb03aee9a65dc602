"""The process in which the cells of one notebook run, as seen from inside."""

import os
import sys
from dataclasses import dataclass
from multiprocessing.connection import Connection

from send_analysis.execution.limits import hold_memory_to
from send_analysis.execution.outputs import Said
from send_analysis.execution.shell import open_shell


@dataclass(frozen=True)
class Ran:
    """What came of a cell: what it said, its number among those that ran, and what ended it early."""

    said: Said
    count: int
    error: tuple[str, str] | None


def run_cells(connection: Connection, folder: str, mebibytes: int | None) -> None:
    """Run each source that comes through the connection and send back what came of it, until the other end is closed.

    Parameters
    ----------
    folder : where relative paths count from, and what is imported from first, as in a kernel.
    """
    _be_quiet()
    os.chdir(folder)
    sys.path.insert(0, folder)
    hold_memory_to(mebibytes)
    shell = open_shell()
    shell.enable_matplotlib("inline")  # figures that a cell leaves open are shown at its end, as in a kernel
    this = os.getpid()
    while (source := _next(connection)) is not None:
        ran = Ran(*shell.run(source))
        if os.getpid() != this:
            os._exit(0)  # a cell has forked, and this is the copy: it must not answer
        connection.send(ran)


def _next(connection: Connection) -> str | None:
    try:
        return str(connection.recv())
    except EOFError:
        return None


def _be_quiet() -> None:
    """What is written past Python is nobody's: it could hold a row, and it would stand between the steps of the run."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
