"""Rows from a database, by a query that params name."""

from send_analysis.core.errors import DataError
from send_analysis.sources.raw_rows import RawRows


def read_query(query: str, connection: str) -> RawRows:
    """The rows of a query; `connection` names the environment variable that holds the database's address."""
    raise DataError("queries are not read yet.")
