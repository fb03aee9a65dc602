"""The colours of charts: what they show stands out from what is behind it."""

import re

from bs4 import Tag

from send_analysis.core.contrast import contrast
from send_analysis.publish.gate.colours import OTHER, TEXT, hex_of, stated_by
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value

#: Lines thinner than this rule a chart or table and carry no figure.
RULED = 1.2  # units of the drawing


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


def _ground(drawing: Tag) -> str:
    first = drawing.find(["path", "rect"])
    return (_style_of(first).get("fill", "#ffffff") if isinstance(first, Tag) else "#ffffff").replace("none", "#ffffff")


def _drawn(tag: Tag) -> tuple[float, str]:
    """The contrast that a shape or text needs, and its colour; none where it only rules the chart."""
    style = _style_of(tag)
    if tag.name == "text":
        return TEXT, hex_of(style.get("fill", ""))
    stroke, width = hex_of(style.get("stroke", "")), style.get("stroke-width", "1")
    if stroke and re.fullmatch(r"[\d.]+", width) and float(width) > RULED:
        return OTHER, stroke
    return OTHER, ""


def _style_of(tag: Tag) -> dict[str, str]:
    return {name: value(tag, name) for name in ("fill", "stroke", "stroke-width") if tag.has_attr(name)} | stated_by(tag)


RULES = (drawing_contrast,)
