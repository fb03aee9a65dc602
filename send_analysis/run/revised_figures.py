"""All figures of a release that were published with another value before: in the last edition, or in the last revision."""

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError
from send_analysis.core.params import Params
from send_analysis.run.last_edition import revised_against_last_edition
from send_analysis.run.last_revision import revised_against_last_revision


def revised_figures(params: Params, released: pd.DataFrame) -> tuple[pd.DataFrame, list[Check]]:
    """The figures that the last edition or the last revision published with another value, and checks of them.

    Parameters
    ----------
    released : all released figures of this release, in the columns of figures.

    Raises
    ------
    CheckError
        When figures differ from those of the last edition and params give no reason.
    """
    since_edition, found = revised_against_last_edition(params, released)
    _stop_at_unexplained(found)
    since_revision, more = revised_against_last_revision(params, released)
    both = [rows for rows in (since_edition, since_revision) if len(rows)]
    return pd.concat(both, ignore_index=True) if both else since_edition, found + more


def _stop_at_unexplained(checks: list[Check]) -> None:
    failed = [check for check in checks if check.result == "FAIL"]
    if failed:
        lines = [f"  {check.message} {check.guidance}" for check in failed]
        raise CheckError("\n".join(["Figures of the last edition are revised, so nothing is published:", *lines]))
