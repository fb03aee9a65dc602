"""Drawings on paper: each chart is one picture with a description, and what only decorates is left out."""

import base64
import re
from collections.abc import Mapping
from html import unescape

from lxml.html import HtmlElement

#: The ink of drawings that take the colour of the text around them, as the page's style sheet has it.
INK = "#0b0c0c"

#: A picture has no page around it to take its letters from.
_LETTERS = "font-family:Arial,'Liberation Sans',Helvetica,sans-serif"

_SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
_TOLD = {name: re.compile(rf"<{name}\b[^>]*>(.*?)</{name}>", re.DOTALL) for name in ("title", "desc")}
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


def take_out(page_html: str) -> tuple[str, list[str]]:
    """The page with `<img data-drawing="0">` and so on in place of its drawings, and the drawings.

    They are taken out before the page is parsed, because a parser of HTML writes `viewBox` in small letters.
    """
    drawings = _SVG.findall(page_html)
    places = iter(range(len(drawings)))
    return _SVG.sub(lambda _: f'<img data-drawing="{next(places)}">', page_html), drawings


def put_back(page: HtmlElement, drawings: list[str], colours: Mapping[str, str]) -> None:
    """Make each drawing a picture, described; drop the narrow drawings and those without a description."""
    for narrow in page.find_class("narrow"):
        narrow.drop_tree()
    for picture in page.xpath("//img[@data-drawing]"):
        drawing = drawings[int(picture.attrib.pop("data-drawing"))]
        if said := description(drawing):
            picture.set("alt", said)
            picture.set("src", as_address(drawing, colours))
        else:
            picture.drop_tree()


def description(drawing: str) -> str:
    """What a drawing shows: its title and its description, the title once; empty for a drawing that only decorates."""
    title, desc = (_told(drawing, name) for name in ("title", "desc"))
    return desc if title in desc else f"{title.rstrip('.')}. {desc}".strip()


def as_address(drawing: str, colours: Mapping[str, str]) -> str:
    """A drawing as an address that holds it whole: with letters of its own and each colour written out."""
    alone = _VARIABLE.sub(lambda found: colours.get(found[1]) or found[2] or INK, drawing).replace("currentColor", INK)
    for told in _TOLD.values():
        alone = told.sub("", alone)
    alone = alone.replace("<svg", f'<svg xmlns="http://www.w3.org/2000/svg" style="{_LETTERS}"', 1)
    return f"data:image/svg+xml;base64,{base64.b64encode(alone.encode()).decode()}"


def _told(drawing: str, name: str) -> str:
    found = _TOLD[name].search(drawing)
    return " ".join(unescape(found[1]).split()) if found else ""
