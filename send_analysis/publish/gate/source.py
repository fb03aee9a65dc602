"""A page as the rules of the gate see it: parsed once, with what several rules ask for, and the folder that it stands in."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Self

from bs4 import BeautifulSoup, Tag

from send_analysis.publish.gate.css import Block, blocks

_CONTROLS = ("summary", "button", "input", "select", "textarea")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True)
class Source:
    """One page's HTML.

    Parameters
    ----------
    name : the file's path in its folder, "index.html"; empty for a part of a page.
    """

    name: str
    html: str
    soup: BeautifulSoup

    @classmethod
    def read(cls, html: str, name: str = "") -> Self:
        """The page parsed; html.parser keeps what stands in the file and the line that it stands in."""
        return cls(name, html, BeautifulSoup(html, "html.parser"))

    @cached_property
    def tags(self) -> tuple[Tag, ...]:
        """Every element in order."""
        return tuple(self.soup.find_all(True))

    @cached_property
    def ids(self) -> dict[str, Tag]:
        """The first element of each id."""
        found: dict[str, Tag] = {}
        for tag in self.tags:
            if (own := value(tag, "id")) and own not in found:
                found[own] = tag
        return found

    @cached_property
    def styles(self) -> tuple[Block, ...]:
        """The rules of the page's style elements in order."""
        return tuple(block for tag in self.named("style") for block in blocks(tag.get_text()))

    def named(self, *names: str) -> Iterator[Tag]:
        """The elements of these names, in order."""
        return (tag for tag in self.tags if tag.name in names)

    def name_of(self, tag: Tag) -> str:
        """What a screen reader calls an element: its label, what it is labelled by, or its text."""
        if label := " ".join(value(tag, "aria-label").split()):
            return label
        labels = [words(self.ids[each]) for each in value(tag, "aria-labelledby").split() if each in self.ids]
        return " ".join(labels) or words(tag)


@dataclass(frozen=True)
class Folder:
    """The published folder: its pages, and every file in it by its path from the folder."""

    pages: tuple[Source, ...]
    files: frozenset[str]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Reads the pages of a folder and of the folders in it, in order of their paths."""
        paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
        pages = [
            Source.read(path.read_text(encoding="utf-8"), name) for name, path in paths.items() if name.endswith(".html")
        ]
        return cls(tuple(pages), frozenset(paths))


def value(tag: Tag, name: str) -> str:
    """An attribute as text; empty where the element has none."""
    found = tag.get(name)
    return "" if found is None else found if isinstance(found, str) else " ".join(found)


def classes(tag: Tag) -> list[str]:
    """The classes of an element."""
    return value(tag, "class").split()


def words(tag: Tag) -> str:
    """The text of an element, with single spaces; a drawing in it counts as its title."""
    return _SPACE.sub(" ", tag.get_text()).strip()


def inside(tag: Tag, *names: str) -> bool:
    """Whether an element stands in one of these names."""
    return any(parent.name in names for parent in tag.parents)


def focusable(tag: Tag) -> bool:
    """Whether the keyboard stops at an element."""
    if value(tag, "tabindex").lstrip("-").isdigit():
        return int(value(tag, "tabindex")) >= 0
    return tag.name in _CONTROLS or (tag.name in ("a", "area") and tag.has_attr("href"))
