"""What must not be published is refused, named by cell, and never repeated."""

from collections.abc import Mapping

import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from send_analysis.core.errors import PublicationError
from send_analysis.publish.document import MARK, join
from send_analysis.publish.exporter import export
from send_analysis.show import MARK as MARK_OF_SHOW
from tests.publish.conftest import code, joined, named, opened, shown

#: Stands for a child's row in every output below.
SECRET = "Alex Smith, born 3 May 2014"

BARE = (
    "a table or value that has not passed disclosure control. "
    "Show it with release.show, end the line with a semicolon, or delete it."
)
UNKNOWN = "an output of a kind that this version does not know. Show figures with release.show, and run the notebook again."

#: A table as pandas shows it.
TABLE = {"text/html": f"<table><tr><td>{SECRET}</td></tr></table>", "text/plain": SECRET}


def displayed(data: Mapping[str, str], **metadata: object) -> NotebookNode:
    return new_output("display_data", dict(data), metadata=metadata)


def value(data: Mapping[str, str], **metadata: object) -> NotebookNode:
    return new_output("execute_result", dict(data), metadata=metadata, execution_count=1)


def refusal(*cells: NotebookNode | str) -> str:
    """The message with which a page of these cells is refused; the first of them is cell 4."""
    with pytest.raises(PublicationError) as refused:
        export(joined("## Heading", *cells))
    assert refused.value.exit_code == 15
    return str(refused.value)


def test_marked_outputs_and_the_banner_pass() -> None:
    page = export(joined("## Heading", code(shown("<p>a figure</p>"), opened("timeliness"))))
    assert "<p>a figure</p>" in page
    assert "the banner" not in page


@pytest.mark.parametrize(
    ("output", "what"),
    [
        (
            new_output("stream", name="stdout", text=SECRET),
            "text that the cell prints. Delete the print, or say it in a Markdown cell or with release.show.text.",
        ),
        (
            new_output("stream", name="stderr", text=SECRET),
            "a warning or another message of the program (stderr). Mend its cause.",
        ),
        (
            new_output("error", ename="KeyError", evalue=SECRET, traceback=[SECRET]),
            "an error. Mend the cell and run the notebook again.",
        ),
        (value(TABLE), BARE),
        (value({"text/plain": SECRET}), BARE),
        (value(TABLE, send_analysis={"kind": "shown"}), BARE),
        (displayed(TABLE), BARE),
        (displayed({"text/markdown": SECRET}), BARE),
        (displayed(TABLE, send_analysis="shown"), BARE),
        (
            displayed({"image/png": "aGVsbG8=", "text/plain": SECRET}),
            "a picture that has not passed disclosure control. Draw charts with release.show.",
        ),
        (
            value({"image/svg+xml": f"<svg>{SECRET}</svg>"}),
            "a picture that has not passed disclosure control. Draw charts with release.show.",
        ),
        (
            displayed({"application/vnd.jupyter.widget-view+json": {"model_id": SECRET}, "text/plain": SECRET}),
            "a widget, which works only in JupyterLab. Delete it, or show figures with release.show.",
        ),
        (displayed({"application/javascript": SECRET}), "JavaScript. A page has no script: delete it."),
        (displayed({"text/html": SECRET}, send_analysis={"kind": "draft"}), UNKNOWN),
        (displayed({"text/html": SECRET}, send_analysis={}), UNKNOWN),
        (displayed({"text/plain": SECRET}, send_analysis={"kind": "shown"}), UNKNOWN),
        (displayed({"text/html": SECRET, "image/png": "aGVsbG8="}, send_analysis={"kind": "shown"}), UNKNOWN),
    ],
)
def test_one_output_is_refused_by_its_cell_and_not_repeated(output: NotebookNode, what: str) -> None:
    message = refusal(code(output))
    assert message == (
        f"Nothing is published, because of what these cells hold:\n  cell 4 of notebooks/timeliness.ipynb: {what}"
    )
    assert SECRET not in message


