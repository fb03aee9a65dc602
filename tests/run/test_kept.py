"""What is kept of a section is taken over whole, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from send_analysis.run.hashes import Part, digest
from send_analysis.run.kept import Kept, find, keep, leave_unfinished, places, reusable, take_over, unfinished

PARTS: dict[str, Part] = {"inputs": {"a.csv": "1"}}
KEY = digest(PARTS)


@pytest.fixture
def internal(tmp_path: Path) -> Path:
    """The `internal/` of a release that has kept its section."""
    made, figures = tmp_path / "2022-06" / "internal", tmp_path / "figures"
    (made / "notebooks").mkdir(parents=True)
    (made / "notebooks" / "tribunal.ipynb").write_text("{}", encoding="utf-8")
    figures.mkdir()
    for name in ("tribunal-001.computed", "tribunal-001.released", "front_door-001.computed"):
        (figures / f"{name}.parquet").write_bytes(name.encode())
    keep("tribunal", PARTS, datetime(2022, 7, 1, 9, 12, tzinfo=UTC), figures, made)
    return made


def kept(internal: Path) -> Kept:
    found = reusable("tribunal", KEY, [internal])
    assert found is not None
    return found


def test_the_notebook_and_the_figures_of_the_section_alone_are_kept(internal: Path) -> None:
    assert sorted(kept(internal).files) == [
        "notebooks/tribunal.ipynb",
        "sections/tribunal/tribunal-001.computed.parquet",
        "sections/tribunal/tribunal-001.released.parquet",
    ]


def test_what_is_taken_over_stands_where_a_run_would_have_put_it_and_is_kept_again(internal: Path, tmp_path: Path) -> None:
    first, figures, second = kept(internal), tmp_path / "new" / "figures", tmp_path / "new" / "internal"
    take_over(first, figures, second)
    assert (figures / "tribunal-001.computed.parquet").read_bytes() == b"tribunal-001.computed"
    assert sorted(path.name for path in figures.iterdir()) == [
        f"tribunal-001.{kind}.parquet" for kind in ("computed", "released")
    ]
    assert (second / "notebooks" / "tribunal.ipynb").read_text(encoding="utf-8") == "{}"
    assert (kept(second).at, kept(second).parts) == (first.at, first.parts)


def test_another_key_takes_nothing_over(internal: Path) -> None:
    assert reusable("tribunal", digest({"inputs": {"a.csv": "2"}}), [internal]) is None
    assert reusable("front_door", KEY, [internal]) is None


@pytest.mark.parametrize("file", ["notebooks/tribunal.ipynb", "sections/tribunal/tribunal-001.released.parquet"])
def test_a_file_that_is_changed_or_gone_takes_nothing_over(internal: Path, file: str) -> None:
    (internal / file).write_text("x", encoding="utf-8")
    assert reusable("tribunal", KEY, [internal]) is None
    (internal / file).unlink()
    assert reusable("tribunal", KEY, [internal]) is None


def test_a_figure_that_was_laid_beside_them_takes_nothing_over(internal: Path) -> None:
    (internal / "sections" / "tribunal" / "tribunal-002.computed.parquet").touch()
    assert reusable("tribunal", KEY, [internal]) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"at": 1, "parts": {}, "files": {}}', '{"at": "x", "parts": {}, "files": {}}']
)
def test_a_record_that_cannot_be_read_is_none(internal: Path, text: str) -> None:
    (internal / "sections" / "tribunal" / "key.json").write_text(text, encoding="utf-8")
    assert find("tribunal", [internal]) == []


def test_sections_of_a_run_that_did_not_end_are_found_by_the_next(internal: Path, tmp_path: Path) -> None:
    target = tmp_path / "2022-08"
    leave_unfinished(internal, target)
    assert reusable("tribunal", KEY, places(target)) is not None
    assert unfinished(target) == tmp_path / ".unfinished" / "2022-08"
