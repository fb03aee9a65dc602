"""The notice at the head of a page that is not the one to read."""

import pytest
from bs4 import BeautifulSoup

from send_analysis.core.errors import PublicationError
from send_analysis.publish.site.notice import Notice, with_notice


def noticed(html: str) -> str:
    return with_notice(html, Notice("This has been replaced.", "../index.html", "Read it", "<b>, replaced"), "a page")


@pytest.mark.parametrize(
    "html",
    [
        "<main><h1>A</h1></main>",
        "<!-- <main> -->\n\n<MAIN\n id=main\n title='a > b'>\n<h1>A</h1></MAIN>",
        "<style>/* <main> */</style><script>'<main>'</script><p title='<main>'></p><main><h1>A</h1></main>",
        "ä€😀<br>\r\n\u2028\x0c<main><h1>A</h1></main>",
        "<main><h1>A</h1></main><main><h1>B</h1></main>",
    ],
)
def test_the_notice_is_the_first_thing_in_the_main_part(html: str) -> None:
    soup = BeautifulSoup(noticed(html), "html.parser")
    assert [soup.main.find(True).name, soup.main.find(True)["class"]] == ["p", ["replaced"]]
    assert len(soup.select(".replaced")) == 1


def test_nothing_else_of_the_page_is_changed() -> None:
    html = "<svg viewBox='0 0 1 1'/>\r\n<main>\r\n<h1>A</h1></main>"
    before, after = noticed(html).split('\n<p class="replaced"', 1)
    assert before + after[after.index("</p>") + 4 :] == html


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("A - a council", "A (<b>, replaced) - a council"),
        ("A - B - C", "A - B (<b>, replaced) - C"),
        ("A", "A (<b>, replaced)"),
    ],
)
def test_the_title_says_so_too_and_no_title_of_a_drawing(title: str, said: str) -> None:
    soup = BeautifulSoup(
        noticed(f"<TITLE lang=en>{title}</TITLE><main><svg><title>B - C</title></svg></main>"), "html.parser"
    )
    assert [title.get_text() for title in soup.find_all("title")] == [said, "B - C"]


def test_words_and_link_are_escaped() -> None:
    soup = BeautifulSoup(with_notice("<main></main>", Notice("<b>", '"><i>', "&amp;"), "a page"), "html.parser")
    assert soup.find(["b", "i"]) is None
    assert soup.a["href"] == '"><i>'
    assert soup.a.get_text() == "&amp;"


@pytest.mark.parametrize("html", ["", "<h1>A</h1>", "<!-- <main> -->", "<main"])
def test_a_page_without_a_main_part_is_named(html: str) -> None:
    with pytest.raises(PublicationError, match="a page has no main part"):
        noticed(html)
