"""Marks and letters: a status has a word, and text can be read."""

import re

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, inside, value, words

_STATUS = re.compile(r"^(rag|red|amber|green|status|rating|good|bad|on-track|off-track)(-|$)")
_SHAPES = re.compile(r"[\s●○■□▲△▼▽◆◇★☆✓✔✗✘⬤⚫🔴🟠🟡🟢\ufe0f]+")
SMALLEST = 12  # CSS pixels
_PIXELS = {"px": 1.0, "pt": 4 / 3, "rem": 16.0}
_SIZE = re.compile(r"([\d.]+)(px|pt|rem)")


@rule(
    "text_size",
    f"No text is smaller than {SMALLEST} pixels.",
    "our own limit",
    "Give the style a larger font-size, in rem.",
)
def text_size(page: Source) -> Found:
    """As the style sheet states it for the screen; the root has 16 pixels."""
    for block in page.styles:
        found = _SIZE.fullmatch(block.declarations.get("font-size", ""))
        if found and not block.is_printed and float(found[1]) * _PIXELS[found[2]] < SMALLEST:
            yield Finding(None, f"the style of {block.selector} has text of {found[0]}")


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
        coloured = "background" in value(tag, "style") or any(_STATUS.match(each) for each in classes(tag))
        if (coloured or tag.name in ("td", "th", "dd")) and not inside(tag, "svg") and tag.name not in ("col", "colgroup"):
            text = words(tag)
            if (coloured and not text) or (tag.name in ("td", "th", "dd") and text and _SHAPES.fullmatch(text)):
                yield Finding(tag, f"a status without a word in the element {tag.name}")


RULES = (
    text_size,
    colour_only,
)
