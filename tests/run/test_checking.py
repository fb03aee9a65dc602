"""Checking without publishing: every fault of every extract in one pass, in a folder, on a page and in short."""

import json
import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from hashlib import sha256
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from send_analysis.core.errors import CheckError, DataError, SendAnalysisError
from send_analysis.core.params import load_params
from send_analysis.national.opening import open_national
from send_analysis.prepared import Prepared
from send_analysis.publish.page import check_page
from send_analysis.run.checking import Checked, check_data, look
from send_analysis.run.earlier import FINGERPRINTS, write_fingerprints
from send_analysis.run.figure_checks import figure_checks
from send_analysis.run.manifest import manifest
from send_analysis.run.page import performance_page_context
from tests.run.conftest import PARAMS, Project
from tests.sen2.returns import person, write_csv

APPEALS = "data/swindon/appeals.csv"


def checked(project: Project) -> Checked:
    return check_data(project.root / PARAMS)


def spoil(project: Project, *rows: int, pattern: str, replacement: str) -> None:
    """Change rows of the appeals, by their number."""
    path = project.root / APPEALS
    lines = path.read_text(encoding="utf-8").splitlines()
    for row in rows:
        changed = re.sub(pattern, replacement, lines[row - 1], count=1)
        assert changed != lines[row - 1]
        lines[row - 1] = changed
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def spoilt(project: Project) -> Project:
    """Appeals with three days that do not exist, a row with a field too many, and one that stands twice."""
    spoil(project, 5, 6, 7, pattern=r"20\d\d-\d\d-\d\d", replacement="2022-02-30")
    spoil(project, 20, pattern="$", replacement=",more")
    path = project.root / APPEALS
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([*lines, lines[10]]) + "\n", encoding="utf-8")
    return project


def table(folder: Path) -> pd.DataFrame:
    return pd.read_csv(folder / "checks.csv", keep_default_na=False).set_index("check")


def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "data-quality.html").read_text(encoding="utf-8"), "html.parser")


# It works


def test_sound_extracts_are_told_in_a_sentence_and_nothing_is_published(project: Project) -> None:
    done = checked(project)
    assert re.fullmatch(r"\d+ checks passed and no check found something to look at; none stops the release\.", done.summary)
    assert done.exit_code == 0
    assert done.folder == project.output.with_name("2022-06-checks")
    assert sorted(path.name for path in done.folder.iterdir()) == ["checks.csv", "data-quality.html", "rejected"]
    assert not project.output.exists()
    assert set(table(done.folder)["result"]) == {"PASS"}


def test_every_fault_is_told_in_one_pass_worst_first_with_its_rows(project: Project) -> None:
    done = checked(spoilt(project))
    assert done.exit_code == 0
    assert done.summary.splitlines()[:-1] == [
        "data/swindon/appeals.csv: 3 faults",
        "  rows 5, 6 and 7, column registered_on: 3 values not a day such as 2022-06-22 or 22/06/2022 (day before month, year "
        "in full, no time of day). Say under `date_formats:` in the params how they are written, or mend the extract.",
        "  row 20: 1 row with more or fewer fields than there are names of columns.",
        "  row 151, column appeal_id: 1 value already in an earlier row with the same content. The first row is used.",
        "5 rows of data/swindon/appeals.csv were set aside (outputs/swindon/2022-06-checks/rejected/appeals.csv); "
        "145 of 150 were used.",
    ]


def test_the_table_says_file_column_rows_and_what_is_allowed(project: Project) -> None:
    row = table(checked(spoilt(project)).folder).loc["appeals.registered_on.readable"]
    assert (row["file"], row["column"], row["row_numbers"], row["rows"]) == (APPEALS, "registered_on", "5, 6, 7", 3)
    assert row["allowed"] == "a day such as 2022-06-22 or 22/06/2022"


def test_no_value_of_a_row_is_told_anywhere(project: Project) -> None:
    done = checked(spoilt(project))
    told = done.summary + (done.folder / "checks.csv").read_text(encoding="utf-8") + page(done.folder).get_text()
    for value in ("2022-02-30", "SYN-T-", "SYN-P-", "more,"):
        assert value not in told


def test_what_was_set_aside_can_be_mended_and_read_again(project: Project) -> None:
    sound = pd.read_csv(project.root / APPEALS, dtype=str, keep_default_na=False)
    folder = checked(spoilt(project)).folder
    rejected = pd.read_csv(folder / "rejected" / "appeals.csv", dtype=str, keep_default_na=False)
    assert list(rejected.columns) == ["row", "reasons", *sound.columns, "text"]
    bad_dates = rejected[rejected["registered_on"].eq("2022-02-30")]
    mended = bad_dates.assign(registered_on=sound["registered_on"].iloc[3:6].to_numpy())
    mended.to_csv(project.root / APPEALS, index=False)
    again = checked(project)
    account = table(again.folder)
    assert account.loc["appeals.rows", "message"] == "3 of 3 rows were used."
    assert account.loc["appeals.columns.unknown", "message"] == (
        "columns row, reasons and text: not a column of appeals, and not read."
    )


