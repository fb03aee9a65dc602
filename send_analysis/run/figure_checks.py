"""Whether figures can be right at all: no share above 100 per cent, no count below nought."""

import pandas as pd

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.core.checks import Check
from send_analysis.core.errors import CheckError

#: What a share of a whole cannot pass. Rates "per 100" are of another kind: the appeals of a year are no part of its decisions.
_WHOLE = 100.0
_SHARES = "percent"


#: Measures that are no counts: an action can be due earlier than it was, and a score that a plan states can be below nought.
_MAY_BE_BELOW_NOUGHT = ("improvement_plan.due_date_moved", "improvement_plan.impact")


def figure_checks(figures: pd.DataFrame) -> list[Check]:
    """The outcome of the checks of a release's figures, which it passes.

    Raises
    ------
    CheckError
        When a percentage is over 100, a numerator larger than its denominator, or a number below nought: by a fault of a
        measure or of a cell that changes figures. The message names the measures.
    """
    figures = figures[~figures["breakdown_topic"].str.endswith(CHANGE_TOPIC)]  # a change can be below nought
    shares = figures["unit"].eq(_SHARES)
    below = figures[["value", "numerator", "denominator"]].lt(0).any(axis=1)
    broken = {
        "figures.percentages": shares & figures["value"].gt(_WHOLE),
        "figures.numerators": shares & figures["numerator"].gt(figures["denominator"]),
        "figures.below_nought": below & ~figures["measure"].isin(_MAY_BE_BELOW_NOUGHT),
    }
    said = {
        "figures.percentages": "percentages over 100",
        "figures.numerators": "numerators larger than their denominators",
        "figures.below_nought": "numbers below nought",
    }
    faults = [
        f"  {name}: {said[name]} in {', '.join(sorted(set(figures.loc[rows, 'measure'])))}."
        for name, rows in broken.items()
        if rows.any()
    ]
    if faults:
        raise CheckError("\n".join(["These figures cannot be right, so nothing was published:", *faults]))
    return [Check(name, "PASS", f"No {said[name]} among {len(figures):,} figures.", len(figures)) for name in broken]
