"""What a reader without a mouse needs that can be seen in the HTML: order, focus, and parts that open."""

import re

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, focusable, value, words

_NOTHING = re.compile(r"none|0|0px|unset|transparent|(0(px)? )?(none|hidden)( \w+)?|.*\btransparent\b.*")


@rule(
    "focus_style",
    "No style takes the outline of what has the focus away without giving it another mark.",
    "WCAG 2.4.7",
    "Delete “outline: none”, or give :focus-visible an outline.",
)
def focus_style(page: Source) -> Found:
    """Without it a reader with a keyboard does not know where the page is listening."""
    for block in page.styles:
        told = block.declarations.get("outline", block.declarations.get("outline-style", ""))
        plain = told.removesuffix("!important").strip()
        width = block.declarations.get("outline-width", "1px")
        if (plain and _NOTHING.fullmatch(plain)) or width in ("0", "0px"):
            marks = {"box-shadow", "border", "border-color", "background", "background-color", "text-decoration"}
            scripted = re.search(r"(main|#main|\[tabindex=.?-1.?\])(:focus(-visible)?)?$", block.selector)
            if not (":focus" in block.selector and marks & block.declarations.keys()) and not scripted:
                yield Finding(None, f"the style of {block.selector} takes the outline away")


@rule(
    "tab_order",
    "The keyboard goes through the page in the order of its text: no tabindex is above 0.",
    "WCAG 2.4.3",
    "Write tabindex 0, or leave it out.",
    reach="part",
)
def tab_order(page: Source) -> Found:
    """A number above 0 comes before the whole page."""
    for tag in page.tags:
        told = value(tag, "tabindex")
        if told.isdigit() and int(told) > 0:
            yield Finding(tag, f"the element {tag.name} with tabindex {told}")
        elif told == "-1" and tag.name in ("a", "button", "summary"):
            yield Finding(tag, f"the element {tag.name}, which the keyboard cannot reach")


@rule(
    "hidden_focus",
    "What is hidden from screen readers gets no focus.",
    "WCAG 4.1.2; axe: aria-hidden-focus",
    "Take aria-hidden away, or the link out of the part.",
    reach="part",
)
def hidden_focus(page: Source) -> Found:
    """The focus would be somewhere that is not spoken of."""
    for tag in page.tags:
        if value(tag, "aria-hidden") == "true" and any(focusable(each) for each in [tag, *tag.find_all(True)]):
            yield Finding(tag, f"the element {tag.name}, hidden from screen readers, with something that gets the focus")


@rule(
    "details",
    "Each part that opens begins with a summary that says what is in it.",
    "WCAG 2.4.6, 4.1.2",
    "Begin the element details with a summary.",
    reach="part",
)
def details(page: Source) -> Found:
    """Without one browsers write “Details”."""
    for tag in page.named("details"):
        first = tag.find(True, recursive=False)
        if not isinstance(first, Tag) or first.name != "summary" or not words(first):
            yield Finding(tag, "a part that opens without a summary")
        elif words(first).casefold().strip(".") in ("details", "more", "show", "table", "open"):
            yield Finding(tag, f"a part that opens whose summary says only {words(first)!r}")


@rule(
    "access_keys",
    "No element has a key of its own, or starts by itself.",
    "WCAG 2.1.4, 1.4.2, 2.2.2",
    "Delete the attribute.",
    reach="part",
)
def access_keys(page: Source) -> Found:
    """Such keys take those of the screen reader away."""
    for tag in page.tags:
        for name in ("accesskey", "autofocus", "autoplay", "contenteditable"):
            if tag.has_attr(name):
                yield Finding(tag, f"the attribute {name} of the element {tag.name}")


RULES = (focus_style, tab_order, hidden_focus, details, access_keys)
