"""Counts over periods for tests, and what a reader can work out from those shown: by linear algebra, not by the program's way.

Time is a few stretches of days that meet; every period runs from one of their ends to another. The counts of the stretches are
what a reader does not know, and each figure shown is one equation between them.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from itertools import combinations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from send_analysis.core.period import Period

#: Lengths that differ, so that no two stretches are the same number of days.
STRETCHES = (31, 28, 30, 29, 27)


def stretch(first: int, last: int) -> Period:
    """The period from the start of one stretch to the end of another; both are numbers from 0."""
    starts = [date(2022, 1, 1) + timedelta(days=sum(STRETCHES[:number])) for number in range(len(STRETCHES) + 1)]
    return Period(starts[first], starts[last + 1] - timedelta(days=1))


def all_spans(stretches: int) -> list[tuple[int, int]]:
    """Every period of so many stretches, as first and last stretch."""
    return [(first, last - 1) for first, last in combinations(range(stretches + 1), 2)]


def spans(stretches: int) -> st.SearchStrategy[list[tuple[int, int]]]:
    """Some of the periods, nested and overlapping, in any order of importance."""
    return st.lists(st.sampled_from(all_spans(stretches)), unique=True, min_size=1)


def small_counts(length: int) -> st.SearchStrategy[list[int]]:
    """So many counts of 0 to 12: too small to show, just large enough, and nought."""
    return st.lists(st.integers(0, 12), min_size=length, max_size=length)


def can_be_worked_out(shown: Sequence[NDArray[np.float64]], wanted: NDArray[np.float64]) -> bool:
    """Whether the equations `shown` fix the value of `wanted`: it adds nothing to their rank."""
    if not shown:
        return False
    matrix = np.vstack([each.ravel() for each in shown])
    return bool(np.linalg.matrix_rank(np.vstack([matrix, wanted.ravel()])) == np.linalg.matrix_rank(matrix))


def equation(span: tuple[int, int], stretches: int) -> NDArray[np.float64]:
    """The equation of a period's count: 1 for each stretch in it."""
    row = np.zeros(stretches)
    row[span[0] : span[1] + 1] = 1
    return row


def worked_out(shown: Iterable[tuple[int, int]], stretches: int) -> set[tuple[int, int]]:
    """The periods whose count a reader knows or can work out from the counts of the periods shown."""
    equations = [equation(each, stretches) for each in shown]
    return {each for each in all_spans(stretches) if can_be_worked_out(equations, equation(each, stretches))}


def remainders(known: Iterable[tuple[int, int]]) -> set[frozenset[int]]:
    """What is left of each known period, as stretches, when known periods in it that do not overlap are taken out."""
    known = list(known)
    found: set[frozenset[int]] = set()

    def take_out(left: frozenset[int], start: int) -> None:
        found.add(left)
        for number in range(start, len(known)):
            piece = frozenset(range(known[number][0], known[number][1] + 1))
            if piece <= left:
                take_out(left - piece, number + 1)

    for first, last in known:
        take_out(frozenset(range(first, last + 1)), 0)
    return found


def small_remainders(known: Iterable[tuple[int, int]], counts: Sequence[int], limit: int) -> set[frozenset[int]]:
    """The remainders that count from 1 to the limit."""
    return {left for left in remainders(known) if 1 <= sum(counts[number] for number in left) <= limit}
