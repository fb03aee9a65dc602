"""What a database's refusal means, in words; never its own text where that may hold a value of a row, or the address."""

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

_PASSWORD = "the database refuses the user name or password in the address."
_NO_DATABASE = "the server has no database of the name in the address."
_NO_SERVER = "no server answers at the address. Is the name right, and are you on the network (VPN)?"
_TOO_LONG = "the database stopped the query because it took too long. Ask for fewer rows or columns, or try later."
_NO_TABLE = "the database has no such table or view, or does not show it to this user."
_NO_COLUMN = "a column that the query names does not exist."
_SYNTAX = "the query is not written as this kind of database needs it."
_WRITES = "the query would change the database. It may only be a SELECT; nothing was changed."
_NOT_ALLOWED = "the user in the address may not read what the query names. Ask for the right to SELECT it."
_BUSY = "the database is in use by another program and locked. Try again later."
_VALUE = "a value of a row cannot be turned into what the query asks for. Look at its casts and divisions."
_BROKEN = "the connection broke off. Try again."

#: By SQLSTATE, the standard's five characters, as PostgreSQL and ODBC give it; the longest beginning counts.
_STATES = {
    "28": _PASSWORD,
    "3D": _NO_DATABASE,
    "08": _NO_SERVER,
    "57": _BROKEN,
    "57014": _TOO_LONG,
    "HYT00": _TOO_LONG,
    "HYT01": _NO_SERVER,
    "42": _SYNTAX,
    "42P01": _NO_TABLE,
    "42S02": _NO_TABLE,
    "3F": _NO_TABLE,
    "42703": _NO_COLUMN,
    "42S22": _NO_COLUMN,
    "42501": _NOT_ALLOWED,
    "25006": _WRITES,
    "0A": "the query asks for what the database cannot do while it only reads.",
    "22": _VALUE,
    "55": _BUSY,
    "40": _BUSY,
    "IM002": "this machine has no ODBC driver of the name in the address. Install it, or name one that is there.",
}

#: Of Oracle by its own numbers.
_ORACLE = {
    "ORA-01017": _PASSWORD,
    "ORA-00942": _NO_TABLE,
    "ORA-00904": _NO_COLUMN,
    "ORA-00933": _SYNTAX,
    "ORA-00936": _SYNTAX,
    "ORA-01031": _NOT_ALLOWED,
    "ORA-01456": _WRITES,
    "ORA-12514": _NO_DATABASE,
    "ORA-12541": _NO_SERVER,
    "DPY-6005": _NO_SERVER,
    "DPY-6001": _NO_DATABASE,
}

#: Of what gives no code: a piece of its message in English.
_PIECES = {
    "password authentication failed": _PASSWORD,
    "no password supplied": _PASSWORD,
    "no pg_hba.conf entry": "the server lets no connection in from this machine. Ask its administrator.",
    "connection refused": _NO_SERVER,
    "could not translate host name": _NO_SERVER,
    "failed to resolve host": _NO_SERVER,
    "timeout expired": _NO_SERVER,
    "no such file or directory": _NO_SERVER,
    "invalid connection option": "the address names an option that the driver does not know.",
    "ssl": "the server and the driver do not agree on encryption. Look at sslmode in the address.",
    "no such table": _NO_TABLE,
    "no such column": _NO_COLUMN,
    "syntax error": _SYNTAX,
    "incomplete input": _SYNTAX,
    "unrecognized token": _SYNTAX,
    "attempt to write a readonly database": _WRITES,
    "unable to open database file": "the file at the address cannot be opened.",
    "file is not a database": "the file at the address is not an SQLite database, or is encrypted.",
    "database is locked": _BUSY,
    "interrupted": _TOO_LONG,
    "after year 10k": "holds a day after the year 9999, such as infinity. Turn it into a blank in the query.",
    "before year 1": "holds a day before the year 1. Turn it into a blank in the query.",
    "could not decode to utf-8": "holds text that is not in the encoding that the database says.",
    "terminating connection": _BROKEN,
    "server closed the connection": _BROKEN,
    "connection is lost": _BROKEN,
}

_DATABASE_GONE = re.compile(r'database "[^"]*" does not exist')


def in_words(error: "DBAPIError") -> str:
    """What the error means and what to do, with its code where it has one."""
    code = _code(error.orig)
    if code and (words := _by_beginning(code)):
        return f"{words} ({code}{_detail(error.orig, code)})"
    message = str(error.orig).lower()
    if _DATABASE_GONE.search(message):
        return _NO_DATABASE
    said = next((words for piece, words in _PIECES.items() if piece in message), None)
    if said is not None:
        return said
    return f"the database cannot be read ({code or type(error.orig).__name__}). Try the query in the database's own program."


def _code(orig: Any) -> str | None:
    """The code of the driver's own error: SQLSTATE, or Oracle's."""
    first = orig.args[0] if getattr(orig, "args", ()) else None
    for candidate in (getattr(orig, "sqlstate", None), getattr(first, "full_code", None), first):
        if isinstance(candidate, str) and re.fullmatch(r"[0-9A-Z]{5}|(ORA|DPY)-\d{4,5}", candidate):
            return candidate
    return None


def _by_beginning(code: str) -> str | None:
    return _ORACLE.get(code) or _STATES.get(code) or _STATES.get(code[:2])


def _detail(orig: Any, code: str) -> str:
    """PostgreSQL's own words in the classes 0A and 42, which are about the query: no row has a part in them."""
    primary = getattr(getattr(orig, "diag", None), "message_primary", None)
    return f": {primary}" if primary and code.startswith(("0A", "42")) else ""
