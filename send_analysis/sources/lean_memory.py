"""Memory that goes back to the system once it is let go."""

import ctypes
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pyarrow as pa


@contextmanager
def lean_memory() -> Iterator[None]:
    """Let Arrow take memory from the system for a while, and give back afterwards what is free.

    Its own pool keeps much of what short-lived threads have let go: half as much again as all columns of a long file.
    """
    usual = pa.default_memory_pool()
    pa.set_memory_pool(pa.system_memory_pool())
    try:
        yield
    finally:
        pa.set_memory_pool(usual)
        usual.release_unused()
        _give_back()


def _give_back() -> None:
    """Give back what the C library keeps for itself, where it is one that keeps it (glibc)."""
    if os.name == "posix" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
