"""Pages, data files and PDFs are held to their rules before anything is published."""

import shutil
from pathlib import Path

import pikepdf
import pytest

from send_analysis.core.errors import PublicationError
from send_analysis.run.auditing import pass_the_gate
from tests.run.conftest import PARAMS, Project, tribunal_alone

pytestmark = pytest.mark.needs("pango")


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a run has published in all its forms."""
    project: Project = tribunal_alone(tmp_path_factory.mktemp("audited"))
    assert project.run("run", PARAMS, "--formats", "html,csv,pdf,xlsx").returncode == 0
    return project.output / "public"


@pytest.fixture
def public(published: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(published, tmp_path / "public"))


def stopped(public: Path) -> str:
    with pytest.raises(PublicationError) as caught:
        pass_the_gate(public, "static")
    return str(caught.value)


def test_what_a_run_has_made_passes_the_rules_for_pages_data_and_pdfs(public: Path) -> None:
    checks = pass_the_gate(public, "static")
    assert {check.result for check in checks} == {"PASS"}
    assert {check.check.partition(".")[0] for check in checks} >= {"gate", "screen", "pdf"}


def test_a_page_that_breaks_a_rule_stops_it(public: Path) -> None:
    page = public / "index.html"
    page.write_text(page.read_text(encoding="utf-8").replace(' lang="en-GB"', ""), encoding="utf-8")
    assert "index.html: the page does not say its language" in stopped(public)


def test_a_data_file_that_breaks_a_rule_stops_it(public: Path) -> None:
    data = public / "data" / "tribunal.csv"
    data.write_text(data.read_text(encoding="utf-8").replace("Local authority", "local authority"), encoding="utf-8")
    assert "tribunal.csv" in stopped(public)


def test_a_pdf_that_breaks_a_rule_stops_it(public: Path) -> None:
    with pikepdf.open(public / "index.pdf", allow_overwriting_input=True) as pdf:
        pdf.Root.Lang = "fr"
        pdf.save()
    assert "index.pdf: its language is fr, not en-GB." in stopped(public)


def test_a_release_of_pages_alone_is_held_to_the_rules_for_pages(public: Path) -> None:
    shutil.rmtree(public / "data")
    for path in public.glob("*.pdf"):
        path.unlink()
    assert "a link to data/" in stopped(public)
