"""Executed notebooks joined into one."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from send_analysis.core.errors import PublicationError
from send_analysis.publish.document import MARK, alone, join
from tests.publish.conftest import CONTEXT, code, named, notebook, opened, shown


def places(joined: nbformat.NotebookNode) -> list[tuple[str, str, int]]:
    marks = [cell["metadata"][MARK] for cell in joined["cells"]]
    return [(mark["section"], mark["notebook"], mark["cell"]) for mark in marks]


def test_cells_know_the_place_where_the_analyst_finds_them() -> None:
    joined = join([named("quality", "## Q"), named("tribunal", "## T")], CONTEXT)
    # The second of each is what papermill put in: it counts as the cell that it follows.
    assert [(section, cell) for section, _, cell in places(joined)] == [
        *(("quality", number) for number in (1, 1, 2, 3)),
        *(("tribunal", number) for number in (1, 1, 2, 3)),
    ]
    assert {name for _, name, _ in places(joined)} == {"notebooks/quality.ipynb", "notebooks/tribunal.ipynb"}


def test_a_notebook_without_parameters_cell_still_counts_from_1() -> None:
    injected = new_code_cell("", metadata={"tags": ["injected-parameters"]})
    joined = join([("quality", new_notebook(cells=[injected, new_markdown_cell("## Q")]))], CONTEXT)
    assert [cell for _, _, cell in places(joined)] == [1, 1]


def test_the_joined_notebook_is_valid_and_the_same_whenever_it_ran() -> None:
    one, other = (join([named("quality", "## Q", code(shown("<p>x</p>")))], CONTEXT) for _ in range(2))
    nbformat.validate(one)
    assert one == other
    assert dict(one["metadata"][MARK]) == CONTEXT


def test_joining_changes_nothing_of_what_it_is_given() -> None:
    given = notebook("quality", "## Q")
    before = nbformat.writes(given)
    join([("quality", given)], CONTEXT)
    assert nbformat.writes(given) == before


def test_no_notebooks_make_an_empty_document() -> None:
    assert join([], CONTEXT)["cells"] == []


def test_one_notebook_brings_its_own_context_without_what_is_said_of_the_whole_page() -> None:
    joined = alone("my quality.ipynb", notebook("quality", "## Q"))
    context = joined["metadata"][MARK]
    assert {"introduction", "teams", "teams_table"}.isdisjoint(context)
    assert context["title"] == CONTEXT["title"]
    assert places(joined)[-1] == ("quality", "my quality.ipynb", 3)


@pytest.mark.parametrize(
    "output",
    [shown("<p>x</p>"), nbformat.v4.new_output("display_data", metadata={MARK: {"kind": "release"}})],
    ids=["no release", "a release without context"],
)
def test_a_notebook_that_opened_no_release_is_refused(output: nbformat.NotebookNode) -> None:
    with pytest.raises(
        PublicationError, match=r"x.ipynb does not say which release it belongs to. Let its first cells open one"
    ):
        alone("x.ipynb", new_notebook(cells=[code(output)]))


def test_the_first_release_is_the_one_that_counts() -> None:
    twice = new_notebook(cells=[code(opened("quality"), opened("tribunal", {**CONTEXT, "title": "Another"}))])
    assert alone("x.ipynb", twice)["metadata"][MARK]["title"] == CONTEXT["title"]
