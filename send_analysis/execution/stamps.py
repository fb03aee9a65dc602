"""Whether files have changed since they were imported: a kernel must not run a module as it was before it was edited."""

import os
import sys
from pathlib import Path

import send_analysis

Stamp = tuple[int, int] | None


def stamps(imported: tuple[str, ...]) -> dict[str, Stamp]:
    """When files were last changed, and their sizes: those imported, and every file of our package."""
    return {path: _stamp(path) for path in (*imported, *_ours())}


def imported_files() -> tuple[str, ...]:
    """The files of all modules that are imported."""
    found = (getattr(module, "__file__", None) for module in list(sys.modules.values()))
    return tuple(sorted({path for path in found if path}))


def _ours() -> list[str]:
    """Texts and tables of our package are read once as well."""
    root = Path(send_analysis.__file__).parent
    return [str(path) for path in root.rglob("*") if path.suffix != ".pyc" and path.name != "__pycache__" and path.is_file()]


def _stamp(path: str) -> Stamp:
    try:
        found = os.stat(path)  # noqa: PTH116 - of some 2,000 files before each kernel
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size
