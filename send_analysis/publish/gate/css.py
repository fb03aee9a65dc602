"""As much of CSS as the gate needs: blocks of declarations with their selectors, and whether they are for the dark scheme."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_TOKEN = re.compile(r"([^{};]*)([{};]|$)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


@dataclass(frozen=True)
class Block:
    """The declarations of one rule.

    Parameters
    ----------
    selector : as it is written; `conditions` are the at-rules around it, "@media print".
    declarations : values by property, the last where one stands twice.
    """

    selector: str
    conditions: tuple[str, ...]
    declarations: dict[str, str]

    @property
    def is_dark(self) -> bool:
        """Whether it holds for readers who ask for a dark page only."""
        return any(re.search(r"prefers-color-scheme:\s*dark", each) for each in self.conditions)

    @property
    def is_printed(self) -> bool:
        """Whether it holds on paper only."""
        return any("print" in each or "@page" in each for each in (*self.conditions, self.selector))

    @property
    def is_forced(self) -> bool:
        """Whether it holds where the system forces its own colours, or asks for more contrast."""
        return any("forced-colors" in each or "prefers-contrast" in each for each in self.conditions)


def blocks(css: str) -> Iterator[Block]:
    """Every block of declarations of a style sheet, in order."""
    heads: list[str] = []
    declared: dict[str, str] = {}
    for text, end in _TOKEN.findall(_COMMENT.sub("", css)):
        if end == "{":
            heads.append(" ".join(text.split()))
            declared = {}
            continue
        name, colon, written = text.partition(":")
        if colon and heads:
            declared[name.strip().lower()] = " ".join(written.split())
        if end == "}" and heads:
            *around, selector = heads
            if declared:
                yield Block(selector, tuple(around), declared)
            heads.pop()
            declared = {}


def variables(styles: tuple[Block, ...], dark: bool) -> dict[str, str]:
    """The values of custom properties in one colour scheme."""
    found: dict[str, str] = {}
    for block in styles:
        if not (block.is_printed or block.is_forced or (block.is_dark and not dark)):
            found |= {name: written for name, written in block.declarations.items() if name.startswith("--")}
    return found


def resolved(written: str, known: dict[str, str]) -> str:
    """A value with its variables filled in; one that is not known stays as it is, where it names nothing in its place."""
    for _ in range(5):  # a variable may stand for another
        filled = _VARIABLE.sub(lambda found: known.get(found[1], found[2] or found[0]), written)
        if filled == written:
            break
        written = filled
    return written
