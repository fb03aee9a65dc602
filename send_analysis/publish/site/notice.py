"""Puts a line at the head of a page that is no longer the one to read; the page's own file stays as it is."""

from contextlib import suppress
from dataclasses import dataclass
from html import escape
from html.parser import HTMLParser

from send_analysis.core.errors import PublicationError

#: The colours of a notice stand with it, since the pages of earlier releases have style sheets of their own time.
_STYLE = "background:#fff4d6;color:#0b0c0c;border-left:6px solid #b45f06;padding:.75rem 1.1rem;margin:0 0 1.5rem"
_LINK_STYLE = "color:#12436d"


@dataclass(frozen=True)
class Notice:
    """What is to be known of a page, where the page to read is, what that link says, and what the page's title says of it."""

    said: str
    link: str
    link_text: str
    in_title: str = ""


class _MainFoundError(Exception):
    """The main part of a page has been found, which is all that is looked for."""


class _Finder(HTMLParser):
    """Finds where the start tags of the title and of the main part end, each as line (from 1) and column (from 0)."""

    def __init__(self) -> None:
        super().__init__()
        self.ends: dict[str, tuple[int, int, int]] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"title", "main"} and tag not in self.ends:
            self.ends[tag] = (*self.getpos(), len(self.get_starttag_text() or ""))
        if tag == "main":
            raise _MainFoundError


def with_notice(html: str, notice: Notice, shown: str) -> str:
    """The page with a notice as the first thing in its main part, and what the notice says in its title.

    Parameters
    ----------
    shown : what the page is called in a message.

    Raises
    ------
    PublicationError
        When the page has no main part.
    """
    ends = _ends(html)
    if "main" not in ends:
        raise PublicationError(f"{shown} has no main part, so nothing can say at its head that it is not the latest.")
    marked = (
        f'\n<p class="replaced" style="{_STYLE}"><strong>{escape(notice.said)}</strong> '
        f'<a style="{_LINK_STYLE}" href="{escape(notice.link)}">{escape(notice.link_text)}</a></p>'
    )
    html = html[: ends["main"]] + marked + html[ends["main"] :]
    return _with_title(html, ends["title"], notice.in_title) if notice.in_title and "title" in ends else html


def _with_title(html: str, start: int, said: str) -> str:
    """The page with a remark in its title: after what the page is called, before whose it is."""
    end = html.find("</", start)
    called, dash, publisher = html[start:end].rpartition(" - ")
    title = f"{called} ({escape(said)}){dash}{publisher}" if dash else f"{publisher} ({escape(said)})"
    return html[:start] + title + html[end:]


def _ends(html: str) -> dict[str, int]:
    """Where the two start tags end, in letters from the beginning; the title comes first where both are there."""
    finder = _Finder()
    with suppress(_MainFoundError):
        finder.feed(html)
        finder.close()
    lines = html.split("\n")
    return {
        tag: sum(len(each) + 1 for each in lines[: line - 1]) + column + length
        for tag, (line, column, length) in finder.ends.items()
    }
