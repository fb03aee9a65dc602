"""The published figures of a run: read once, checked, and held against what others have stated."""

from dataclasses import replace
from pathlib import Path

from send_analysis.compare.stated import stated_checks
from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, NotebookName
from send_analysis.national.kept import open_kept
from send_analysis.national.national import National
from send_analysis.national.opening import open_national

#: What the checks of published files are about, beside the datasets.
PUBLISHED_FILES = "published_files"

#: Where the files are kept as they were read, among the releases of all authorities.
KEPT = ".national"

#: The notebooks that compare with published figures.
_COMPARING: frozenset[NotebookName] = frozenset({"national_comparison", COMMITTEE_PAPER})


def compares(params: Params) -> bool:
    """Whether anything in the release compares with published figures, or its plan names figures that may be published."""
    plan = params.release.improvement_plan
    measures = [measure for area in plan.areas for measure in area.impact] if plan else []
    named = any(value.figure for each in measures for value in (each.baseline, each.milestone, each.actual))
    return named or bool(_COMPARING & {*params.release.sections, *params.release.documents})


def look_at_national(params: Params, folder: str | Path | None = None) -> National:
    """The published figures for a release; the facts alone where nothing in it compares with them.

    Parameters
    ----------
    folder : in place of the one that params name; it must be there.

    Raises
    ------
    UsageError
        When the folder named is not there.
    DataError
        With every file that is damaged, or not what its name says.
    """
    if folder is not None and not Path(folder).exists():
        raise UsageError(f"{folder}: there is no such folder.")
    if not compares(params):
        return open_national(None)
    source = params.national_source if folder is None else Path(folder)
    if source is None or not source.exists():
        return open_national(source)
    return open_kept(source, params.root / "outputs" / KEPT)


def national_checks(params: Params, national: National) -> list[Check]:
    """The checks of the files, where they are compared with, and of what others have stated."""
    of_files = national.checks if compares(params) else ()
    settings = params.authority.national
    stated = stated_checks(national, params.area, params.release.stated, settings.neighbours, params.release.as_at)
    return [replace(check, dataset=PUBLISHED_FILES) for check in (*of_files, *stated)]
