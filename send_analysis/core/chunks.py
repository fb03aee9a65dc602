"""Long columns in chunks that a processor's cache holds, on all processors at once."""

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

#: How many rows make a chunk.
CHUNK = 1 << 16


def chunks(number: int) -> Iterator[slice]:
    """So many rows in chunks."""
    return (slice(start, min(start + CHUNK, number)) for start in range(0, number, CHUNK))


def in_chunks(number: int, work: Callable[[slice], None]) -> None:
    """Do the work for each chunk of so many rows, in any order; numpy lets several threads compute at once."""
    if number <= CHUNK:
        work(slice(0, number))
        return
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for done in [pool.submit(work, rows) for rows in chunks(number)]:
            done.result()


def side_by_side(work: Callable[[Item], Made], items: Iterable[Item], rows: int) -> list[Made]:
    """What the work makes of each item, in order; of columns of many rows several at once."""
    if rows <= CHUNK:
        return [work(item) for item in items]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        return list(pool.map(work, items))
