"""Screens open-data files by the Department's standard: every rule is a check, with where it is broken.

Source of the rules: Department for Education, open data standard for Explore education statistics.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError, UsageError
from send_analysis.publish.opendata.screener import filters, geography, indicators, naming, time
from send_analysis.publish.opendata.screener.submitted import Found, Rule, Submitted

#: Every rule, in the order of the report.
RULES: tuple[Rule, ...] = (*naming.RULES, *time.RULES, *geography.RULES, *filters.RULES, *indicators.RULES)

#: How the name of a file of metadata ends.
META_ENDING = ".meta.csv"

#: How many places of a fault a message names.
_NAMED = 3


def screen(path: Path) -> list[Check]:
    """The checks of a data file, or of every data file of a folder.

    Raises
    ------
    UsageError
        When there is no such file or folder, or no data file in it.
    """
    if path.is_dir():
        files = sorted(each for each in path.glob("*.csv") if not each.name.endswith(META_ENDING))
        if not files:
            raise UsageError(f"{path} holds no data file: no .csv other than {META_ENDING}.")
        return [check for file in files for check in _screen_file(file)]
    if not path.is_file():
        raise UsageError(f"{path} is no file and no folder. Name a data file, or the folder that the data files are in.")
    return _screen_file(path)


def stop_at_faults(checks: Sequence[Check]) -> str:
    """How many checks came out how, in a sentence.

    Raises
    ------
    CheckError
        When one has failed.
    """
    files = len({check.file for check in checks})
    number = {result: sum(check.result == result for check in checks) for result in ("PASS", "WARNING", "FAIL")}
    said = f"{files} {'file' if files == 1 else 'files'}: {number['PASS']} checks passed, {number['WARNING']} warnings."
    if number["FAIL"]:
        raise CheckError(f"{number['FAIL']} checks failed; mend what they name before you publish. {said}")
    return said


def _screen_file(path: Path) -> list[Check]:
    meta_path = path.with_name(f"{path.stem}{META_ENDING}")
    if not meta_path.is_file():
        return [_fail("pair", f"{path.name} has no {meta_path.name} beside it that describes its columns.", path)]
    try:
        given = Submitted(path, _read(path), _read(meta_path))
    except (UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        return [_fail("readable", f"{path.name} cannot be read: {_why(error)}", path)]
    if twice := _twice(given.data) + _twice(given.meta):
        named = ", ".join(map(repr, dict.fromkeys(twice)))
        return [
            _fail("columns_once", f"{path.name}: two columns have one name: {named}. Give each a name of its own.", path)
        ]
    return [_apply(rule, given) for rule in RULES]


def _read(path: Path) -> pd.DataFrame:
    # Without a header, because pandas gives a second column of one name another name.
    rows = pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8", encoding_errors="strict", header=None)
    return rows.iloc[1:].set_axis(list(rows.iloc[0]), axis=1).reset_index(drop=True)


def _twice(table: pd.DataFrame) -> list[str]:
    return [str(name) for name in table.columns[table.columns.duplicated()]]


def _why(error: Exception) -> str:
    if isinstance(error, UnicodeDecodeError):
        return "it is not in UTF-8. Save it as CSV UTF-8."
    if isinstance(error, pd.errors.EmptyDataError):
        return "it is empty."
    return "its lines have different numbers of cells. Put quotes around cells that hold a comma."


def _apply(rule: Rule, given: Submitted) -> Check:
    found = list(rule.find(given))
    if not found:
        return Check(f"screen.{rule.key}", "PASS", rule.demands, file=given.path.name)
    message = f"{rule.demands} {given.path.name}: {_where(found)}"
    return Check(f"screen.{rule.key}", rule.severity, message, rows=len(found), file=given.path.name)


def _where(found: Sequence[Found]) -> str:
    places = [each.place for each in found[:_NAMED] if each.place]
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    return f"{'; '.join(places) or 'the whole file'}{more}."


def _fail(key: str, message: str, path: Path) -> Check:
    return Check(f"screen.{key}", "FAIL", message, file=path.name)
