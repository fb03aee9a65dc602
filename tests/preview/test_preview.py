"""The command as a user has it: what is saved is seen, what is wrong is told where it is, and nothing is left behind."""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from tests.preview.conftest import PATIENCE, Preview, below, preview_of, shown_state
from tests.project import ROOT
from tests.run.conftest import PARAMS

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Ctrl-C cannot be sent to one program on Windows")

#: How what is wrong begins on a page.
FAULT = '<div class="preview-fault"'

#: A cell that fails on its last line, with an error of ours and words that would run if they were not escaped.
BROKEN = """\
from send_analysis.core.errors import UsageError
told = "<script>alert(1)</script>"
raise UsageError(f"{told} & more")"""


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with preview_of(tmp_path_factory.mktemp("preview"), with_package=True) as running:
        running.wait_until_up_to_date()
        yield running


def test_a_page_says_that_it_is_a_preview_and_publishes_nothing(preview: Preview) -> None:
    page = preview.wait_until_up_to_date()
    assert "This is a preview, not what is published." in page
    assert "Appeals to the SEND Tribunal" in below(page)
    assert not (preview.project.root / "outputs").exists()
    assert [folder.stat().st_mode & 0o777 for folder in preview.scratch.glob("send-*")] == [0o700]


def test_text_saved_in_a_notebook_is_seen(preview: Preview) -> None:
    notebook = preview.notebook()
    notebook.cells[-1] = type(notebook.cells[-1])(cell_type="markdown", id="said", metadata={}, source="Said just now.")
    preview.save(notebook)
    assert "Said just now." in below(preview.wait_for("Said just now."))


def test_a_cell_that_fails_is_told_with_its_code_above_the_last_whole_page_until_it_is_mended(preview: Preview) -> None:
    whole = preview.notebook()
    below_before = below(preview.wait_until_up_to_date())
    number = preview.project.end_with(BROKEN)[0]
    page = preview.wait_for(FAULT)
    assert f"notebooks/tribunal.ipynb, cell {number}: &lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert f"notebooks/tribunal.ipynb, cell {number}, line 3</strong>" in page
    assert "<mark>raise UsageError(f&quot;{told} &amp; more&quot;)</mark>" in page
    assert "<script>alert" not in page
    assert below(page) == below_before
    preview.save(whole)
    assert FAULT not in preview.wait_until_up_to_date()


def test_what_the_exporter_refuses_is_told_with_the_cell(preview: Preview) -> None:
    whole = preview.notebook()
    number = preview.project.end_with("print('of one child')")[0]
    said = shown_state(preview.wait_for(FAULT))
    assert f"cell {number} of notebooks/tribunal.ipynb: text that the cell prints." in said
    assert f"<strong>notebooks/tribunal.ipynb, cell {number}</strong>" in said
    preview.save(whole)
    preview.wait_until_up_to_date()


def test_faults_of_params_are_told_with_file_and_line(preview: Preview) -> None:
    preview.project.edit(PARAMS, r"^status: final", "status: <b>done</b>")
    said = shown_state(preview.wait_for(FAULT))
    assert "params/swindon/2022-06.yaml: 1 fault" in said
    assert "line 7, status:" in said
    assert "<b>done" not in said
    preview.project.edit(PARAMS, r"^status: .*", "status: final")
    preview.wait_until_up_to_date()


def test_an_extract_that_cannot_be_read_is_told(preview: Preview) -> None:
    extract = preview.project.root / "data" / "swindon" / "appeals.csv"
    rows = extract.read_bytes()
    extract.write_bytes(rows.split(b"\n", 1)[1])
    assert "appeals.csv" in shown_state(preview.wait_for(FAULT))
    extract.write_bytes(rows)
    preview.wait_until_up_to_date()
    assert not (preview.project.root / "outputs").exists()


def test_an_edit_of_the_package_is_seen(preview: Preview) -> None:
    module = preview.project.root / "send_analysis" / "measures" / "tribunal.py"
    text = module.read_text(encoding="utf-8")
    module.write_text("def def\n" + text, encoding="utf-8")
    assert "send_analysis/measures/tribunal.py, line 1: " in shown_state(preview.wait_for(FAULT))
    module.write_text(text, encoding="utf-8")
    style = preview.project.root / "send_analysis" / "present" / "style.css"
    style.write_text("/* edited */\n" + style.read_text(encoding="utf-8"), encoding="utf-8")
    preview.wait_until(lambda page: "/* edited */" in page and "Up to date" in page)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 0), (signal.SIGKILL, -signal.SIGKILL)])
def test_whichever_way_it_ends_no_process_and_no_row_is_left(tmp_path: Path, sent: signal.Signals, code: int) -> None:
    with preview_of(tmp_path) as preview:
        preview.project.end_with("import time", "time.sleep(600)")
        preview.wait_for("Running tribunal")
        started = preview.processes()
        preview.process.send_signal(sent)
        assert preview.process.wait(PATIENCE) == code
        assert psutil.wait_procs(started, PATIENCE)[1] == []
        assert list(preview.scratch.iterdir()) == []


def test_a_params_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    typed = [sys.executable, "-m", "send_analysis", "preview", "params/nobody/2022-06.yaml"]
    done = subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 10
    assert "there is no such params file" in done.stderr