def test_checking_again_leaves_nothing_of_the_time_before(project: Project) -> None:
    first = checked(spoilt(project)).folder
    assert (first / "rejected" / "appeals.csv").is_file()
    path = project.root / APPEALS
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *lines[30:-1]]) + "\n", encoding="utf-8")
    assert list((checked(project).folder / "rejected").iterdir()) == []


# Extracts that cannot be read


def test_an_extract_that_cannot_be_read_does_not_hide_the_faults_of_the_others(project: Project) -> None:
    project.edit(PARAMS, r"^extracts: .*", "extracts:\n  contacts: data/swindon/contacts.csv")
    (project.root / "data/swindon/contacts.csv").write_text("contact_id,channel\nC-1,email\n", encoding="utf-8")
    done = checked(spoilt(project))
    assert done.exit_code == DataError.exit_code
    lines = done.summary.splitlines()
    assert lines[0].startswith("data/swindon/contacts.csv: columns received_at and responded_at are missing.")
    assert lines[1] == "data/swindon/appeals.csv: 3 faults"
    assert table(done.folder).iloc[0].name == "contacts.extract"
    assert "It cannot be read." in page(done.folder).get_text()
    run = project.run()
    assert run.returncode == DataError.exit_code
    assert run.stderr.splitlines()[:2] == lines[:2]
    assert "Every check is explained in outputs/swindon/2022-06-checks/data-quality.html." in run.stderr


# Policies


def test_a_share_of_bad_rows_above_the_authoritys_limit_stops_the_run(project: Project) -> None:
    project.edit("params/swindon/authority.yaml", r"^disclosure:", "data_policy: {stop_above_percent: 3}\ndisclosure:")
    assert table(checked(project).folder).loc["appeals.share_set_aside", "result"] == "PASS"
    done = spoilt(project).run()
    assert done.returncode == CheckError.exit_code
    assert "appeals.share_set_aside: 5 of 150 rows set aside: 3.33 per cent. authority.yaml allows 3." in done.stderr
    assert "row 20: 1 row with more or fewer fields" in done.stderr
    assert not project.output.exists()
    assert len(pd.read_csv(project.output.with_name("2022-06-checks") / "rejected" / "appeals.csv")) == 5


@pytest.fixture
def after_april(project: Project) -> Project:
    """The project as its release of April left it: with the fingerprints of the rows that it reported."""
    april = "params/swindon/2022-04.yaml"
    project.edit(april, r"^sections: .*", "sections: [tribunal]")
    project.edit(april, r"^  (requests|advice|audits|audit_sections|golden_thread|contacts): .*\n", "")
    project.edit(april, r"^windows:\n(  .*\n)+", "")
    folder = project.output.with_name("2022-04")
    (folder / "internal").mkdir(parents=True)
    write_fingerprints(look(load_params(project.root / april)), folder / "internal" / FINGERPRINTS)
    (folder / "manifest.json").write_text('{"as_at": "2022-04-30"}', encoding="utf-8")
    return project


def correct_a_row(project: Project) -> None:
    spoil(project, 10, pattern=r"^(SYN-T-\d+),SYN-P-\d+", replacement=r"\1,SYN-P-99999")


def test_rows_that_only_went_on_since_the_last_release_are_no_correction(after_april: Project) -> None:
    said = table(checked(after_april).folder).loc["appeals.late_corrections"]
    assert said["result"] == "PASS"
    assert said["message"] == "Nothing was corrected since the release 2022-04, as at 30 April 2022: 136 rows compared."


def test_a_row_corrected_since_the_last_release_is_named_and_may_stop_the_next(after_april: Project) -> None:
    correct_a_row(after_april)
    done = checked(after_april)
    found = table(done.folder).loc["appeals.late_corrections"]
    assert (found["result"], found["rows"], str(found["row_numbers"]), found["file"]) == ("WARNING", 1, "10", APPEALS)
    assert done.exit_code == 0
    policy = "data_policy: {late_corrections: stop}\ndisclosure:"
    after_april.edit("params/swindon/authority.yaml", r"^disclosure:", policy)
    assert checked(after_april).exit_code == CheckError.exit_code


