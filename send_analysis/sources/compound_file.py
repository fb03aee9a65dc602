"""Compound files: the small file system in which workbooks up to Excel 2003 are kept, as [MS-CFB] describes it."""

import struct
from collections.abc import Sequence

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_NO_SECTOR = 0xFFFFFFFA  # this and above are marks, not sectors
_ENTRY = 128


def read_stream(data: bytes, *names: str) -> bytes:
    """The content of the first stream with one of these names.

    Raises
    ------
    ValueError, struct.error, IndexError
        When the file is damaged or has no such stream.
    """
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    if shift not in (9, 12) or mini_shift != 6:
        raise ValueError("sectors of a size that is not allowed")
    directory_start, cutoff, mini_start = (struct.unpack_from("<I", data, place)[0] for place in (48, 56, 60))
    fat = _fat(data, shift)
    directory = _chain(data, fat, directory_start, shift, 1)
    entries = [directory[at : at + _ENTRY] for at in range(0, len(directory) - _ENTRY + 1, _ENTRY)]
    wanted = [name for name in names for entry in entries if _name(entry) == name]
    entry = next(entry for entry in entries if wanted and _name(entry) == wanted[0]) if wanted else b""
    if not entry:
        raise ValueError("no such stream")
    start, size = struct.unpack_from("<II", entry, 116)
    if size >= cutoff:
        return _chain(data, fat, start, shift, 1)[:size]
    # Short streams are kept in small sectors, inside one stream of the first entry.
    mini_fat = _numbers(_chain(data, fat, mini_start, shift, 1))
    inside = _chain(data, fat, struct.unpack_from("<I", entries[0], 116)[0], shift, 1)
    return _chain(inside, mini_fat, start, mini_shift, 0)[:size]


def _fat(data: bytes, shift: int) -> Sequence[int]:
    """For each sector the one that follows it. The header lists the first 109 sectors of this table, then chained ones."""
    sectors = list(struct.unpack_from("<109I", data, 76))
    following, left = struct.unpack_from("<II", data, 68)
    if left > len(data) >> shift:
        raise ValueError("a table of sectors longer than the file")
    for _ in range(left):
        *more, following = _numbers(_sector(data, following, shift, 1))
        sectors += more
    return _numbers(b"".join(_sector(data, number, shift, 1) for number in sectors if number < _NO_SECTOR))


def _chain(data: bytes, fat: Sequence[int], start: int, shift: int, header: int) -> bytes:
    parts: list[bytes] = []
    while start < _NO_SECTOR:
        if len(parts) > len(fat):
            raise ValueError("a chain of sectors runs in a circle")
        parts.append(_sector(data, start, shift, header))
        start = fat[start]
    return b"".join(parts)


def _sector(data: bytes, number: int, shift: int, header: int) -> bytes:
    at = number + header << shift
    return data[at : at + (1 << shift)]


def _numbers(data: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace")
