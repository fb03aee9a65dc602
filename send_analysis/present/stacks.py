"""Dots that stand at their exact places on an axis, and above each other where they would touch."""

from collections.abc import Sequence
from dataclasses import dataclass

#: In points: the diameters of a dot, of which the first is taken that lets all dots stand within the height. Where none does,
#: the dots of a column overlap; its height still says how many they are.
_DIAMETERS, _HEIGHT = (7.0, 6.0, 5.0, 4.0), 96


@dataclass(frozen=True)
class Stack:
    """Dots, each with its place along the axis and its level above it; all lengths in points.

    Parameters
    ----------
    places, levels : in the same order, by place.
    dot, pitch : the diameter of a dot, and from one level to the next.
    """

    places: Sequence[float]
    levels: Sequence[int]
    dot: float
    pitch: float

    @property
    def dots(self) -> list[tuple[float, float]]:
        """The place of each dot and the height of its middle."""
        return [(place, level * self.pitch + self.dot / 2) for place, level in zip(self.places, self.levels, strict=True)]

    @property
    def height(self) -> float:
        """The height of the highest dot's upper edge; 0 without dots."""
        return max((middle + self.dot / 2 for _, middle in self.dots), default=0.0)

    def top_about(self, place: float, diameter: float) -> float:
        """The height above which a marker of a diameter can stand at a place without covering a dot."""
        reach = (self.dot + diameter) / 2
        return max((middle + self.dot / 2 for at, middle in self.dots if abs(at - place) < reach), default=0.0)


def stacked(places: Sequence[float]) -> Stack:
    """Dots at the places, each on the lowest level where it touches none before it."""
    order = sorted(places)
    for dot in _DIAMETERS:
        levels = _levels(order, dot)
        if (max(levels, default=0) + 1) * dot <= _HEIGHT:
            return Stack(order, levels, dot, dot)
    return Stack(order, levels, dot, (_HEIGHT - dot) / max(levels))


def _levels(places: Sequence[float], dot: float) -> list[int]:
    last: list[float] = []  # the last dot of each level
    levels = []
    for place in places:
        level = next((number for number, at in enumerate(last) if place - at >= dot), len(last))
        last[level : level + 1] = [place]
        levels.append(level)
    return levels
