"""Looking at processes, for tests of what a run leaves behind."""

import time
from collections.abc import Callable
from pathlib import Path


def wait_until(happened: Callable[[], bool], seconds: float = 120) -> None:
    """Wait for something that happens soon."""
    until = time.monotonic() + seconds
    while not happened():
        assert time.monotonic() < until
        time.sleep(0.05)


def descendants(pid: int) -> list[int]:
    """The processes below one, where Linux says so."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        children = [int(each) for path in tasks for each in path.read_text(encoding="ascii").split()]
    except OSError:
        return []
    return [*children, *(below for child in children for below in descendants(child))]


def all_end(pids: list[int], seconds: float = 60) -> bool:
    """Whether all of these end soon."""
    until = time.monotonic() + seconds
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < until:
        time.sleep(0.05)
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)
