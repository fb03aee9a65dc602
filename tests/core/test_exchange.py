"""A release appears all at once or not at all, whatever happens to the run that publishes it."""

import errno
import os
import stat
import sys
import warnings
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from send_analysis.core import exchange as module
from send_analysis.core import folder_locks
from send_analysis.core.errors import SetupError
from send_analysis.core.exchange import discard, exchange, recover, stage_for, staging, swap_in_one_step

OLD = {"public/index.html": "the old page", "public/data/figures.csv": "old", "manifest.json": "{}"}
NEW = {"public/index.html": "the new page", "public/data/figures.csv": "new", "public/data/more.csv": "new"}

needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="a killed run is played by a forked process")
needs_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux exchanges in one step")


def never(one: Path, other: Path) -> bool:
    """What `swap` says where the system cannot exchange two folders in one step."""
    return False


WAYS = [pytest.param(swap_in_one_step, id="as this system can"), pytest.param(never, id="by two renames")]


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def read(folder: Path) -> dict[str, str] | None:
    """The files of a folder, or None where there is no folder."""
    if not folder.exists():
        return None
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def beside(target: Path) -> set[str]:
    """What stands beside the target, the lock file apart."""
    return {path.name for path in target.parent.iterdir()} - {target.name, f".{target.name}.lock"}


def publish(target: Path, files: dict[str, str], swap: Callable[[Path, Path], bool] = swap_in_one_step) -> None:
    with staging(target) as staged:
        exchange(write(staged, files), target, swap=swap)


