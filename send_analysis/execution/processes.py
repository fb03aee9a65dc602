"""New processes for jobs: forked from a warm parent where the system can fork safely, started afresh elsewhere.

The warm parent is the standard library's fork server. It is a process of its own that imports `warm.RUN_MODULES`, has one
thread and does nothing but fork; it ends with the process that started it. A process that it has forked asks the same parent
for more, instead of warming one of its own.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import forkserver
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess, parent_process
from pathlib import Path
from threading import Lock, Thread
from types import ModuleType
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.execution.warm import ONE_THREAD, one_thread

#: Only here does a fork of a process with these libraries work: macOS's own frameworks do not survive it, Windows has none.
CAN_FORK = sys.platform == "linux"

#: Imported by the warm parent: importing it imports the rest.
_WARM = "send_analysis.execution.warmed"

#: Seconds that a process has to tidy up when the one that started it has ended.
_SECONDS_TO_TIDY = 3

#: The library's own; its functions are methods of this, bound before a process can say that it has a parent already.
_SERVER = forkserver._forkserver

_starting = Lock()


def start(job: Callable[..., None], *arguments: Any) -> tuple[BaseProcess, Connection]:
    """Start a process that calls `job(connection, *arguments)`; returns it and the other end of the connection.

    The process has this one's folder and environment. It leads a group of its own, so that it can be ended together with
    what it started, and it ends when this one ends. An exception that the job does not catch comes through the connection.
    """
    context = _context()
    ours, theirs = context.Pipe()
    begun = (job, theirs, str(Path.cwd()), dict(os.environ), _address())
    process = context.Process(target=_begin, args=(*begun, *arguments))  # type: ignore[attr-defined]
    try:
        with _starting, _without_main():
            process.start()
    except ConnectionError:
        raise SetupError("The process that starts notebooks and releases has ended; start this again.") from None
    theirs.close()
    return process, ours


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def begin_warming() -> None:
    """Start the warm parent, which then imports what it needs while this process goes on."""
    _context()


def _context() -> BaseContext:
    if not CAN_FORK:
        return multiprocessing.get_context("spawn")
    context = multiprocessing.get_context("forkserver")
    with _starting:
        context.set_forkserver_preload([_WARM])
        with _environment(ONE_THREAD), _without_main():
            _SERVER.ensure_running()
    return context


def _address() -> str | bytes | None:
    """Where the warm parent listens, for the processes that it forks."""
    return getattr(_SERVER, "_forkserver_address", None) if CAN_FORK else None


def _ask_the_same_parent(address: str | bytes | None) -> None:
    """The library would start another warm parent, a second's work, for what a forked process starts."""
    if address is not None:
        vars(_SERVER).update(_forkserver_address=address, ensure_running=lambda: None)


@contextmanager
def _without_main() -> Iterator[None]:
    """Keep the new process from running the caller's script again to find the job there: ours are in the package."""
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def _environment(values: Mapping[str, str]) -> Iterator[None]:
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


def _begin(
    job: Callable[..., None],
    connection: Connection,
    folder: str,
    environment: dict[str, str],
    address: str | bytes | None,
    *arguments: Any,
) -> None:
    try:
        _be_where_the_caller_is(folder, environment)
        if CAN_FORK:
            one_thread(os.getppid())
            os.setsid()
        _ask_the_same_parent(address)
        _forget_the_parents_chances()
        Thread(target=_end_with_parent, daemon=True).start()
        job(connection, *arguments)
    except Exception as error:
        connection.send(error)


def _be_where_the_caller_is(folder: str, environment: Mapping[str, str]) -> None:
    """The warm parent began where and as the first caller was; the environment and the folder may have changed since."""
    os.chdir(folder)
    for name in os.environ.keys() - environment.keys():
        del os.environ[name]
    os.environ.update(environment)
    if hasattr(time, "tzset"):
        time.tzset()


def _forget_the_parents_chances() -> None:
    """Seed numpy's generator anew: forked processes would all draw the same numbers. Python's own does so by itself."""
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGINT)  # so that it can take away what it has half written
        time.sleep(_SECONDS_TO_TIDY)
        end_group(os.getpid())


def end_group(pid: int) -> None:
    """End a process that `start` has started, and all that it started in its group."""
    try:
        if hasattr(os, "killpg"):
            os.killpg(pid, signal.SIGKILL)
        else:
            os.kill(pid, signal.SIGTERM)
    except ProcessLookupError:
        return  # it has ended by itself
