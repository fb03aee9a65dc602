"""Whether what was computed of a calendar year is what the Department has published of it."""

from typing import Any

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.figures import KEY, PUBLISHED, TOTAL
from send_analysis.measures.tally import COMPUTED

_NAME = "figures.as_published"

#: How many figures the message names before it only counts them.
_NAMED = 4


def as_published(figures: pd.DataFrame) -> list[Check]:
    """One check of the totals that are both computed and published; none where there is no such figure.

    A difference stops nothing: records are mended after the return was sent. It is told internally alone, since it names counts
    that may be withheld.
    """
    totals = figures[figures["breakdown_topic"].eq(TOTAL) & figures["value"].notna()]
    own, published = (totals[totals["status"].eq(status)] for status in (COMPUTED, PUBLISHED))
    both = own.merge(published, on=list(KEY), suffixes=("", "_published"))
    if both.empty:
        return []
    found = [_both_said(row) for row in both[~_same(both)].to_dict("records")]
    if not found:
        return [Check(_NAME, "PASS", f"{len(both)} figures are those that the Department has published.", len(both))]
    more = f"; and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
    said = (
        f"{len(found)} of {len(both)} figures are not what the Department has published: {'; '.join(found[:_NAMED])}{more}."
    )
    advice = "See whether records were mended after the return was sent, or whether the extract counts other cases."
    return [Check(_NAME, "WARNING", said, len(found), advice)]


def _same(both: pd.DataFrame) -> pd.Series:
    """Whether the counts of each rate are the same, and the value of each count."""
    same = pd.Series(True, index=both.index)
    for name in ("numerator", "denominator"):
        same &= both[name].eq(both[f"{name}_published"]) | both[f"{name}_published"].isna()
    return same & (both["denominator_published"].notna() | both["value"].eq(both["value_published"]))


def _both_said(row: dict[Any, Any]) -> str:
    here, there = (
        _said(*(row[f"{name}{end}"] for name in ("value", "numerator", "denominator"))) for end in ("", "_published")
    )
    return f"{row['measure']} {row['period_start'].year}: {here} here, {there} published"


def _said(value: float, numerator: float, denominator: float) -> str:
    return f"{value:g}" if pd.isna(denominator) else f"{value:.1f} ({numerator:g} of {denominator:g})"
