"""What is said about one extract once it is prepared: its checks, and its row of counts."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from send_analysis.core.checks import Check
from send_analysis.core.findings import Finding, NameOf, columns_in_words, counted, listed
from send_analysis.core.params.authority import DataPolicy
from send_analysis.core.period import in_words
from send_analysis.datasets.coerce import Kind
from send_analysis.datasets.preparing import Prepared
from send_analysis.datasets.spec import Spec, allowed_in, kind_of
from send_analysis.datasets.typed import absent_columns, unknown_columns
from send_analysis.sources.folders import place_of
from send_analysis.sources.raw_rows import Part

#: What to do about a value that cannot be read, by what its column holds, beside mending the extract.
_BY_PARAMS: dict[Kind, str] = {
    "code": "Map them under `values:` in the params, or mend the extract.",
    "set": "Map them under `values:` in the params, or mend the extract.",
    "flag": "Map them to true and false under `values:` in the params, or mend the extract.",
    "date": "Say under `date_formats:` in the params how they are written, or mend the extract.",
    "moment": "Say under `date_formats:` in the params how they are written, or mend the extract.",
}

#: What is allowed in a column, where it is not one of some codes.
_ALLOWED: dict[Kind, str] = {
    "key": "a number or text",
    "text": "any text",
    "date": "a day such as 2022-06-22 or 22/06/2022",
    "moment": "a day and time such as 2022-06-22 14:30 or 22/06/2022 14:30",
    "flag": "true or false",
}


def checks_of(prepared: Prepared, as_at: date, policy: DataPolicy | None = None) -> list[Check]:
    """The outcome of every rule of the dataset, the account of its rows first."""
    spec, naming = prepared.spec, naming_of(prepared.raw.parts)
    return [
        _rows_check(prepared),
        *_printed_check(prepared),
        *_share_check(prepared, (policy or DataPolicy()).stop_above_percent),
        _as_at_check(prepared, as_at),
        *_column_checks(prepared),
        *(Check(f"{spec.name}.source.{n}", "PASS", note) for n, note in enumerate(prepared.raw.notes, start=1)),
        *(_finding_check(spec, finding, naming) for finding in prepared.findings),
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


def naming_of(parts: Sequence[Part]) -> NameOf | None:
    """How rows are called where they come from several files; None where their number is enough."""
    if len(parts) < 2:
        return None

    def name_of(number: int) -> str:
        file, row = place_of(parts, int(number))
        return f"{file} row {row}"

    return name_of


def _finding_check(spec: Spec, finding: Finding, naming: NameOf | None) -> Check:
    """The finding as a check, with what is allowed in its column and what params can do about it."""
    check = finding.as_check(spec.name, naming)
    if ".repeated" in check.check and not finding.allowed:
        return replace(check, allowed=f"each {listed(finding.columns)} once" if finding.columns else "each row once")
    column = spec.columns.get(finding.columns[0]) if len(finding.columns) == 1 else None
    if column is None or check.allowed or not check.check.endswith((".readable", ".given")):
        return replace(check, allowed=check.allowed or _said_by_the_rule(finding))
    kind = kind_of(column)
    allowed = ", ".join(allowed_in(column)) or _ALLOWED[kind]
    advice = _BY_PARAMS.get(kind) if check.found_something and check.check.endswith(".readable") else None
    where = f" The rows are in rejected/{spec.name}.csv."
    return replace(check, allowed=allowed, guidance=advice + where if advice else check.guidance)


def _said_by_the_rule(finding: Finding) -> str:
    """What is allowed, where only what is not is known."""
    return f"no {'value' if len(finding.columns) == 1 else 'row'} {finding.finding}"


def _rows_check(prepared: Prepared) -> Check:
    name, read, used = f"{prepared.spec.name}.rows", len(prepared.raw), len(prepared.rows)
    aside = len(prepared.set_aside_rows)
    if not read:
        return Check(name, "WARNING", "The extract has a header and no rows: there is no data.", 0, "Is that right?")
    said = f"{used:,} of {counted(read, 'row')} {_were(used)} used."
    if not aside:
        return Check(name, "PASS", said, used)
    message = f"{counted(aside, 'row')} {_were(aside)} set aside (rejected/{prepared.spec.name}.csv); {said}"
    if not used:
        return Check(name, "FAIL", message, aside, "No row is left to report on. Mend the extract at its source.")
    return Check(name, "WARNING", message, aside, "Mend the rows at their source, or say on the page what is missing.")


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _printed_check(prepared: Prepared) -> Iterator[Check]:
    """Whether every row of a list that is printed is there; see `Spec.printed`."""
    if not prepared.spec.printed:
        return
    name, aside = f"{prepared.spec.name}.printed", len(prepared.set_aside_rows)
    if aside:
        said = f"{aside:,} of {counted(len(prepared.raw), 'row')} set aside. Each row is printed, so none may be missing."
        yield Check(name, "FAIL", said, aside, "Mend the rows that the other checks of this extract name.")
    else:
        yield Check(name, "PASS", "Every row of the list can be printed.")


def _share_check(prepared: Prepared, limit: float | None) -> Iterator[Check]:
    """Whether more rows were set aside than the authority allows, where it says how many that are."""
    if limit is None or not len(prepared.raw):
        return
    name, aside = f"{prepared.spec.name}.share_set_aside", len(prepared.set_aside_rows)
    share = 100 * aside / len(prepared.raw)
    said = (
        f"{aside:,} of {counted(len(prepared.raw), 'row')} set aside: {share:.2f} per cent. authority.yaml allows {limit:g}."
    )
    allowed = f"at most {limit:g} per cent of the rows set aside"
    advice = "Mend the rows at their source, or raise `stop_above_percent` in authority.yaml."
    if share > limit:
        yield Check(name, "FAIL", said, aside, advice, allowed=allowed)
    else:
        yield Check(name, "PASS", said, aside, allowed=allowed)


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
        yield Check(f"{spec.name}.columns.absent", "PASS", said, column=", ".join(absent))
    if unknown := unknown_columns(spec, raw):
        said = f"{columns_in_words(unknown)}: not a column of {spec.name}, and not read."
        yield Check(f"{spec.name}.columns.unknown", "PASS", said, column=", ".join(unknown))
