"""A run of a plan kept in a spreadsheet: the page, what has slipped, and the last report in the manifest."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

from send_analysis.core.params import load_params
from send_analysis.national.opening import open_national
from send_analysis.publish.page import check_page
from send_analysis.run.checking import look
from send_analysis.run.manifest import manifest
from tests.present.test_words import HOSTILE
from tests.project import copy_of_the_project
from tests.run.conftest import Project

PARAMS, LAST = "params/anytown/2025-11.yaml", "params/anytown/2025-09.yaml"
TRACKER = "data/tracker-2025-11.csv"

#: The tracker of November: action 1.2 is due 31 days later, 1.3 is complete, 2.4 is gone, 3.1 is about nothing harmless.
ROWS = [
    ("1", "1.1", "Fill the vacant posts in the casework team", "Head of SEND", "31/07/2025", "complete", "", "21/07/2025"),
    ("1", "1.2", "Agree how advice is asked for", "Designated Clinical Officer", "31/01/2026", "Red", "Late", ""),
    ("1", "1.3", "Buy extra time", "Principal Educational Psychologist", "30/11/2025", "complete", "", "24/11/2025"),
    ("2", "2.1", "Look at every draft plan", "Quality Assurance Manager", "30/06/2025", "complete", "", "16/06/2025"),
    ("2", "2.2", "Train all who write advice", "Principal Educational Psychologist", "15/09/2025", "at risk", "", ""),
    ("2", "2.3", "Publish a guide", "Participation Officer", "", "not started", "", ""),
    ("", "3.1", HOSTILE, HOSTILE, "", "paused", HOSTILE, ""),
]
COLUMNS = ("area", "action_id", "action", "owner", "due_on", "status", "evidence", "completed_on")


def write_params(root: Path) -> None:
    """The release of November, whose actions stand in a spreadsheet and whose last report has them in its params."""
    release = yaml.safe_load((root / LAST).read_text(encoding="utf-8"))
    plan = release["improvement_plan"]
    for area in plan["areas"]:
        area.pop("actions")
    plan |= {"last_report": "2025-09", "note": HOSTILE, "submitted_on": "2025-03"}
    for milestone in plan["milestones"]:
        milestone["due_on"] = milestone["due_on"].isoformat()
    plan["areas"][0]["impact"][0]["milestone"]["when"] = "2026-03"
    values = {"status": {"Red": "off_track"}}
    release |= {"period": "2025-11", "as_at": "2025-11-30", "improvement_plan": plan}
    release["extracts"] = {"improvement_actions": {"path": TRACKER, "values": values}}
    (root / PARAMS).write_text(yaml.safe_dump(release, sort_keys=False), encoding="utf-8")
    pd.DataFrame(ROWS, columns=list(COLUMNS)).to_csv(root / TRACKER, index=False)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The release of November, run once."""
    made = Project(copy_of_the_project(tmp_path_factory.mktemp("plan")))
    write_params(made.root)
    done = made.run("run", PARAMS)
    assert done.returncode == 0, done.stderr
    return made


@pytest.fixture(scope="module")
def output(project: Project) -> Path:
    return project.root / "outputs/anytown/2025-11"


@pytest.fixture(scope="module")
def page(output: Path) -> str:
    return (output / "public/index.html").read_text(encoding="utf-8")


def test_the_page_tells_what_has_slipped_since_the_last_report(page: str) -> None:
    text = " ".join(BeautifulSoup(page, "html.parser").get_text(" ").split())
    assert "On 30 November 2025 the plan has 7 actions: 3 complete" in text
    assert "1 action has slipped since the last report, as at 30 September 2025." in text
    assert "Due 31 days later (was 31 December 2025); status worse (was on track)" in text
    assert "15 September 2025 overdue" in text
    assert "Pilot a shorter form for advice (status was paused)" in text
    assert "Milestone not reached yet" not in text  # nothing was counted to be set beside it
    assert "The plan as a whole: actions" in text


def test_the_page_can_be_published_and_hostile_text_is_text_in_it(page: str) -> None:
    assert check_page(page) == []
    assert "<script" not in page
    assert page.count("&lt;script&gt;") >= 4


