"""Locks by which no two runs write one folder; the system lets go of them when a run ends, however it ends."""

import errno
import os
import sys
from pathlib import Path

from send_analysis.core.errors import SetupError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

#: What the system says when it, or the file system, cannot exchange, or cannot lock.
NOT_SUPPORTED = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.ENOLCK}


class BusyError(SetupError):
    """Another run is writing the folder."""


def is_another_living_process(pid: int) -> bool:
    """Whether a folder may still be written by the process that made it.

    The lock already says that no run writes; this is for file systems without locks. Windows always has them, and its
    `os.kill` would end the process instead of asking.
    """
    if sys.platform == "win32" or pid == os.getpid():
        return False
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return True


def lock_file(path: Path, target: Path) -> int | None:
    """Take the lock of a target: the open lock file at `path`, or None where the file system has no locks.

    Raises
    ------
    BusyError
        When another run holds it; the message names the target.
    """
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        if sys.platform == "win32":
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(file)
        if error.errno in NOT_SUPPORTED:
            return None
        raise BusyError(f"another run is writing {target}: wait until it has ended, then start this one again.") from None
    return file


def unlock(lock: int | None) -> None:
    """Let go of a lock, in processes forked meanwhile as well."""
    if lock is None:
        return
    if sys.platform == "win32":
        msvcrt.locking(lock, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(lock, fcntl.LOCK_UN)
    os.close(lock)
