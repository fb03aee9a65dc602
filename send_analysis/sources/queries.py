"""What a query may be: one statement that reads."""

import re

#: What is passed over in search of the end of a statement: comments, texts and names in quotation marks of every kind.
_PASSED_OVER = re.compile(
    r"""--[^\n]*|/\*.*?\*/|\b[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|"(?:[^"]|"")*"|`[^`]*`|\[[^\]]*\]|(\$[A-Za-z_]*\$).*?\1""",
    re.DOTALL,
)

_READS = re.compile(r"[\s(]*(?:select|with|values|table|from)\b", re.IGNORECASE)


def fault_of(query: str) -> str | None:
    """What is wrong with a query, or None.

    This keeps slips from reaching the database; what protects its rows is that the session is read only, where the server can
    make it so, and never committed.
    """
    bare = _PASSED_OVER.sub(" ", query)
    first, *others = bare.split(";")
    if any(each.strip() for each in others):
        return "holds several statements; it may be only one. Keep one SELECT."
    if not _READS.match(first):
        return "is not a SELECT. A query only reads, so it begins with SELECT or WITH."
    return None
