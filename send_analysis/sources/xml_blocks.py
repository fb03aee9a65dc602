"""The text of a large part of a workbook, piece by piece: it is looked through many times as fast as it is parsed."""

from collections.abc import Iterator
from typing import IO

_BLOCK = 1 << 22


def blocks(content: IO[bytes], *rows: bytes) -> Iterator[bytes]:
    """Pieces that end before a row begins, so that no row is in two of them.

    Parameters
    ----------
    rows : how a row may begin.
    """
    rest = b""
    while more := content.read(_BLOCK):
        rest += more
        cut = max(map(rest.rfind, rows))
        if cut > 0:
            yield rest[:cut]
            rest = rest[cut:]
    yield rest
