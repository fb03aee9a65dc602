"""A clean folder as a run would publish it, to put defects into."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from nbformat import NotebookNode

from send_analysis.publish.document import join
from send_analysis.publish.exporter import export
from send_analysis.publish.gate.source import Folder, Source
from tests.publish.conftest import CONTEXT, named

DATA = frozenset(("index.html", "quality.html", "data/timeliness.csv", "data/timeliness_calendar_years.csv", "data.xlsx"))


@pytest.fixture(scope="session")
def clean(whole: Callable[[], NotebookNode]) -> str:
    """A page with every kind of part in it."""
    return export(whole())


@pytest.fixture(scope="session")
def folder_of() -> Callable[[str], Folder]:
    """Makes a folder of a page: another page stands beside it, and two files of data."""
    context = {**deepcopy(CONTEXT), "title": "Quality of plans: May 2022 to 22 June 2022"}
    beside = Source.read(
        export(join([named("quality", "## Quality of plans\n\nTeam leaders audit plans.")], context)), "quality.html"
    )
    return lambda html: Folder((Source.read(html, "index.html"), beside), DATA)
