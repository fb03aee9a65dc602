"""A user's warm parent: it has imported what notebooks need, and forks a kernel for each one who asks.

`python -m send_analysis.execution.parent SOCKET` listens at once and then goes on in the background; those who ask
meanwhile wait for it. It ends when it has had no kernel for a while, when a file that it imported changes, and with the
Jupyter server that it was started for; its kernels keep on without it.
"""

import argparse
import contextlib
import os
import selectors
import socket
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.execution import sockets, warm
from send_analysis.execution.kernel import KERNEL_MODULES, Asked, become_kernel
from send_analysis.execution.messages import Request, receive, send
from send_analysis.execution.stamps import Stamp, imported_files, stamps

#: How long one who has connected may take to say what is wanted.
PATIENCE = 5.0


@dataclass(frozen=True)
class Kernel:
    """A kernel that runs: its number, what tells of its end, and the connection to the asker."""

    process: int
    ended: int
    connection: socket.socket

    def close(self) -> None:
        """Let go of it."""
        os.close(self.ended)
        self.connection.close()


@dataclass
class Parent:
    """A warm parent that listens."""

    listening: socket.socket
    path: Path
    idle: float
    owner: int | None = None
    imported: tuple[str, ...] = field(default_factory=imported_files)
    kernels: list[Kernel] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.as_imported: dict[str, Stamp] = stamps(self.imported)
        self.inode = self.path.stat().st_ino
        self.is_wanted = True
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.listening, selectors.EVENT_READ)
        if self.owner is not None:
            self.selector.register(self.owner, selectors.EVENT_READ)

    def serve(self) -> Asked | None:
        """Fork kernels until none is wanted any more: None; and in each child what it was asked for."""
        while self.kernels or self.is_wanted:
            ready = self.selector.select(None if self.kernels else self.idle)
            self.is_wanted &= bool(ready)
            for key, _ in ready:
                if key.fileobj is self.listening:
                    if asked := self._answer():
                        return asked
                elif key.fileobj == self.owner:
                    self.selector.unregister(key.fileobj)
                    self.is_wanted = False
                else:
                    self._bury(key.data)
        self._stop_listening()
        return None

    def _answer(self) -> Asked | None:
        """Fork the kernel that somebody asks for, or say why not; the child is given what was asked."""
        connection, _ = self.listening.accept()
        connection.settimeout(PATIENCE)
        files: list[int] = []
        try:
            if not sockets.is_own(connection):
                raise SetupError("you are another user")
            message, files = receive(connection, files=3)
            connection.settimeout(None)
            stdout, stderr, until_listening = files
            asked = Asked(Request(**message), (stdout, stderr, until_listening), connection)
            if self._is_fresh() and self._is_child(asked):
                return asked
        except (SetupError, OSError, TypeError, ValueError) as error:
            _tell(connection, {"refused": str(error) or type(error).__name__})
        for file in files:
            os.close(file)
        if all(kernel.connection is not connection for kernel in self.kernels):
            connection.close()
        return None

    def _is_fresh(self) -> bool:
        """Whether every file is as it was imported; if not, whoever asks finds no parent, and starts another."""
        if fresh := stamps(self.imported) == self.as_imported:
            return fresh
        self._stop_listening()
        return False

    def _is_child(self, asked: Asked) -> bool:
        """Fork: true in the child, which keeps what it was asked and nothing else of the parent's; false in the parent."""
        warm.one_thread(os.getpid())
        sys.stdout.flush()
        sys.stderr.flush()
        process = os.fork()
        if process == 0:
            self._forget()
            return True
        kernel = Kernel(process, os.pidfd_open(process), asked.connection)
        self.kernels.append(kernel)
        self.selector.register(kernel.ended, selectors.EVENT_READ, kernel)
        _tell(kernel.connection, {"process": process}, [kernel.ended])
        return False

    def _bury(self, kernel: Kernel) -> None:
        """Tell the asker how a kernel ended."""
        _, status = os.waitpid(kernel.process, 0)
        _tell(kernel.connection, {"ended": os.waitstatus_to_exitcode(status)})
        self.selector.unregister(kernel.ended)
        self.kernels.remove(kernel)
        kernel.close()

    def _stop_listening(self) -> None:
        """Let go of the socket, and of its file if it is not another's by now; kernels that run go on."""
        self.is_wanted = False
        if self.listening.fileno() == -1:
            return
        self.selector.unregister(self.listening)
        with sockets.locked(self.path), contextlib.suppress(FileNotFoundError):
            if self.path.stat().st_ino == self.inode:
                self.path.unlink()
        self.listening.close()

    def _forget(self) -> None:
        """Close, in a child, all that is the parent's."""
        self.selector.close()
        self.listening.close()
        for kernel in self.kernels:
            kernel.close()
        if self.owner is not None:
            os.close(self.owner)


def _tell(connection: socket.socket, message: dict[str, Any], files: list[int] | None = None) -> None:
    """One who is gone is not told."""
    with contextlib.suppress(OSError):
        send(connection, message, files or [])


def _asked_for() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="send_analysis.execution.parent", description=__doc__)
    parser.add_argument("socket", type=Path, help="where to listen")
    parser.add_argument("--idle", type=float, default=600.0, help="seconds without a kernel after which it ends")
    parser.add_argument("--owner", type=int, help="the process with which it ends, once it has no kernels")
    return parser.parse_args()


def _open_owner(owner: int | None) -> int | None:
    """What tells of the owner's end.

    Raises
    ------
    ProcessLookupError
        When it has ended.
    """
    return None if owner is None else os.pidfd_open(owner)


def main() -> None:
    """Listen, go into the background, import, serve; a forked child comes out here as well, and becomes a kernel."""
    arguments = _asked_for()
    listening = sockets.listen(arguments.socket)
    if os.fork():
        os._exit(0)
    os.setsid()
    listening.listen(sockets.WAITING)  # once more, so that the system tells this process's number to those who connect
    if not sys.flags.safe_path:
        del sys.path[0]  # the folder of the socket, from which nothing is to be imported
    warm.preload((*KERNEL_MODULES, *warm.NOTEBOOK_MODULES))
    parent = Parent(listening, arguments.socket, arguments.idle, _open_owner(arguments.owner))
    if asked := parent.serve():
        become_kernel(asked)


if __name__ == "__main__":
    main()
