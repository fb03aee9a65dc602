"""Ask a warm parent for a kernel, and start the parent where there is none."""

import os
import socket
import subprocess
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.execution import sockets
from send_analysis.execution.messages import Request, receive, send
from send_analysis.execution.process import ForkedProcess, is_readable
from send_analysis.execution.warm import ONE_THREAD

#: A parent that ends, or that has seen a change of its files, hangs up; the next one is new.
ATTEMPTS = 3

#: How long a parent may take, which is its imports if it is new: on a busy machine with a cold disc, many seconds.
PATIENCE = 60.0


@dataclass(frozen=True)
class Keeper:
    """Where a user's parents are, and how one is started."""

    python: str
    runtime: Path
    idle: float
    owner: int | None = None

    def kernel(self, request: Request, outputs: tuple[int, int]) -> ForkedProcess:
        """A kernel, forked from a warm parent.

        Raises
        ------
        SetupError
            When no parent can be started, or it refuses.
        """
        read = sockets.read_at_start(request.environment, Path(request.folder))
        path = sockets.socket_of(self.runtime, self.python, read)
        for _ in range(ATTEMPTS):
            with suppress(ConnectionError):
                return _ask(sockets.connect(path) or self._start(path, request, read), request, outputs)
        raise SetupError(f"the process that starts kernels ends at once; {path.with_suffix('.log')} may say why.")

    def _start(self, path: Path, request: Request, read: dict[str, str]) -> socket.socket:
        """A connection to a new parent, or to one that another has started meanwhile."""
        with sockets.locked(path):
            if connection := sockets.connect(path):
                return connection
            self._run(path, {**_without_asker(request.environment), **read, **ONE_THREAD})
            if connection := sockets.connect(path):
                return connection
        raise ConnectionError("it ended at once")

    def _run(self, path: Path, environment: dict[str, str]) -> None:
        arguments = [str(path), "--idle", str(self.idle), *(["--owner", str(self.owner)] if self.owner else [])]
        log = os.open(path.with_suffix(".log"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            subprocess.run(
                [self.python, "-m", "send_analysis.execution.parent", *arguments],
                cwd=path.parent,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                timeout=PATIENCE,
                check=True,
            )
        except (OSError, subprocess.SubprocessError) as error:
            raise SetupError(f"the process that starts kernels cannot be started ({error}); see {path.stem}.log") from None
        finally:
            os.close(log)


def _ask(connection: socket.socket, request: Request, outputs: tuple[int, int]) -> ForkedProcess:
    """A kernel that listens: a client that connects sooner tries again only 0.1 s later."""
    reading, writing = os.pipe()
    with ExitStack() as on_failure, os.fdopen(reading, "rb", 0) as listening, os.fdopen(writing, "wb", 0) as until_listening:
        on_failure.callback(connection.close)
        connection.settimeout(PATIENCE)
        send(connection, request.as_message(), [*outputs, until_listening.fileno()])
        answer, files = _answer(connection)
        if "refused" in answer:
            raise SetupError(answer["refused"])
        until_listening.close()
        is_readable(listening.fileno(), PATIENCE)  # the kernel closes its end, or has ended
        on_failure.pop_all()
    return ForkedProcess(answer["process"], files[0], connection)


def _answer(connection: socket.socket) -> tuple[dict[str, Any], list[int]]:
    try:
        return receive(connection, files=1)
    except TimeoutError:
        raise SetupError(f"the process that starts kernels did not answer for {PATIENCE:.0f} seconds") from None


def _without_asker(environment: dict[str, str]) -> dict[str, str]:
    """What ipykernel reads as it is imported is who asked for it, and a parent serves many."""
    return {name: value for name, value in environment.items() if not name.startswith(("JPY_", "MPLBACKEND"))}