def test_the_page_is_the_same_whether_or_not_this_machine_made_the_last_release(
    after_april: Project, tmp_path: Path
) -> None:
    correct_a_row(after_april)
    params, nothing_shown = load_params(after_april.root / PARAMS), Prepared(tmp_path / "prepared")
    with_april = performance_page_context(params, look(params), nothing_shown, ["tribunal"])
    after_april.output.with_name("2022-04").rename(tmp_path / "elsewhere")
    assert performance_page_context(params, look(params), nothing_shown, ["tribunal"]) == with_april


def test_a_later_release_or_one_section_alone_is_nothing_to_compare_with(after_april: Project) -> None:
    folder = after_april.output.with_name("2022-04")
    folder.rename(folder.with_name("2022-04-only-tribunal"))
    assert table(checked(after_april).folder).loc["release.late_corrections", "result"] == "PASS"
    folder.with_name("2022-04-only-tribunal").rename(folder)
    (folder / "manifest.json").write_text('{"as_at": "2022-06-22"}', encoding="utf-8")
    said = table(checked(after_april).folder).loc["release.late_corrections", "message"]
    assert said == "There is no earlier release to compare with."
    (folder / "manifest.json").write_text("{", encoding="utf-8")
    unread = table(checked(after_april).folder).loc["release.late_corrections"]
    assert unread["message"] == "2022-04/manifest.json is not as a run has written it."
    assert unread["result"] == "WARNING"


@pytest.mark.parametrize("kind", ["cut short", "other columns", "other kinds of columns", "no Parquet"])
def test_fingerprints_that_are_not_as_a_run_wrote_them_stop_nothing(after_april: Project, kind: str) -> None:
    kept = after_april.output.with_name("2022-04") / "internal" / FINGERPRINTS
    whole, table_kept = kept.read_bytes(), pd.read_parquet(kept)
    if kind == "cut short":
        kept.write_bytes(whole[: len(whole) // 2])
    elif kind == "other columns":
        table_kept.drop(columns="content").to_parquet(kept)
    elif kind == "other kinds of columns":
        table_kept.astype({"on": "str", "key": "str"}).to_parquet(kept)
    else:
        kept.write_text("none", encoding="utf-8")
    said = table(checked(after_april).folder).loc["release.late_corrections"]
    assert said["result"] == "WARNING"
    assert said["message"] == "2022-04/internal/row-fingerprints.parquet is not as a run has written it."
    assert said["guidance"] == "Run that release again, or move its folder away. This one was not compared with any."


# The page


def test_the_page_keeps_the_rules_of_published_pages(project: Project) -> None:
    folder = checked(spoilt(project)).folder
    html = (folder / "data-quality.html").read_text(encoding="utf-8")
    assert check_page(html) == []
    soup = page(folder)
    assert soup.html["lang"] == "en-GB"
    assert all(cell.get("scope") in ("col", "row") for cell in soup.select("th"))
    assert "149" in soup.get_text() or "150" in soup.get_text()
    assert "150 rows read = 145 used + 5 set aside + 0 dated after that day." in " ".join(soup.get_text().split())


def test_hostile_names_of_columns_stand_as_text_and_inert(project: Project) -> None:
    project.edit(APPEALS, r"\A([^\n]*)$", r"\1,<script>alert(1)</script>,=cmd|' /C calc'!A0")
    project.edit(APPEALS, r"^(SYN.*)$", r"\1,x,y")
    folder = checked(project).folder
    html = (folder / "data-quality.html").read_text(encoding="utf-8")
    assert "<script" not in html
    assert "&lt;script&gt;" in html
    assert ",=cmd" not in (folder / "checks.csv").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield browser
        browser.close()


def test_the_page_fits_every_window_and_fetches_nothing(project: Project, browser: Browser) -> None:
    project.edit(APPEALS, r"\A([^\n]*)$", r"\1," + "a_very_long_name_of_a_column_" * 5)
    folder = checked(spoilt(project)).folder
    for width in (1280, 640, 320):
        opened = browser.new_page(viewport={"width": width, "height": 800})
        asked: list[str] = []
        opened.on("request", lambda request, asked=asked: asked.append(request.url))
        opened.goto((folder / "data-quality.html").as_uri())
        opened.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        assert opened.evaluate("document.documentElement.scrollWidth") <= width
        assert len(asked) == 1
        opened.close()


# Figures


def figures(**columns: float) -> pd.DataFrame:
    sound = {
        "measure": "quality.good", "unit": "percent", "breakdown_topic": "Total",
        "value": 75.0, "numerator": 21.0, "denominator": 28.0,
    }  # fmt: skip
    return pd.DataFrame([sound, sound | columns])


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"value": 100.1}, "figures.percentages"),
        ({"numerator": 29.0}, "figures.numerators"),
        ({"numerator": -1.0}, "figures.below_nought"),
        ({"value": -0.1, "unit": "weeks"}, "figures.below_nought"),
    ],
)
def test_figures_that_cannot_be_right_stop_the_run(change, rule) -> None:
    with pytest.raises(CheckError, match=rf"{rule}: .* in quality\.good\."):
        figure_checks(figures(**change))


