"""The key of what was injected, and how much of it was found."""

import csv
from collections.abc import Collection, Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.params.release import DatasetName
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.synthetic.authority.fault_kinds import faults_of

#: The key's file in the folder of the extracts.
KEY = "injected-faults.csv"


class Injected(NamedTuple):
    """One fault.

    Parameters
    ----------
    dataset : or the module of a SEN2 return, as "sen2.requests".
    file : in the folder of the extracts.
    row : as the file numbers it, where the header is row 1; in an XML message the record's number in its module.
    column : where it is looked for; empty where it is the whole row.
    rule : the id of the rule that finds it.
    follows : the rule of the fault that this one comes of, where it is not a fault by itself.
    """

    dataset: str
    file: str
    row: int
    column: str
    rule: str
    follows: str = ""


def write_key(path: Path, faults: Iterable[Injected]) -> None:
    """Write the key."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Injected._fields)
        writer.writerows(faults)


def read_key(folder: Path) -> pd.DataFrame:
    """The key in a folder of extracts; one without faults has none, and its key is empty."""
    path = folder / KEY
    if not path.exists():
        return pd.DataFrame(columns=list(Injected._fields))
    return pd.read_csv(path, dtype={"row": "int64"}, keep_default_na=False)


def found_of_injected(key: pd.DataFrame, found: Mapping[str, int]) -> pd.DataFrame:
    """How many faults of each rule were injected, and how many the rule found.

    Parameters
    ----------
    found : by the rule's id how many rows or records it found.

    Returns
    -------
    One row per rule that has either: `rule`, `injected`, `found`. More found than injected are false alarms.
    """
    injected = key.groupby("rule").size()
    both = pd.DataFrame({"injected": injected, "found": pd.Series(dict(found), dtype="int64")})
    both = both.fillna(0).astype("int64").rename_axis("rule").reset_index()
    return both[(both["injected"] > 0) | (both["found"] > 0)].reset_index(drop=True)


def found_in(checks: Iterable[Check], datasets: Collection[DatasetName]) -> dict[str, int]:
    """How many rows or records each rule found, of the rules that faults are injected for.

    Parameters
    ----------
    datasets : those that are read from a file of their own. What their rules find in the datasets of a SEN2 return follows
        from what the rules of the return found.
    """
    known = {fault.rule for name in datasets for fault in faults_of(SPECS[name], is_text=True)}
    found: dict[str, int] = {}
    for check in checks:
        if check.found_something and (
            check.check in known or check.check.startswith("SEN2-") or check.check.endswith(".once")
        ):
            found[check.check] = found.get(check.check, 0) + check.rows
    return found
