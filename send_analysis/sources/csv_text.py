"""The text of a CSV file, whatever encoding a council's systems wrote it in."""

import codecs
import io
import re
from pathlib import Path
from typing import BinaryIO, NamedTuple

from send_analysis.core.errors import DataError

_UTF_8_MARK = b"\xef\xbb\xbf"

#: What UTF-8 makes of a letter beyond ASCII. In text of another encoding such a run of bytes is hardly ever met by chance.
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")

#: How much of a file is looked at before it is read.
_LOOK = 4096

#: The share of zeros among every second byte from which text is UTF-16 without a byte-order mark: its letters are ASCII.
_MOSTLY = 0.7

_NOT_TEXT = "holds bytes that are not text. Save it again as CSV UTF-8."
_OTHERWISE = "Save it again as CSV UTF-8, or name its `encoding` in the params."


class Text(NamedTuple):
    """The text of a file in UTF-8, without a byte-order mark, and what had to be found out about it."""

    stream: BinaryIO
    notes: tuple[str, ...] = ()


def open_text(path: Path, encoding: str | None, file: str) -> Text:
    """The text of a file that is not read yet; UTF-8, unless its start or params say otherwise.

    That all of it is UTF-8 shows only as it is read: see :func:`check_utf_8` and :func:`other_text`.

    Raises
    ------
    DataError
        When the file is something other than its ending says, or not in the encoding that params name.
    """
    with path.open("rb") as stream:
        start = stream.read(_LOOK)
    _check_kind(start, file)
    if encoding is None and (wide := _utf_16(start)):
        return Text(_decoded(path, wide, "UTF-16", file), ("The text is in UTF-16.",))
    if encoding is not None and _python_name(encoding, file) != "utf-8":
        return Text(_decoded(path, _python_name(encoding, file), encoding, file))
    text = path.open("rb")
    text.seek(len(_UTF_8_MARK) if start.startswith(_UTF_8_MARK) else 0)
    return Text(text)


def check_utf_8(block: bytes, file: str) -> None:
    """Raise when whole rows of text are not UTF-8, or no text at all.

    Raises
    ------
    UnicodeDecodeError
        When they are of another encoding.
    """
    if b"\x00" in block:
        raise DataError(f"{file}: {_NOT_TEXT}")
    if not block.isascii():
        block.decode("utf-8")


def other_text(path: Path, encoding: str | None, file: str) -> Text:
    """The text of a file that has turned out not to be UTF-8: Windows-1252, which Excel's plain CSV is in.

    Raises
    ------
    DataError
        When params say that it is UTF-8, or when it is not in Windows-1252 either.
    """
    data = path.read_bytes()
    line = _line_of_first_fault(data)
    if encoding is not None:
        raise DataError(f"{file}: is not {encoding} text (line {line}). {_OTHERWISE}")
    if letter := _UTF_8_LETTER.search(data.removeprefix(_UTF_8_MARK)):
        also = data.removeprefix(_UTF_8_MARK).count(b"\n", 0, letter.start()) + 1
        raise DataError(f"{file}: mixes UTF-8 (line {also}) with another encoding (line {line}). {_OTHERWISE}")
    if data.startswith(_UTF_8_MARK):
        raise DataError(f"{file}: is not UTF-8 text (line {line}), though it says so. {_OTHERWISE}")
    return Text(_decoded(path, "cp1252", "UTF-8 or Windows-1252", file), ("The text is in Windows-1252.",))


def _check_kind(start: bytes, file: str) -> None:
    start = start.removeprefix(_UTF_8_MARK).lstrip().lower()
    if start.startswith((b"pk\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(f"{file}: is a workbook, not a CSV file. Give it the ending .xlsx, or save it as CSV UTF-8.")
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        raise DataError(f"{file}: is a web page, not a CSV file. Perhaps the export asked for a login; export it again.")


def _utf_16(start: bytes) -> str | None:
    """The kind of UTF-16 that a file begins in: as its byte-order mark says, or where every second byte is mostly zero."""
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    zeros = [half.count(0) / max(len(half), 1) for half in (start[0::2], start[1::2])]
    if zeros[0] == 0 and zeros[1] > _MOSTLY:
        return "utf-16-le"
    return "utf-16-be" if zeros[1] == 0 and zeros[0] > _MOSTLY else None


def _python_name(encoding: str, file: str) -> str:
    try:
        io.TextIOWrapper(io.BytesIO(), encoding)  # not all that Python calls a codec is an encoding of text
        name = codecs.lookup(encoding).name
    except LookupError:
        raise DataError(
            f"{file}: the encoding {encoding} in the params is not known; it can be utf-8, windows-1252 or utf-16."
        ) from None
    return "utf-8" if name in ("utf-8-sig", "ascii") else name


def _decoded(path: Path, encoding: str, shown: str, file: str) -> BinaryIO:
    """The whole text in UTF-8."""
    data = path.read_bytes()
    try:
        whole = data.decode(encoding).removeprefix("\ufeff").encode("utf-8")
    except UnicodeError as error:
        at = data.count(b"\n", 0, getattr(error, "start", 0)) + 1
        raise DataError(f"{file}: is not {shown} text (line {at}). {_OTHERWISE}") from None
    if b"\x00" in whole:
        raise DataError(f"{file}: {_NOT_TEXT}")
    return io.BytesIO(whole)


def _line_of_first_fault(data: bytes) -> int:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        return data.count(b"\n", 0, error.start) + 1
    raise AssertionError("text that was not UTF-8 in part is so as a whole")
