"""Rows from a database, by a query that params name; nothing is written to it.

SQLAlchemy, and the driver of the kind of database, are needed by nothing else here, so they are imported when a query is read.
"""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from send_analysis.core.errors import DataError, SetupError
from send_analysis.sources.database_columns import Columns
from send_analysis.sources.database_errors import in_words
from send_analysis.sources.queries import fault_of
from send_analysis.sources.raw_rows import RawRows, raw_rows

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine

#: How many rows are fetched at a time.
CHUNK = 10_000

#: The driver of each kind of database whose address names none.
_DRIVERS = {"postgres": "postgresql+psycopg", "postgresql": "postgresql+psycopg", "oracle": "oracle+oracledb"}

#: How long a server may take to answer, in seconds, as its driver calls it.
_PATIENCE: dict[str, dict[str, Any]] = {
    "postgresql": {"connect_timeout": 20},
    "mssql": {"timeout": 20},
    "oracle": {"tcp_connect_timeout": 20},
}

#: What makes the session read only, where it is a statement.
_READ_ONLY = {"sqlite": "PRAGMA query_only = ON", "oracle": "SET TRANSACTION READ ONLY"}


def read_query(query: str, connection: str) -> RawRows:
    """The rows of a query, numbered as if the names of its columns were row 1.

    Days and times stay what they are, everything else becomes text. The rows are fetched and typed chunk by chunk.

    Parameters
    ----------
    connection : the environment variable that holds the database's address, as SQLAlchemy writes it.

    Raises
    ------
    DataError
        When the address is missing or wrong, when the database refuses the query, or when a column holds what is no value
        of a table. The message never holds the address or a value of a row.
    SetupError
        When SQLAlchemy or the driver is not installed.
    """
    shown = f"query to {connection}"
    if fault := fault_of(query):
        raise DataError(f"{shown}: {fault}")
    with _engine(connection, shown) as engine, _in_words(shown), engine.connect() as session:
        columns = _columns(_read_only(session), query, shown)
    # Nothing else holds the table, so that what it becomes takes its place in memory.
    rows = raw_rows(columns.taken(), np.arange(2, columns.rows + 2))
    return replace(rows, digest=columns.digest)


def _columns(session: "Connection", query: str, shown: str) -> Columns:
    # Without parameters, so that a percent sign in the query is one.
    streamed = session.execution_options(stream_results=True, max_row_buffer=CHUNK, no_parameters=True)
    with closing(streamed.exec_driver_sql(query)) as result:
        if not result.returns_rows:
            raise DataError(f"{shown}: gives no rows; it may only be a SELECT. Nothing was changed in the database.")
        columns = Columns(list(result.keys()), shown)
        for rows in result.partitions(CHUNK):
            columns.add(rows)
    return columns


@contextmanager
def _engine(connection: str, shown: str) -> Iterator["Engine"]:
    """The database at the address, for the time that it is read."""
    address = os.environ.get(connection, "").strip()
    if not address:
        raise DataError(
            f"{shown}: the environment variable {connection} is not set. Set it to the database's address, such as "
            "postgresql+psycopg://user:password@server/database, before you start; the address never goes into params."
        )
    try:
        import sqlalchemy
    except ModuleNotFoundError:
        raise SetupError(f'{shown}: needs SQLAlchemy. Install it: pip install "send-analysis[databases]"') from None
    url = _url(address, connection, shown)
    kind = url.get_backend_name()
    patience = {key: value for key, value in _PATIENCE.get(kind, {}).items() if key not in url.query}
    try:
        engine = sqlalchemy.create_engine(url, poolclass=sqlalchemy.NullPool, connect_args=patience)
    except ModuleNotFoundError as error:
        extra = 'pip install "send-analysis[databases]"' if error.name == "psycopg" else f"pip install {error.name}"
        raise SetupError(f"{shown}: needs the driver {error.name}, which is not installed. Install it: {extra}") from None
    except (sqlalchemy.exc.ArgumentError, TypeError, ValueError):
        raise DataError(_no_address(connection, shown)) from None
    try:
        yield engine
    finally:
        engine.dispose()


def _url(address: str, connection: str, shown: str) -> "URL":
    from sqlalchemy.engine import make_url
    from sqlalchemy.exc import ArgumentError, NoSuchModuleError

    try:
        url = make_url(address)
        url = url.set(drivername=_DRIVERS.get(url.drivername, url.drivername))
        url.get_dialect()
    except NoSuchModuleError:
        raise DataError(f"{shown}: {url.drivername} is no kind of database that is read. {_FORMS}") from None
    except ModuleNotFoundError:
        return url
    except (ArgumentError, ValueError):
        raise DataError(_no_address(connection, shown)) from None
    _look_for_file(url, shown)
    return url


_FORMS = "An address begins with postgresql+psycopg://, mssql+pyodbc://, oracle+oracledb:// or sqlite:///."


def _no_address(connection: str, shown: str) -> str:
    return (
        f"{shown}: what {connection} holds is not the address of a database. {_FORMS} In a user name or password the "
        "characters @ : / ? # % are written %40 %3A %2F %3F %23 %25."
    )


def _look_for_file(url: "URL", shown: str) -> None:
    """Raise when the file of an SQLite database is not there; opening it would make an empty one."""
    file = url.database
    if url.get_backend_name() != "sqlite" or not file or file == ":memory:" or "uri" in url.query:
        return
    if not Path(file).is_file():
        raise DataError(f"{shown}: there is no file at the address. Write its whole path after sqlite:///.")


def _read_only(session: "Connection") -> "Connection":
    """The session, made read only where the server can; whatever happens in it, it is never committed."""
    kind = session.dialect.name
    if kind == "postgresql":
        return session.execution_options(postgresql_readonly=True)
    if kind in _READ_ONLY:
        session.exec_driver_sql(_READ_ONLY[kind])
    return session


@contextmanager
def _in_words(shown: str) -> Iterator[None]:
    from sqlalchemy.exc import DBAPIError, SQLAlchemyError

    try:
        yield
    except DBAPIError as error:
        raise DataError(f"{shown}: {in_words(error)}") from None
    except SQLAlchemyError as error:
        raise DataError(f"{shown}: cannot be read ({type(error).__name__}).") from None
