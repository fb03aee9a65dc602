"""What has become of an improvement plan's actions since the last report: frames in, one row for each action out.

Nobody types what has slipped: both reports list their actions, and the two lists are laid beside each other by the action's id.
"""

import numpy as np
import pandas as pd

from send_analysis.core.params.improvement_plan import Status

#: From worst to best. Assumption: no rule ranks them. A pause is better than being off track and worse than a risk; an action
#: that is not begun is better than one at risk. The page always names both statuses.
WORST_FIRST: tuple[Status, ...] = ("off_track", "paused", "at_risk", "not_started", "on_track", "complete")

#: The columns of a table of changes.
CHANGES = (
    "action_id", "area", "action", "owner", "due_before", "due_now", "days_moved", "status_before", "status_now",
    "is_new", "is_dropped", "is_completed", "is_later", "is_earlier", "is_worse", "is_better", "has_slipped",
)  # fmt: skip

_LAID = ["area", "action", "owner", "due_on", "status"]


def changes_since(now: pd.DataFrame, before: pd.DataFrame) -> pd.DataFrame:
    """What has become of each action since the last report.

    Parameters
    ----------
    now, before : the actions of this report and of the last one, in the columns of the dataset `improvement_actions`; no id
        twice in one of them.

    Returns
    -------
    One row for each action, columns :data:`CHANGES`: those of this report in its order, then those that only the last one had.
    `days_moved` is how many days later (negative: earlier) an action is due that both reports give a day for; NaN for others.
    An action has slipped where it is due later, has lost its day, or stands worse. A status that is not stated in one of the
    reports is neither better nor worse.
    """
    here, there = (each.set_index("action_id")[_LAID] for each in (now, before))
    both = here.add_suffix("_now").join(there.add_suffix("_before"), how="outer")
    order = [*now["action_id"], *before.loc[~before["action_id"].isin(now["action_id"]), "action_id"]]
    both = both.reindex(order).rename_axis("action_id").reset_index()
    known_now, known_before = both["action_id"].isin(now["action_id"]), both["action_id"].isin(before["action_id"])
    kept = known_now & known_before
    days = (both["due_on_now"] - both["due_on_before"]).dt.days.where(kept)
    rank_now, rank_before = _rank(both["status_now"]), _rank(both["status_before"])
    said = pd.DataFrame({name: both[f"{name}_now"].where(known_now, both[f"{name}_before"]) for name in _LAID[:3]})
    worse = kept & (rank_now < rank_before)
    lost_its_day = kept & both["due_on_before"].notna() & both["due_on_now"].isna()
    is_completed = kept & both["status_now"].eq("complete") & ~both["status_before"].eq("complete")
    table = said.assign(
        action_id=both["action_id"],
        due_before=both["due_on_before"],
        due_now=both["due_on_now"],
        days_moved=days.astype("float64"),
        status_before=both["status_before"],
        status_now=both["status_now"],
        is_new=~known_before,
        is_dropped=~known_now,
        is_completed=is_completed,
        is_later=days.gt(0),
        is_earlier=days.lt(0),
        is_worse=worse,
        is_better=kept & (rank_now > rank_before) & ~is_completed,
        has_slipped=(days.gt(0) | lost_its_day) & ~both["status_now"].eq("complete") | worse,
    )
    return table[list(CHANGES)]


def _rank(status: pd.Series) -> pd.Series:
    """The place of each status from worst to best; NaN where none is stated."""
    return status.astype("object").map({each: float(at) for at, each in enumerate(WORST_FIRST)}).astype("float64")


def no_changes() -> pd.DataFrame:
    """A table of changes without rows."""
    return pd.DataFrame({name: np.empty(0, dtype="object") for name in CHANGES})
