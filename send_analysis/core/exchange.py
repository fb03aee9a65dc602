"""Puts a staged folder in the place of a published one: all at once, or not at all.

    with staging(target) as staged:         # a fresh folder beside the target; refused while another run writes there
        ...                                 # write the whole release into `staged`
        exchange(staged, target)            # from here on the target is the new release

Where the system can, the two folders change places in one step. Elsewhere (Windows, some network drives) there are two
renames, with a journal beside the target from before the first to after the second. Whatever a killed run leaves, its
journal or its half-written folder, the next :func:`stage_for` or :func:`recover` clears away, and the target is then wholly
the old release or wholly the new one. With `keep_at` the old release is not deleted but moved there whole: the journal then
stands through all of it, and what is not in its place yet is brought there by the next start.

What stands beside `2022-06` while a run writes is hidden: `.2022-06.staging-*`, `.2022-06.previous-*`, `.2022-06.journal`.
`.2022-06.lock` stays; the system lets go of the lock itself when a run ends, however it ends.
"""

import ctypes
import json
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.core.flushing import flush, flush_folder
from send_analysis.core.folder_locks import NOT_SUPPORTED, is_another_living_process, lock_file, unlock

#: renameat2(2): "atomically exchange oldpath and newpath"; paths are read from the current folder.
_RENAME_EXCHANGE, _AT_FDCWD = 2, -100

#: The hidden folders that a run makes beside its target: what they are for, whose they are, and something random.
_HIDDEN = re.compile(r"\.(?P<target>.+)\.(?:staging|previous)-(?P<pid>\d+)-[0-9a-f]{8}")

#: The locks that this process holds, each an open file, by the staging folder it was taken for.
_LOCKS: dict[Path, int | None] = {}


@contextmanager
def staging(target: Path) -> Iterator[Path]:
    """A staging folder for `target` that is thrown away at the end, unless :func:`exchange` has published it."""
    staged = stage_for(target)
    try:
        yield staged
    finally:
        discard(staged)


def stage_for(target: Path) -> Path:
    """A fresh, empty folder beside `target`; until :func:`exchange` or :func:`discard` no other run may write there.

    Raises
    ------
    SetupError
        When another run is writing there, or the folder cannot be written.
    """
    place = _place(target)
    with _explained(target):
        place.parent.mkdir(parents=True, exist_ok=True)
        lock = lock_file(_lock_path(place), target)
        try:
            _recover(place)
            staged = _beside(place, "staging")
            staged.mkdir()
        except BaseException:
            unlock(lock)
            raise
    _LOCKS[staged] = lock
    return staged


def discard(staged: Path) -> None:
    """Throw a staging folder away, if it still exists, and let other runs write there.

    Raises
    ------
    ValueError
        When the folder does not come from :func:`stage_for`: nothing else is ever deleted.
    """
    match = _HIDDEN.fullmatch(staged.name)
    if not match:
        raise ValueError(f"{staged} is not a staging folder")
    # A journal still stands only where an exchange could not be ended; the folder may then hold what is to be kept.
    if not _journal(staged.with_name(match["target"])).exists():
        _remove(staged)
    if staged in _LOCKS:
        unlock(_LOCKS.pop(staged))