@pytest.mark.parametrize(
    "change",
    [{}, {"value": 100.0, "numerator": 28.0}, {"value": np.nan, "numerator": np.nan}, {"value": 140.0, "unit": "per 100"}],
)
def test_figures_that_can_be_right_pass_each_check(change) -> None:
    assert [check.result for check in figure_checks(figures(**change))] == ["PASS"] * 3


# A whole run


def test_a_folder_of_files_as_at_an_earlier_day_is_named_on_the_page_and_in_the_manifest(project: Project) -> None:
    folder = project.root / "data" / "swindon" / "appeals"
    folder.mkdir()
    lines = (project.root / APPEALS).read_text(encoding="utf-8").splitlines()
    lines[100] = lines[100].replace("contents", "?")
    for name, part in (("a.csv", lines[1:80]), ("b.csv", lines[80:])):
        (folder / name).write_text("\n".join([lines[0], *part]) + "\n", encoding="utf-8")
    project.edit(PARAMS, r"^  appeals: .*", "  appeals: {path: data/swindon/appeals, as_at: 2022-05-31}")
    project.edit(PARAMS, r'\{\{ figure\("registered", over="month"\) \}\}', "some")
    done = project.run()
    assert done.returncode == 0, done.stderr
    source = json.loads((project.output / "manifest.json").read_text(encoding="utf-8"))["inputs"]["appeals"]
    assert (source["kind"], sorted(source["sha256"])) == ("folder", ["a.csv", "b.csv"])
    found = table(project.output / "internal").loc["appeals.ground.readable"]
    assert found["message"].startswith("b.csv row 22, column ground: 1 value outside")
    rejected = pd.read_csv(project.output / "internal" / "rejected" / "appeals.csv", dtype=str)
    assert rejected[["file", "row"]].to_numpy().tolist() == [["b.csv", "22"]]
    warned = BeautifulSoup(project.page, "html.parser").select(".warned")
    assert [note.get_text(" ", strip=True) for note in warned] == [
        "Note: Appeals: the extract is as at 31 May 2022; nothing after that day is in these figures."
    ] * 2
    assert [note.find_parent("section").h2["id"] for note in warned][-1] == "data-quality"


def test_the_manifest_of_a_query_says_what_was_asked_and_the_digest_of_what_came(project: Project) -> None:
    pytest.importorskip("sqlalchemy")
    database = project.root / "cases.db"
    with closing(sqlite3.connect(database)) as connection:
        pd.read_csv(project.root / APPEALS, dtype=str).to_sql("appeals", connection, index=False)
    project.edit(PARAMS, r"^  appeals: .*", "  appeals: {query: select * from appeals, connection: TEST_DATABASE}")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TEST_DATABASE", f"sqlite:///{database}")
        params = load_params(project.root / PARAMS)
        one, other = (
            manifest(params, look(params), [], project.root / "none", open_national(None))["inputs"]["appeals"]
            for _ in range(2)
        )
    assert one == other
    assert (one["kind"], one["read"]) == ("query", 149)
    assert one["query_sha256"] == sha256(b"select * from appeals").hexdigest()
    assert re.fullmatch("[0-9a-f]{64}", one["sha256"])


def test_the_manifest_of_a_return_named_by_one_of_its_files_has_each_file_of_the_export(project: Project) -> None:
    folder = write_csv(project.root / "data" / "return", [person()])
    write_csv(folder, [person()], prefix="Another_")
    project.edit(
        PARAMS,
        r"^  appeals: .*",
        r"\g<0>\n  sen2: {path: data/return/Blade-Export_30-01-2026_sen2.csv, from: 2020-01-01}",
    )
    params = load_params(project.root / PARAMS)
    source = manifest(params, look(params), [], project.root / "none", open_national(None))["inputs"]["plans"]
    files = {path.name: sha256(path.read_bytes()).hexdigest() for path in folder.glob("Blade-*")}
    assert (len(files), source["kind"], source["sha256"]) == (9, "export", files)


def test_faults_of_params_are_faults_of_params_here_as_well(project: Project) -> None:
    project.edit(PARAMS, r"^as_at: .*", "as_at: 2022-06-31")
    with pytest.raises(SendAnalysisError, match="does not exist in the calendar"):
        checked(project)
