"""What the checks found, in short: by extract, worst first, as a terminal shows it."""

from collections.abc import Iterable, Sequence

import pandas as pd

from send_analysis.core.checks import Check, worst_first
from send_analysis.core.findings import counted

#: The ends of the names of checks that the account of rows at the end says better.
_ACCOUNTS = (".rows", ".as_at", ".extract")


def why_unread(faults: Iterable[str], checks: Sequence[Check], counts: pd.DataFrame) -> str:
    """Why extracts cannot be read, each reason once, and then what is wrong with the rows of the others."""
    return "\n".join([*dict.fromkeys(faults), *faults_in_short(checks), *account_in_short(counts)])


def faults_in_short(checks: Iterable[Check]) -> list[str]:
    """What was found, extract by extract, a line for each rule: faults in rows, and questions about all of them together."""
    by_file: dict[str, list[Check]] = {}
    for check in worst_first(checks):
        if check.found_something and not check.check.endswith(_ACCOUNTS):
            by_file.setdefault(check.file or "all extracts together", []).append(check)
    lines = []
    for file, found in by_file.items():
        faults = sum(bool(check.row_numbers) or check.result == "FAIL" for check in found)
        numbers = {"fault": faults, "question": len(found) - faults}
        lines.append(f"{file}: {', '.join(counted(number, what) for what, number in numbers.items() if number)}")
        lines += [f"  {line(check)}" for check in found]
    return lines


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
