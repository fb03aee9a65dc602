"""What a run leaves in `internal/`: everything that explains the release and never leaves the council."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from send_analysis.core.checks import checks_frame
from send_analysis.core.errors import CheckError
from send_analysis.core.figures import COLUMNS, KEY
from send_analysis.core.params import Params
from send_analysis.datasets.closures import closure_disagreements
from send_analysis.datasets.opening import OpenedData
from send_analysis.disclosure.audit import audit
from send_analysis.disclosure.protect import Policy
from send_analysis.measures.caseload import open_caseload
from send_analysis.prepared import Prepared
from send_analysis.run.page import run_figures


def write_internal(params: Params, opened: OpenedData, prepared: Prepared, staged: Path) -> None:
    """Write figures, checks, rows set aside, open cases with their next step and due date, and the disclosure audit.

    Raises
    ------
    DisclosureError
        When a figure is withheld in one place and shown in another.
    CheckError
        When two sections give one figure two different numbers.
    """
    internal = staged / "internal"
    released = prepared.shown("released")
    record = audit(released, Policy(params.authority.disclosure.withhold_up_to))
    (internal / "disclosure-audit.json").write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8")
    computed = [*prepared.shown("computed").values(), run_figures(params, opened).frame]
    one_table(computed).to_parquet(internal / "figures.parquet")
    one_table(released.values()).to_parquet(internal / "released.parquet")
    checks_frame(opened.checks).to_csv(internal / "checks.csv", index=False, lineterminator="\n")
    write_set_aside(opened, internal / "rejected")
    if {"requests", "advice"} <= opened.datasets.keys():
        requests, advice = opened.datasets["requests"].rows, opened.datasets["advice"].rows
        disagree = closure_disagreements(requests, advice, params.authority.closures)
        disagree.to_csv(internal / "closure-disagreements.csv", index=False, lineterminator="\n")
    if "requests" in opened.datasets:
        open_cases = open_caseload(opened.datasets["requests"])
        inert(open_cases).to_csv(internal / "open-caseload.csv", index=False, lineterminator="\n", date_format="%Y-%m-%d")


def one_table(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """All figures once, in order of appearance.

    Raises
    ------
    CheckError
        When a figure stands in them with two different numbers: two cells computed it from different rows.
    """
    shown = list(frames)
    whole = pd.concat(shown, ignore_index=True).drop_duplicates() if shown else pd.DataFrame(columns=list(COLUMNS))
    twice = whole[whole.duplicated(list(KEY), keep=False)]
    if len(twice):
        raise CheckError(
            f"{', '.join(sorted(set(twice['measure'])))}: the notebooks show two different numbers for the same figure. "
            "Compute each measure once, from the same rows."
        )
    return whole[list(COLUMNS)].reset_index(drop=True)


def write_set_aside(opened: OpenedData, folder: Path) -> None:
    """Write the rows set aside of each dataset that has any, with their reasons, in the source's own columns."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in opened.set_aside.items():
        if len(rows):
            inert(rows).to_csv(folder / f"{name}.csv", index=False, lineterminator="\n")


def inert(rows: pd.DataFrame) -> pd.DataFrame:
    """The rows with a tab before each text that a spreadsheet would run as a formula; reading trims it off again.

    Source: OWASP, "CSV injection".
    """
    return rows.map(_inert)


def _inert(value: object) -> object:
    return f"\t{value}" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else value
