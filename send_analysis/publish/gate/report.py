"""What the gate found, as a list to read: page by page, what is wrong and what to do."""

from collections.abc import Iterable
from itertools import groupby

from send_analysis.core.checks import Check, Result

#: What is told first.
_ORDER: tuple[Result, ...] = ("FAIL", "WARNING")


def report(checks: Iterable[Check]) -> str:
    """The findings by page, each with what to do, and how many rules were kept."""
    told = list(checks)
    found = sorted((each for each in told if each.found_something), key=lambda each: (each.file, _ORDER.index(each.result)))
    lines = [line for file, group in groupby(found, lambda each: each.file) for line in (file, *map(_line, group), "")]
    return "\n".join([*lines, _summary(told)])


def stops(checks: Iterable[Check]) -> bool:
    """Whether anything stops publication."""
    return any(each.result == "FAIL" for each in checks)


def _line(check: Check) -> str:
    return f"  {check.result} {check.check}: {check.message}\n      {check.guidance}"


def _summary(checks: list[Check]) -> str:
    rules = {each.check for each in checks}
    broken = {each.check for each in checks if each.result == "FAIL"}
    doubtful = {each.check for each in checks if each.result == "WARNING"}
    kept = len(rules - broken - doubtful)
    tail = "Nothing stops publication." if not broken else "What FAILs stops publication."
    return f"{len(rules)} rules: {kept} kept, {len(doubtful)} with a warning, {len(broken)} broken. {tail}"
