"""Matplotlib's SVG made fit to stand in a page: named, small, without metadata, with ids that no other drawing has."""

import io
import re
import warnings
from collections.abc import Iterator
from hashlib import sha256
from xml.etree.ElementTree import Element, SubElement, fromstring, tostring

from matplotlib.figure import Figure

_NAMESPACE = re.compile(r"^{[^}]*}")
_DECIMAL = re.compile(r"\d*\.\d+")
_SPACE_IN_PATH = re.compile(r"\s*([A-Za-z])\s*")
_SPACE_IN_STYLE = re.compile(r"\s*([:;])\s*")
_FONT_FAMILY = re.compile(r"font-family:[^;]*;?")
_REFERENCE = re.compile(r"#(\w+)")

#: What is kept of each definition, and of the drawing itself. A clip path is not: nothing is drawn outside its axes.
_DEFINITIONS = ("path", "pattern")
_SHAPES = ("path", "use", "text")
_DROPPED_ATTRIBUTES = ("clip-path", "version")


def to_svg(figure: Figure, *, title: str, description: str) -> str:
    """The figure as an inline SVG element with role, title and description.

    Text stays text, in the font of the page. The same figure gives the same characters; ids are unlike those of every
    other figure, title or description.

    Parameters
    ----------
    title, description : what a screen reader says in place of the picture.
    """
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Glyph .* missing from font")  # the page's own fonts show the text
        figure.savefig(stream, format="svg", metadata={"Date": None})
    drawn = fromstring(stream.getvalue())
    for element in drawn.iter():
        _clean(element)
    svg = Element("svg", {"viewBox": drawn.attrib["viewBox"], "role": "img"})
    names = SubElement(svg, "title"), SubElement(svg, "desc")
    names[0].text, names[1].text = title, description
    svg.extend(_shapes(drawn))
    _own_ids(svg, "c" + sha256(tostring(svg)).hexdigest()[:8])
    return tostring(svg, encoding="unicode")


def _clean(element: Element) -> None:
    """Take from an element its namespaces, spaces, superfluous digits and font."""
    element.tag = _NAMESPACE.sub("", element.tag)
    named = {_NAMESPACE.sub("", name): value for name, value in element.attrib.items()}
    element.attrib = {name: _shorter(name, value) for name, value in named.items() if name not in _DROPPED_ATTRIBUTES}
    if element.attrib.get("transform", "").startswith("rotate(-0 "):
        del element.attrib["transform"]
    element.tail = None
    if element.tag != "text":
        element.text = None


def _shorter(name: str, value: str) -> str:
    if name in ("d", "x", "y", "width", "height", "viewBox", "transform", "style"):
        value = _DECIMAL.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), value)
    if name == "d":
        return _SPACE_IN_PATH.sub(r"\1", value).strip()
    return _FONT_FAMILY.sub("", _SPACE_IN_STYLE.sub(r"\1", value)).strip() if name == "style" else value


def _shapes(element: Element) -> Iterator[Element]:
    """The definitions and shapes inside an element, in the order in which they are drawn, out of their groups."""
    for child in element:
        if child.tag == "defs":
            definitions = [each for each in child if each.tag in _DEFINITIONS]
            child[:] = definitions
            if definitions:
                yield child
        elif child.tag == "g":
            yield from _shapes(child)
        elif child.tag in _SHAPES:
            yield child


def _own_ids(svg: Element, prefix: str) -> None:
    """Rename what is referred to, drop every other id, and name the drawing by its title and description."""
    texts = [value for element in svg.iter() for value in element.attrib.values()]
    wanted = {match for text in texts for match in _REFERENCE.findall(text)}
    found = [element.attrib["id"] for element in svg.iter() if element.attrib.get("id") in wanted]
    own = {name: f"{prefix}-{number}" for number, name in enumerate(found)}
    for element in svg.iter():
        if (name := element.attrib.pop("id", None)) in own:
            element.attrib["id"] = own[str(name)]
        for attribute, value in element.attrib.items():
            element.attrib[attribute] = _REFERENCE.sub(lambda match: "#" + own.get(match[1], match[1]), value)
    for part, name in zip(svg[:2], ("title", "desc"), strict=True):
        part.attrib["id"] = f"{prefix}-{name}"
    svg.attrib["aria-labelledby"] = f"{prefix}-title {prefix}-desc"
