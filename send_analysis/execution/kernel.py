"""A forked child becomes a Jupyter kernel: as if it had been started, with nothing of its parent but what is imported."""

import os
import random
import signal
import socket
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from send_analysis.execution.messages import Request

#: What a kernel has imported when it is ready, beside what notebooks import. Not `matplotlib_inline`, which takes hold of the
#: shell as it is imported: in a parent there is none, and charts would not be shown.
KERNEL_MODULES = (
    "IPython.core.completerlib",
    "IPython.core.debugger",
    "IPython.core.oinspect",
    "IPython.extensions.storemagic",
    "encodings.idna",
    "ipykernel.debugger",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.parentpoller",
    "ipykernel_launcher",
    "jedi",
    "psutil",
    "sqlite3",
    "tornado.platform.asyncio",
    "tornado.queues",
)


@dataclass(frozen=True)
class Asked:
    """What a child was forked for: the request, its outputs, what it closes once it listens, and the connection to the asker."""

    request: Request
    files: tuple[int, int, int]
    connection: socket.socket


def become_kernel(asked: Asked) -> None:
    """Run a kernel until it is shut down."""
    os.setsid()
    _default_signals()
    stdout, stderr, until_listening = asked.files
    _take_output(stdout, 1)
    _take_output(stderr, 2)
    os.chdir(asked.request.folder)
    os.environ.clear()
    os.environ.update(asked.request.environment)
    time.tzset()
    _fresh_seeds()
    if not asked.request.outlives_asker:
        threading.Thread(target=_end_with, args=[asked.connection], daemon=True, name="asker").start()
    _choose_backend()
    _run(asked.request.arguments, until_listening)


def _default_signals() -> None:
    """As Python sets them at its start, whatever the parent's parent ignored or blocked."""
    signal.pthread_sigmask(signal.SIG_SETMASK, [])
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGCHLD, signal.SIGUSR1, signal.SIGUSR2):
        signal.signal(number, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _take_output(file: int, number: int) -> None:
    os.dup2(file, number)
    os.close(file)


def _fresh_seeds() -> None:
    """`random` does so by itself after a fork; numpy's old global generator does not."""
    import numpy as np

    random.seed()
    np.random.seed()


def _end_with(connection: socket.socket) -> None:
    """End with the process that asked for the kernel, and all that the kernel started: nobody could reach them again."""
    while connection.recv(1):
        pass
    os.killpg(0, signal.SIGKILL)


def _choose_backend() -> None:
    """Matplotlib, which the parent imported before this environment was there, draws into the notebook."""
    import matplotlib

    if Path("matplotlibrc").is_file():
        matplotlib.rc_file("matplotlibrc")
    matplotlib.rcParams["backend"] = os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")


def _run(arguments: list[str], until_listening: int) -> None:
    import ipykernel_launcher
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = [str(ipykernel_launcher.__file__), *arguments]
    # 1 says that the kernel need not look for its parent's end, and is not being started by hand.
    app = IPKernelApp.instance(parent_handle=1)
    app.initialize(arguments)
    os.close(until_listening)
    app.start()
