"""Calling a function in a process of its own, while this one shows what it says of its progress."""

import os
import signal
import traceback
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.execution.processes import end_group, start


@dataclass(frozen=True)
class Told:
    """What a function has told of its progress."""

    said: str


@dataclass(frozen=True)
class Result:
    """What a function has returned."""

    value: Any


#: Seconds that a process is given to end by itself once it has answered or been interrupted.
_SECONDS_TO_END = 5

#: Seconds between looks whether a call is to stop.
_LOOK_EVERY = 0.5


class Call:
    """A call that is under way in a new process. `end` it, whatever becomes of it."""

    def __init__(self, function: Callable[..., Any], arguments: Mapping[str, Any]) -> None:
        self._process, self.connection = start(_answer, function, dict(arguments))

    def hear(self) -> Told | Result:
        """Wait for the next that the process says.

        Raises
        ------
        Exception
            What the function raises, with its traceback as a note.
        SetupError
            When the process has ended without an answer.
        """
        try:
            answer = self.connection.recv()
        except (EOFError, ConnectionError):
            raise SetupError("The process that did the work has ended early; perhaps memory ran out.") from None
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def interrupt(self) -> None:
        """Ask the function to take away what it has half done and to end."""
        with suppress(ProcessLookupError):
            os.kill(self._process.pid or 0, signal.SIGINT)

    def come_to_an_end(self) -> None:
        """Wait until a function that was interrupted has ended."""
        try:
            while not isinstance(self.connection.recv(), Result | BaseException):
                continue
        except (EOFError, ConnectionError):
            return  # it has ended, which is what was asked

    def end(self) -> None:
        """End the process, with all that it started."""
        self.connection.close()
        self._process.join(_SECONDS_TO_END)
        end_group(self._process.pid or 0)
        self._process.join()


def call(
    function: Callable[..., Any],
    arguments: Mapping[str, Any],
    progress: Callable[[str], None],
    stop: Callable[[], bool] | None = None,
) -> Any:
    """Call a function of the package in a new process and return what it returns.

    Parameters
    ----------
    arguments : by name; the function also takes `progress`, and what it tells it is told to `progress` here.
    stop : asked now and then; when it says so, the call is interrupted as if from the keyboard.

    Raises
    ------
    Exception
        What the function raises, with its traceback as a note.
    SetupError
        When the process ends without an answer.
    KeyboardInterrupt
        When this process is interrupted; the function is interrupted first, and has come to its end.
    """
    running = Call(function, arguments)
    try:
        return _listen(running, progress, stop)
    except KeyboardInterrupt:
        interrupt([running])
        raise
    finally:
        running.end()


def interrupt(calls: Iterable[Call]) -> None:
    """Interrupt all of these calls and wait until they have come to their end."""
    asked = list(calls)
    for each in asked:
        each.interrupt()
    for each in asked:
        each.come_to_an_end()


def _listen(running: Call, progress: Callable[[str], None], stop: Callable[[], bool] | None) -> Any:
    while True:
        while stop is not None and not running.connection.poll(_LOOK_EVERY):
            if stop():
                raise KeyboardInterrupt
        heard = running.hear()
        if isinstance(heard, Result):
            return heard.value
        progress(heard.said)


def _answer(connection: Connection, function: Callable[..., Any], arguments: dict[str, Any]) -> None:
    try:
        connection.send(Result(function(**arguments, progress=lambda said: connection.send(Told(said)))))
    except KeyboardInterrupt as interruption:
        connection.send(interruption)
    except Exception as error:
        error.add_note(traceback.format_exc())
        connection.send(error)
