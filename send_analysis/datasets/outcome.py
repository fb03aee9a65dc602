"""What is said about one extract once it is prepared: its checks, and its row of counts."""

from collections.abc import Iterator
from datetime import date

from send_analysis.core.checks import Check
from send_analysis.core.findings import columns_in_words, counted
from send_analysis.core.period import in_words
from send_analysis.datasets.preparing import Prepared
from send_analysis.datasets.typed import absent_columns, unknown_columns


def checks_of(prepared: Prepared, as_at: date) -> list[Check]:
    """The outcome of every rule of the dataset, the account of its rows first."""
    return [
        _rows_check(prepared),
        _as_at_check(prepared, as_at),
        *_column_checks(prepared),
        *(finding.as_check(prepared.spec.name) for finding in prepared.findings),
    ]


def counts_of(prepared: Prepared) -> dict[str, int]:
    """How many rows were read, and what became of them."""
    return {
        "read": len(prepared.raw),
        "used": len(prepared.rows),
        "set_aside": len(prepared.set_aside_rows),
        "dated_after": len(prepared.late),
        "events_after": prepared.events_after,
    }


def _rows_check(prepared: Prepared) -> Check:
    name, read, used = f"{prepared.spec.name}.rows", len(prepared.raw), len(prepared.rows)
    aside = len(prepared.set_aside_rows)
    if not read:
        return Check(name, "WARNING", "The extract has a header and no rows: there is no data.", 0, "Is that right?")
    said = f"{used:,} of {counted(read, 'row')} {_were(used)} used."
    if not aside:
        return Check(name, "PASS", said, used)
    message = f"{counted(aside, 'row')} {_were(aside)} set aside (internal/rejected/{prepared.spec.name}.csv); {said}"
    if not used:
        return Check(name, "FAIL", message, aside, "No row is left to report on. Mend the extract at its source.")
    return Check(name, "WARNING", message, aside, "Mend the rows at their source, or say on the page what is missing.")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _as_at_check(prepared: Prepared, as_at: date) -> Check:
    name, rows, events = f"{prepared.spec.name}.as_at", len(prepared.late), prepared.events_after
    if not rows and not events:
        return Check(name, "PASS", f"Nothing is dated after {in_words(as_at)}.")
    message = (
        f"{counted(rows, 'row')}, and {counted(events, 'later event')} of other rows, dated after {in_words(as_at)} "
        "and not used."
    )
    advice = "Expected when an extract is newer than the release. If this one is not, look for dates that lie in the future."
    return Check(name, "WARNING", message, rows + events, advice)


def _column_checks(prepared: Prepared) -> Iterator[Check]:
    spec, raw = prepared.spec, prepared.raw
    if absent := absent_columns(spec, raw):
        said = f"{columns_in_words(absent)}: absent, which is allowed; no row has a value there."
        yield Check(f"{spec.name}.columns.absent", "PASS", said)
    if unknown := unknown_columns(spec, raw):
        said = f"{columns_in_words(unknown)}: not a column of {spec.name}, and not read."
        yield Check(f"{spec.name}.columns.unknown", "PASS", said)
