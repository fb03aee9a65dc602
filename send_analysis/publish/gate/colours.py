"""Colours as the page's style sheet and drawings state them: they stand apart, and say nothing alone."""

import re
from collections.abc import Iterator

from bs4 import Tag

from send_analysis.present.contrast import contrast
from send_analysis.publish.gate.css import Block, blocks, resolved, variables
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, inside, value, words

#: WCAG 2.2: 1.4.3 for text, 1.4.11 for what else must be seen.
TEXT, OTHER = 4.5, 3.0

#: WCAG 2.2, 1.4.3: text of this size, or bold from the other, needs only :data:`OTHER`.
LARGE_REM = 1.5

#: Lines thinner than this rule a chart or table and carry no figure.
RULED = 1.2  # units of the drawing

_FOCUS_MARKS = ("outline", "outline-color", "box-shadow", "background", "border")

_HEX = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b")
_NAMES = {
    "white": "#ffffff",
    "black": "#000000",
    "red": "#ff0000",
    "green": "#008000",
    "orange": "#ffa500",
    "yellow": "#ffff00",
}
_STATUS = re.compile(r"^(rag|red|amber|green|status|rating|good|bad|on-track|off-track)(-|$)")
_SHAPES = re.compile(r"[\s●○■□▲△▼▽◆◇★☆✓✔✗✘⬤⚫🔴🟠🟡🟢\ufe0f]+")


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


@rule(
    "drawing_contrast",
    f"In a chart text stands out by {TEXT} to 1, and what shows figures by {OTHER} to 1, from what is behind the chart.",
    "WCAG 1.4.3, 1.4.11",
    "Draw in the colours of present/theme.py.",
    reach="part",
)
def drawing_contrast(page: Source) -> Found:
    """Lines that only rule the chart may be pale."""
    for drawing in page.named("svg"):
        if drawing.find("text") is None:
            continue
        behind, pale = _ground(drawing), set()
        for tag in drawing.find_all(["text", "path", "use", "line", "rect", "circle"]):
            needed, colour = _drawn(tag)
            if colour and colour.lower() != behind.lower() and contrast(colour, behind) < needed and not inside(tag, "defs"):
                pale.add((colour, "text" if needed == TEXT else "lines"))
        for colour, what in sorted(pale):
            yield Finding(drawing, f"{what} of {colour} on {behind} in a drawing")


@rule(
    "colour_only",
    "No status is said by a colour or a shape alone: a word stands with it.",
    "WCAG 1.4.1",
    "Write the word: Red, Amber, Green, or On track.",
    reach="part",
)
def colour_only(page: Source) -> Found:
    """A cell or mark that is coloured, and says nothing."""
    for tag in page.tags:
        if inside(tag, "svg") or tag.name in ("col", "colgroup"):
            continue
        text = words(tag)
        coloured = "background" in value(tag, "style") or any(_STATUS.match(each) for each in classes(tag))
        if (coloured and not text) or (tag.name in ("td", "th", "dd") and text and _SHAPES.fullmatch(text)):
            yield Finding(tag, f"a status without a word in the element {tag.name}")


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
    found = _HEX.search(plain)
    return found[0] if found else _NAMES.get(plain.strip(), "")


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
    return " " not in block.selector.replace(", ", ",") and ">" not in block.selector


def _is_large(block: Block) -> bool:
    size = re.fullmatch(r"([\d.]+)rem", block.declarations.get("font-size", ""))
    return size is not None and float(size[1]) >= LARGE_REM


def _ground(drawing: Tag) -> str:
    first = drawing.find(["path", "rect"])
    return (_style_of(first).get("fill", "#ffffff") if isinstance(first, Tag) else "#ffffff").replace("none", "#ffffff")


def _drawn(tag: Tag) -> tuple[float, str]:
    """The contrast that a shape or text needs, and its colour; none where it only rules the chart."""
    style = _style_of(tag)
    if tag.name == "text":
        return TEXT, _first_hex(style.get("fill", ""))
    stroke, width = _first_hex(style.get("stroke", "")), style.get("stroke-width", "1")
    if stroke and re.fullmatch(r"[\d.]+", width) and float(width) > RULED:
        return OTHER, stroke
    return OTHER, ""


def _style_of(tag: Tag) -> dict[str, str]:
    declared = next((block.declarations for block in blocks("x{" + value(tag, "style") + "}")), {})
    return {name: value(tag, name) for name in ("fill", "stroke", "stroke-width") if tag.has_attr(name)} | declared


def _first_hex(written: str) -> str:
    found = _HEX.search(written)
    return found[0] if found else ""


RULES = (palette, focus_contrast, drawing_contrast, colour_only)
