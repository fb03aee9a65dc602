"""Two releases are compared as a page and as rows; what is no release is refused."""

import sys

import pandas as pd
import pytest

from send_analysis.cli import main
from send_analysis.core.errors import CheckError, UsageError
from send_analysis.publish.page import check_page
from send_analysis.run import comparing
from send_analysis.run.comparing import compare_releases
from tests.editions import figure, write_release


@pytest.fixture
def two(tmp_path):
    outcome = {"breakdown_topic": "outcome", "breakdown": "won", "unit": "appeals"}
    old = write_release(tmp_path / "old", figure(value=27), figure("tribunal.outcome", 17, **outcome))
    new = write_release(tmp_path / "new", figure(value=1290), figure("tribunal.outcome", symbol="c", **outcome))
    return old, new


# It works


def test_the_page_and_the_rows_have_both_values_and_nothing_that_either_withholds(two, tmp_path):
    done = compare_releases(*two, tmp_path / "to")
    page, rows = done.page.read_text(encoding="utf-8"), done.rows.read_text(encoding="utf-8")
    assert done.summary == "2 figures differ: 1 changed, 1 newly withheld."
    assert check_page(page) == []
    assert "<td>27</td><td>1,290</td>" in page
    assert "<td>[c]</td><td>[c]</td>" in page
    assert "17" not in page.split("</style>")[1].split("<h2")[-1]
    assert ",17" not in rows
    assert pd.read_csv(done.rows)["withheld"].tolist() == [False, True]


@pytest.mark.parametrize("symbol", ["x", "z", "low", "c"])
def test_each_symbol_that_stands_for_a_figure_is_explained(tmp_path, symbol):
    old = write_release(tmp_path / "old", figure(value=27), figure("tribunal.registered", symbol=symbol))
    new = write_release(tmp_path / "new", figure(symbol=symbol), figure("tribunal.registered", value=12))
    page = compare_releases(old, new, tmp_path / "to").page.read_text(encoding="utf-8")
    assert f"<td>[{symbol}]</td>" in page
    assert check_page(page) == []


def test_without_a_folder_named_the_command_writes_into_one_of_its_own(two, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["send-analysis", "compare", "old", "new"])
    with pytest.raises(SystemExit):
        main()
    assert "Wrote compare-old-new/differences.html and compare-old-new/differences.csv" in capsys.readouterr().out
    assert not (tmp_path / "differences.csv").exists()


def test_the_command_says_what_it_found_and_where_it_stands(two, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "argv", ["send-analysis", "compare", "old", "new", "--to", "to"])
    with pytest.raises(SystemExit) as stop:
        main()
    assert not stop.value.code
    assert "2 figures differ: 1 changed, 1 newly withheld.\nWrote to/differences.html and to/differences.csv" in (
        capsys.readouterr().out
    )


def test_a_release_does_not_differ_from_itself(two, tmp_path):
    assert compare_releases(two[0], two[0], tmp_path / "to").summary == "No figure differs."


# One fault


def test_a_folder_that_is_no_release_is_refused(two, tmp_path):
    (tmp_path / "empty").mkdir()
    with pytest.raises(UsageError, match=r"empty is no release: it has no manifest\.json"):
        compare_releases(two[0], tmp_path / "empty", tmp_path / "to")
    with pytest.raises(UsageError, match="nowhere does not exist"):
        compare_releases(tmp_path / "nowhere", two[0], tmp_path / "to")
    assert not (tmp_path / "to").exists()


def test_releases_of_two_authorities_are_not_compared(two, tmp_path):
    other = write_release(tmp_path / "other", figure(), authority="Oldham")
    with pytest.raises(UsageError, match=r"Compare two releases of one authority\."):
        compare_releases(two[0], other, tmp_path / "to")


@pytest.mark.parametrize("file", ["internal/released.parquet", "internal/disclosure-audit.json", "manifest.json"])
def test_a_damaged_release_is_named(two, tmp_path, file):
    (two[1] / file).write_text("{", encoding="utf-8")
    with pytest.raises(CheckError, match=rf"new/{file} is not as a run has written it"):
        compare_releases(*two, tmp_path / "to")


# Many


def test_more_rows_than_a_page_bears_stand_in_the_file_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_ROWS", 2)
    names = ("timeliness.exceptions", "timeliness.open_cases", "timeliness.over_52_weeks")
    old, new = write_release(tmp_path / "old"), write_release(tmp_path / "new", *map(figure, names))
    done = compare_releases(old, new, tmp_path / "to")
    assert "The first 2 stand here. All 3 figures are in differences.csv." in done.page.read_text(encoding="utf-8")
    assert len(pd.read_csv(done.rows)) == 3
