"""What cannot be asked of the made-up authority is refused before anything is written."""

from datetime import date
from pathlib import Path

import pytest

from send_analysis.core.errors import UsageError
from send_analysis.synthetic.authority import xlsx
from send_analysis.synthetic.authority.whole import MADE, synthesise
from tests.synthetic.authorities import bytes_of, opened


@pytest.mark.parametrize(
    ("argument", "said"),
    [
        ({"requests": 0}, "requests is 0; it must be 1 or more"),
        ({"requests": -5}, "requests is -5"),
        ({"contacts": -1}, "contacts is -1; it must be 0 or more"),
        ({"years": 0}, "years is 0; it must be from 1 to 10"),
        ({"years": 11}, "years is 11"),
        ({"faults": 2.0}, "faults is 2; it must be a share from 0 to 1"),
        ({"faults": -0.1}, "faults is -0.1"),
        ({"faults": float("nan")}, "faults is nan"),
        ({"seed": -1}, "seed is -1"),
        ({"form": "ods"}, "the forms are csv, xlsx, parquet, sen2-xml, sen2-csv, sen2-template"),
        ({"ends_on": date(2026, 6, 22), "form": "sen2-xml"}, "a day in January"),
        ({"ends_on": date(2019, 1, 17), "years": 10}, "years is 10"),
    ],
)
def test_an_argument_out_of_its_bounds_is_refused(tmp_path: Path, argument: dict[str, object], said: str) -> None:
    with pytest.raises(UsageError) as caught:
        synthesise(tmp_path / "made", **argument)
    assert said.casefold() in str(caught.value).casefold()
    assert list(tmp_path.iterdir()) == []


def test_all_arguments_out_of_bounds_are_named_at_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"(?i)requests is 0.*years is 0.*faults is 2"):
        synthesise(tmp_path / "made", requests=0, years=0, faults=2.0)


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    (tmp_path / "made" / "mine.txt").write_text("mine")
    with pytest.raises(UsageError, match="holds something already"):
        synthesise(tmp_path / "made")
    assert bytes_of(tmp_path) == {"made/mine.txt": b"mine"}


def test_a_file_in_place_of_the_folder_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "made").write_text("mine")
    with pytest.raises(UsageError, match="is a file"):
        synthesise(tmp_path / "made")
    assert bytes_of(tmp_path) == {"made": b"mine"}


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "made").mkdir()
    made = synthesise(tmp_path / "made", requests=20, contacts=20)
    assert made.files["requests"].is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["made"]


def test_more_rows_than_a_sheet_can_hold_leave_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 100)
    with pytest.raises(UsageError, match="at most 100 rows"):
        synthesise(tmp_path / "made", requests=200, contacts=20, form="xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("form", "faults"), [("csv", 1.0), ("sen2-xml", 0.0)])
def test_the_smallest_authority_can_be_written_and_read(tmp_path: Path, form: str, faults: float) -> None:
    made = synthesise(tmp_path / "made", requests=1, contacts=0, years=1, form=form, faults=faults)
    data = opened(made)
    assert not data.unread
    assert set(data.datasets) == set(MADE)
