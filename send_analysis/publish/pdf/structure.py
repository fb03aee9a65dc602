"""What a PDF says of its structure: the tree of its tags, and which marked text belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One element of the tree: its kind ("TH"), the kinds of what it stands in from the root down, and the element itself."""

    kind: str
    within: tuple[str, ...]
    element: pikepdf.Dictionary

    @property
    def parent(self) -> str:
        """The kind of what it stands in directly; empty at the root."""
        return self.within[-1] if self.within else ""


def tags(pdf: pikepdf.Pdf) -> Iterator[Tag]:
    """Every element of the tree, in reading order; none where the document is not tagged."""
    root = pdf.Root.get("/StructTreeRoot")
    if root is not None and "/K" in root:
        yield from _below(root.K, ())


def _below(kids: pikepdf.Object, within: tuple[str, ...]) -> Iterator[Tag]:
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            kind = str(kid.S)[1:]
            yield Tag(kind, within, kid)
            if "/K" in kid:
                yield from _below(kid.K, (*within, kind))


def marks_in_tree(pdf: pikepdf.Pdf) -> dict[tuple[int, int], set[int]]:
    """The numbers of the marked texts that the tree holds, by their page's object."""
    marks: dict[tuple[int, int], set[int]] = {}
    for tag in tags(pdf):
        kids: Any = tag.element.get("/K", [])
        numbers = {kid for kid in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(kid, int)}
        if numbers:
            marks.setdefault(tag.element.Pg.objgen, set()).update(numbers)
    return marks
