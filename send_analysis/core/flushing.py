"""Writing through to the disk, so that a power cut finds files whole."""

import os
import sys
from pathlib import Path


def flush(folder: Path) -> None:
    """Write every file of a folder through to the disk, so that a power cut after the exchange finds them whole."""
    for parent, _, names in os.walk(folder):
        for name in names:
            # Windows flushes only what is open for writing.
            file = os.open(Path(parent, name), os.O_RDWR if sys.platform == "win32" else os.O_RDONLY)
            try:
                os.fsync(file)
            finally:
                os.close(file)
        flush_folder(Path(parent))


def flush_folder(folder: Path) -> None:
    """Write a folder's list of names through to the disk; Windows has no such call."""
    if sys.platform != "win32":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
