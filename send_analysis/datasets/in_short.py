"""What the checks found, in short: by extract, worst first, as a terminal shows it."""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from send_analysis.core.checks import Check, worst_first
from send_analysis.core.findings import counted, listed


def why_unread(unread: Mapping[str, str], checks: Sequence[Check], counts: pd.DataFrame) -> str:
    """Why extracts cannot be read, each reason once, and then what is wrong with the rows of the others."""
    return "\n".join([*unread_in_short(unread), *faults_in_short(checks), *account_in_short(counts)])


def unread_in_short(unread: Mapping[str, str]) -> list[str]:
    """Why each dataset could not be read, once where it is the same for several; of a query, for which datasets it was."""
    names: dict[str, list[str]] = {}
    for name, why in unread.items():
        names.setdefault(why, []).append(name)
    return [f"{listed(of)}: {why}" if why.startswith("query to ") else why for why, of in names.items()]


def faults_in_short(checks: Iterable[Check]) -> list[str]:
    """What was found, dataset by dataset, a line for each rule: faults in rows, and questions about all of them together."""
    by_extract: dict[str, list[Check]] = {}
    for check in worst_first(checks):
        if check.found_something and not _is_told_otherwise(check):
            by_extract.setdefault(_extract(check), []).append(check)
    lines = []
    for extract, found in by_extract.items():
        faults = sum(bool(check.row_numbers) or check.result == "FAIL" for check in found)
        numbers = {"fault": faults, "question": len(found) - faults}
        lines.append(f"{extract}: {', '.join(counted(number, what) for what, number in numbers.items() if number)}")
        lines += [f"  {line(check)}" for check in found]
    return lines


def _is_told_otherwise(check: Check) -> bool:
    """Whether the account of rows set aside, why an extract cannot be read, or a SEN2 return's own rule says the same."""
    is_account = check.check.endswith(".rows") and check.result == "WARNING" and check.rows > 0
    return is_account or check.check.endswith(".extract") or ".SEN2-" in check.check


def _extract(check: Check) -> str:
    """The extract that a check is about: its file, its sheet, and its dataset where the file's name does not tell it."""
    if not check.file:
        return "all extracts together"
    about = [check.dataset] if check.dataset and check.dataset not in check.file else []
    about += [f"sheet {check.sheet}"] if check.sheet else []
    return f"{check.file} ({', '.join(about)})" if about else check.file


def line(check: Check) -> str:
    """One check as a line: what was found and what to do about it, but for what is said of all rows set aside together."""
    stops = "stops the release: " if check.result == "FAIL" else ""
    advice = check.guidance.replace(f" The rows are in rejected/{check.dataset}.csv.", "")
    if advice.startswith("Mend the rows at their source; they are in rejected/"):
        advice = ""
    return f"{stops}{check.message} {advice}".rstrip()


def account_in_short(counts: pd.DataFrame, folder: str = "rejected") -> list[str]:
    """Of each extract with rows set aside: how many, where they are listed, and how many were used."""
    return [
        f"{counted(aside, 'row')} of {path} {'was' if aside == 1 else 'were'} set aside ({folder}/{dataset}.csv); "
        f"{used:,} of {read:,} {'was' if used == 1 else 'were'} used."
        for dataset, path, read, used, aside in counts[["dataset", "path", "read", "used", "set_aside"]].to_numpy().tolist()
        if aside
    ]
