"""A first gate for pages: what is seen in the HTML alone, without a browser."""

import re
from collections.abc import Callable, Iterator

from bs4 import BeautifulSoup, Tag

from send_analysis.present.markdown import leads_outside

Found = Iterator[tuple[Tag, str]]
Rule = Callable[[BeautifulSoup], Found]

#: Elements that bring in other files, run something or send something. Charts are drawn in the page, as SVG.
_REFUSED = (
    *("script", "iframe", "frame", "object", "embed", "applet", "link", "base", "form"),
    *("img", "picture", "video", "audio", "source", "track"),
)

_ADDRESSES = ("href", "xlink:href", "src", "background")
#: Where a link may lead a reader; nothing is loaded from there.
_WEB = ("https://", "http://")
_STYLE_REFERENCE = re.compile(r"@import|url\(\s*[\"']?(?!#)", re.IGNORECASE)
_HEADING = re.compile(r"h([1-6])")
_UNFILLED = re.compile(r"\{\{|\{%")


def check_page(html: str) -> list[str]:
    """What is wrong with a page, each fault with its line; empty when nothing was found."""
    soup = _parsed(html)
    faults = [f"line {tag.sourceline}: {what}" for rule in (*_ANYWHERE, *_ON_A_PAGE) for tag, what in rule(soup)]
    return [*_missing(soup), *faults, *_unfilled(html)]


def check_fragment(html: str) -> list[str]:
    """What is wrong with a part of a page, by the rules that need not see the rest."""
    soup = _parsed(html)
    found = dict.fromkeys(what for rule in _ANYWHERE for _, what in rule(soup))
    return [f"{what}." for what in found]


def _parsed(html: str) -> BeautifulSoup:
    return BeautifulSoup(html, "html.parser")


def _missing(soup: BeautifulSoup) -> Iterator[str]:
    if soup.head is None or soup.head.title is None or not soup.head.title.get_text().strip():
        yield "the page has no title"
    if soup.html is None or not soup.html.get("lang"):
        yield "the page does not say its language"
    if (number := len(soup.find_all("h1"))) != 1:
        yield f"the page has {number} headings of level 1; it must have one"


def _unfilled(html: str) -> Iterator[str]:
    for number, line in enumerate(html.splitlines(), start=1):
        if _UNFILLED.search(line):
            yield f"line {number}: a template that was not filled in"


def _refused_elements(soup: BeautifulSoup) -> Found:
    for tag in soup.find_all(_REFUSED):
        yield tag, f"the element {tag.name}"
    for tag in soup.select("meta[http-equiv]"):
        yield tag, "the element meta with http-equiv"


def _handlers(soup: BeautifulSoup) -> Found:
    for tag in soup.find_all(True):
        for name in tag.attrs:
            if name.lower().startswith("on"):
                yield tag, f"a script in the attribute {name} of the element {tag.name}"


def _addresses(soup: BeautifulSoup) -> Found:
    for tag in soup.find_all(True):
        for name in _ADDRESSES:
            address = str(tag.get(name, ""))
            if leads_outside(address) and not (tag.name == "a" and name == "href" and address.startswith(_WEB)):
                yield tag, f"an address outside the page in the attribute {name} of the element {tag.name}"
        if _STYLE_REFERENCE.search(str(tag.get("style", "")) + (tag.get_text() if tag.name == "style" else "")):
            yield tag, f"a style of the element {tag.name} that fetches another file"


def _captions(soup: BeautifulSoup) -> Found:
    for tag in soup.find_all("table"):
        caption = tag.find("caption", recursive=False)
        if caption is None or not caption.get_text().strip():
            yield tag, "a table without caption"


def _drawings(soup: BeautifulSoup) -> Found:
    for tag in soup.find_all("svg"):
        names = str(tag.get("aria-labelledby", "")).split()
        if tag.get("role") != "img" or not names or not all(tag.find(id=name) for name in names):
            yield tag, "a drawing without role img, or without a title and description that it is labelled by"


def _heading_order(soup: BeautifulSoup) -> Found:
    before = 1
    for tag in soup.find_all(_HEADING):
        level = int(tag.name[1])
        if level > before + 1:
            yield tag, f"a heading of level {level} after one of level {before}"
        before = level


def _repeated_ids(soup: BeautifulSoup) -> Found:
    seen: set[str] = set()
    repeated = []
    for tag in soup.find_all(id=True):
        if tag["id"] in seen:
            repeated.append(tag)
        seen.add(str(tag["id"]))
    if repeated:
        yield (
            repeated[0],
            f"the id {repeated[0]['id']} a second time ({len(repeated)} in all); is the same chart shown twice?",
        )


def _references(soup: BeautifulSoup) -> Found:
    ids = {str(tag["id"]) for tag in soup.find_all(id=True)}
    for tag in soup.select("[href^='#']"):
        if str(tag["href"])[1:] not in ids:
            yield tag, "a link to a part of the page that is not there"
    for tag in soup.select("[aria-labelledby]"):
        if not ids.issuperset(str(tag["aria-labelledby"]).split()):
            yield tag, f"the element {tag.name} is labelled by something that is not there"


_ANYWHERE: tuple[Rule, ...] = (_refused_elements, _handlers, _addresses, _captions, _drawings)
_ON_A_PAGE: tuple[Rule, ...] = (_heading_order, _repeated_ids, _references)
