"""The committee paper as a document: its head, its pieces in order, the same gate as for the page, and paper to print on."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from nbformat import NotebookNode
from playwright.sync_api import Browser

from send_analysis.core.errors import PublicationError
from send_analysis.present import paper
from send_analysis.publish.document import alone, join
from send_analysis.publish.exporter import export
from send_analysis.publish.page import check_page
from tests.publish.conftest import code, notebook, opened, shown
from tests.publish.test_browser import PALE

HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)>"""

LONG = "An update report be provided to the committee on the revisions made to the plan and the progress made. " * 3

CONTEXT: dict[str, Any] = {
    "document": "committee_paper",
    "title": "Update on SEND",
    "publisher": "Oldham Council",
    "authority": "Oldham",
    "period": "2019",
    "as_at": "31 August 2020",
    "notice": "Example: Oldham Council did not write this.",
    "facts": [
        {"name": "Report to", "value": "Performance and Value for Money Select Committee"},
        {"name": "Report author", "value": "Director of Education", "email": "director@example.org"},
    ],
    "others": [{"title": "SEND performance: 2019", "file": "index.html"}],
}

CELLS: list[NotebookNode | str] = [
    "## Summary for members",
    code(shown(f"<p>{LONG}</p>")),
    "## Recommendations",
    code(shown(paper.recommendations(["note the report;", "agree to the plan."]))),
    "## Risks",
    code(shown(paper.risks([(LONG, LONG, "Head of Service"), (LONG, LONG, "")]))),
    "## Glossary",
    code(shown(paper.abbreviations({"SEND": "special educational needs and disability"}))),
]


def joined(*cells: NotebookNode | str, **context: Any) -> NotebookNode:
    return join([("committee_paper", notebook("committee_paper", *(cells or CELLS)))], CONTEXT | context)


@pytest.fixture(scope="module")
def html() -> str:
    return export(joined())


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in page.select(selector)]


# It works


def test_the_head_gives_title_notice_facts_and_the_other_document(html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert page.head.title.get_text() == "Update on SEND - Oldham Council"
    assert texts(page, "main .notice") == ["Example: Oldham Council did not write this."]
    assert texts(page, ".head dt") == ["Report to", "Report author"]
    assert texts(page, ".head dd")[1] == "Director of Education director@example.org"
    assert page.select_one(".head a")["href"] == "mailto:director@example.org"
    assert page.select_one(".other a")["href"] == "index.html"


def test_the_pieces_stand_in_the_order_of_the_notebook_and_pass_the_gate(html: str) -> None:
    page = BeautifulSoup(html, "html.parser")
    assert texts(page, "section > h2") == ["Summary for members", "Recommendations", "Risks", "Glossary"]
    assert texts(page, "nav a") == texts(page, "section > h2")
    assert check_page(html) == []


def test_the_page_beside_it_leads_to_the_paper() -> None:
    context = {key: CONTEXT[key] for key in ("title", "publisher", "authority", "period", "as_at")}
    others = [{"title": "Update on SEND", "file": "committee-paper.html"}]
    page = BeautifulSoup(
        export(join([("tribunal", notebook("tribunal", "## Appeals"))], {**context, "others": others})), "html.parser"
    )
    assert page.body["class"] == ["performance-page"]
    assert page.select_one(".other a")["href"] == "committee-paper.html"


def test_the_same_notebook_gives_the_same_bytes(html: str) -> None:
    assert export(joined()) == html


def test_its_notebook_by_itself_is_exported_as_the_paper() -> None:
    cells = notebook("committee_paper", "## Purpose")
    cells.cells[2] = code(opened("committee_paper", CONTEXT))
    page = BeautifulSoup(export(alone("committee_paper.ipynb", cells)), "html.parser")
    assert page.body["class"] == ["committee-paper"]
    assert texts(page, "h1") == ["Update on SEND"]


# What must not be published


def test_the_refusals_are_those_of_the_page() -> None:
    bare = NotebookNode(output_type="execute_result", data={"text/plain": "x"}, metadata={}, execution_count=1)
    with pytest.raises(PublicationError) as refused:
        export(joined("## Purpose", code(bare), code(shown("<p onclick='x'>x</p>")), "# Title"))
    for named in (
        "cell 4",
        "has not passed disclosure control",
        "a script in the attribute onclick",
        "a heading of level 1",
    ):
        assert named in str(refused.value)


def test_a_document_that_there_is_not_is_refused() -> None:
    with pytest.raises(PublicationError, match="document: Input should be 'performance_page' or 'committee_paper'"):
        export(joined(document="../../etc/passwd"))


@pytest.mark.parametrize("key", ["title", "publisher", "notice", "as_at"])
def test_hostile_text_in_the_head_stays_text(key: str) -> None:
    html = export(joined(**{key: HOSTILE}))
    assert "<script" not in html
    assert "<img" not in html
    assert HOSTILE in BeautifulSoup(html, "html.parser").get_text()


def test_hostile_facts_and_names_of_documents_stay_text() -> None:
    facts = [{"name": HOSTILE, "value": HOSTILE, "email": f"{HOSTILE[:28]}@example.org"}]
    html = export(joined(facts=facts, others=[{"title": HOSTILE, "file": "index.html"}]))
    assert "<script" not in html
    assert "<img" not in html


# As a browser shows and prints it


@pytest.fixture(scope="module")
def at(browser: Browser, html: str, tmp_path_factory: pytest.TempPathFactory) -> Callable[[int], Any]:
    path: Path = tmp_path_factory.mktemp("public") / "committee-paper.html"
    path.write_text(html, encoding="utf-8")

    def open_at(width: int) -> Any:
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(path.as_uri())
        return page

    return open_at


@pytest.mark.parametrize("width", [1280, 640, 320])
def test_it_never_scrolls_sideways_and_its_text_stands_out(at: Callable[[int], Any], width: int) -> None:
    page = at(width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(PALE) == []


def test_on_a_phone_a_row_of_words_is_a_block_and_nothing_has_to_be_scrolled(at: Callable[[int], Any]) -> None:
    page = at(320)
    regions = page.locator(".scroll")
    assert regions.count() == 2
    assert regions.evaluate_all("all => all.every(each => each.scrollWidth <= each.clientWidth)")
    head = page.locator("td").first.evaluate("each => getComputedStyle(each, '::before').content")
    assert head == '"What is done about it: "'


def test_on_a_phone_a_screen_reader_still_finds_tables_rows_and_headers(at: Callable[[int], Any]) -> None:
    page = at(320)
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    roles = Counter(node["role"]["value"] for node in tree if not node["ignored"])
    found = {role: roles[role] for role in ("table", "caption", "row", "columnheader", "rowheader", "cell")}
    assert found == {"table": 2, "caption": 2, "row": 5, "columnheader": 5, "rowheader": 3, "cell": 5}


def test_the_summary_is_a_printed_page_and_the_contents_are_left_out(at: Callable[[int], Any]) -> None:
    page = at(1280)
    page.emulate_media(media="print")
    assert not page.locator("nav").is_visible()
    assert page.locator("section").first.evaluate("each => getComputedStyle(each).breakAfter") == "page"
    pages = page.pdf(prefer_css_page_size=True).count(b"/Type /Page\n")
    assert pages == 2
