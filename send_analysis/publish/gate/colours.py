"""Colours as the page's style sheet and drawings state them: they stand apart, and say nothing alone."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.core.contrast import contrast
from send_analysis.publish.gate.css import Block, blocks, resolved, variables
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value, words

#: WCAG 2.2: 1.4.3 for text, 1.4.11 for what else must be seen.
TEXT, OTHER = 4.5, 3.0

#: WCAG 2.2, 1.4.3: text of this size, or bold from the other, needs only :data:`OTHER`.
LARGE_REM = 1.5


#: Elements that stand on the page’s own ground, wherever they are in each other.
_ON_PAGE = {"html", "body", "main", "section", "article", "p", "ul", "ol", "li", "h1", "h2", "h3", "h4"}

_FOCUS_MARKS = ("outline", "outline-color", "box-shadow", "background", "border")

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_RGB = re.compile(r"rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)\s*\)")

#: CSS Color 4, 6.1: the names that people write; a page's own style sheet has codes.
_NAMES = {
    **{
        "black": "#000000",
        "silver": "#c0c0c0",
        "gray": "#808080",
        "grey": "#808080",
        "white": "#ffffff",
        "maroon": "#800000",
    },
    **{
        "red": "#ff0000",
        "purple": "#800080",
        "fuchsia": "#ff00ff",
        "green": "#008000",
        "lime": "#00ff00",
        "olive": "#808000",
    },
    **{"yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff", "teal": "#008080", "aqua": "#00ffff", "orange": "#ffa500"},
    **{"lightgrey": "#d3d3d3", "lightgray": "#d3d3d3", "darkgrey": "#a9a9a9", "darkgray": "#a9a9a9", "pink": "#ffc0cb"},
}


@rule(
    "contrast",
    f"Text stands out from what is behind it by {TEXT} to 1, in the light and in the dark scheme.",
    "WCAG 1.4.3",
    "Choose a darker or lighter colour; the palette’s pairs are in present/style.css.",
)
def palette(page: Source) -> Found:
    """By the colours that one style states together; a colour stated alone is held against that of the page."""
    for dark in (False, True):
        known = variables(page.styles, dark)
        behind = _page_colour(page.styles, known, dark)
        for block in _seen(page.styles, dark):
            text, ground = _colours(block, known)
            needed = OTHER if _is_large(block) else TEXT
            if text and (found := contrast(text, ground or behind)) < needed and (ground or _on_page(block)):
                scheme = "dark" if dark else "light"
                yield Finding(
                    None, f"{block.selector}: {text} on {ground or behind} is {found:.2f} to 1 in the {scheme} scheme"
                )


@rule(
    "inline_contrast",
    f"Text with a style of its own stands out by {TEXT} to 1.",
    "WCAG 1.4.3",
    "Delete the attribute style; the page has a style sheet.",
    reach="part",
)
def inline_contrast(page: Source) -> Found:
    """Outside drawings; where the style states no ground, the page is taken to be white."""
    known = variables(page.styles, dark=False)
    for tag in page.tags:
        if "color" in value(tag, "style") and not inside(tag, "svg"):
            text, ground = _colours(Block("", (), stated_by(tag)), known)
            if text and words(tag) and (found := contrast(text, ground or "#ffffff")) < TEXT:
                yield Finding(tag, f"{text} on {ground or 'white'} is {found:.2f} to 1 in the element {tag.name}")


@rule(
    "focus_contrast",
    f"The mark of what has the focus stands out from the page by {OTHER} to 1.",
    "WCAG 1.4.11, 2.4.13",
    "Give the outline a second colour (box-shadow), one dark and one light.",
)
def focus_contrast(page: Source) -> Found:
    """One of the colours of the mark is enough: a yellow outline with a black shadow is seen everywhere."""
    for dark in (False, True):
        known = variables(page.styles, dark)
        behind = _page_colour(page.styles, known, dark)
        for block in _seen(page.styles, dark):
            marks = [block.declarations.get(name, "") for name in _FOCUS_MARKS]
            colours = _HEX.findall(resolved(" ".join(marks), known))
            if ":focus" in block.selector and colours and max(contrast(each, behind) for each in colours) < OTHER:
                yield Finding(None, f"the focus of {block.selector} is not seen in the {'dark' if dark else 'light'} scheme")


def hex_of(written: str) -> str:
    """The first colour code of a value; empty where it has none."""
    found = _HEX.search(written)
    return found[0] if found else ""


def stated_by(tag: Tag) -> dict[str, str]:
    """The declarations of an element's own style."""
    return next((block.declarations for block in blocks("x{" + value(tag, "style") + "}")), {})


def _seen(styles: tuple[Block, ...], dark: bool) -> Iterator[Block]:
    """The blocks that hold on a screen in one scheme; a block that the dark scheme repeats is held by the repetition alone."""
    repeated = {block.selector for block in styles if block.is_dark and dark}
    for block in styles:
        if block.is_printed or block.is_forced or (block.is_dark and not dark):
            continue
        if block.is_dark or block.selector not in repeated:
            yield block


def _colours(block: Block, known: dict[str, str]) -> tuple[str, str]:
    """The colours of text and ground that a block states; empty where it states none that can be read."""
    grounds = (block.declarations.get(name, "") for name in ("background-color", "background"))
    ground = next((colour for each in grounds if (colour := _colour(each, known))), "")
    return _colour(block.declarations.get("color", ""), known), ground


def _colour(written: str, known: dict[str, str]) -> str:
    plain = resolved(written, known)
    if found := _RGB.search(plain):
        return "#" + "".join(f"{min(int(channel), 255):02x}" for channel in found.groups())
    return hex_of(plain) or next((_NAMES[word] for word in plain.lower().split() if word in _NAMES), "")


def _page_colour(styles: tuple[Block, ...], known: dict[str, str], dark: bool) -> str:
    """What the page is drawn on: the last ground that html or body is given; white where none is."""
    stated = [
        ground
        for block in _seen(styles, dark)
        if {each.strip() for each in block.selector.split(",")} & {"html", "body", ":root"}
        if (ground := _colours(block, known)[1])
    ]
    return stated[-1] if stated else "#ffffff"


def _on_page(block: Block) -> bool:
    """Whether a colour that is stated alone can be held against the page: that of a part may stand on the part's own ground."""
    return all(
        not re.search(r"[ >]", each.strip()) or set(re.split(r"[\s>]+", each.strip())) <= _ON_PAGE
        for each in block.selector.split(",")
    )


def _is_large(block: Block) -> bool:
    size = re.fullmatch(r"([\d.]+)rem", block.declarations.get("font-size", ""))
    return size is not None and float(size[1]) >= LARGE_REM


RULES = (
    palette,
    inline_contrast,
    focus_contrast,
)
