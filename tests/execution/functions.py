"""Functions to call in other processes, which find them by name."""

import os
import time
from collections.abc import Callable
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.execution.calls import call


def double(number: int, progress: Callable[[str], None]) -> int:
    progress(f"doubling {number}")
    if number < 0:
        raise DataError(f"{number} is below zero.")
    if number == 0:
        os._exit(1)
    return 2 * number


def note(folder: str, name: str, progress: Callable[[str], None]) -> None:
    """Writes a line when it begins and one when it ends, in the order in which things happen."""
    for said in ("begins", "ends"):
        with (Path(folder) / "notes").open("a", encoding="ascii") as notes:
            notes.write(f"{name} {said}\n")
        time.sleep(0.05)


def wait_for_others(folder: str, others: int, name: str, progress: Callable[[str], None]) -> list[int]:
    """Leaves a file and works without end, until it is interrupted; without a name, ends when so many others are at work."""
    while not name:
        pids = [int(path.read_text(encoding="ascii") or 0) for path in Path(folder).glob("*.pid")]
        if len(pids) == others and all(pids):
            return pids
        time.sleep(0.05)
    mark = Path(folder) / f"{name}.pid"
    mark.write_text(str(os.getpid()), encoding="ascii")
    try:
        time.sleep(600)
    finally:
        mark.unlink()
    return []


def parents(below: int, progress: Callable[[str], None]) -> list[int]:
    """The parent of this process, of one that it starts, and so on."""
    further = call(parents, {"below": below - 1}, progress) if below else []
    return [os.getppid(), *further]
