"""Screening files: every rule on every file of a folder."""

from collections.abc import Sequence
from pathlib import Path

from send_analysis.core.checks import Check, worst_first
from send_analysis.core.errors import UsageError
from send_analysis.publish.opendata.screener import files, filters, indicators, meta, places, times
from send_analysis.publish.opendata.screener.pair import META_ENDING, read_pair
from send_analysis.publish.opendata.screener.rule import Rule

#: Every rule, in the order in which a file is looked at.
RULES: tuple[Rule, ...] = (*files.RULES, *times.RULES, *places.RULES, *filters.RULES, *indicators.RULES, *meta.RULES)

#: A file of a release's folder that is not of the standard: it describes the measures, and holds no figure.
NOT_SCREENED = ("dictionary.csv", "revisions.csv")

_ALONE = "screen.file.data_beside"


def screen(path: Path) -> list[Check]:
    """The outcome of every rule: one row for each fault, worst first; one PASS for each rule that no file breaks.

    Parameters
    ----------
    path : a data file, its meta data, or a folder; all CSV files below a folder are looked at, `dictionary.csv` excepted.

    Raises
    ------
    UsageError
        When there is no such file, or no CSV file in the folder.
    """
    folder = path if path.is_dir() else path.parent
    data, alone = _files(path)
    pairs = [(read_pair(each), each.relative_to(folder).as_posix()) for each in data]
    found = [check for rule in RULES for pair, file in pairs for check in rule.checks(pair, file)]
    found += [_without_data(each.relative_to(folder).as_posix()) for each in alone]
    broken = {each.check for each in found}
    passed = [
        Check(rule.key, "PASS", f"{rule.demands}: so in {len(data)} file{'s' * (len(data) != 1)}.", allowed=rule.demands)
        for rule in RULES
        if rule.key not in broken
    ]
    return worst_first([*found, *passed])


def in_words(checks: Sequence[Check]) -> str:
    """What was found, a line for each fault with what to do, and a count at the end."""
    found = [each for each in checks if each.found_something]
    lines = [f"{each.result} {each.check}: {each.message}. {each.guidance}" for each in found]
    counts = {result: sum(each.result == result for each in checks) for result in ("FAIL", "WARNING")}
    rules = len({each.check for each in checks})
    end = f"{rules} rules; {counts['FAIL']} FAIL, {counts['WARNING']} WARNING."
    return "\n".join([*lines, end])


def _files(path: Path) -> tuple[list[Path], list[Path]]:
    """The data files, and the meta data that have none beside them."""
    if not path.exists():
        raise UsageError(f"there is no file or folder {path}. Give a CSV file, or the folder data/ of a release.")
    if path.is_file():
        data = path.with_name(path.name.removesuffix(META_ENDING) + ".csv") if path.name.endswith(META_ENDING) else path
        return ([data], []) if data.is_file() else ([], [path])
    every = sorted(each for each in path.rglob("*.csv") if each.is_file() and each.name not in NOT_SCREENED)
    if not every:
        raise UsageError(f"the folder {path} has no CSV file. Give the folder data/ of a release.")
    data_files = [each for each in every if not each.name.endswith(META_ENDING)]
    expected = {each.with_name(each.name.removesuffix(".csv") + META_ENDING) for each in data_files}
    return data_files, [each for each in every if each.name.endswith(META_ENDING) and each not in expected]


def _without_data(file: str) -> Check:
    demands = "name.meta.csv has name.csv beside it"
    return Check(_ALONE, "FAIL", f"{file}: {demands}", guidance="Delete it, or put the data file in place.", file=file)
