"""The page made ready for paper."""

import base64

import pytest
from lxml.html import HtmlElement, document_fromstring

from send_analysis.publish.pdf.drawings import description
from send_analysis.publish.pdf.prepare import for_print

CHART = (
    '<figure class="chart"><figcaption>Plans</figcaption>'
    '<div class="wide"><svg viewBox="0 0 9 9" role="img"><title>Plans</title><desc>Line chart: Plans. From 1 to 2.</desc>'
    '<path style="stroke:var(--blue)"/><text fill="currentColor">May</text></svg></div>'
    '<div class="narrow"><svg viewBox="0 0 4 4" role="img"><title>Plans</title><desc>Narrow.</desc></svg></div></figure>'
)


def prepared(body: str, address: str | None = None) -> HtmlElement:
    head = "<head><title>T</title><style>:root{--blue:#12436d}</style></head>"
    page = f"<!doctype html><html lang='en-GB'>{head}<body>{body}</body></html>"
    return document_fromstring(for_print(page, address))


def rows(count: int, columns: int) -> str:
    row = f"<tr><th scope='row'>a</th>{(columns - 1) * '<td>1</td>'}</tr>"
    return f"<div class='scroll'><table>{count * row}</table></div>"


def test_a_chart_is_one_picture_that_says_what_it_shows() -> None:
    (picture,) = prepared(CHART).iter("img")
    assert picture.get("alt") == "Line chart: Plans. From 1 to 2."
    drawing = base64.b64decode(picture.get("src").removeprefix("data:image/svg+xml;base64,")).decode()
    assert 'viewBox="0 0 9 9"' in drawing
    assert "stroke:#12436d" in drawing
    assert "currentColor" not in drawing


def test_a_title_that_the_description_does_not_say_is_put_before_it() -> None:
    drawing = "<svg><title>Plans &amp; appeals</title><desc>From 1 to 2.</desc></svg>"
    assert description(drawing) == "Plans & appeals. From 1 to 2."


def test_a_drawing_that_only_decorates_is_left_out() -> None:
    assert not list(prepared('<p><svg aria-hidden="true"><path d=""/></svg>Text</p>').iter("img"))


def test_terms_are_items_of_a_list_with_all_their_words() -> None:
    grouped = "<dl class='facts'><div><dt>Period</dt><dd>May</dd></div></dl>"
    page = prepared(grouped + "<dl><dt>A</dt><dd>b</dd><dd>c</dd><dt>D</dt><dd>e</dd></dl>")
    assert [[item.text_content() for item in terms] for terms in page.iter("ul")] == [["PeriodMay"], ["Abc", "De"]]
    assert not page.xpath("//dl | //dt | //dd | //ul/div")


def test_what_is_folded_away_is_open_and_a_charts_table_has_its_caption_once() -> None:
    chart = "<figure><details><summary>Table</summary></details></figure>"
    page = prepared(f"<details><summary>Measures</summary><p>All</p></details>{chart}")
    assert not page.xpath("//details | //summary")
    assert [each.text for each in page.find_class("summary")] == ["Measures"]


@pytest.mark.parametrize(
    ("table", "marks"),
    [
        (rows(2, 3), {"few", "short"}),
        (rows(20, 5), {"plain"}),
        (rows(20, 6), {"smaller"}),
        (rows(20, 9), {"smallest"}),
        (rows(20, 15), {"turned"}),
        (rows(61, 2), {"few", "long"}),
    ],
)
def test_a_table_is_marked_by_its_size(table: str, marks: set[str]) -> None:
    (found,) = prepared(table).iter("table")
    assert set(found.get("class").split()) == marks


def test_a_link_to_a_file_leads_to_the_web_or_is_plain_text() -> None:
    files = "<p><a href='data/a.csv'>Data</a></p><ul><li><a href='data/b.csv'>More</a></li></ul>"
    body = f"<p>See <a href='paper.html'>the paper</a></p>{files}<a href='#x'>x</a>"
    leading = prepared(body, "https://example.org/2022-06/").xpath("//a/@href")
    assert leading == [f"https://example.org/2022-06/{file}" for file in ("paper.html", "data/a.csv", "data/b.csv")] + ["#x"]
    alone = prepared(body)
    assert alone.xpath("//a/@href") == ["#x"]
    assert [each.text_content() for each in alone.iter("p")] == ["See the paper"]
    assert [each.text_content() for each in alone.iter("li")] == ["More"]


LEADING = (
    "<nav><ul><li><a href='#plans'>Plans</a></li><li><a href='#data'>Data to download</a></li></ul></nav>"
    "<h2 id='plans'>Plans</h2>"
    "<p class='other'>There is an <a href='easy-read.html'>easy-read summary</a>.</p>"
    "<p class='other'><a href='index.pdf'>This page as a PDF</a></p>"
    "<section aria-labelledby='data'><h2 id='data'>Data to download</h2>"
    "<ul><li><a href='data/a.csv'>A (CSV)</a></li></ul></section>"
    "<footer><ul><li>Status: final</li><li><a href='paper.html'>The paper</a></li>"
    "<li><a href='https://www.gov.uk'>Licence</a></li></ul></footer>"
)


def test_what_only_leads_to_files_beside_the_page_is_left_out_of_paper_that_has_no_address() -> None:
    page = prepared(LEADING)
    assert [item.text_content() for item in page.iter("li")] == ["Plans", "Status: final", "Licence"]
    assert "summary" not in page.find("body").text_content()
    assert not page.xpath("//*[@id='data'] | //p[@class='other']")


def test_paper_that_has_an_address_leads_to_all_but_itself() -> None:
    page = prepared(LEADING, "https://example.org/2022-06/")
    assert [each.text_content() for each in page.find_class("other")] == ["There is an easy-read summary."]
    assert "https://example.org/2022-06/data/a.csv" in page.xpath("//a/@href")
    assert page.xpath("//nav//li/@data-page") == ["#plans", "#data"]


def test_each_line_of_the_contents_knows_its_page() -> None:
    assert prepared("<nav><ul><li><a href='#a'>A</a></li></ul></nav>").xpath("//li/@data-page") == ["#a"]


@pytest.mark.parametrize(("parts", "marks"), [(4, "short"), (5, "")])
def test_contents_of_few_parts_are_marked_as_short(parts: int, marks: str) -> None:
    lines = "".join(f"<li><a href='#p{at}'>Part</a></li>" for at in range(parts))
    [nav] = prepared(f"<nav><ul>{lines}</ul></nav>").iter("nav")
    assert nav.get("class", "") == marks


def test_a_whole_page_keeps_its_words_and_loses_what_paper_cannot_do(page_html: str) -> None:
    page = document_fromstring(for_print(page_html))
    assert not page.xpath("//svg | //*[@tabindex or @role] | //*[contains(@class, 'skip') or contains(@class, 'narrow')]")
    assert len(page.xpath("//figure//img[@alt]")) == page_html.count('<figure class="chart">')
    assert for_print(page_html) == for_print(page_html)
