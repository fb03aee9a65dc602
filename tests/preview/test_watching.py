"""Looking at what a page is made from: what counts as saved, and as what."""

import os
from pathlib import Path
from threading import Thread

import pytest

from send_analysis.preview.watching import Thing, Watched, next_look, saved_between


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    """A project with one of everything."""
    for name in (
        "params/here/1.yaml",
        "notebooks/quality.ipynb",
        "data/a.csv",
        "data/b.csv",
        "national/x.csv",
        "package/m.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("as it was", encoding="utf-8")
    folders = tmp_path / "params" / "here", tmp_path / "package"
    return Watched(tmp_path, *folders, ("quality",), ("data/*.csv", "data/a.csv"), "national")


@pytest.mark.parametrize(
    ("path", "things"),
    [
        ("params/here/1.yaml", {Thing("params", "1.yaml")}),
        ("notebooks/quality.ipynb", {Thing("notebook", "quality")}),
        ("data/a.csv", {Thing("extract", "data/*.csv"), Thing("extract", "data/a.csv")}),
        ("data/b.csv", {Thing("extract", "data/*.csv")}),
        ("national/x.csv", {Thing("national")}),
        ("package/m.py", {Thing("package")}),
    ],
)
def test_a_saved_file_counts_as_what_it_is(watched: Watched, path: str, things: set[Thing]) -> None:
    before = watched.look()
    (watched.root / path).write_text("as it is now", encoding="utf-8")
    assert saved_between(before, watched.look()) == things


@pytest.mark.parametrize(
    ("path", "thing"),
    [("params/here/2.yaml", Thing("params", "2.yaml")), ("data/c.csv", Thing("extract", "data/*.csv"))],
)
def test_a_file_that_is_new_or_gone_counts_as_saved(watched: Watched, path: str, thing: Thing) -> None:
    before = watched.look()
    (watched.root / path).write_text("new", encoding="utf-8")
    there = watched.look()
    (watched.root / path).unlink()
    assert saved_between(before, there) == saved_between(there, watched.look()) == {thing}


def test_a_file_of_the_same_size_and_time_in_the_place_of_another_counts_as_saved(watched: Watched) -> None:
    path = watched.root / "data" / "a.csv"
    was, before = path.stat(), watched.look()
    other = path.with_name("other")
    other.write_text("as it's !", encoding="utf-8")
    os.utime(other, ns=(was.st_atime_ns, was.st_mtime_ns))
    other.replace(path)
    assert Thing("extract", "data/a.csv") in saved_between(before, watched.look())


@pytest.mark.parametrize("path", ["package/__pycache__/m.cpython-311.pyc", "data/~$a.csv", "notebooks/other.ipynb"])
def test_what_no_page_is_made_from_is_not_looked_at(watched: Watched, path: str) -> None:
    before = watched.look()
    (watched.root / path).parent.mkdir(exist_ok=True)
    (watched.root / path).write_text("x", encoding="utf-8")
    assert saved_between(before, watched.look()) == set()


def test_a_file_that_is_still_being_written_is_waited_for(watched: Watched) -> None:
    path, before = watched.root / "data" / "a.csv", watched.look()

    def write() -> None:
        with path.open("w", encoding="utf-8") as file:
            for number in range(400):
                file.write(f"{number}\n")
                file.flush()
                os.fsync(file.fileno())

    writing = Thread(target=write)
    writing.start()
    seen = next_look(watched, before)
    while saved_between(before, seen) == set():
        seen = next_look(watched, before)
    writing.join()
    assert saved_between(seen, watched.look()) == set()
