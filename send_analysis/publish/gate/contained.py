"""A page holds all that it shows: it runs nothing, fetches nothing and sends nothing."""

import re

from bs4 import Tag

from send_analysis.present.markdown import leads_outside
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, value

#: Elements that bring in other files, run something or send something. Charts are drawn in the page, as SVG.
REFUSED = (
    *("iframe", "frame", "frameset", "object", "embed", "applet", "base", "form", "canvas", "portal"),
    *("img", "picture", "video", "audio", "source", "track", "bgsound", "marquee", "blink"),
)

#: Scripts that are data and run nothing: what the release is, for search engines (schema.org).
DATA = ("application/ld+json",)

#: Links of a page that name another address and fetch nothing.
NAMED = frozenset(
    ("alternate", "author", "canonical", "describedby", "help", "license", "next", "prev", "up", "latest-version")
)

_ADDRESSES = ("href", "xlink:href", "src", "srcset", "background", "poster", "data", "action", "formaction", "ping", "cite")
_STYLE_REFERENCE = re.compile(r"@import|url\(\s*[\"']?(?!#)|image-set\(", re.IGNORECASE)
_WHY = "our own: no script, no other server (publishing.md); Content-Security-Policy of councils"


@rule(
    "elements",
    "The page has no script, form, frame or embedded file; charts are drawings in it.",
    _WHY,
    "Delete the element. Draw charts with release.show.",
    reach="part",
)
def elements(page: Source) -> Found:
    """By what the elements can do."""
    for tag in page.tags:
        if tag.name in REFUSED or (tag.name == "script" and (value(tag, "type") not in DATA or tag.has_attr("src"))):
            yield Finding(tag, f"the element {tag.name}")
        elif tag.name == "link" and not _only_names(tag):
            yield Finding(tag, "the element link")


@rule(
    "handlers",
    "No attribute holds a script.",
    _WHY,
    "Delete the attribute.",
    reach="part",
)
def handlers(page: Source) -> Found:
    """Attributes such as onclick."""
    for tag in page.tags:
        for name in tag.attrs:
            if name.lower().startswith("on"):
                yield Finding(tag, f"a script in the attribute {name} of the element {tag.name}")


@rule(
    "addresses",
    "No address but that of a link leads out of the release, and a link only by https, mail or telephone.",
    _WHY,
    "Take the address away, or put the file into the release.",
    reach="part",
)
def addresses(page: Source) -> Found:
    """What a browser would fetch, or run."""
    for tag in page.tags:
        for name in _ADDRESSES:
            if tag.has_attr(name) and leads_outside(value(tag, name)) and not _may(tag, name):
                yield Finding(tag, f"an address outside the page in the attribute {name} of the element {tag.name}")


@rule(
    "styles",
    "No style fetches a file.",
    _WHY,
    "Take url() and @import out of the style.",
    reach="part",
)
def styles(page: Source) -> Found:
    """In style elements, style attributes and the attributes of drawings."""
    for tag in page.tags:
        told = " ".join(value(tag, name) for name in ("style", "fill", "stroke", "clip-path", "filter", "mask"))
        if _STYLE_REFERENCE.search(told + (tag.get_text() if tag.name == "style" else "")):
            yield Finding(tag, f"a style of the element {tag.name} that fetches another file")


def _may(tag: Tag, name: str) -> bool:
    https = value(tag, name).strip().lower().startswith("https://")
    return (https and name == "href" and tag.name == "a") or (tag.name == "link" and _only_names(tag))


def _only_names(tag: Tag) -> bool:
    kinds = set(value(tag, "rel").lower().split())
    icon = kinds == {"icon"} and value(tag, "href").startswith("data:image/")
    return icon or (bool(kinds) and kinds <= NAMED)


RULES = (elements, handlers, addresses, styles)
