"""The mark-up itself: closed and nested as HTML asks, without remarks, and with elements for what looks like them."""

import re
from html.parser import HTMLParser

from bs4 import Comment, Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, inside, value, words

#: HTML standard, 13.1.2: elements without an end tag.
VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

#: What a paragraph cannot hold: browsers end the paragraph before it.
BLOCKS = (
    *("p", "div", "section", "article", "aside", "header", "footer", "main", "nav", "figure", "figcaption", "details"),
    *("table", "ul", "ol", "dl", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "blockquote", "form", "hr"),
)

_BULLET = re.compile(r"^\s*(?:[•·▪◦‣*–-]|\d+[.)])\s")
#: A heading is shorter than a sentence that is meant to stand out.
_HEADING_AT_MOST = 60  # characters; our own limit


class _Nesting(HTMLParser):
    """Collects what is not closed, or closed in another order than it was opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, int]] = []
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append((tag, self.getpos()[0]))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element that closes itself, as those of drawings may."""

    def handle_endtag(self, tag: str) -> None:
        if not any(name == tag for name, _ in self.open):
            self.faults.append(f"line {self.getpos()[0]}: the end of an element {tag} that was not begun")
            return
        while (opened := self.open.pop())[0] != tag:
            self.faults.append(f"line {opened[1]}: the element {opened[0]} is not closed")


@rule(
    "nesting",
    "Each element is closed, in the order in which it was opened, and no paragraph holds a block.",
    "HTML standard, 13.1.2, 4.4.1",
    "Close the element in the template or text that opened it.",
    reach="part",
)
def nesting(page: Source) -> Found:
    """Browsers mend it, each in its way."""
    parser = _Nesting()
    parser.feed(page.html)
    parser.close()
    left = [f"line {line}: the element {name} is not closed" for name, line in parser.open]
    yield from (Finding(None, fault) for fault in [*parser.faults, *left])
    for tag in page.named("p"):
        if block := tag.find(BLOCKS):
            yield Finding(tag, f"a paragraph that holds the element {block.name}")


@rule(
    "comments",
    "The page holds no remarks that only its source shows.",
    "our own: what is not published is not in the file",
    "Delete the comment (<!-- … -->).",
    reach="part",
)
def comments(page: Source) -> Found:
    """Whoever opens the source reads them."""
    for comment in page.soup.find_all(string=lambda text: isinstance(text, Comment)):
        yield Finding(comment.parent if isinstance(comment.parent, Tag) else None, "a remark in the source")


@rule(
    "looks_like_heading",
    "What looks like a heading is one: no paragraph is a few bold words alone.",
    "WCAG 1.3.1 (F2)",
    "Make it a heading (###), or part of the next paragraph.",
    reach="part",
    result="WARNING",
)
def looks_like_heading(page: Source) -> Found:
    """A screen reader does not hear that it is bold."""
    for tag in page.named("p"):
        bold = tag.find(["b", "strong"], recursive=False)
        text = words(tag)
        alone = isinstance(bold, Tag) and words(bold) == text and not inside(tag, "td", "th", "dd", "li", "header", "footer")
        if alone and 0 < len(text) <= _HEADING_AT_MOST and not text.endswith((".", ":", "!", "?")):
            yield Finding(tag, "a paragraph of bold words alone, which looks like a heading")


@rule(
    "looks_like_list",
    "What looks like a list is one: no lines begin with a bullet or number of their own.",
    "WCAG 1.3.1 (F2)",
    "Write a list: lines that begin with “- ” after an empty line.",
    reach="part",
    result="WARNING",
)
def looks_like_list(page: Source) -> Found:
    """A list is announced with its length."""
    for tag in page.named("p"):
        lines = [text for text in tag.find_all(string=True, recursive=False) if text.strip()]
        if tag.find("br") is not None and sum(bool(_BULLET.match(text)) for text in lines) > 1:
            yield Finding(tag, "lines with bullets of their own, which look like a list")


@rule(
    "new_window",
    "No link opens a window of its own.",
    "WCAG 3.2.5 (AAA); GOV.UK design system: links",
    "Take the attribute target away.",
    reach="part",
)
def new_window(page: Source) -> Found:
    """The way back is lost with it."""
    for tag in page.named("a"):
        if value(tag, "target") not in ("", "_self"):
            yield Finding(tag, "a link that opens a window of its own")


RULES = (nesting, comments, looks_like_heading, looks_like_list, new_window)
