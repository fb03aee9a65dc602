"""Whether a file is the whole table of a data set."""

import csv
from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.national.fetch.answers import Meta
from send_analysis.national.fetch.body import decoded, refuse_web_page
from send_analysis.national.fetch.forms import problem_in

_LOOKED_AT = 4096
_AGAIN = "Run the command again."


def check_table(path: Path, meta: Meta, rows: int | None, about: str) -> int:
    """See that a file is the table it should be, and whole; how many rows it has below its header.

    Parameters
    ----------
    meta : what its columns are called.
    rows : how many rows the service says that there are; None where it does not say.

    Raises
    ------
    DataError
        When it is a web page, a refusal in JSON, no table, another table, damaged or cut short.
    """
    _see_that_it_is_no_answer(path, about)
    try:
        found = _count_rows(path, meta, about)
    except UnicodeDecodeError:
        raise DataError(
            f"What came in place of {about} is no text in UTF-8, so it is not the Department's CSV. {_AGAIN}"
        ) from None
    except csv.Error:
        raise DataError(f"What came in place of {about} is no CSV, or is damaged. {_AGAIN}") from None
    if found == 0 or (rows is not None and found < rows):
        expected = "" if rows is None else f" of {rows:,}"
        raise DataError(f"The file of {about} is cut short: it has {found:,}{expected} rows. {_AGAIN}")
    return found


def _see_that_it_is_no_answer(path: Path, about: str) -> None:
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    if not start.strip():
        raise DataError(f"The file of {about} came empty. {_AGAIN}")
    refuse_web_page(start, about)
    if start.lstrip().startswith((b"{", b"[")):
        problem = problem_in(decoded(start, about)) if len(start) < _LOOKED_AT else None
        said = f" It says: {problem.text}" if problem else ""
        raise DataError(f"The Department's service answered with JSON in place of the file of {about}.{said} {_AGAIN}")


def _count_rows(path: Path, meta: Meta, about: str) -> int:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.reader(stream, strict=True)
        header = next(rows, [])
        # Columns may have their names or their labels: the service promises neither.
        if len(header) < 2 or (meta.names and not meta.names & set(header)):
            raise DataError(f"The file that came is not that of {about}: it has none of its columns. {_AGAIN}")
        return sum(1 for _ in _whole(rows, len(header), about))


def _whole(rows: Iterator[list[str]], width: int, about: str) -> Iterator[list[str]]:
    """The rows, as long as each has a value for every column."""
    for number, row in enumerate(rows, start=2):
        if row and len(row) != width:
            raise DataError(
                f"The file of {about} is damaged or cut short: its row {number} has {len(row)} values for {width} columns. "
                f"{_AGAIN}"
            )
        if row:
            yield row
