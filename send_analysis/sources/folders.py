"""Several files read as one."""

from collections.abc import Callable, Sequence
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.sources.raw_rows import RawRows


def read_files(paths: Sequence[Path], shown: str, read: Callable[[Path, str], RawRows]) -> RawRows:
    """The rows of all files.

    Parameters
    ----------
    paths : in the order in which they are read.
    shown : the path that params name.
    read : reads one of them; its second argument is what messages call the file.
    """
    if len(paths) == 1:
        return read(paths[0], shown)
    raise DataError(f"{shown}: there is no such file.")