def swap_in_one_step(one: Path, other: Path) -> bool:
    """Let two folders change places in one step; False, and nothing done, where the system or the file system cannot."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        renameat2 = ctypes.CDLL(None, use_errno=True).renameat2
    except AttributeError:  # a C library without the call
        return False
    if renameat2(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in NOT_SUPPORTED:
        return False
    raise OSError(code, os.strerror(code), str(other))


def exchange(
    staged: Path,
    target: Path,
    *,
    keep_at: Path | None = None,
    swap: Callable[[Path, Path], bool] = swap_in_one_step,
) -> None:
    """Put the folder `staged` in the place of `target` and delete what stood there, or move it to `keep_at`.

    Parameters
    ----------
    staged : the folder that :func:`stage_for` made for this target, complete.
    target : a folder, or nothing yet.
    keep_at : where what stood there goes, whole; on the same disk, and nothing may stand there yet.
    swap : lets the two change places and returns True, or returns False where that cannot be done in one step.

    Raises
    ------
    SetupError
        When the target cannot be replaced, for instance because one of its files is open in another program on Windows.
        The target is then what it was, and `staged` still stands. Also when something stands at `keep_at`.
    ValueError
        When `staged` was not made for this target.
    """
    place = _place(target)
    match = _HIDDEN.fullmatch(staged.name)
    if not match or staged.with_name(match["target"]) != place:
        raise ValueError(f"{staged} is not a staging folder for {target}")
    with _explained(target):
        if staged not in _LOCKS:
            _LOCKS[staged] = lock_file(_lock_path(place), target)
        _recover(place, keep=staged)
        if place.exists() and not place.is_dir():
            raise SetupError(f"{target} is a file; move it away, a release is written to a folder of this name.")
        flush(staged)
        if not place.exists():
            staged.rename(place)
        elif keep_at is not None:
            _exchange_and_keep(staged, place, _place(keep_at), swap)
        elif not swap(staged, place):
            _rename_twice(staged, place)
        flush_folder(place.parent)
    discard(staged)


def recover(target: Path) -> None:
    """Clear away what a killed run left beside `target`, and undo its exchange if it was half done.

    Raises
    ------
    SetupError
        When another run is writing there.
    """
    place = _place(target)
    if place.parent.is_dir():
        with _explained(target):
            lock = lock_file(_lock_path(place), target)
            try:
                _recover(place)
            finally:
                unlock(lock)


def _rename_twice(staged: Path, place: Path) -> None:
    previous = _beside(place, "previous")
    _write_journal(place, {"previous": previous.name, "staged": staged.name})
    try:
        place.rename(previous)
        staged.rename(place)
    finally:
        _recover(place, keep=staged)


def _exchange_and_keep(staged: Path, place: Path, keep_at: Path, swap: Callable[[Path, Path], bool]) -> None:
    if keep_at.exists():
        raise SetupError(f"{keep_at} exists already and is not written over. What was published is as it was.")
    keep_at.parent.mkdir(parents=True, exist_ok=True)
    if keep_at.parent.stat().st_dev != place.parent.stat().st_dev:
        raise SetupError(
            f"{keep_at.parent} is on another disk than {place}, which therefore cannot be moved there in one step."
        )
    previous, keep = _beside(place, "previous"), os.path.relpath(keep_at, place.parent)
    # The folder's number on its file system tells, after an exchange in one step, which of the two has the staged one's name.
    _write_journal(place, {"previous": previous.name, "staged": staged.name, "number": staged.stat().st_ino, "keep": keep})
    try:
        if swap(staged, place):
            staged.rename(previous)
        else:
            place.rename(previous)
            staged.rename(place)
        previous.rename(keep_at)
    finally:
        _recover(place, keep=staged)


def _write_journal(place: Path, said: dict[str, str | int]) -> None:
    with _journal(place).open("w", encoding="utf-8") as file:
        json.dump(said, file)
        file.flush()
        os.fsync(file.fileno())
    flush_folder(place.parent)


def _recover(place: Path, keep: Path | None = None) -> None:
    """Bring `place` back if a journal says that it was moved away, then delete what no living run needs. Under the lock."""
    journal = _journal(place)
    if journal.exists():
        said = _said_by(journal)
        if said:
            _end_exchange(place, said)
        flush_folder(place.parent)
        journal.unlink()
        flush_folder(place.parent)
    for path in list(place.parent.iterdir()):
        match = _HIDDEN.fullmatch(path.name)
        if match and match["target"] == place.name and path != keep and not is_another_living_process(int(match["pid"])):
            _remove(path)


def _end_exchange(place: Path, said: dict[str, Any]) -> None:
    """Undo an exchange that was half done, or end one whose new folder is in place and whose old one is to be kept."""
    previous = place.with_name(said["previous"])
    if "keep" in said:
        staged = place.with_name(said["staged"])
        if staged.exists() and staged.stat().st_ino != said["number"]:
            staged.rename(previous)  # they have changed places: it is the old one
    if not previous.exists():
        return
    if not place.exists():
        previous.rename(place)
    elif "keep" in said:
        keep_at = place.parent / said["keep"]
        previous.rename(keep_at)
        flush_folder(keep_at.parent)


def _said_by(journal: Path) -> dict[str, Any] | None:
    """What a journal says; None if it was not written out, so nothing was moved yet."""
    with suppress(ValueError):
        said = json.loads(journal.read_text(encoding="utf-8"))
        return said if isinstance(said, dict) and "previous" in said else None
    return None


def _place(target: Path) -> Path:
    """Where the target really is: a link to a folder on another disk stays a link."""
    return Path(os.path.realpath(target))


def _beside(place: Path, purpose: str) -> Path:
    """A new hidden name beside the target, on the same file system, that says whose it is."""
    return place.with_name(f".{place.name}.{purpose}-{os.getpid()}-{secrets.token_hex(4)}")


def _lock_path(place: Path) -> Path:
    return place.with_name(f".{place.name}.lock")


def _journal(place: Path) -> Path:
    return place.with_name(f".{place.name}.journal")


def _remove(folder: Path) -> None:
    """Delete a folder; what cannot be deleted now, such as a file open on Windows, is deleted by a later run."""
    shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    """Turn what the system says into a message that names the folder and says what to do."""
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"{target} cannot be written ({error.strerror}). Close files of it that are open in other programs, see that "
            "the disk has room and that you may write there, then run again. What was published there is kept."
        ) from error
