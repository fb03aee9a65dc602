"""Plans: how many are new, how many are kept up on the day of the extract and for whom, and how many ended and why."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from send_analysis.core.figures import TOTAL, Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import count, distribution

#: The codes of settings in words. They are not labels of codes, because OTH is also the code of a need.
SETTINGS_IN_WORDS = {
    "establishment": "school, college or other establishment",
    "EYP": "early years provider",
    "OLA": "education arranged by the authority elsewhere",
    "OPA": "education arranged by parents, other than at home",
    "EHE": "elective home education",
    "OTH": "a type of setting is named, but no place yet",
    "NEET": "not in education, employment or training",
    "NIEC": "not in education, notice given that the plan will end",
    "NIEO": "not in education for another reason",
}

#: The group of plans whose need, setting or age is not known.
NOT_RECORDED = "not recorded"


def new_plans(plans: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans first issued in the period (`issued_on`), those begun by another authority among them; unit plans."""
    periods = periods or plans.windows.standard
    return count("statutory_return.new_plans", plans, plans.rows["issued_on"], periods)


def active_plans(plans: Dataset, needs: Dataset, placements: Dataset) -> Figures:
    """Plans kept up on the last day that the extract covers, in total and by primary need, setting and age; unit plans.

    Parameters
    ----------
    plans : one row per plan; `plan_id`, `active`, `age_group` (category): the age when the academic year began.
    needs : `plan_id`, `need` (category), `rank`; the one of rank 1 counts.
    placements : `plan_id`, `setting` (category), `rank` (missing: the main one), `entered_on`, `left_on`; see
        :func:`main_settings`.

    Returns
    -------
    Figures of one day, under the total and the topics "primary need", "setting" and "age". Each topic adds up to the total: plans
    of which it is not known are "not recorded". A topic of which no extract tells anything is "x".
    """
    primary = needs.rows[needs.rows["rank"].eq("1")].drop_duplicates("plan_id").set_index("plan_id")["need"]
    need, setting = (_of_plans(plans, values) for values in (primary, main_settings(placements)))
    known_age = replace(plans, holds_rows=plans.holds_rows and "age_group" not in plans.absent)
    return concat_figures(
        [
            _count_active(plans),
            _count_active(_known_with(plans, needs), "primary need", need),
            _count_active(_known_with(plans, placements), "setting", setting),
            _count_active(known_age, "age", plans.rows["age_group"]),
        ]
    )


def main_settings(placements: Dataset) -> pd.Series:
    """The setting of each plan's main placement in words, by `plan_id`: the last begun of those that have not ended."""
    rows = placements.rows
    last_day = pd.Timestamp(placements.covers.end)
    lasts = rows["left_on"].isna() | (rows["left_on"] > last_day)
    main = rows[lasts & rows["rank"].ne("2").fillna(True)].sort_values("entered_on", kind="stable", na_position="first")
    settings = main.drop_duplicates("plan_id", keep="last").set_index("plan_id")["setting"]
    return settings.cat.set_categories(list(SETTINGS_IN_WORDS)).cat.rename_categories(SETTINGS_IN_WORDS)


def ceased(plans: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Plans that ended in the period (`ceased_on`): how many, and the share of each reason (topic "reason").

    Deaths stand among the other reasons: they are few, and a page for everyone is no place to count them.
    """
    periods = periods or plans.windows.standard
    rows = plans.rows
    reason = rows["cease_reason"].mask(rows["cease_reason"].eq("deceased"), "other").cat.remove_categories("deceased")
    return concat_figures(
        [
            count("statutory_return.plans_ceased", plans, rows["ceased_on"], periods),
            distribution("statutory_return.cease_reason", plans, rows["ceased_on"], reason, periods, topic="reason"),
        ]
    )


def count_on_the_day(
    measure: str, dataset: Dataset, counted: pd.Series, *, topic: str = TOTAL, breakdown: pd.Series | None = None
) -> Figures:
    """How many rows are counted (true) as things stand on the last day that the extract covers."""
    day = dataset.covers.end
    when = pd.Series(pd.Timestamp(day), index=counted.index, dtype="datetime64[us]").where(counted)
    return count(measure, dataset, when, [Period(day, day)], topic=topic, breakdown=breakdown)


def _count_active(plans: Dataset, topic: str = TOTAL, group: pd.Series | None = None) -> Figures:
    active = plans.rows["active"].fillna(False).astype(bool)
    if group is not None and group[active].isna().any():
        group = group.cat.add_categories(NOT_RECORDED).fillna(NOT_RECORDED)
    return count_on_the_day("statutory_return.active_plans", plans, active, topic=topic, breakdown=group)


def _of_plans(plans: Dataset, values: pd.Series) -> pd.Series:
    """A category of each plan, from a series by `plan_id`."""
    position = pd.Index(values.index).get_indexer(plans.rows["plan_id"])
    codes = values.cat.codes.to_numpy().take(position) if len(values) else position
    codes = pd.Series(codes).where(position >= 0, -1).to_numpy()
    return pd.Series(pd.Categorical.from_codes(codes, values.cat.categories), index=plans.rows.index)


def _known_with(plans: Dataset, other: Dataset) -> Dataset:
    """The plans; of which nothing is known when the extract that tells it held no rows."""
    return replace(plans, holds_rows=plans.holds_rows and other.holds_rows)
