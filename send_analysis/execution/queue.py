"""Jobs in lines: those of one line run one after the other, lines run side by side."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import Any


@dataclass(frozen=True)
class Ended:
    """How a job has ended.

    Parameters
    ----------
    number : which of the jobs it is.
    seconds : from the start of its process.
    value : what it returned.
    error : what it raised, in place of a value.
    """

    number: int
    seconds: float
    value: Any = None
    error: Exception | None = None


class Queue:
    """Says which job may begin next: the first of the longest line that has none running."""

    def __init__(self, lines: Iterable[Sequence[int]]) -> None:
        self._ready = [(-len(line), tuple(line)) for line in lines if line]
        self._begun: dict[int, tuple[int, ...]] = {}
        heapify(self._ready)

    def take(self) -> int | None:
        """The number of a job that may begin now; None where none may."""
        if not self._ready:
            return None
        _, (number, *rest) = heappop(self._ready)
        self._begun[number] = tuple(rest)
        return number

    def has_ended(self, number: int) -> None:
        """Let the next of the job's line begin."""
        rest = self._begun.pop(number)
        if rest:
            heappush(self._ready, (-len(rest), rest))
