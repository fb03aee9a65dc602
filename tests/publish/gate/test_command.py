"""The command `gate` and the audit of a folder: what they say, and how they end."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from send_analysis.cli import app
from send_analysis.core.errors import UsageError
from send_analysis.publish.gate.audit import audit
from send_analysis.publish.gate.report import report


def published(folder: Path, html: str) -> Path:
    (folder / "data").mkdir()
    (folder / "data" / "timeliness_calendar_years.csv").write_text("time_period\n", encoding="utf-8")
    (folder / "index.html").write_text(html, encoding="utf-8")
    return folder


def test_a_clean_folder_passes(tmp_path: Path, clean: str) -> None:
    done = CliRunner().invoke(app, ["gate", str(published(tmp_path, clean))])
    assert done.exit_code == 0
    assert done.stdout.endswith("0 with a warning, 0 broken. Nothing stops publication.\n")


def test_a_fault_is_told_by_page_with_what_to_do_and_stops_publication(tmp_path: Path, clean: str) -> None:
    done = CliRunner().invoke(app, ["gate", str(published(tmp_path, clean.replace(' lang="en-GB"', "")))])
    assert done.exit_code == 15
    assert done.stdout.startswith(
        "index.html\n"
        "  FAIL gate.language: the page does not say its language\n"
        '      Write <html lang="en-GB">: a screen reader chooses its voice by it.\n'
    )
    assert "1 broken. What FAILs stops publication." in done.stdout


def test_a_warning_stops_nothing(tmp_path: Path, clean: str) -> None:
    twice = clean.replace("</main>", "<h2>Notes</h2><p>One.</p><h2>Notes</h2></main>")
    done = CliRunner().invoke(app, ["gate", str(published(tmp_path, twice))])
    assert done.exit_code == 0
    assert "  WARNING gate.repeated_heading: " in done.stdout


def test_pages_in_folders_below_are_looked_at_too(tmp_path: Path, clean: str) -> None:
    (tmp_path / "archive").mkdir()
    published(tmp_path / "archive", clean.replace("<main", "<div", 1))
    assert {each.file for each in audit(published(tmp_path, clean)) if each.found_something} == {
        "archive/index.html",
        "index.html",  # its title is the other's as well
    }


def test_a_folder_without_pages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no page \(.html\) in .*Name the folder that a release was published to"):
        audit(tmp_path)


def test_a_report_of_nothing_is_a_summary() -> None:
    assert report([]) == "0 rules: 0 kept, 0 with a warning, 0 broken. Nothing stops publication."


@pytest.mark.needs("chromium")
def test_with_the_browser_its_rules_are_counted_as_well(tmp_path: Path, clean: str) -> None:
    wide = clean.replace("</main>", '<p style="width:700px">Plans issued</p></main>')
    done = CliRunner().invoke(app, ["gate", str(published(tmp_path, wide)), "--browser"])
    assert done.exit_code == 15
    assert (
        "  FAIL gate.browser.reflow: the page is wider than the screen because of p “Plans issued” [320 pixels]"
        in done.stdout
    )
    assert done.stdout.endswith(" 0 with a warning, 1 broken. What FAILs stops publication.\n")
