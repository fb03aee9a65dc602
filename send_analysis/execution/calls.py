"""Calling a function in a process of its own, while this one shows what it says of its progress."""

import os
import signal
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.execution.processes import end_group, start


@dataclass(frozen=True)
class _Progress:
    said: str


@dataclass(frozen=True)
class _Result:
    value: Any


def call(function: Callable[..., Any], arguments: Mapping[str, Any], progress: Callable[[str], None]) -> Any:
    """Call a function of the package in a new process and return what it returns.

    Parameters
    ----------
    arguments : by name; the function also takes `progress`, and what it tells it is told to `progress` here.

    Raises
    ------
    Exception
        What the function raises, with its traceback as a note.
    SetupError
        When the process ends without an answer.
    KeyboardInterrupt
        When this process is interrupted; the function is interrupted first, and has come to its end.
    """
    process, connection = start(_answer, function, dict(arguments))
    try:
        return _listen(connection, progress)
    except KeyboardInterrupt:
        _interrupt(process.pid or 0, connection)
        raise
    finally:
        connection.close()
        process.join(_SECONDS_TO_END)
        end_group(process.pid or 0)
        process.join()


#: Seconds that a process is given to end by itself once it has answered or been interrupted.
_SECONDS_TO_END = 5


def _listen(connection: Connection, progress: Callable[[str], None]) -> Any:
    while True:
        try:
            answer = connection.recv()
        except (EOFError, ConnectionError):
            raise SetupError("The process that did the work has ended early; perhaps memory ran out.") from None
        if isinstance(answer, BaseException):
            raise answer
        if isinstance(answer, _Result):
            return answer.value
        progress(answer.said)


def _interrupt(pid: int, connection: Connection) -> None:
    os.kill(pid, signal.SIGINT)
    try:
        while not isinstance(connection.recv(), _Result | BaseException):
            continue
    except (EOFError, ConnectionError):
        return  # it has ended, which is what was asked


def _answer(connection: Connection, function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    try:
        connection.send(_Result(function(**arguments, progress=lambda said: connection.send(_Progress(said)))))
    except KeyboardInterrupt as interrupt:
        connection.send(interrupt)
    except Exception as error:
        error.add_note(traceback.format_exc())
        connection.send(error)