def killed_at(point: int, work: Callable[[], None]) -> bool:
    """Do some work in another process that is killed before its n-th step; False when it ended first.

    A step is whatever Python tells an audit hook: opening, renaming, making and deleting, and each call of the C library.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # other threads of the test run are of no use to the child
        child = os.fork()
    if child == 0:
        steps = count()
        sys.addaudithook(lambda *_: os._exit(9) if next(steps) == point else None)
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    assert code in (0, 9), "the work failed"
    return code == 9


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "swindon" / "2022-06"


# It works


@pytest.mark.parametrize("swap", WAYS)
def test_the_first_release_of_a_period_appears_under_its_name(target, swap):
    publish(target, NEW, swap)
    assert read(target) == NEW
    assert beside(target) == set()


@pytest.mark.parametrize("swap", WAYS)
def test_a_second_release_replaces_the_first_and_leaves_none_of_its_files(target, swap):
    publish(target, OLD, swap)
    publish(target, NEW, swap)
    assert read(target) == NEW
    assert beside(target) == set()


@pytest.mark.parametrize("swap", WAYS)
def test_what_is_published_is_not_touched_before_the_exchange(target, swap):
    publish(target, OLD, swap)
    with staging(target) as staged:
        write(staged, NEW)
        assert read(target) == OLD
    assert read(target) == OLD
    assert beside(target) == set()


def test_a_staging_folder_is_fresh_hidden_and_beside_its_target(target):
    with staging(target) as staged:
        assert staged.parent == target.parent
        assert staged.name.startswith(f".2022-06.staging-{os.getpid()}-")
        assert list(staged.iterdir()) == []


def test_a_release_may_be_read_by_whom_other_folders_may(target, tmp_path):
    publish(target, NEW)
    (tmp_path / "ordinary").mkdir()
    assert stat.S_IMODE(target.stat().st_mode) == stat.S_IMODE((tmp_path / "ordinary").stat().st_mode)


def test_a_link_to_a_folder_elsewhere_stays_a_link(target, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "2022-06"
    publish(elsewhere, OLD)
    target.parent.mkdir()
    try:
        target.symlink_to(elsewhere, target_is_directory=True)
    except OSError:
        pytest.skip("this user may not make links")
    publish(target, NEW)
    assert target.is_symlink()
    assert read(elsewhere) == NEW


def test_periods_of_one_authority_are_written_at_the_same_time(target):
    april = target.with_name("2022-04")
    with staging(target) as june, staging(april) as earlier:
        exchange(write(earlier, OLD), april)
        exchange(write(june, NEW), target)
    assert (read(april), read(target)) == (OLD, NEW)


def test_recovering_where_nothing_was_ever_written_makes_nothing(target):
    recover(target)
    assert not target.parent.exists()


def test_a_release_is_exchanged_from_the_folder_that_holds_it(target, monkeypatch):
    publish(target, OLD)
    monkeypatch.chdir(target.parent)
    publish(Path("2022-06"), NEW)
    assert read(target) == NEW


@needs_linux
def test_two_folders_change_places_in_one_step_where_the_file_system_can(tmp_path):
    one, other = write(tmp_path / "one", NEW), write(tmp_path / "other", OLD)
    if not swap_in_one_step(one, other):
        pytest.skip("this file system cannot exchange two folders")
    assert (read(one), read(other)) == (OLD, NEW)


# A run is killed


@needs_fork
@pytest.mark.parametrize("swap", WAYS)
@pytest.mark.parametrize("before", [None, OLD], ids=["first release", "second release"])
def test_a_run_killed_at_any_step_leaves_the_old_release_or_the_new_one(tmp_path, swap, before):
    outcomes = []
    for point in count():
        target = tmp_path / str(point) / "2022-06"
        if before:
            publish(target, before)
        killed = killed_at(point, lambda target=target: publish(target, NEW, swap))
        if target.parent.exists():
            assert read(target) in (before, NEW, None), f"half-written at step {point}"
            recover(target)
            assert read(target) in (before, NEW), f"not recovered from step {point}"
            assert beside(target) == set(), f"not cleared after step {point}"
        outcomes.append(read(target))
        if not killed:
            break
    turn = outcomes.index(NEW)
    assert turn > 10, "the hook saw none of the steps before the exchange"
    assert outcomes == [before] * turn + [NEW] * (len(outcomes) - turn)


@needs_fork
@needs_linux
def test_a_run_that_exchanges_in_one_step_never_leaves_a_moment_without_a_release(tmp_path):
    probe = write(tmp_path / "one", {"a": ""}), write(tmp_path / "other", {"a": ""})
    if not swap_in_one_step(*probe):
        pytest.skip("this file system cannot exchange two folders")
    for point in count():
        target = tmp_path / str(point) / "2022-06"
        publish(target, OLD)
        killed = killed_at(point, lambda target=target: publish(target, NEW))
        assert read(target) in (OLD, NEW), f"step {point}"
        if not killed:
            break
    assert point > 10


@needs_fork
def test_a_recovery_that_is_killed_as_well_is_finished_by_the_next(tmp_path):
    interrupted = 0
    for point in count():
        target = tmp_path / str(point) / "2022-06"
        publish(target, OLD)
        if not killed_at(point, lambda target=target: publish(target, NEW, never)):
            break
        if target.exists():
            continue
        for later in count():
            if not killed_at(later, lambda target=target: recover(target)):
                break
            interrupted += 1
        assert read(target) == OLD
        assert beside(target) == set()
    assert interrupted > 5, "no run was killed between its two renames"


@needs_fork
def test_the_next_run_needs_no_recovery_by_hand(tmp_path):
    for point in count():
        target = tmp_path / str(point) / "2022-06"
        publish(target, OLD)
        killed = killed_at(point, lambda target=target: publish(target, {"index.html": "never finished"}, never))
        publish(target, NEW, never)
        assert read(target) == NEW
        assert beside(target) == set()
        if not killed:
            break
    assert point > 10


def test_a_journal_cut_short_says_that_nothing_was_moved_yet(target):
    publish(target, OLD)
    target.with_name(".2022-06.journal").write_text('{"previous": ".2022-06.prev', encoding="utf-8")
    recover(target)
    assert read(target) == OLD
    assert beside(target) == set()


def test_a_release_that_was_deleted_by_hand_does_not_come_back(target):
    publish(target, OLD)
    target.rename(target.with_name(f".2022-06.previous-{os.getpid()}-0a1b2c3d"))
    recover(target)
    assert not target.exists()
    assert beside(target) == set()


# What was published is kept elsewhere


def supersede(target: Path, files: dict[str, str], swap: Callable[[Path, Path], bool] = swap_in_one_step) -> None:
    with staging(target) as staged:
        exchange(write(staged, files), target, keep_at=target.with_name(".revisions") / target.name / "0", swap=swap)


def kept(target: Path) -> Path:
    return target.with_name(".revisions") / target.name / "0"


@pytest.mark.parametrize("swap", WAYS)
def test_a_superseded_release_is_moved_whole_to_where_it_is_kept(target, swap):
    publish(target, OLD)
    supersede(target, NEW, swap)
    assert (read(target), read(kept(target))) == (NEW, OLD)
    assert beside(target) == {".revisions"}


def test_where_nothing_was_published_nothing_is_kept(target):
    supersede(target, NEW)
    assert (read(target), read(kept(target))) == (NEW, None)


@pytest.mark.parametrize("swap", WAYS)
def test_what_is_kept_already_is_never_written_over(target, swap):
    publish(target, OLD)
    write(kept(target), {"index.html": "kept before"})
    with pytest.raises(SetupError, match="0 exists already and is not written over"):
        supersede(target, NEW, swap)
    assert (read(target), read(kept(target))) == (OLD, {"index.html": "kept before"})
    assert beside(target) == {".revisions"}


@needs_fork
@pytest.mark.parametrize("swap", WAYS)
def test_a_run_killed_at_any_step_loses_neither_the_superseded_release_nor_its_place(tmp_path, swap):
    outcomes = []
    for point in count():
        target = tmp_path / str(point) / "2022-06"
        publish(target, OLD)
        killed = killed_at(point, lambda target=target: supersede(target, NEW, swap))
        recover(target)
        outcomes.append((read(target), read(kept(target))))
        assert beside(target) <= {".revisions"}, f"not cleared after step {point}"
        if not killed:
            break
    turn = outcomes.index((NEW, OLD))
    assert turn > 10, "the hook saw none of the steps before the exchange"
    assert outcomes == [(OLD, None)] * turn + [(NEW, OLD)] * (len(outcomes) - turn)


@pytest.mark.parametrize("failing", [1, 2, 3])
def test_a_rename_that_fails_on_the_way_to_the_kept_place_loses_nothing(target, monkeypatch, failing):
    publish(target, OLD)
    renames, rename = count(1), os.rename

    def sometimes(source, destination):
        if next(renames) == failing:
            raise PermissionError(errno.EACCES, "Access is denied")
        rename(source, destination)

    monkeypatch.setattr(module.os, "rename", sometimes)
    with pytest.raises(SetupError, match="cannot be written"):
        supersede(target, NEW, never)
    monkeypatch.undo()
    recover(target)
    # The third rename is the last: what failed there is ended by the recovery that follows at once.
    assert (read(target), read(kept(target))) == ((NEW, OLD) if failing == 3 else (OLD, None))
    assert beside(target) <= {".revisions"}


# Something fails


@pytest.mark.parametrize("failing", [1, 2])
def test_a_rename_that_fails_leaves_what_was_published_and_says_what_to_do(target, monkeypatch, failing):
    publish(target, OLD)
    renames = count(1)
    rename = os.rename

    def sometimes(source, destination):
        if next(renames) == failing:
            raise PermissionError(errno.EACCES, "Access is denied")
        rename(source, destination)

    monkeypatch.setattr(module.os, "rename", sometimes)
    with pytest.raises(SetupError) as caught, staging(target) as staged:
        exchange(write(staged, NEW), target, swap=never)
    assert str(caught.value).startswith(f"{target} cannot be written (Access is denied). Close files of it that are open")
    assert caught.value.exit_code == 16
    assert read(target) == OLD
    assert beside(target) == set()


def test_after_a_failed_exchange_the_same_staging_folder_can_be_tried_again(target, monkeypatch):
    publish(target, OLD)

    def busy(one, other):
        raise OSError(errno.EBUSY, "Device or resource busy")

    with staging(target) as staged:
        write(staged, NEW)
        with pytest.raises(SetupError, match="Device or resource busy"):
            exchange(staged, target, swap=busy)
        assert read(staged) == NEW
        exchange(staged, target)
    assert read(target) == NEW


def test_an_old_release_that_cannot_be_deleted_yet_is_deleted_by_the_next_run(target, monkeypatch):
    publish(target, OLD)
    with monkeypatch.context() as patch:
        patch.setattr(module.shutil, "rmtree", lambda *_, **__: None)
        publish(target, NEW, never)
    assert read(target) == NEW
    assert len(beside(target)) == 1
    recover(target)
    assert beside(target) == set()


def test_a_file_in_the_place_of_the_target_is_not_replaced(target):
    target.parent.mkdir()
    target.write_text("a note", encoding="utf-8")
    with pytest.raises(SetupError, match="is a file; move it away"), staging(target) as staged:
        exchange(write(staged, NEW), target)
    assert target.read_text(encoding="utf-8") == "a note"
    assert beside(target) == set()


def test_a_file_in_the_place_of_the_parent_folder_is_named_in_the_message(target):
    target.parent.write_text("a note", encoding="utf-8")
    with pytest.raises(SetupError, match="2022-06 cannot be written"):
        stage_for(target)


@pytest.mark.parametrize("name", ["2022-04", ".2022-04.staging-1-0a1b2c3d", "public"])
def test_only_a_staging_folder_of_the_target_takes_its_place(target, name):
    publish(target, OLD)
    other = write(target.with_name(name), NEW)
    with pytest.raises(ValueError, match="is not a staging folder for"):
        exchange(other, target)
    assert (read(target), read(other)) == (OLD, NEW)


def test_a_staging_folder_of_the_same_name_elsewhere_does_not_take_the_place(target, tmp_path):
    with staging(tmp_path / "oldham" / "2022-06") as staged, pytest.raises(ValueError, match="is not a staging folder for"):
        exchange(staged, target)


def test_nothing_but_a_staging_folder_is_discarded(target):
    publish(target, OLD)
    with pytest.raises(ValueError, match="is not a staging folder"):
        discard(target)
    assert read(target) == OLD


# Two runs at once


def test_a_second_run_for_the_same_target_is_refused(target):
    with staging(target) as staged:
        with pytest.raises(SetupError, match=r"^another run is writing .*2022-06: wait until it has ended"):
            stage_for(target)
        with pytest.raises(SetupError, match="another run is writing"):
            recover(target)
        exchange(write(staged, NEW), target)
    assert read(target) == NEW


@pytest.mark.parametrize("how", [discard, lambda staged: exchange(staged, staged.with_name("2022-06"))])
def test_the_next_run_starts_when_the_first_has_ended(target, how):
    how(stage_for(target))
    with staging(target) as staged:
        assert staged.is_dir()


def test_a_folder_staged_in_another_process_is_exchanged_under_the_lock_and_after_recovery(target):
    publish(target, OLD)
    with staging(target):
        staged = write(target.with_name(f".2022-06.staging-{os.getppid()}-0a1b2c3d"), NEW)
        with pytest.raises(SetupError, match="another run is writing"):
            exchange(staged, target)
    previous = target.rename(target.with_name(f".2022-06.previous-{os.getpid()}-0a1b2c3d"))
    target.with_name(".2022-06.journal").write_text(f'{{"previous": "{previous.name}"}}', encoding="utf-8")
    exchange(staged, target)
    assert read(target) == NEW
    assert beside(target) == set()
    recover(target)  # the lock was let go of


@needs_fork
def test_a_run_in_another_process_is_refused_and_a_killed_one_holds_nothing(target):
    ready, tell = os.pipe()
    go, end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        child = os.fork()
    if child == 0:
        write(stage_for(target), OLD)
        os.close(end)
        os.write(tell, b"staged")
        os.read(go, 1)  # until the other end is closed
        os._exit(9)
    assert os.read(ready, 6) == b"staged"
    with pytest.raises(SetupError, match="another run is writing"):
        stage_for(target)
    assert len(beside(target)) == 1, "the folder of the living run was taken away"
    os.close(end)
    os.waitpid(child, 0)
    publish(target, NEW)
    assert read(target) == NEW
    assert beside(target) == set()


@needs_fork
def test_a_worker_forked_by_a_run_does_not_hold_its_lock_when_the_run_has_ended(target):
    staged = stage_for(target)
    wait, end = os.pipe()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        worker = os.fork()
    if worker == 0:
        os.close(end)
        os.read(wait, 1)
        os._exit(0)
    discard(staged)
    publish(target, NEW)
    os.close(end)
    os.waitpid(worker, 0)
    assert read(target) == NEW


@pytest.mark.skipif(sys.platform == "win32", reason="Windows file systems have locks")
def test_without_locks_the_folder_of_a_living_process_is_left_alone(target, monkeypatch):
    def unsupported(*_):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(folder_locks.fcntl, "flock", unsupported)
    living = write(target.with_name(f".2022-06.staging-{os.getppid()}-0a1b2c3d"), OLD)
    publish(target, NEW)
    assert read(target) == NEW
    assert beside(target) == {living.name}


def test_a_folder_of_another_target_is_left_alone(target):
    other = write(target.with_name(f".2022-06.draft.staging-{os.getpid()}-0a1b2c3d"), OLD)
    publish(target, NEW)
    assert beside(target) == {other.name}


@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.EXDEV])
@needs_linux
def test_only_what_a_file_system_cannot_do_is_done_by_two_renames(tmp_path, monkeypatch, code):
    class Library:
        def __init__(self, *_, **__):
            self.renameat2 = lambda *_: -1

    monkeypatch.setattr(module.ctypes, "CDLL", Library)
    monkeypatch.setattr(module.ctypes, "get_errno", lambda: code)
    if code == errno.EXDEV:
        with pytest.raises(OSError, match="cross-device"):
            swap_in_one_step(tmp_path / "one", tmp_path / "other")
    else:
        assert swap_in_one_step(tmp_path / "one", tmp_path / "other") is False


@needs_linux
def test_a_library_without_the_call_is_done_by_two_renames(tmp_path, monkeypatch):
    monkeypatch.setattr(module.ctypes, "CDLL", lambda *_, **__: object())
    assert swap_in_one_step(tmp_path / "one", tmp_path / "other") is False
