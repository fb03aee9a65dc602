"""Puts a line at the head of a page that is no longer the one to read; the page's own file stays as it is."""

from html import escape
from html.parser import HTMLParser
from typing import NoReturn

from send_analysis.core.errors import PublicationError

#: The colours of a notice stand with it, since the pages of earlier releases have style sheets of their own time.
_STYLE = "background:#fff4d6;color:#0b0c0c;border-left:6px solid #b45f06;padding:.75rem 1.1rem;margin:0 0 1.5rem"
_LINK_STYLE = "color:#12436d"


class _MainFoundError(Exception):
    """The start tag of the main part: its line (from 1), its column (from 0), its length."""


class _Finder(HTMLParser):
    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "main":
            self._found()

    def _found(self) -> NoReturn:
        raise _MainFoundError(*self.getpos(), len(self.get_starttag_text() or ""))


def with_notice(html: str, said: str, link: str, link_text: str, shown: str) -> str:
    """The page with a notice as the first thing in its main part.

    Parameters
    ----------
    said : what is to be known of this page, plain text.
    link, link_text : where the page to read is, and what it is called.
    shown : what the page is called in a message.

    Raises
    ------
    PublicationError
        When the page has no main part.
    """
    notice = (
        f'<p class="replaced" style="{_STYLE}"><strong>{escape(said)}</strong> '
        f'<a style="{_LINK_STYLE}" href="{escape(link)}">{escape(link_text)}</a></p>'
    )
    at = _after_main(html)
    if at is None:
        raise PublicationError(f"{shown} has no main part, so nothing can say at its head that it is not the latest.")
    return f"{html[:at]}\n{notice}{html[at:]}"


def _after_main(html: str) -> int | None:
    finder = _Finder()
    try:
        finder.feed(html)
        finder.close()
    except _MainFoundError as found:
        line, column, length = found.args
        lines = html.split("\n")
        return sum(len(each) + 1 for each in lines[: line - 1]) + column + length
    return None
