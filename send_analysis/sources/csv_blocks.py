"""A long text in blocks of whole rows, so that it is never in memory as one and several are read at once."""

from collections.abc import Iterator
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

#: How long a block is, in bytes: short enough for memory to be used again, and for all processors to be busy to the end.
BLOCK = 1 << 22

#: The longest row that a block may have to wait for.
_LONGEST = 1 << 24

_QUOTE, _LINE_BREAKS = ord('"'), b"\r\n"


class IrregularQuotesError(Exception):
    """Quotation marks stand where none belong, so that only reading from the start tells where rows end."""


def blocks_of_rows(stream: BinaryIO, delimiter: str, size: int = BLOCK) -> Iterator[bytes]:
    """The text from where the stream stands, in blocks that end at the end of a row.

    Raises
    ------
    IrregularQuotesError
        When a quotation mark neither opens nor closes a field nor stands doubled in one, or is never closed.
    """
    rest = b""
    while more := stream.read(size):
        block = rest + more
        end = _end_of_rows(block, delimiter)
        if end:
            yield block[:end]
        rest = block[end:]
        if len(rest) > _LONGEST:
            raise IrregularQuotesError
    if rest:
        if len(_quotes(rest, delimiter)) % 2:
            raise IrregularQuotesError
        yield rest


def _end_of_rows(block: bytes, delimiter: str) -> int:
    """Where the last line break outside quotation marks ends; 0 where there is none. The block begins outside of them."""
    quotes = _quotes(block, delimiter)
    end = block.rfind(b"\n")
    while end >= 0 and np.searchsorted(quotes, end) % 2:
        end = block.rfind(b"\n", 0, end)
    return end + 1


def _quotes(block: bytes, delimiter: str) -> NDArray[np.intp]:
    """Where the quotation marks of a block are, every second of which closes what the one before it opened.

    A doubled one closes a field and opens it again.
    """
    if b'"' not in block:
        return np.empty(0, dtype=np.intp)
    text = np.frombuffer(block, dtype=np.uint8)
    found = np.flatnonzero(text == _QUOTE)
    opening, closing = found[0::2], found[1::2]
    edges = np.zeros(256, dtype=bool)
    edges[[_QUOTE, ord(delimiter), *_LINE_BREAKS]] = True
    before, after = opening[opening > 0] - 1, closing[closing + 1 < len(text)] + 1
    if not (edges[text[before]].all() and edges[text[after]].all()):
        raise IrregularQuotesError
    return found
