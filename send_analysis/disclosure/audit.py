"""What disclosure control did in a run, and whether it did the same everywhere."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import KEY
from send_analysis.disclosure.protect import Policy

#: What identifies a figure across notebooks: what is computed here and what is published of the same year are two.
_SHOWN_ONCE = [*KEY, "status"]


def audit(shown: Mapping[str, pd.DataFrame], policy: Policy) -> dict[str, Any]:
    """The record of a run: the policy, and how many figures of each measure were shown and withheld.

    Parameters
    ----------
    shown : the released figures that each section recorded, as rows.

    Raises
    ------
    DisclosureError
        When a figure is withheld in one place and shown in another.
    """
    frames = [rows for rows in shown.values() if len(rows)]
    if not frames:
        return {"withhold_up_to": policy.withhold_up_to, "measures": {}}
    every = pd.concat(frames, ignore_index=True)
    _same_everywhere(every)
    once = every.drop_duplicates(_SHOWN_ONCE)
    counts = once.groupby("measure")["symbol"].agg(
        shown=lambda s: int(s.ne("c").sum()), withheld=lambda s: int(s.eq("c").sum())
    )
    return {
        "withhold_up_to": policy.withhold_up_to,
        "measures": {str(measure): {k: int(v) for k, v in row.items()} for measure, row in counts.iterrows()},
    }


def _same_everywhere(every: pd.DataFrame) -> None:
    differs = every.groupby(_SHOWN_ONCE)["symbol"].nunique() > 1
    if differs.any():
        measure = differs[differs].index[0][0]
        raise DisclosureError(
            f"{measure}: {int(differs.sum())} figures are withheld in one place and shown in another. "
            "Give release.show the whole table that the measure returned, and choose with over=, topic= and breakdown=."
        )
