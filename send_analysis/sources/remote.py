"""Files at an address, fetched for the time they are read."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from send_analysis.core.errors import DataError


@contextmanager
def fetched(address: str) -> Iterator[Path]:
    """A copy of the file at an address such as s3://bucket/requests.csv, removed afterwards."""
    raise DataError(f"{address}: addresses are not read yet.")
    yield