@pytest.mark.parametrize(
    ("html", "what"),
    [
        ("<script>alert(1)</script>", "the element script."),
        ('<p onclick="alert(1)">x</p>', "a script in the attribute onclick of the element p."),
        ('<a href="http://example.org">The site</a>', "an address outside the page in the attribute href of the element a."),
        ('<table><tr><th scope="row">One</th><td>1</td></tr></table>', "a table without caption."),
        ("<svg></svg>", "a drawing without role img, or without a title and description that it is labelled by."),
    ],
)
def test_what_was_shown_is_held_to_the_rules_of_the_page(html: str, what: str) -> None:
    assert refusal(code(shown(html))).endswith(f"cell 4 of notebooks/timeliness.ipynb: {what}")


def test_many_faults_are_told_at_once_grouped_by_kind_and_notebook() -> None:
    def bare() -> NotebookNode:
        return code(value(TABLE), value(TABLE))

    printed = code(new_output("stream", name="stdout", text=SECRET))
    notebooks = [
        named("timeliness", "## One", bare(), printed, bare(), bare()),
        named("quality", "## Two", code(shown("<p>fine</p>")), bare()),
    ]
    with pytest.raises(PublicationError) as refused:
        export(join(notebooks, joined()["metadata"][MARK]))
    assert str(refused.value).splitlines()[1:] == [
        f"  cells 4, 6 and 7 of notebooks/timeliness.ipynb: {BARE}",
        "  cell 5 of notebooks/timeliness.ipynb: "
        "text that the cell prints. Delete the print, or say it in a Markdown cell or with release.show.text.",
        f"  cell 5 of notebooks/quality.ipynb: {BARE}",
    ]


@pytest.mark.parametrize(
    ("markdown", "what"),
    [
        ("# Title", 'a heading of level 1. The page has one already: begin a section with "## ".'),
        ("> ## Quoted", "a heading inside a list or a quotation. Move it out."),
        ("##", "a heading without text. Name it or delete it."),
        ("#### Deep", "a heading of level 4 after one of level 2. Skip none."),
        ("![a chart](chart.png)", "a picture. Show a chart with release.show, or say it in words."),
        ("![a chart](attachment:chart.png)", "a picture. Show a chart with release.show, or say it in words."),
        ("[law](https://example.org)", "a link to another site. The page stands alone: name the source in words."),
        ("<https://example.org>", "a link to another site. The page stands alone: name the source in words."),
        ("[x](//example.org)", "a link to another site. The page stands alone: name the source in words."),
        ("|a|b|\n|-|-|\n|1|2|", 'a table without caption. Write a paragraph "Table: what it shows" before it.'),
    ],
)
def test_markdown_is_refused_by_its_cell(markdown: str, what: str) -> None:
    assert refusal(markdown).endswith(f"\n  cell 4 of notebooks/timeliness.ipynb: {what}")


@pytest.mark.parametrize("first", ["Words.", "### Too deep", code(shown("<p>a figure</p>"))])
def test_what_is_published_before_the_first_heading_is_refused(first: NotebookNode | str) -> None:
    with pytest.raises(
        PublicationError, match=r'cell 3 of .*before the first heading. Begin the notebook with a Markdown cell "## …"'
    ):
        export(joined(first, "## Heading"))


def test_a_notebook_does_not_write_into_the_section_of_the_one_before() -> None:
    notebooks = [named("timeliness", "## One"), named("quality", "Words.")]
    with pytest.raises(PublicationError, match=r"cell 3 of notebooks/quality.ipynb: something to publish before"):
        export(join(notebooks, joined()["metadata"][MARK]))


def test_cells_without_output_and_raw_cells_are_no_fault() -> None:
    raw = NotebookNode(cell_type="raw", id="raw", metadata={}, source=SECRET)
    page = export(joined("## Heading", code(), raw, new_code_cell("")))
    assert SECRET not in page


def test_the_mark_is_the_one_that_release_show_makes() -> None:
    assert MARK == MARK_OF_SHOW
