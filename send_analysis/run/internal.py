"""What a run leaves in `internal/`: everything that explains the release and never leaves the council."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from send_analysis.core.checks import Check, checks_frame
from send_analysis.core.errors import CheckError
from send_analysis.core.figures import COLUMNS, KEY
from send_analysis.core.inert import write_csv
from send_analysis.core.params import Params
from send_analysis.datasets.closures import closure_disagreements
from send_analysis.datasets.opening import OpenedData
from send_analysis.disclosure.audit import audit
from send_analysis.disclosure.protect import Policy
from send_analysis.measures.caseload import open_caseload
from send_analysis.prepared import Prepared
from send_analysis.run.as_published import as_published
from send_analysis.run.data_quality import data_quality_page
from send_analysis.run.earlier import FINGERPRINTS, write_fingerprints
from send_analysis.run.figure_checks import figure_checks
from send_analysis.run.page import run_figures


def write_internal(params: Params, opened: OpenedData, prepared: Prepared, staged: Path) -> None:
    """Write figures, checks, rows set aside, open cases with their next step and due date, and the disclosure audit.

    Beside them stand fingerprints of the rows used, which the next release is compared with.

    Raises
    ------
    DisclosureError
        When a figure is withheld in one place and shown in another.
    CheckError
        When two sections give one figure two different numbers, or a figure cannot be right.
    """
    internal = staged / "internal"
    released = prepared.shown("released")
    record = audit(released, Policy(params.authority.disclosure.withhold_up_to))
    (internal / "disclosure-audit.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    computed = [*prepared.shown("computed").values(), run_figures(params, opened).frame]
    figures = one_table(computed)
    figures.to_parquet(internal / "figures.parquet")
    one_table(released.values()).to_parquet(internal / "released.parquet")
    write_checks(params, opened, [*opened.checks, *figure_checks(figures), *as_published(figures)], internal)
    write_fingerprints(opened, internal / FINGERPRINTS)
    if {"requests", "advice"} <= opened.datasets.keys():
        requests, advice = opened.datasets["requests"].rows, opened.datasets["advice"].rows
        disagree = closure_disagreements(requests, advice, params.authority.closures)
        write_csv(disagree, internal / "closure-disagreements.csv")
    if "requests" in opened.datasets:
        open_cases = open_caseload(opened.datasets["requests"])
        write_csv(open_cases, internal / "open-caseload.csv", date_format="%Y-%m-%d")


def one_table(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All figures once, in order of appearance.

    Raises
    ------
    CheckError
        When a figure stands in them with two different numbers: two cells computed it from different rows.
    """
    shown = list(frames)
    whole = pd.concat(shown, ignore_index=True).drop_duplicates() if shown else pd.DataFrame(columns=list(COLUMNS))
    # What the Department publishes of the same year stands beside what was computed; it is no other number of the same figure.
    twice = whole[whole.duplicated([*KEY, "status"], keep=False)]
    if len(twice):
        raise CheckError(
            f"{', '.join(sorted(set(twice['measure'])))}: the notebooks show two different numbers for the same figure. "
            "Compute each measure once, from the same rows."
        )
    return whole[list(COLUMNS)].reset_index(drop=True)


def write_checks(params: Params, opened: OpenedData, checks: Sequence[Check], folder: Path) -> None:
    """Write the checks as a table and as a page to read, and the rows set aside."""
    write_csv(checks_frame(checks), folder / "checks.csv")
    page = data_quality_page(params, opened, checks)
    (folder / "data-quality.html").write_text(page, encoding="utf-8", newline="\n")
    write_set_aside(opened, folder / "rejected")


def write_set_aside(opened: OpenedData, folder: Path) -> None:
    """Write the rows set aside of each dataset that has any, with their reasons, in the source's own columns.

    Raises
    ------
    AssertionError
        When there are not as many rows as were counted, which would be a fault of this program.
    """
    folder.mkdir(parents=True, exist_ok=True)
    counted = opened.counts.set_index("dataset")["set_aside"]
    for name, rows in opened.set_aside.items():
        if len(rows) != counted[name]:
            raise AssertionError(f"{name}: {counted[name]} rows set aside, {len(rows)} to be written")
        if len(rows):
            write_csv(rows, folder / f"{name}.csv")
