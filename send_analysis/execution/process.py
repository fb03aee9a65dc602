"""A kernel that a warm parent forked, as the process of whoever asked for it: the methods of a `subprocess.Popen`."""

import os
import select
import signal
import socket
import subprocess

from send_analysis.execution.messages import receive

#: How long the parent may take to tell the exit code of a kernel that has ended.
PATIENCE = 2.0

#: The exit code where there is nobody left to tell it.
UNKNOWN = 255


def is_readable(file: int, timeout: float | None) -> bool:
    """Whether there is something to read, or the end of it, within some seconds; with None, it waits."""
    poll = select.poll()
    poll.register(file, select.POLLIN)
    return bool(poll.poll(None if timeout is None else timeout * 1000))


class ForkedProcess:
    """A forked kernel; it ends when this is closed, or the process that holds it ends."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int, ended: int, parent: socket.socket) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self._ended = ended
        self._parent = parent

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._after(0)

    def wait(self, timeout: float | None = None) -> int:
        """The exit code, once it has ended."""
        code = self._after(timeout)
        if code is None:
            raise subprocess.TimeoutExpired(f"kernel {self.pid}", timeout or 0)
        return code

    def send_signal(self, number: int) -> None:
        """Signal it; one that has ended is left alone, and so is another process that has its number since."""
        if self.poll() is None:
            signal.pidfd_send_signal(self._ended, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)

    def _after(self, timeout: float | None) -> int | None:
        if self.returncode is None and is_readable(self._ended, timeout):
            self.returncode = self._exit_code()
            self.close()
        return self.returncode

    def _exit_code(self) -> int:
        self._parent.settimeout(PATIENCE)
        try:
            return int(receive(self._parent)[0]["ended"])
        except (OSError, KeyError, ValueError):
            return UNKNOWN

    def close(self) -> None:
        """Let go of it; the kernel ends if it still runs."""
        if self._ended >= 0:
            os.close(self._ended)
            self._ended = -1
            self._parent.close()

    def __del__(self) -> None:
        self.close()
