"""The body of an answer: received within bounds of time and size, unpacked, and looked at before it is believed."""

import gzip
import json
import zlib
from typing import IO, Any

from urllib3 import BaseHTTPResponse
from urllib3.exceptions import ProtocolError

from send_analysis.core.errors import DataError
from send_analysis.national.fetch.patience import Patience

_BLOCK = 1 << 16

#: The longest answer that is listened to, in bytes: the longest list the service gives has some ten thousand.
LONGEST_ANSWER = 20 << 20
#: The largest file that is kept, in bytes: the publication's largest has some ten million.
LARGEST_FILE = 1 << 30

#: What a file packed by gzip begins with. Source: RFC 1952, section 2.3.1.
_GZIP = b"\x1f\x8b"

_AGAIN = "Run the command again."


def receive(raw: BaseHTTPResponse, into: IO[bytes], most: int, patience: Patience) -> None:
    """Copy the bytes of an answer as they come, packed or not.

    Raises
    ------
    DataError
        When they end before the length that the service announced, take too long, or are too many.
    """
    until = patience.clock() + patience.download
    received = 0
    try:
        while block := raw.read1(_BLOCK, decode_content=False):
            received += len(block)
            _hold_to(most, received)
            if patience.clock() > until:
                raise DataError(f"The download took longer than {patience.download:,} seconds and was given up. {_AGAIN}")
            into.write(block)
    except ProtocolError:
        raise DataError(f"The download broke off after {received:,} bytes, before its end. {_AGAIN}") from None


def unpack(packed: IO[bytes], into: IO[bytes], most: int) -> None:
    """Copy what was received, unpacked where gzip packed it.

    Whether it is packed is seen from its first bytes: networks that look into traffic unpack it and leave the header.

    Raises
    ------
    DataError
        When it is packed and damaged or cut short, or too large.
    """
    packed.seek(0)
    is_packed = packed.read(len(_GZIP)) == _GZIP
    packed.seek(0)
    content = gzip.GzipFile(fileobj=packed, mode="rb") if is_packed else packed
    unpacked = 0
    try:
        while block := content.read(_BLOCK):
            unpacked += len(block)
            _hold_to(most, unpacked)
            into.write(block)
    except (EOFError, gzip.BadGzipFile, zlib.error):
        raise DataError(f"The download is damaged or cut short: it cannot be unpacked. {_AGAIN}") from None


def decoded(content: bytes, about: str) -> Any:
    """An answer in JSON, decoded.

    Raises
    ------
    DataError
        When it is a web page or anything else.
    """
    refuse_web_page(content, about)
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise DataError(
            f"The Department's service answered about {about} with something that cannot be read (it is not JSON). {_AGAIN} "
            "If it stays so, see that the address is that of the API."
        ) from None


def refuse_web_page(start: bytes, about: str) -> None:
    """See that what came is no web page, which is what networks answer that want a person to sign in or block the address.

    Raises
    ------
    DataError
        When it is one.
    """
    if start.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        raise DataError(
            f"A web page came in place of the answer about {about}. Often it is the notice of a network that blocks the address "
            "or wants you to sign in: open the address in a browser to read it, and ask those who run the network."
        )


def _hold_to(most: int, size: int) -> None:
    if size > most:
        raise DataError(
            f"The download is larger than {most >> 20:,} MB, which nothing of this publication is. It was given up; see that the "
            "address is that of the Department's API."
        )
