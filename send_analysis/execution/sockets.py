"""The sockets of a user's warm parents: where they are, and that nobody else can open them."""

import fcntl
import hashlib
import json
import os
import platform
import socket
import stat
import struct
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import send_analysis
from send_analysis.core.errors import SetupError

#: Variables that Python and libraries read as they start or are imported: kernels that differ in them need parents of their own.
READ_AT_START = (
    "PYTHON",
    "LD_",
    "LANG",
    "LC_",
    "HOME",
    "XDG_",
    "MPLCONFIGDIR",
    "MATPLOTLIBRC",
    "ARROW_",
    "OPENBLAS_",
    "OMP_",
)

#: How many may wait for an answer.
WAITING = 64

_CREDENTIALS = struct.Struct("3i")


def read_at_start(environment: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Of an environment what is read at the start, with the folders of PYTHONPATH as they are found from a folder."""
    read = {name: value for name, value in sorted(environment.items()) if name.startswith(READ_AT_START)}
    if path := read.get("PYTHONPATH"):
        read["PYTHONPATH"] = os.pathsep.join(str(folder / each) if each else str(folder) for each in path.split(os.pathsep))
    return read


def socket_of(runtime: Path, python: str, read: Mapping[str, str]) -> Path:
    """The socket of the parent for a Python, our package as it stands there, and what is read at the start.

    The machine's name is part of it, as two may share a home folder, and a parent can be reached on its own only.
    """
    told = json.dumps([platform.node(), python, str(Path(send_analysis.__file__).parent), dict(read)])
    return private_folder(runtime) / f"{hashlib.sha256(told.encode()).hexdigest()[:16]}.sock"


def private_folder(runtime: Path) -> Path:
    """The folder of a user's sockets, which nobody else can enter.

    Raises
    ------
    SetupError
        When it is there and is another user's, or others can enter it.
    """
    folder = runtime / "send-analysis"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    found = folder.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise SetupError(f"{folder} must be a folder of yours that nobody else can enter: remove it, or `chmod 700` it.")
    return folder


def listen(path: Path) -> socket.socket:
    """A socket that listens at a path, in place of what a parent that was killed left there."""
    path.unlink(missing_ok=True)
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    before = os.umask(0o177)
    try:
        with _reachable(path) as address:
            listening.bind(address)
    finally:
        os.umask(before)
    listening.listen(WAITING)
    return listening


def connect(path: Path) -> socket.socket | None:
    """A connection to the parent that listens at a path; None where none does."""
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        with _reachable(path) as address:
            connection.connect(address)
    except (FileNotFoundError, ConnectionRefusedError):
        connection.close()
        return None
    if not is_own(connection):
        connection.close()
        raise SetupError(f"{path} is another user's: remove it.")
    return connection


def is_own(connection: socket.socket) -> bool:
    """Whether the other end is a process of the same user."""
    _, user, _ = _CREDENTIALS.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))
    return bool(user == os.getuid())


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """While nobody else starts or ends a parent at a path."""
    file = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
    finally:
        os.close(file)


@contextmanager
def _reachable(path: Path) -> Iterator[str]:
    """A path by a name short enough for a socket (107 characters), however deep its folder is."""
    folder = os.open(path.parent, os.O_PATH | os.O_DIRECTORY)
    try:
        yield f"/proc/self/fd/{folder}/{path.name}"
    finally:
        os.close(folder)
