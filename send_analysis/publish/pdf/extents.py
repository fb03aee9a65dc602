"""Where text stands on a page of a PDF, as far as its own widths of letters say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

import pikepdf
from pikepdf import Dictionary, Matrix, Name

#: Widths of letters are in thousandths of the size of the type. Source: ISO 32000-1, 9.2.4.
_THOUSAND = 1000


@dataclass(frozen=True)
class Box:
    """A rectangle on the page in points, from the lower left corner; `content` is False for what stands in the margins."""

    left: float
    bottom: float
    right: float
    top: float
    content: bool = True
    picture: bool = False


@dataclass(frozen=True)
class _State:
    """What the commands of a page have set: the place that letters are counted from, and their font and size."""

    matrix: Matrix = field(default_factory=Matrix)
    text: Matrix = field(default_factory=Matrix)
    font: str = ""
    size: float = 0.0


def boxes(page: pikepdf.Page) -> Iterator[Box]:
    """The place of each run of text and of each picture of a page, in the order drawn."""
    fonts = {name: _widths(font) for name, font in page.resources.get("/Font", Dictionary()).items()}
    state = _State()
    kept: list[_State] = []
    marks: list[bool] = []
    for command in pikepdf.parse_content_stream(page):
        operands: Any = command.operands
        match str(command.operator):
            case "q":
                kept.append(state)
            case "Q":
                state = kept.pop()
            case "cm":
                state = replace(state, matrix=Matrix(*map(float, operands)) @ state.matrix)
            case "Tf":
                state = replace(state, font=str(operands[0]), size=float(operands[1]))
            case "Tm":
                state = replace(state, text=Matrix(*map(float, operands)))
            case "BMC" | "BDC":
                marks.append(operands[0] == Name.Artifact)
            case "EMC":
                marks.pop()
            case "TJ" | "Tj":
                yield _placed(state, _length(operands[0], fonts.get(state.font, {}), state.size), state.size, any(marks))
            case "Do":
                corners = page.resources.XObject[operands[0]].get("/BBox", [0, 0, 1, 1])
                yield replace(_around(state.matrix, corners), content=not any(marks), picture=True)


def _placed(state: _State, length: float, height: float, margin: bool) -> Box:
    return replace(_around(state.text @ state.matrix, [0, 0, length, height]), content=not margin)


def _around(matrix: Matrix, corners: Any) -> Box:
    """The upright rectangle around a rectangle that a matrix has moved."""
    left, bottom, right, top = map(float, corners)
    moved = [matrix.transform((x, y)) for x in (left, right) for y in (bottom, top)]
    across, up = zip(*moved, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def _length(shown: Any, widths: dict[int, float], size: float) -> float:
    """How long a run of text is, in the units of its matrix: the widths of its letters less what brings them together."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    total = 0.0
    for part in parts:
        if isinstance(part, pikepdf.String):
            codes = bytes(part)
            total += sum(widths.get(int.from_bytes(codes[at : at + 2], "big"), 0.0) for at in range(0, len(codes), 2))
        else:
            total -= float(part)
    return total * size / _THOUSAND


def _widths(font: pikepdf.Object) -> dict[int, float]:
    """The width of each letter of a font with two bytes a letter, by its number. Source: ISO 32000-1, 9.7.4.3."""
    widths: dict[int, float] = {}
    told = list(font.get("/DescendantFonts", [Dictionary()])[0].get("/W", []))
    while told:
        first, second = int(told.pop(0)), told.pop(0)
        if isinstance(second, pikepdf.Array):
            widths |= {first + at: float(width) for at, width in enumerate(second)}
        else:
            widths |= dict.fromkeys(range(first, int(second) + 1), float(told.pop(0)))
    return widths
