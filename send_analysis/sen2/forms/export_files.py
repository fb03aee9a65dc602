"""Where the nine files of COLLECT's export are: in a folder, in a .zip, or beside one of them."""

import errno
import lzma
import re
import shutil
import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile, ZipInfo

from send_analysis.core.errors import DataError
from send_analysis.core.findings import listed
from send_analysis.sen2.fields import MODULES

#: The last word of the file with the header.
HEADER_FILE = "sen2"

WORDS = (HEADER_FILE, *(own.file for own in MODULES.values()))

#: Without these there is no return; without another there are no records of its module.
INDISPENSABLE = (HEADER_FILE, "person", "requests")

#: How large the files of a .zip may be together, in bytes.
LARGEST = 8 << 30

#: What a damaged .zip, or one with a password, is answered with, by what is damaged in it.
_DAMAGED = (
    *(BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, struct.error),
    *(zlib.error, lzma.LZMAError),
)

_NAME = re.compile(rf"(?P<export>.*[_\- ])??(?P<word>{'|'.join(WORDS)})\.csv", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True)
class ExportFiles:
    """The files of one export by their last words.

    Parameters
    ----------
    paths : where each of them is.
    shown : what messages call each of them.
    """

    paths: dict[str, Path]
    shown: dict[str, str]

    @property
    def missing(self) -> list[str]:
        """The last words of the files that are not there."""
        return [word for word in WORDS if word not in self.paths]


@contextmanager
def found_files(path: Path, file: str) -> Iterator[ExportFiles]:
    """The files of an export; those of a .zip are there as long as the context lasts.

    Raises
    ------
    DataError
        When indispensable ones are missing, when there are several exports, or when the .zip cannot be unpacked.
    """
    if path.is_dir():
        names = _of_one_export([each.name for each in path.iterdir() if each.is_file()], file)
        yield _checked({word: path / name for word, name in names.items()}, file)
    elif path.suffix.lower() == ".zip":
        with TemporaryDirectory() as folder:
            yield _checked(_unpacked(path, Path(folder), file), file)
    else:
        names = _beside(path, file)
        yield _checked({word: path.parent / name for word, name in names.items()}, PurePosixPath(file).parent.as_posix())


def _checked(paths: dict[str, Path], file: str) -> ExportFiles:
    files = ExportFiles(paths, {word: f"{file}/{each.name}" for word, each in paths.items()})
    if any(word in files.missing for word in INDISPENSABLE):
        names = listed(f"…_{word}.csv" for word in files.missing)
        raise DataError(f"{file}: of the export's nine files these are missing: {names}. Export the return again, whole.")
    return files


def _split(name: str) -> tuple[str, str] | None:
    """What comes before the last word of a file's name, and the last word; None where it is no file of an export."""
    found = None if name.startswith((".", "~")) else _NAME.fullmatch(name)
    return (found["export"] or "", found["word"].lower()) if found else None


def _exports(names: Iterable[str], file: str) -> dict[str, dict[str, str]]:
    """The files by export, then by last word."""
    exports: dict[str, dict[str, str]] = {}
    for name in sorted(names):
        folder, _, last = name.rpartition("/")
        if (parts := _split(last)) is None:
            continue
        files = exports.setdefault(f"{folder}/{parts[0]}".removeprefix("/").casefold(), {})
        if parts[1] in files:
            raise DataError(
                f"{file}: {files[parts[1]]} and {name} have the same name but for capitals. Take one of them away."
            )
        files[parts[1]] = name
    return exports


def _of_one_export(names: Iterable[str], file: str) -> dict[str, str]:
    exports = _exports(names, file)
    if not exports:
        raise DataError(
            f"{file}: holds no file of a SEN2 export. Its files are called Blade-Export_<day>_sen2.csv, …_person.csv and so on."
        )
    if len(exports) > 1:
        examples = listed((next(iter(files.values())) for files in exports.values()), "or")
        raise DataError(f"{file}: holds several exports. Name a file of the one that is meant: {examples}.")
    return next(iter(exports.values()))


def _beside(path: Path, file: str) -> dict[str, str]:
    """The files of the export that one of them belongs to."""
    parts = _split(path.name)
    if parts is None:
        raise DataError(
            f"{file}: is no file of a SEN2 export, whose names end in {listed((f'_{each}.csv' for each in WORDS), 'or')}."
        )
    return _exports([each.name for each in path.parent.iterdir() if each.is_file()], file)[parts[0].casefold()]


def _unpacked(path: Path, folder: Path, file: str) -> dict[str, Path]:
    """The files of a .zip, unpacked under names of their own."""
    with ExitStack() as opened:
        with _damage_in_words(file):
            archive = opened.enter_context(ZipFile(path))
        inside = {each.filename: each for each in archive.infolist() if not each.is_dir()}
        names = _of_one_export(inside, file)
        _check_size((inside[name] for name in names.values()), file)
        with _damage_in_words(file):
            return {word: _unpack(archive, inside[name], folder / f"{word}.csv") for word, name in names.items()}


@contextmanager
def _damage_in_words(file: str) -> Iterator[None]:
    """What the reader of a .zip raises as our own error; around its calls alone, so that no fault of ours is taken for damage."""
    try:
        yield
    except (*_DAMAGED, OSError) as error:
        # A damaged table of contents may point before the beginning of the file.
        if isinstance(error, OSError) and error.errno != errno.EINVAL:
            raise
        raise DataError(
            f"{file}: cannot be unpacked; it is damaged or has a password. Unpack it, and name the folder."
        ) from None


def _check_size(files: Iterable[ZipInfo], file: str) -> None:
    if sum(each.file_size for each in files) > LARGEST:
        raise DataError(f"{file}: is larger unpacked than an export can be. Unpack it, and name the folder.")


def _unpack(archive: ZipFile, inside: ZipInfo, to: Path) -> Path:
    with archive.open(inside) as source, to.open("wb") as target:
        try:
            shutil.copyfileobj(source, target)
        except OSError as error:
            if error.errno is None:  # not the disk: so bzip2 says that the file is damaged
                raise BadZipFile from None
            raise
    return to
