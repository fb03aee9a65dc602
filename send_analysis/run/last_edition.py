"""The figures of a release beside those that the last edition published: which are revised, and whether params say why."""

from pathlib import Path
from typing import Any

import pandas as pd

from send_analysis.compare.revised import are_revised, differences
from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.findings import counted
from send_analysis.core.params import Params
from send_analysis.disclosure.editions import comparable
from send_analysis.disclosure.protect import Policy
from send_analysis.present.differences import difference_rows, first_few
from send_analysis.present.numbers import figure_text
from send_analysis.released import RELEASED, last_revision, read_manifest, read_released
from send_analysis.run.revisions import read_former

#: How the names of these checks begin. Like those of late corrections they are for the authority, not for the page.
NAME = "release.last_edition"

#: What its figures are revised since, in words.
SINCE = "the last edition"

_GUIDANCE = "Add the reason under revised_since_last_edition, as readers will see it, or see why the figures have changed."


def compared_with(params: Params) -> list[dict[str, Any]]:
    """What a release is compared with, for its manifest: the last edition, and the last revision of the same edition.

    Returns
    -------
    For each that stands on this machine: what it is, the release's name, the number of its revision, and the SHA-256 of its
    released figures.
    """
    found = []
    if params.release.last_edition is not None:
        found.append(("last edition", params.output_folder.with_name(params.release.last_edition)))
    if (superseded := last_revision(params)) is not None:
        found.append(("last revision", superseded))
    return [_named(params, what, folder) for what, folder in found if (folder / RELEASED).is_file()]


def _named(params: Params, what: str, folder: Path) -> dict[str, Any]:
    former = read_former(folder)
    return {
        "what": what,
        "release": params.release.last_edition if what == "last edition" else params.name,
        "revision": 0 if former is None else former.revision,
        "sha256": file_hash(folder / RELEASED),
    }


def revised_against_last_edition(params: Params, released: pd.DataFrame) -> tuple[pd.DataFrame, list[Check]]:
    """The figures of this release that the last edition published with another value, and checks of them.

    Parameters
    ----------
    released : all released figures of this release, in the columns of figures.

    Returns
    -------
    Rows in the columns of `disclosure.editions.comparable`, with `since`, and `reason`, empty where params give none. A change
    on the previous year is not among them: it follows from figures that are. The checks FAIL where a reason is missing or the
    last edition cannot be read; none is made where params name no last edition.
    """
    name = params.release.last_edition
    if name is None:
        return _nothing_revised(released), []
    folder = params.output_folder.with_name(name)
    try:
        status = read_manifest(folder).get("status", "draft")
        found = differences(read_released(folder), released, figure_text)
    except CheckError as error:
        advice = "Run that edition first, put its folder back, or take last_edition out of params."
        message = f"{name}, the last edition, cannot be compared with: {error}"
        return _nothing_revised(released), [Check(f"{NAME}.there", "FAIL", message, 0, advice)]
    revised = _revised(params, found)
    checks = [*_without_reason(revised, name), *_side_by_side(params, revised, name), *_reasons_not_used(params, revised)]
    if status == "draft" and params.release.status != "draft":
        message = f"{name} is a draft: figures are compared with what was never published."
        checks.append(Check(f"{NAME}.published", "WARNING", message, 0, "Run that edition with its status first."))
    said = f"Revised since {name}, each with a reason: {counted(len(revised), 'figure')}."
    return revised, checks or [Check(f"{NAME}.reason", "PASS", said if len(revised) else f"No figure of {name} is revised.")]


def _nothing_revised(released: pd.DataFrame) -> pd.DataFrame:
    nothing = differences(released.head(0), released.head(0), figure_text)
    return comparable(nothing, Policy()).assign(reason="", since=SINCE)


def _revised(params: Params, found: pd.DataFrame) -> pd.DataFrame:
    """What was published with a value and is published otherwise. What must be withheld is decided over all differences."""
    policy = Policy(params.authority.disclosure.withhold_up_to)
    revised = comparable(found, policy)[are_revised(found)].reset_index(drop=True)
    return revised.assign(reason=[reason_for(params, measure) for measure in revised["measure"]], since=SINCE)


def reason_for(params: Params, measure: str) -> str:
    """The first reason in params that is given for a measure; empty where there is none."""
    return next((each.reason for each in params.release.revised_since_last_edition if each.are_of(measure)), "")


def _without_reason(revised: pd.DataFrame, name: str) -> list[Check]:
    checks = []
    for measure, rows in revised[revised["reason"].eq("")].groupby("measure", sort=False):
        told = "; ".join(first_few(difference_rows(rows)))
        message = f"{measure}: {counted(len(rows), 'figure')} changed since {name}, and params give no reason. {told}."
        checks.append(Check(f"{NAME}.reason", "FAIL", message, len(rows), _GUIDANCE))
    return checks


def _side_by_side(params: Params, revised: pd.DataFrame, name: str) -> list[Check]:
    """What the list of revisions withholds although both editions show it: a reader who holds both can still subtract."""
    limit = params.authority.disclosure.withhold_up_to
    checks = []
    for measure, rows in revised[revised["withheld"]].groupby("measure", sort=False):
        message = (
            f"{measure}: {counted(len(rows), 'figure')} of a breakdown of people in which one changed by 1 to {limit} since "
            f"{name}. The list of revisions withholds them, but a reader who has both editions can subtract."
        )
        advice = (
            "See whether that can tell of a person. If it can, leave the breakdown out of one edition, or widen its groups."
        )
        checks.append(Check(f"{NAME}.side_by_side", "WARNING", message, len(rows), advice))
    return checks


def _reasons_not_used(params: Params, revised: pd.DataFrame) -> list[Check]:
    given = params.release.revised_since_last_edition
    idle = [each for each in given if not any(each.are_of(measure) for measure in revised["measure"])]
    return [
        Check(
            f"{NAME}.reason_used",
            "WARNING",
            f"Params say why figures of {', '.join(each.measures) or 'any measure'} are revised, and none is.",
            0,
            "Take the reason out.",
        )
        for each in idle
    ]
