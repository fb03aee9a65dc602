"""What a notebook may take before it is ended."""

import os
from dataclasses import dataclass
from pathlib import Path

#: Seconds that a cell may take, and the share of the machine's memory that a notebook may, unless the run says otherwise.
CELL_SECONDS = 600
SHARE_OF_MEMORY = 0.75

_MEBIBYTE = 2**20


@dataclass(frozen=True)
class Limits:
    """The limits of one notebook: seconds a cell, and mebibytes beyond what its process has when it begins."""

    cell_seconds: float = CELL_SECONDS
    mebibytes: int | None = None


def share_of_memory(notebooks: int) -> int | None:
    """The mebibytes that each of so many notebooks may take at once; None where the system does not say what it has."""
    return int(SHARE_OF_MEMORY * _physical() / notebooks / _MEBIBYTE) if hasattr(os, "sysconf") else None


def hold_memory_to(mebibytes: int | None) -> None:
    """Let this process take no more than so much more memory; a cell that asks for more meets a MemoryError.

    Where the system has no such limit, nothing is held.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    wanted = int(SHARE_OF_MEMORY * _physical()) if mebibytes is None else mebibytes * _MEBIBYTE
    limit = _private() + wanted
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (limit, hard))


def _physical() -> int:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")


def _private() -> int:
    """The bytes that count against the limit already (Linux: `VmData`)."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(next(line for line in status.splitlines() if line.startswith("VmData:")).split()[1]) * 1024
