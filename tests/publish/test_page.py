"""The first gate for pages: a clean page passes, and each fault put into it is found."""

from collections.abc import Callable

import pytest
from nbformat import NotebookNode

from send_analysis.present.markdown import leads_outside
from send_analysis.publish.exporter import export
from send_analysis.publish.page import check_fragment, check_page

CLEAN = """<!doctype html>
<html lang="en-GB">
<head><title>SEND performance - Swindon</title><style>svg{clip-path:url(#clip)}</style></head>
<body>
<a href="#main">Skip</a> <a href="mailto:send@example.org">Write</a> <a href="data/figures.csv">Data</a>
<main id="main">
<h1>SEND performance</h1>
<section aria-labelledby="one"><h2 id="one">One</h2><h3>Below</h3></section>
<h2>Two</h2>
<table><caption>Grades</caption><tr><th>Good</th></tr></table>
<svg role="img" aria-labelledby="t d"><title id="t">A</title><desc id="d">B</desc><use href="#t"/></svg>
</main>
</body>
</html>
"""

DRAWING = "a drawing without role img, or without a title and description that it is labelled by"


@pytest.fixture(scope="module")
def real(whole: Callable[[], NotebookNode]) -> str:
    """A page as the exporter makes it, with every kind of part in it."""
    return export(whole())


def test_clean_pages_pass(real: str) -> None:
    assert check_page(CLEAN) == []
    assert check_page(real) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("<title>SEND performance - Swindon</title>", "", "the page has no title"),
        ("SEND performance - Swindon", " ", "the page has no title"),
        (' lang="en-GB"', "", "the page does not say its language"),
        ("<h1>SEND performance</h1>", "<p>SEND</p>", "the page has 0 headings of level 1; it must have one"),
        ("<h2>Two</h2>", "<h1>Two</h1>", "the page has 2 headings of level 1; it must have one"),
        ("<h3>Below</h3>", "<h4>Below</h4>", "line 8: a heading of level 4 after one of level 2"),
        (
            "<h2>Two</h2>",
            '<h2 id="one">Two</h2>',
            "line 9: the id one a second time (1 in all); is the same chart shown twice?",
        ),
        ("<h2>Two</h2>", "<h2>Two</h2>\n<script>x</script>", "line 10: the element script"),
        ("<h2>Two</h2>", '<iframe srcdoc="x"></iframe>', "line 9: the element iframe"),
        ("<h2>Two</h2>", '<img src="chart.png" alt="A chart">', "line 9: the element img"),
        ("<head>", '<head><link rel="stylesheet" href="style.css">', "line 3: the element link"),
        ("<head>", '<head><meta http-equiv="refresh" content="0">', "line 3: the element meta with http-equiv"),
        (
            "<h2>Two</h2>",
            "<h2 onmouseover=alert(1)>Two</h2>",
            "line 9: a script in the attribute onmouseover of the element h2",
        ),
        ("<h2>Two</h2>", "<h2 ONCLICK=alert(1)>Two</h2>", "line 9: a script in the attribute onclick of the element h2"),
        (
            "data/figures.csv",
            "ftp://example.org",
            "line 5: an address outside the page in the attribute href of the element a",
        ),
        (
            'href="#t"',
            'xlink:href="//x"',
            "line 11: an address outside the page in the attribute xlink:href of the element use",
        ),
        ("url(#clip)", "url(https://example.org/x)", "line 3: a style of the element style that fetches another file"),
        ("url(#clip)", "url( 'x.png')", "line 3: a style of the element style that fetches another file"),
        ("<style>", "<style>@import 'x.css';", "line 3: a style of the element style that fetches another file"),
        ("<h2>Two", '<h2 style="background:url(//x)">Two', "line 9: a style of the element h2 that fetches another file"),
        ("<caption>Grades</caption>", "", "line 10: a table without caption"),
        ("Grades</caption>", " </caption>", "line 10: a table without caption"),
        (' role="img"', "", f"line 11: {DRAWING}"),
        (' aria-labelledby="t d"', "", f"line 11: {DRAWING}"),
        (' aria-labelledby="t d"', ' aria-labelledby="t main"', f"line 11: {DRAWING}"),
        (
            'aria-labelledby="one"',
            'aria-labelledby="six"',
            "line 8: the element section is labelled by something that is not there",
        ),
        ('href="#main"', 'href="#top"', "line 5: a link to a part of the page that is not there"),
        ("Below", "{{ figure('x') }}", "line 8: a template that was not filled in"),
        ("Below", "{% if x %}", "line 8: a template that was not filled in"),
    ],
)
def test_one_fault_is_found(old: str, new: str, fault: str) -> None:
    assert old in CLEAN
    assert check_page(CLEAN.replace(old, new, 1)) == [fault]


def test_many_faults_are_all_found() -> None:
    assert check_page("") == [
        "the page has no title",
        "the page does not say its language",
        "the page has 0 headings of level 1; it must have one",
    ]
    faulty = CLEAN.replace("<h2>Two</h2>", '<script src="https://example.org/x.js" onload="x()"></script>')
    assert len(check_page(faulty)) == 3


def test_a_part_is_held_to_what_can_be_seen_in_it() -> None:
    assert check_fragment("<h4>Alone</h4><p id='x'></p><p id='x'></p>") == []
    assert check_fragment("<table></table><script></script><table></table>") == [
        "the element script.",
        "a table without caption.",
    ]


@pytest.mark.parametrize(
    "address", ["", "#contact", "data/x.csv", "/x", "?x", "mailto:a@b.c", "MAILTO:a@b.c", "tel:01793", "x/y:z"]
)
def test_addresses_on_the_page_or_of_a_reader(address: str) -> None:
    assert not leads_outside(address)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://example.org",
        "//example.org",
        " //example.org",
        "/\\example.org",
        "\\\\example.org",
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "\x01javascript:alert(1)",
        "data:text/html,x",
        "file:///x",
        "ftp://example.org",
    ],
)
def test_addresses_that_lead_outside(address: str) -> None:
    assert leads_outside(address)


def test_a_link_may_lead_a_reader_to_another_site() -> None:
    assert check_page(CLEAN.replace("data/figures.csv", "https://example.org/licence", 1)) == []
