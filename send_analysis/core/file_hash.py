"""The hash by which a file is known."""

from hashlib import file_digest
from pathlib import Path


def file_hash(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