def test_at_320_pixels_every_row_can_be_read_without_scrolling_and_is_still_a_row_of_a_table(
    output: Path, chromium: str
) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        opened = browser.new_page(viewport={"width": 320, "height": 800})
        opened.goto((output / "public/index.html").as_uri())
        table = opened.get_by_role("table", name="Area 1: How long families wait for a plan: actions")
        assert table.evaluate("each => each.parentElement.scrollWidth <= each.parentElement.clientWidth")
        assert table.get_by_role("row").count() == 4
        assert table.get_by_role("rowheader").first.text_content().startswith("1.1")
        label = "each => getComputedStyle(each, '::before').content"
        assert table.get_by_role("cell", name="Designated Clinical Officer").evaluate(label) == '"Owner: "'
        browser.close()


def test_every_number_of_the_plan_is_a_figure(output: Path) -> None:
    figures = pd.read_parquet(output / "internal/figures.parquet")
    own = figures[figures["measure"].str.startswith("improvement_plan.")]
    assert set(own["measure"]) == {
        f"improvement_plan.{name}"
        for name in ("actions", "actions_overdue", "actions_slipped", "due_date_moved", "milestones", "impact")
    }
    moved = own[own["measure"].eq("improvement_plan.due_date_moved")]
    assert dict(zip(moved["breakdown"], moved["value"], strict=True)) == {"1.2": 31}
    impact = own[own["measure"].eq("improvement_plan.impact")].set_index("breakdown")
    assert impact.loc["Progress from key stage 1 to key stage 2 of pupils with a plan / baseline", "value"] < 0


def test_the_manifest_names_the_last_report_with_its_hash(output: Path) -> None:
    told = json.loads((output / "manifest.json").read_text(encoding="utf-8"))
    assert told["last_report"]["as_at"] == "2025-09-30"
    assert list(told["last_report"]["params"]) == [LAST]
    assert re.fullmatch(r"[0-9a-f]{64}", told["last_report"]["params"][LAST])
    assert told["inputs"]["improvement_actions"]["used"] == 7
    assert not any("prepared" in name for name in told["outputs"])


def test_the_checks_say_that_the_last_report_was_read_and_that_the_tracker_fits_the_plan(output: Path) -> None:
    checks = pd.read_csv(output / "internal/checks.csv").set_index("check")["result"]
    for name in (
        "improvement_plan.last_report",
        "improvement_actions.area.of_the_plan",
        "improvement_actions.status.of_the_plan",
    ):
        assert checks[name] == "PASS"


def test_the_next_report_takes_this_ones_tracker_into_its_manifest(project: Project, output: Path) -> None:
    text = (project.root / PARAMS).read_text(encoding="utf-8").replace("2025-11-30", "2025-12-31")
    text = text.replace("period: 2025-11", "period: 2025-12").replace("last_report: 2025-09", "last_report: 2025-11")
    later = project.root / "params/anytown/2025-12.yaml"
    later.write_text(text.replace(TRACKER, "data/tracker-2025-12.csv"), encoding="utf-8")
    (project.root / "data/tracker-2025-12.csv").write_bytes((project.root / TRACKER).read_bytes())
    params = load_params(later)
    told = manifest(params, look(params), [], project.root / "params", open_national(None))["last_report"]
    assert told["input"]["path"] == TRACKER
    assert (
        told["input"]["sha256"]
        == json.loads((output / "manifest.json").read_text())["inputs"]["improvement_actions"]["sha256"]
    )


@pytest.mark.parametrize(
    ("old", "new", "code", "said"),
    [
        (f"{TRACKER}", "data/none.csv", 10, "data/none.csv does not exist"),
        (
            "last_report: 2025-09",
            "last_report: 2025-08",
            10,
            "params/anytown/2025-08.yaml does not exist. Did you mean `2025-09`?",
        ),
        ("last_report: 2025-09", "last_report: '2025'", 10, "params/anytown/2025.yaml is not earlier"),
        (
            "id: '2'",
            "id: two",
            12,
            "improvement_actions.area.of_the_plan: rows 5, 6 and 7, column area: 3 values outside the areas",
        ),
    ],
)
def test_a_plan_that_cannot_be_right_publishes_nothing(project: Project, old: str, new: str, code: int, said: str) -> None:
    text = (project.root / PARAMS).read_text(encoding="utf-8")
    assert old in text
    wrong = project.root / "params/anytown/2025-10.yaml"
    wrong.write_text(text.replace(old, new), encoding="utf-8")
    done = project.run("run", "params/anytown/2025-10.yaml")
    assert done.returncode == code
    assert said in done.stderr
    assert not (project.root / "outputs/anytown/2025-10").exists()
