"""Which files a path in params means: itself, those of a folder, or those that fit a pattern."""

from pathlib import Path


def local_files(root: Path, path: str) -> list[Path]:
    """The files that a path means, in order of name; none where there are none.

    Parameters
    ----------
    path : a file, a folder, or a pattern with `*` in its last part; relative to the root unless it is absolute. In a folder
        the files that are hidden or that an open program has laid there (`~$requests.xlsx`) do not count.
    """
    target = root / path
    if target.is_file():
        return [target]
    found = target.iterdir() if target.is_dir() else target.parent.glob(target.name) if "*" in target.name else []
    return sorted(each for each in found if each.is_file() and not each.name.startswith((".", "~$")))
