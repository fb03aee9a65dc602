"""The published files are read once: what is kept of them is what reading them gives, and any change is seen."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.national.kept import key_of, open_kept
from send_analysis.national.national import National
from tests.national.files import authority, england, rates, write


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A folder with one published file."""
    folder = tmp_path / "files"
    folder.mkdir()
    write(folder, [england(2030, rates(1, 2)), authority(2030, "901", "Anyshire", rates(1, 2))])
    return folder


def same(one: National, other: National) -> bool:
    pd.testing.assert_frame_equal(one.figures.frame, other.figures.frame)
    pd.testing.assert_frame_equal(one.areas, other.areas)
    return (one.checks, one.vintages, one.missing) == (other.checks, other.vintages, other.missing)


def test_what_is_kept_is_what_was_read(files: Path, tmp_path: Path) -> None:
    first = open_kept(files, tmp_path / "kept")
    [folder] = (tmp_path / "kept").iterdir()
    assert same(open_kept(files, tmp_path / "kept"), first)
    assert first.checks
    assert [folder] == list((tmp_path / "kept").iterdir())


def test_the_real_files_are_kept_whole(national: National, national_data: Path, tmp_path: Path) -> None:
    open_kept(national_data, tmp_path)
    assert same(open_kept(national_data, tmp_path), national)


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_bytes(path.read_bytes() + b"\n"),
        lambda path: path.rename(path.with_name(f"renamed_{path.name}")),
        lambda path: shutil.copy(path, path.with_name("another.csv")),
    ],
    ids=["a byte more", "another name", "a file more"],
)
def test_any_change_of_the_files_is_seen(files: Path, change: Callable[[Path], object]) -> None:
    before = key_of(files)
    change(next(files.glob("*.csv")))
    assert key_of(files) != before


def test_the_day_that_a_file_was_written_is_no_change(files: Path) -> None:
    before = key_of(files)
    next(files.glob("*.csv")).touch()
    assert key_of(files) == before


def test_what_was_damaged_is_read_again(files: Path, tmp_path: Path) -> None:
    first = open_kept(files, tmp_path / "kept")
    [folder] = (tmp_path / "kept").iterdir()
    (folder / "figures.parquet").write_bytes(b"PAR1")
    assert same(open_kept(files, tmp_path / "kept"), first)
    assert (folder / "figures.parquet").stat().st_size > 4
