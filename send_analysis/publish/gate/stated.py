"""Numbers that stand twice: in a chart and its table, in a headline tile and its section. They are the same."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from bs4 import Tag

from send_analysis.publish.gate.alt import numbers_of, texts_beside
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, value, words

_PLAIN = re.compile(r"[\d,]+(?:\.\d+)?%?")
_PLACE = re.compile(r"translate\(([-\d.]+)[ ,]+([-\d.]+)\)")

#: The marks of an axis lie this near the line through its ends, in parts of its length.
_NEAR = 0.02

#: Fewer numbers in a row are no axis: any two lie on a line.
_AXIS = 3


@rule(
    "drawn_numbers",
    "Each number drawn in a chart stands in the table, the caption or the note beside it, or is a mark of an even axis.",
    "Code of Practice for Statistics, Q3",
    "Draw charts with release.show, which makes the chart and the table from the same figures.",
    reach="part",
)
def drawn_numbers(page: Source) -> Found:
    """Marks of an axis stand in one line, as far apart as their numbers."""
    for figure in page.named("figure"):
        if figure.find("table") is None:
            continue
        beside = set(numbers_of(" ".join(texts_beside(figure))))
        for drawing in figure.find_all("svg"):
            texts = drawing.find_all("text")
            marks = set(map(id, _axes(texts)))
            for text in texts:
                if id(text) not in marks and set(numbers_of(words(text))) - beside:
                    yield Finding(text, f"“{words(text)}” is drawn in a chart, and the table beside it has no such number")


@rule(
    "tile_numbers",
    "The number of a headline tile is that of the section which it leads to.",
    "Code of Practice for Statistics, Q3",
    "Do not change a page by hand; run the release again.",
    reach="part",
)
def tile_numbers(page: Source) -> Found:
    """The section’s own tile has the same name."""
    for tile in _tiles(page.named("dl")):
        link = tile.find("a", href=re.compile("^#"))
        heading = page.ids.get(value(link, "href")[1:]) if isinstance(link, Tag) else None
        section = heading.find_parent("section") if heading is not None else None
        if section is None:
            continue
        name, number = _of(tile)
        own = [found for told, found in map(_of, _tiles(section.find_all("dl"))) if told == name]
        if number not in own:
            there = f"“{own[0]}”" if own else "no such tile"
            yield Finding(tile, f"the tile “{name}” has “{number}”, the section that it leads to has {there}")


def _axes(texts: Iterable[Tag]) -> Iterator[Tag]:
    """The texts that mark an axis: numbers in one line, across or down, spaced as their values are."""
    lines: dict[tuple[str, float], list[tuple[float, float, Tag]]] = defaultdict(list)
    for text in texts:
        if _PLAIN.fullmatch(words(text)) and (place := _place(text)):
            number = float(words(text).replace(",", "").rstrip("%"))
            lines["across", place[1]].append((place[0], number, text))
            lines["down", place[0]].append((place[1], number, text))
    for line in lines.values():
        if len(line) >= _AXIS and _is_even([(at, number) for at, number, _ in line]):
            yield from (text for _, _, text in line)


def _is_even(marks: list[tuple[float, float]]) -> bool:
    (first, lowest), (last, highest) = min(marks), max(marks)
    if first == last or lowest == highest:
        return False
    return all(abs((at - first) / (last - first) - (number - lowest) / (highest - lowest)) < _NEAR for at, number in marks)


def _place(text: Tag) -> tuple[float, float] | None:
    """Where a text is drawn."""
    if moved := _PLACE.search(value(text, "transform")):
        return float(moved[1]), float(moved[2])
    try:
        return float(value(text, "x")), float(value(text, "y"))
    except ValueError:
        return None


def _tiles(lists: Iterable[Tag]) -> Iterator[Tag]:
    return (tile for each in lists if "tiles" in classes(each) for tile in each.find_all("div", recursive=False))


def _of(tile: Tag) -> tuple[str, str]:
    """The name of a tile, and its number."""
    name, number = tile.find("dt"), tile.find("dd", class_="value")
    return words(name) if name else "", words(number) if number else ""


RULES = (drawn_numbers, tile_numbers)
