"""One small page as a PDF, made once."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from send_analysis.core.params import load_params
from send_analysis.publish.exporter import export
from send_analysis.publish.publication import Publication
from tests.project import ROOT


@pytest.fixture(scope="session")
def publication() -> Publication:
    """The facts of Swindon's release."""
    return Publication.of(load_params(ROOT / "params/swindon/2022-06.yaml"))


@pytest.fixture(scope="session")
def page_html(whole: Callable[[], NotebookNode]) -> str:
    """A page with tiles, both kinds of chart, wide and narrow tables, and a list of posts."""
    return export(whole())


@pytest.fixture(scope="session")
def printed(page_html: str, publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That page as a PDF; a test that asks for it is marked as needing Pango."""
    from send_analysis.publish.pdf.write import write_pdf

    path = tmp_path_factory.mktemp("public") / "index.pdf"
    write_pdf(page_html, publication, path)
    return path
