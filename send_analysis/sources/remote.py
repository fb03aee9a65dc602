"""Files at an address, fetched for the time they are read."""

import errno
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import Any

from fsspec.core import split_protocol, url_to_fs

from send_analysis.core.errors import DataError, SetupError
from send_analysis.core.params.addresses import without_secrets

_BLOCK = 1 << 20

#: What must be installed for a protocol.
_PACKAGE = {
    "s3": "s3fs",
    "s3a": "s3fs",
    "abfs": "adlfs",
    "abfss": "adlfs",
    "az": "adlfs",
    "gs": "gcsfs",
    "gcs": "gcsfs",
    "sftp": "paramiko",
    "ssh": "paramiko",
    "smb": "smbprotocol",
    "http": "aiohttp",
    "https": "aiohttp",
}

#: Words in the names of errors that storage services raise, where they are not Python's own.
_NOT_ALLOWED = ("auth", "credential", "permission", "forbidden", "accessdenied")
_NOT_THERE = ("notfound", "nosuch")


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """A copy of the file at an address such as s3://bucket/requests.csv, removed afterwards.

    Of an address of a folder, or of a pattern such as s3://bucket/exports/*.csv, the folder with copies of its files. The copies
    are in a folder that only this user can look into.

    Raises
    ------
    DataError
        When it cannot be fetched; the message shows the address without the secrets in it.
    SetupError
        When a package is missing that the protocol needs.
    """
    shown = without_secrets(address)
    with TemporaryDirectory(prefix="send-analysis-") as folder:
        yield _fetch(address, Path(folder), shown)


def sha_256(local: Path) -> str:
    """The SHA-256 of a file, or of all files of a folder in order of name."""
    digest = hashlib.sha256()
    for path in sorted(local.iterdir()) if local.is_dir() else [local]:
        with path.open("rb") as content:
            while block := content.read(_BLOCK):
                digest.update(block)
    return digest.hexdigest()


def _fetch(address: str, folder: Path, shown: str) -> Path:
    """Copy what is at the address into the folder; the file, or the folder where there may be several."""
    try:
        system, path = url_to_fs(address)
        several = _files_of(system, path, address)
        for each in [path] if several is None else several:
            _copy(system, each, folder / _local_name(each))
    except ImportError:
        raise SetupError(_missing_package(address)) from None
    except Exception as error:
        # Every storage service has errors of its own, without a common base; their texts may hold what is secret.
        raise DataError(f"{shown}: {_in_words(error)}") from None
    if several is None:
        return folder / _local_name(path)
    if not several:
        raise DataError(f"{shown}: there is no such file.")
    return folder


def _files_of(system: Any, path: str, address: str) -> list[str] | None:
    """The files of a folder or a pattern; nothing where the address is that of a file."""
    # A web server has no folders; to ask it whether something is one would fetch it.
    is_web = split_protocol(address)[0] in ("http", "https")
    if "*" in path and not is_web:
        found = system.glob(path, detail=True).values()
    elif not is_web and system.isdir(path):
        found = system.ls(path, detail=True)
    else:
        return None
    names = [each["name"] for each in found if each["type"] == "file"]
    return sorted(name for name in names if not _local_name(name).startswith((".", "~$")))


def _copy(system: Any, path: str, target: Path) -> None:
    with system.open(path, "rb") as source, target.open("xb") as copy:
        shutil.copyfileobj(source, copy, _BLOCK)


def _local_name(path: str) -> str:
    """The last part of a path, without anything that could lead elsewhere."""
    name = PurePosixPath(path.split("?")[0].replace("\\", "/")).name.replace(":", "_").replace("\0", "_")
    return name[-100:] if name not in ("", ".", "..") else "file"


def _missing_package(address: str) -> str:
    scheme = split_protocol(address)[0] or ""
    package = _PACKAGE.get(scheme)
    if package is None:
        return f"{scheme}:// needs a package that is not installed. See the documentation of fsspec for {scheme}."
    return f"{scheme}:// needs the package {package}: pip install {package}"


def _in_words(error: Exception) -> str:
    """What went wrong; of the error itself only its kind."""
    # Fsspec says of whatever a web server refuses that it is not found; the cause behind it knows better.
    cause = error.__cause__ if isinstance(error.__cause__, Exception) else error
    kind, status = type(cause).__name__, getattr(cause, "status", None)
    is_refused = status in (401, 403) or any(word in kind.casefold() for word in _NOT_ALLOWED)
    if isinstance(error, PermissionError) or is_refused:
        return f"may not be read ({kind}). Ask for the permission, and check the credentials in the environment."
    is_missing = isinstance(error, FileNotFoundError) and status is None and not isinstance(cause, OSError)
    named_missing = isinstance(cause, FileNotFoundError) or any(word in kind.casefold() for word in _NOT_THERE)
    if is_missing or named_missing or status == 404:
        return "there is no such file."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return "there is no room left on this machine for a copy of it."
    if isinstance(error, ValueError) and "Protocol not known" in str(error):
        known = "s3://, abfs://, sftp://, https:// and file://"
        return f"addresses of this kind are not known. Known are, among others, {known}."
    return f"cannot be fetched ({kind}). Check the address and the network."
