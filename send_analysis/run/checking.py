"""Reading and checking a release's extracts: every check there is, and the folder that tells of them without publishing."""

import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError, DataError
from send_analysis.core.exchange import exchange, staging
from send_analysis.core.findings import counted
from send_analysis.core.params import Params, load_params
from send_analysis.datasets.in_short import account_in_short, faults_in_short, unread_in_short
from send_analysis.datasets.opening import OpenedData, look_at_datasets
from send_analysis.datasets.plan import ACTIONS, look_at_last_report, plan_checks
from send_analysis.datasets.sense.release import sense_checks
from send_analysis.datasets.sense.stale import stale_checks
from send_analysis.run.data_quality import verdict
from send_analysis.run.earlier import late_corrections
from send_analysis.run.internal import write_checks
from send_analysis.run.national import PUBLISHED_FILES
from send_analysis.run.params_rules import RULES


@dataclass(frozen=True)
class Checked:
    """What `check-data` found.

    Parameters
    ----------
    folder : where checks.csv, data-quality.html and rejected/ stand.
    summary : the faults in short, for the terminal.
    exit_code : 0, or that of the error with which a run would stop.
    """

    folder: Path
    summary: str
    exit_code: int


def check_data(path: str | Path) -> Checked:
    """Read and check the extracts of a release, and leave what was found in `outputs/<authority>/<period>-checks/`.

    Raises
    ------
    SendAnalysisError
        When params have a fault, or the folder cannot be written; never for what is found in the extracts.
    """
    params = load_params(path, rules=RULES)
    opened = look(params)
    folder = leave_checks(params, opened)
    code = DataError.exit_code if opened.unread else CheckError.exit_code if failed(opened.checks) else 0
    return Checked(folder, summary(opened, shown_from(params, folder)), code)


def look(params: Params) -> OpenedData:
    """Every extract that can be read, with every check there is before figures are made."""
    opened = look_at_datasets(params)
    constants = {str(name): frozenset(extract.constants) for name, extract in params.release.extracts.items()}
    files = {str(name): extract.shown for name, extract in params.release.extracts.items()}
    more = [*stale_checks(opened.datasets, params.windows.period), *sense_checks(opened.datasets, constants)]
    if (plan := params.release.improvement_plan) is not None and ACTIONS in opened.datasets:
        more += plan_checks(plan, opened.datasets[ACTIONS])
    more = [replace(check, file=files[check.dataset]) for check in more]
    last, of_last = look_at_last_report(params)
    checks = [*opened.checks, *more, *of_last, *late_corrections(params, opened)]
    return replace(opened, checks=checks, last_report=last)


def leave_checks(params: Params, opened: OpenedData) -> Path:
    """Write what was found beside the release, all at once, and nothing else; returns the folder."""
    folder = checks_folder(params)
    with staging(folder) as staged:
        write_checks(params, opened, opened.checks, staged)
        exchange(staged, folder)
    return folder


def checks_folder(params: Params) -> Path:
    """The folder beside a release that tells what was found in its data without publishing."""
    return params.output_folder.with_name(f"{params.name}-checks")


def remove_checks(params: Params) -> None:
    """Remove what an earlier look has left: a release that is published holds its own checks."""
    if checks_folder(params).exists():
        shutil.rmtree(checks_folder(params))


def stop_at_failed(params: Params, opened: OpenedData) -> None:
    """Stop where an extract cannot be read, or a check says that what would be published is wrong.

    Raises
    ------
    DataError, CheckError
        With every fault of every extract; checks and rows set aside are left beside the release then, to be mended.
    """
    if failed(opened.checks):
        raise what_stops(opened, shown_from(params, leave_checks(params, opened)))


def what_stops(opened: OpenedData, folder: str = "") -> DataError | CheckError:
    """The error of extracts that cannot be read or whose checks failed, with every fault of every extract.

    Parameters
    ----------
    folder : where the checks and the rows set aside were left; empty when they were not.
    """
    stopping = failed(opened.checks)
    others, published = _apart([check for check in opened.checks if check not in stopping])
    rest = [*faults_in_short(others), *published]
    if folder:
        rest += [*_accounts(opened, folder), f"Every check is explained in {folder}/data-quality.html."]
    if opened.unread:
        unread = unread_in_short(opened.unread)
        failing = [f"  {line}" for line in _failing(check for check in stopping if not check.check.endswith(".extract"))]
        return DataError("\n".join([*unread, *failing, *rest]))
    first = "These checks failed, so nothing was published:"
    return CheckError("\n".join([first, *(f"  {line}" for line in _failing(stopping)), *rest]))


def failed(checks: Sequence[Check]) -> list[Check]:
    """The checks that stop a release."""
    return [check for check in checks if check.result == "FAIL"]


def summary(opened: OpenedData, folder: str) -> str:
    """What was found in short: extract by extract, the rows set aside, and how many checks that is."""
    own, published = _apart(opened.checks)
    said = [*unread_in_short(opened.unread), *faults_in_short(own), *published, *_accounts(opened, folder)]
    return "\n".join([*said, verdict(opened.checks)])


def _apart(checks: Sequence[Check]) -> tuple[list[Check], list[str]]:
    """The checks of the authority's own extracts, and a line on the Department's files, whose faults nobody here can mend."""
    of_files = [check for check in checks if check.dataset == PUBLISHED_FILES and check.file]
    found = sum(check.found_something for check in of_files)
    told = f"The Department's files: {counted(found, 'check')} found something; `send-analysis national check` tells it."
    return [check for check in checks if check not in of_files], [told] if found else []


def shown_from(params: Params, folder: Path) -> str:
    """A folder as it is called from the project root."""
    return folder.relative_to(params.root).as_posix() if folder.is_relative_to(params.root) else folder.as_posix()


def _failing(checks: Iterable[Check]) -> list[str]:
    return [f"{each.check}: {each.message} {each.guidance}".rstrip() for each in checks]


def _accounts(opened: OpenedData, folder: str) -> list[str]:
    return account_in_short(opened.counts, f"{folder}/rejected")
