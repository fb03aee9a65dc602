"""Follows every link of a folder of pages: what it leads to must be in the folder, at its own part of a page as well."""

import posixpath
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

_REFERENCES = ("href", "src", "xlink:href")


class _Page(HTMLParser):
    """The links and the ids of one page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, None] = {}
        self.ids: set[str] = {"", "top"}  # both lead to the head of any page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in _REFERENCES:
                self.links[value or ""] = None
            elif name == "id" and value:
                self.ids.add(value)


def broken_links(folder: Path) -> list[str]:
    """Every link of every page that leads nowhere, as "page: link: why", in order of pages.

    Links to other sites, of mail and of telephone are not followed.
    """
    pages = {path.relative_to(folder).as_posix(): _read(path) for path in sorted(folder.rglob("*.html"))}
    return [
        f"{name}: {link}: {why}"
        for name, page in pages.items()
        for link in page.links
        if (why := _fault(folder, pages, name, link))
    ]


def _read(path: Path) -> _Page:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8", errors="replace"))
    page.close()
    return page


def _fault(folder: Path, pages: dict[str, _Page], name: str, link: str) -> str | None:
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return "it is no address"
    if parts.scheme or parts.netloc:
        return None
    if parts.path.startswith("/"):
        return "it leads to the top of the web server, where this folder may not stand"
    target = _target(folder, name, unquote(parts.path))
    if target is None:
        return "it leads out of the folder"
    if not (folder / target).is_file():
        return f"there is no {target}"
    if target in pages and unquote(parts.fragment) not in pages[target].ids:
        return f"{target} has no part #{parts.fragment}"
    return None


def _target(folder: Path, name: str, path: str) -> str | None:
    """The file that a path leads to from a page, from the folder; a folder's is its index.html. None outside."""
    if not path:
        return name
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if target == ".." or target.startswith("../"):
        return None
    return posixpath.normpath(f"{target}/index.html") if (folder / target).is_dir() else target
