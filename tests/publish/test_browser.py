"""The page as a browser shows it: it fits, one drawing of each chart is seen, and nothing is fetched."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode
from playwright.sync_api import Browser, Page

from send_analysis.publish.exporter import export

pytestmark = pytest.mark.needs("chromium")

DESKTOP, PHONE = 1280, 320
WIDTHS = pytest.mark.parametrize("width", [DESKTOP, 1024, 1023, 640, 639, PHONE])

Open = Callable[[int], Page]

#: Whether each drawing is seen, figure by figure: [wide, narrow].
DRAWINGS = """() => [...document.querySelectorAll("figure.chart")].map(figure =>
    [".wide", ".narrow"].map(name => figure.querySelector(name).checkVisibility()))"""

#: Texts outside charts whose contrast with what is behind them is below 4.5 to 1 (WCAG 2.2, 1.4.3).
PALE = """() => {
    const channels = colour => colour.match(/[\\d.]+/g).map(Number);
    const light = colour => channels(colour).slice(0, 3).map(c => c / 255)
        .map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
        .reduce((sum, c, at) => sum + c * [0.2126, 0.7152, 0.0722][at], 0);
    const behind = element => {
        const colour = getComputedStyle(element).backgroundColor;
        return (channels(colour)[3] ?? 1) > 0 || !element.parentElement ? colour : behind(element.parentElement);
    };
    return [...document.querySelectorAll("body *:not(svg *)")]
        .filter(element => [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
        .filter(element => {
            const pair = [light(getComputedStyle(element).color), light(behind(element))].sort((a, b) => b - a);
            return (pair[0] + 0.05) / (pair[1] + 0.05) < 4.5;
        })
        .map(element => element.outerHTML.slice(0, 80));
}"""


@pytest.fixture(scope="module")
def address(whole: Callable[[], NotebookNode], tmp_path_factory: pytest.TempPathFactory) -> str:
    path: Path = tmp_path_factory.mktemp("public") / "index.html"
    path.write_text(export(whole()), encoding="utf-8")
    return path.as_uri()


@pytest.fixture
def opened_at(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page in a window of a width."""
    pages = []

    def open_at(width: int) -> Page:
        page = browser.new_page(viewport={"width": width, "height": 800})
        pages.append(page)
        page.goto(address)
        return page

    yield open_at
    for page in pages:
        page.close()


@WIDTHS
def test_the_page_never_scrolls_sideways(opened_at: Open, width: int) -> None:
    page = opened_at(width)
    page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@WIDTHS
def test_one_drawing_of_each_chart_is_seen(opened_at: Open, width: int) -> None:
    drawings = opened_at(width).evaluate(DRAWINGS)
    assert drawings == [[width >= 640, width < 640]] * 2


def test_nothing_is_fetched(browser: Browser, address: str) -> None:
    page = browser.new_page()
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto(address, wait_until="networkidle")
    page.close()
    assert fetched == [address]


def test_a_wide_table_scrolls_in_its_own_region_under_a_caption_that_stays(opened_at: Open) -> None:
    region = opened_at(PHONE).locator("section > .scroll").first
    assert region.evaluate("each => each.scrollWidth > each.clientWidth")
    for scrolled in (0, 150):
        region.evaluate("(each, by) => { each.scrollLeft = by }", scrolled)
        inside, caption = region.bounding_box(), region.locator("caption").bounding_box()
        assert inside is not None
        assert caption is not None
        assert caption["x"] == pytest.approx(inside["x"], abs=1)
        assert caption["x"] + caption["width"] <= inside["x"] + inside["width"] + 1


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_text_stands_out_from_what_is_behind_it(opened_at: Open, width: int) -> None:
    assert opened_at(width).evaluate(PALE) == []


@pytest.mark.parametrize("width", [DESKTOP, PHONE])
def test_every_stop_of_the_keyboard_is_seen(opened_at: Open, width: int) -> None:
    page = opened_at(width)
    stops = page.evaluate("document.querySelectorAll('a, summary, [tabindex=\"0\"]').length")
    hidden = page.evaluate("[...document.querySelectorAll('details:not([open]) [tabindex=\"0\"]')].length")
    for _ in range(stops - hidden):
        page.keyboard.press("Tab")
        told = page.evaluate(
            """() => {
                const element = document.activeElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
                return [element.tagName, style.outlineStyle, box.left >= 0 && box.top >= -1 && box.width > 0];
            }"""
        )
        assert told[0] != "BODY"
        assert told[1:] == ["solid", True], told


def test_the_skip_link_leads_to_the_text(opened_at: Open) -> None:
    page = opened_at(DESKTOP)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_on_paper_the_definitions_are_open_and_the_contents_are_left_out(opened_at: Open) -> None:
    page = opened_at(DESKTOP)
    assert not page.locator("details.definitions dl").first.is_visible()
    page.emulate_media(media="print")
    assert page.locator("details.definitions dl").first.is_visible()
    assert not page.locator("nav").is_visible()
