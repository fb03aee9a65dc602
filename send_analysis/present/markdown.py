"""Markdown to HTML, for text cells and commentary: raw HTML is text, headings get ids, what cannot be published is named."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import mistune
from markupsafe import Markup
from mistune.core import BlockState

from send_analysis.core.errors import ParamsError

#: The heading that begins a section of the page; the page itself has the one heading of level 1.
SECTION_LEVEL = 2

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_SCHEMES_OF_A_READER = ("mailto", "tel")
_COMMENT = re.compile(r"<!--.*?(?:-->|$)", re.DOTALL)
_CAPTION = "Table: "

Token = dict[str, Any]

_parse = mistune.create_markdown(renderer=None, plugins=["table"])


@dataclass(frozen=True)
class Heading:
    """A heading: its level, its id on the page, and its text without markup."""

    level: int
    id: str
    text: str


@dataclass(frozen=True)
class Piece:
    """A stretch of a text; each section heading begins a new one, which it is the `heading` of."""

    heading: Heading | None
    html: Markup


@dataclass(frozen=True)
class Rendered:
    """A text as HTML, in pieces, with its headings in order and the faults for which it cannot be published."""

    pieces: tuple[Piece, ...]
    headings: tuple[Heading, ...]
    faults: tuple[str, ...]


class Ids:
    """The ids of one page: each is given out once."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, text: str) -> str:
        """An id made from a text: "Plans issued" gives "plans-issued", the second time "plans-issued-2"."""
        plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "heading"
        name, number = base, 1
        while name in self._taken:
            number += 1
            name = f"{base}-{number}"
        self._taken.add(name)
        return name


def render(text: str, ids: Ids) -> Rendered:
    """A text as HTML.

    A table takes its caption from the paragraph before it: "Table: What it shows". HTML comments are left out. A link that
    would run a script is shown as its text.

    Parameters
    ----------
    ids : the ids of the page, which those of the headings are added to.
    """
    tokens = _with_captions(_parse(text))  # type: ignore[arg-type]
    faults = list(dict.fromkeys(_faults(tokens)))
    headings = []
    groups: list[tuple[Heading | None, list[Token]]] = [(None, [])]
    for token in tokens:
        if token["type"] == "heading":
            heading = _heading(token, ids)
            headings.append(heading)
            if heading.level == SECTION_LEVEL:
                groups.append((heading, []))
        groups[-1][1].append(token)
    pieces = (Piece(heading, _html(group)) for heading, group in groups)
    return Rendered(tuple(piece for piece in pieces if piece.html), tuple(headings), tuple(faults))


def commentary(text: str, where: str) -> str:
    """Paragraphs and lists as HTML.

    Parameters
    ----------
    where : what to call the text in a message, for instance "commentary.timeliness".

    Raises
    ------
    ParamsError
        When the text holds what cannot be published, or a heading.
    """
    rendered = render(text, Ids())
    headings = ["a heading. A commentary is paragraphs and lists."] if rendered.headings else []
    if faults := [*rendered.faults, *headings]:
        raise ParamsError("\n".join([f"{where} holds what cannot be published:", *(f"  {fault}" for fault in faults)]))
    return str(Markup().join(piece.html for piece in rendered.pieces))


def leads_outside(address: str) -> bool:
    """Whether an address leads to another site or runs a script, read as browsers do; mail and telephone do not."""
    plain = re.sub(r"[\x00-\x20]", "", address).replace("\\", "/")
    scheme = _SCHEME.match(plain)
    return plain.startswith("//") or (scheme is not None and scheme[1].lower() not in _SCHEMES_OF_A_READER)


def _heading(token: Token, ids: Ids) -> Heading:
    text = _plain(token)
    token["attrs"]["id"] = ids.take(text)
    return Heading(token["attrs"]["level"], token["attrs"]["id"], text)


def _html(tokens: list[Token]) -> Markup:
    return Markup(_Renderer().render_tokens(tokens, BlockState()).strip())


def _plain(token: Token) -> str:
    text = "".join(map(_raw_text, _walk([token])))
    return " ".join(_COMMENT.sub("", text).split())


def _raw_text(token: Token) -> str:
    return " " if token["type"] in ("softbreak", "linebreak") else str(token.get("raw", ""))


def _walk(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from _walk(token.get("children", ()))


def _faults(tokens: list[Token]) -> Iterator[str]:
    top = {id(token) for token in tokens}
    for token in _walk(tokens):
        match token["type"]:
            case "heading" if id(token) not in top:
                yield "a heading inside a list or a quotation. Move it out."
            case "heading" if token["attrs"]["level"] < SECTION_LEVEL:
                yield 'a heading of level 1. The page has one already: begin a section with "## ".'
            case "heading" if not _plain(token):
                yield "a heading without text. Name it or delete it."
            case "image":
                yield "a picture. Show a chart with release.show, or say it in words."
            case "link" if _is_safe(token["attrs"]["url"]) and leads_outside(token["attrs"]["url"]):
                yield "a link to another site. The page stands alone: name the source in words."
            case "table" if token["children"][0]["type"] != "table_caption":
                yield 'a table without caption. Write a paragraph "Table: what it shows" before it.'


def _with_captions(tokens: list[Token]) -> list[Token]:
    """The tokens, with each paragraph that begins "Table: " moved into the table that follows it."""
    told: list[Token] = []
    for token in tokens:
        if token["type"] == "blank_line":
            continue
        if token["type"] == "table" and told and told[-1]["type"] == "paragraph" and _plain(told[-1]).startswith(_CAPTION):
            words = told.pop()["children"]
            words[0]["raw"] = words[0]["raw"].removeprefix(_CAPTION)
            caption = {"type": "table_caption", "children": words}
            token = {**token, "children": [caption, *token["children"]], "attrs": {"label": _plain(caption)}}
        told.append(token)
    return told


def _is_safe(url: str) -> bool:
    return mistune.HTMLRenderer().sanitize_url(url) == url


class _Renderer(mistune.HTMLRenderer):
    """HTML with tables as `present.tables` writes them, and without what has no place on a page."""

    def inline_html(self, html: str) -> str:
        return mistune.escape(_COMMENT.sub("", html))

    def block_html(self, html: str) -> str:
        text = _COMMENT.sub("", html).strip()
        return f"<p>{mistune.escape(text)}</p>\n" if text else ""

    def link(self, text: str, url: str, title: str | None = None) -> str:
        return super().link(text, url, title) if _is_safe(url) else text

    def table(self, text: str, label: str = "") -> str:
        region = f'<div class="scroll" role="region" tabindex="0" aria-label="{mistune.escape(label)}">'
        return f'{region}<table class="words">{text}</table></div>\n'

    def table_caption(self, text: str) -> str:
        return f"<caption>{text}</caption>"

    def table_head(self, text: str) -> str:
        return f"<thead><tr>{text}</tr></thead>"

    def table_body(self, text: str) -> str:
        return f"<tbody>{text}</tbody>"

    def table_row(self, text: str) -> str:
        return f"<tr>{text}</tr>"

    def table_cell(self, text: str, align: str | None = None, head: bool = False) -> str:
        number = ' class="number"' if align == "right" else ""
        return f'<th scope="col"{number}>{text}</th>' if head else f"<td{number}>{text}</td>"
