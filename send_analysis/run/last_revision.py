"""The figures of a revision beside those of the one that it supersedes: which are revised, and what both tell together."""

import pandas as pd

from send_analysis.compare.revised import are_revised, differences
from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError
from send_analysis.core.findings import counted
from send_analysis.core.params import Params
from send_analysis.disclosure.editions import comparable
from send_analysis.disclosure.protect import Policy
from send_analysis.present.numbers import figure_text
from send_analysis.released import last_revision, read_released

NAME = "release.revision_tells"

_GUIDANCE = (
    "Do not publish the site's archive of that revision before whoever is responsible for disclosure has agreed. "
    "`send-analysis compare` with both folders lists what differs."
)


def revised_against_last_revision(params: Params, released: pd.DataFrame) -> tuple[pd.DataFrame, list[Check]]:
    """The figures of this release that the revision before published with another value, and a check of what both tell.

    Parameters
    ----------
    released : all released figures of this release, in the columns of figures.

    Returns
    -------
    Rows as `run.last_edition.revised_against_last_edition` returns them; the reason is that of the revision. None where this
    is the first publication. The check warns where both publications together would tell of a few people, for the superseded
    one stays in the public archive.
    """
    superseded = f"revision {params.release.revision.number - 1}"
    folder = last_revision(params)
    old = released.head(0)
    if folder is not None:
        try:
            old = read_released(folder)
        except CheckError as error:
            message = f"What {superseded} and this revision tell together is not known: {error}"
            return _revised(params, differences(old, old, figure_text), superseded), [_warning(message, 0)]
    found = differences(old, released if folder is not None else old, figure_text)
    checks = [] if folder is None else _tells(params, found, superseded)
    return _revised(params, found, superseded), checks


def _revised(params: Params, found: pd.DataFrame, superseded: str) -> pd.DataFrame:
    shown = comparable(found, Policy(params.authority.disclosure.withhold_up_to))
    revised = shown[are_revised(found)].reset_index(drop=True)
    return revised.assign(reason=params.release.revision.reason, since=superseded)


def _tells(params: Params, found: pd.DataFrame, superseded: str) -> list[Check]:
    shown = comparable(found, Policy(params.authority.disclosure.withhold_up_to))
    in_both = shown["old_symbol"].notna() & shown["new_symbol"].notna()
    if not (telling := int((shown["withheld"] & in_both).sum())):
        return [Check(NAME, "PASS", f"What {superseded} and this revision publish tells nothing more together.")]
    message = (
        f"{counted(telling, 'figure')} of {superseded} and of this revision, laid side by side, can tell of a few people, and "
        f"{superseded} stays in the public archive of the site."
    )
    return [_warning(message, telling)]


def _warning(message: str, count: int) -> Check:
    return Check(NAME, "WARNING", message, count, _GUIDANCE)
