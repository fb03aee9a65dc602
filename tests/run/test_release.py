"""A run publishes a whole release or nothing, and says what is wrong in words that an analyst can act on."""

import json
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pytest

from tests.project import copy_of_the_project
from tests.run.conftest import PARAMS, Project, tribunal_alone


def tree(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


@dataclass(frozen=True)
class Ran(Project):
    """A project after a run, for tests that only look at what the run left and said."""

    done: "subprocess.CompletedProcess[str]"


def after_a_run(project: Project) -> Ran:
    done = project.run()
    assert done.returncode == 0, done.stderr
    return Ran(project.root, done)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run in which nothing is wrong."""
    return after_a_run(tribunal_alone(tmp_path_factory.mktemp("sound")))


@pytest.fixture
def published(sound: Ran, tmp_path: Path) -> Project:
    """What that run left, for a test that runs once more."""
    return sound.copied_to(tmp_path)


@pytest.fixture(scope="module")
def awkward(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run with ten bad rows, what a spreadsheet would run in the first of them, and what a browser would run in the params."""
    project = tribunal_alone(tmp_path_factory.mktemp("awkward"))
    path = project.root / "data/swindon/appeals.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    broken = [re.sub(r"20\d\d-(\d\d)-(\d\d)", "2022-02-30", line, count=1) for line in lines[1:11]]
    path.write_text("\n".join([lines[0], *broken, *lines[11:]]) + "\n", encoding="utf-8")
    project.edit("data/swindon/appeals.csv", r"^SYN-T-001,(.*?),2022-02-30", r"=cmd|' /C calc'!A0,\1,2022-02-30")
    project.edit("params/swindon/authority.yaml", r"^publisher: .*", "publisher: '<script>alert(1)</script>'")
    project.edit(PARAMS, r"title: Operations Manager,", 'title: "<img src=x onerror=y>",')
    project.edit(PARAMS, r"reports_to: Operations Manager,", 'reports_to: "<img src=x onerror=y>",')
    return after_a_run(project)


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Ran:
    """A run of the whole example in which no extract has a row."""
    project = Project(copy_of_the_project(tmp_path_factory.mktemp("empty")))
    for path in (project.root / "data/swindon").glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return after_a_run(project)


def test_a_run_leaves_a_public_and_an_internal_folder_and_a_manifest(sound: Ran) -> None:
    assert "Published outputs/swindon/2022-06/public/index.html" in sound.done.stdout
    public = sorted(tree(sound.output / "public"))
    pages = ["accessibility.html", "easy-read.html", "index.html", "methodology.html"]
    assert [name for name in public if "/" not in name] == pages
    assert {"data/tribunal.csv", "data/tribunal.meta.csv", "data/csvw-metadata.json"} <= set(public)
    kept = {
        "checks.csv",
        "data-quality.html",
        "row-fingerprints.parquet",
        "disclosure-audit.json",
        "figures.parquet",
        "released.parquet",
        "run.log",
        "notebooks/tribunal.ipynb",
    }
    assert kept <= set(tree(sound.output / "internal"))
    assert not [name for name in tree(sound.output) if "prepared" in name]


def test_the_manifest_names_what_went_in_and_what_came_out(sound: Ran) -> None:
    manifest = json.loads((sound.output / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["period"] == "1 May to 22 June 2022"
    assert manifest["inputs"]["appeals"]["read"] == 149
    assert re.fullmatch(r"[0-9a-f]{64}", manifest["inputs"]["appeals"]["sha256"])
    assert set(manifest["params"]) == {PARAMS, "params/swindon/authority.yaml"}
    assert set(manifest["notebooks"]) == {"notebooks/tribunal.ipynb"}
    assert "public/index.html" in manifest["outputs"]
    assert manifest["versions"]["pandas"]


def test_two_runs_on_the_same_inputs_give_the_same_public_bytes(
    sound: Ran, published: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(published.output)
    monkeypatch.setenv("PYTHONHASHSEED", "7")
    monkeypatch.setenv("TZ", "Pacific/Auckland")
    monkeypatch.setenv("LC_ALL", "C")
    assert published.run().returncode == 0
    assert tree(published.output / "public") == tree(sound.output / "public")


def test_the_page_has_no_code_no_script_and_no_external_address(sound: Ran) -> None:
    page = re.sub(r'<a href="https://[^"]*"', "", sound.page)
    for forbidden in ("<script", "open_release", "Traceback", "http://", "https://", "src=", " onload="):
        assert forbidden not in page


def test_three_faults_in_params_are_named_at_once_and_nothing_runs(project: Project) -> None:
    project.edit(PARAMS, r"^sections: .*", "sections: [tribunals]")
    project.edit(PARAMS, r"^as_at: .*", "as_at: 2022-06-31")
    project.edit(PARAMS, r"^synthetic: .*", "sinthetic: true")
    done = project.run()
    assert done.returncode == 10
    assert "3 faults" in done.stderr
    for named in ("Did you mean `tribunal`?", "'2022-06-31' does not exist in the calendar", "Did you mean `synthetic`?"):
        assert named in done.stderr
    assert not project.output.exists()


def test_a_missing_column_stops_the_run_and_is_named(project: Project) -> None:
    project.edit("data/swindon/appeals.csv", r"\A([^\n]*)registered_on", r"\1registered")
    done = project.run()
    assert done.returncode == 11
    assert "column registered_on is missing" in done.stderr
    assert "did you mean `registered`" in done.stderr
    assert not project.output.exists()


def test_ten_bad_rows_are_set_aside_and_counted_and_the_rest_is_reported(awkward: Ran) -> None:
    assert "10 rows of data/swindon/appeals.csv were set aside" in awkward.done.stdout
    rejected = pd.read_csv(awkward.output / "internal/rejected/appeals.csv", dtype=str)
    assert len(rejected) == 10
    assert list(rejected["row"]) == [str(row) for row in range(2, 12)]
    assert "2022-02-30" not in awkward.done.stdout + awkward.done.stderr
    inputs = json.loads((awkward.output / "manifest.json").read_text(encoding="utf-8"))["inputs"]["appeals"]
    assert (inputs["read"], inputs["used"], inputs["set_aside"]) == (149, 139, 10)
    assert "Set aside" in awkward.page


def test_an_extract_of_which_no_row_can_be_used_stops_the_run(project: Project) -> None:
    path = project.root / "data/swindon/appeals.csv"
    path.write_text(re.sub(r"20\d\d-\d\d-\d\d", "2022-02-30", path.read_text(encoding="utf-8")), encoding="utf-8")
    done = project.run()
    assert done.returncode == 12
    assert "These checks failed, so nothing was published:" in done.stderr
    assert "appeals" in done.stderr
    assert not project.output.exists()
    left = project.output.with_name("2022-06-checks")
    assert len(pd.read_csv(left / "rejected" / "appeals.csv")) == 149
    assert "stops the release" in (left / "data-quality.html").read_text(encoding="utf-8")


def test_an_empty_extract_gives_a_section_that_says_so_and_nothing_is_taken_for_nought(empty: Ran) -> None:
    assert "There is no data: appeals.csv as at 22 June 2022 holds no rows." in empty.page
    figures = pd.read_parquet(empty.output / "internal/figures.parquet")
    assert set(figures.loc[figures["measure"].eq("tribunal.registered"), "symbol"]) == {"x"}


@pytest.mark.parametrize("name", ["requests", "advice", "audits", "audit_sections", "golden_thread", "appeals", "contacts"])
def test_the_page_stands_when_every_extract_is_empty(empty: Ran, name: str) -> None:
    assert f"There is no data: {name}.csv as at " in empty.page


def test_outputs_that_were_not_shown_by_release_show_stop_publication_and_each_is_named(project: Project) -> None:
    table, text, html = project.end_with(
        "release.appeals.rows.head()",
        "print(release.appeals.rows.iloc[0].to_dict())",
        "from IPython.display import HTML, display\ndisplay(HTML('<b>x</b>'))",
    )
    done = project.run()
    assert done.returncode == 15
    where = "of notebooks/tribunal.ipynb"
    assert f"cells {table} and {html} {where}: a table or value that has not passed disclosure control." in done.stderr
    assert f"cell {text} {where}: text that the cell prints. Delete the print" in done.stderr
    assert "SYN-" not in done.stdout + done.stderr
    assert not project.output.exists()


def test_a_failed_cell_stops_publication_and_what_was_published_stays(published: Project) -> None:
    before = tree(published.output)
    (cell,) = published.end_with("raise ValueError(release.appeals.rows['person_id'].iloc[0])")
    done = published.run()
    assert done.returncode == 14
    assert f"notebooks/tribunal.ipynb, cell {cell}: ValueError" in done.stderr
    assert "SYN-" not in done.stdout + done.stderr
    assert tree(published.output) == before
    assert [path.name for path in published.output.parent.iterdir() if path.is_dir()] == ["2022-06"]


def test_an_error_of_ours_in_a_cell_keeps_its_words(project: Project) -> None:
    (cell,) = project.end_with("release.show.by_period(registered, 'registerd', title='Appeals')")
    done = project.run()
    assert done.returncode == 14
    assert f"notebooks/tribunal.ipynb, cell {cell}: registerd names 0 of these measures: tribunal.registered." in done.stderr


def test_a_cell_that_leaves_no_error_and_does_not_end_stops_publication(project: Project) -> None:
    (cell,) = project.end_with("%nosuch")
    done = project.run()
    assert done.returncode == 14
    assert f"notebooks/tribunal.ipynb, cell {cell}: it did not come to its end. Run it in JupyterLab" in done.stderr


@pytest.mark.parametrize("engine", ["warm", "jupyter"])
def test_a_kernel_that_dies_stops_publication(project: Project, engine: str) -> None:
    project.end_with("import os\nos._exit(1)")
    done = project.run("run", PARAMS, "--engine", engine)
    assert done.returncode == 14
    assert "notebooks/tribunal.ipynb: its kernel stopped before the end" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_notebook_that_cannot_be_read_stops_publication(project: Project) -> None:
    (project.root / "notebooks/tribunal.ipynb").write_text("{", encoding="utf-8")
    done = project.run()
    assert done.returncode == 14
    assert "notebooks/tribunal.ipynb is not a notebook that can be read" in done.stderr


def test_a_notebook_that_opens_something_else_than_the_run_prepared_stops_the_run(project: Project) -> None:
    project.end_with()
    project.edit("notebooks/tribunal.ipynb", r'"parameters"', '"parametres"')
    done = project.run()
    assert done.returncode == 14
    assert "with the `params` of the cell tagged `parameters`, once" in done.stderr


def test_a_notebook_that_reports_another_period_stops_the_run(project: Project) -> None:
    project.end_with()
    project.edit("notebooks/tribunal.ipynb", r"open_release\(params,", "open_release('params/swindon/2022-04.yaml',")
    done = project.run()
    assert done.returncode == 14
    assert (
        "was asked for section tribunal, 2022-06, 1 May to 22 June 2022 and reported section tribunal, 2022-04"
        in done.stderr
    )


def test_one_section_alone_leaves_the_whole_release_as_it_is(published: Project) -> None:
    before = tree(published.output)
    done = published.run("run", PARAMS, "--only", "tribunal")
    assert done.returncode == 0, done.stderr
    assert "2022-06-only-tribunal/public/index.html" in done.stdout
    assert tree(published.output) == before


def test_a_section_that_the_release_does_not_have_is_a_usage_error(project: Project) -> None:
    done = project.run("run", PARAMS, "--only", "quality")
    assert done.returncode == 2
    assert "2022-06.yaml has no section or document 'quality'; it has tribunal, performance_page." in done.stderr


def test_a_benchmark_of_no_measure_is_a_fault_of_the_params(project: Project) -> None:
    project.edit(PARAMS, r"measure: quality.overall_grade", "measure: quality.overal_grade")
    for done in (project.run(), project.run("check-params", PARAMS)):
        assert done.returncode == 10
        assert "`quality.overal_grade` is not a measure. Did you mean `quality.overall_grade`?" in done.stderr


def test_hostile_text_in_params_is_shown_as_text(awkward: Ran) -> None:
    assert "<script" not in awkward.page
    assert "&lt;script&gt;" in awkward.page
    assert "<img" not in awkward.page
    assert "&lt;img src=x onerror=y&gt;" in awkward.page


def test_commentary_that_asks_for_a_figure_that_is_not_there_is_explained(project: Project) -> None:
    project.edit(PARAMS, r'\{\{ figure\("registered", over="month"\) \}\}', '{{ figure("registred", over="month") }}')
    done = project.run()
    assert done.returncode == 14
    assert "2022-06.yaml, commentary.tribunal" in done.stderr
    assert "registred" in done.stderr


def test_the_april_edition_is_made_from_the_june_extracts(project: Project) -> None:
    done = project.run("run", "params/swindon/2022-04.yaml", "--only", "tribunal")
    assert done.returncode == 0, done.stderr
    folder = project.root / "outputs/swindon/2022-04-only-tribunal"
    figures = pd.read_parquet(folder / "internal/figures.parquet")
    total = figures[figures["measure"].eq("tribunal.registered") & figures["breakdown"].eq("Total")]
    year = total[total["period_start"].eq("2022-01-01") & total["period_end"].eq("2022-04-30")]
    assert set(year["value"]) == {25}
    inputs = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))["inputs"]["appeals"]
    assert (inputs["used"], inputs["dated_after"]) == (136, 13)


def test_what_a_spreadsheet_would_run_stands_inert_in_the_rows_set_aside(awkward: Ran) -> None:
    rejected = (awkward.output / "internal/rejected/appeals.csv").read_text(encoding="utf-8")
    assert "\t=cmd" in rejected
    assert ",=cmd" not in rejected
