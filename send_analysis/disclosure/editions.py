"""Two editions side by side: what a comparison of them may show.

Both editions have passed disclosure control, each by itself. Laid side by side they can still tell a small group of people: a
count in a breakdown that was 12 and is 13 tells that one person was added, and a cell withheld in one edition may stand
in the other. A comparison points at just these, so it withholds more than either edition does, when in doubt:

* of a figure that one edition withholds it shows neither;
* of a breakdown of people in which a count changed by 1 up to the policy's limit it shows no changed, added or removed figure of
  that measure, area and topic at all, for the others and the total would give it back.

As in `protect`, totals of the authority and figures about process are shown, and so is what others have published.
"""

import numpy as np
import pandas as pd

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.core.figures import BENCHMARK, CROSS, PUBLISHED, TOTAL
from send_analysis.disclosure.protect import Policy
from send_analysis.measures.registry import definitions

#: What a figure that both editions show and a comparison does not is called; the GSS symbol of what is withheld.
WITHHELD = "c"

#: Units in which a value is no count: a difference of such values counts nobody.
_NO_COUNT = ("percent", "percentage points", "weeks", "hours", "per 100")

_NUMBERS = ("numerator", "denominator", "value")


def comparable(differences: pd.DataFrame, policy: Policy) -> pd.DataFrame:
    """The differences as they may be shown.

    Parameters
    ----------
    differences : as `compare.revised.differences` returns them.
    policy : of the authority; counts of people from 1 to its limit are withheld.

    Returns
    -------
    The same rows and columns and a column `withheld`. Where that is true both sides have the symbol "c" and no number, also if
    one edition or both show the figure; a side that the edition does not hold stays missing.
    """
    # A change on the previous year belongs to the topic that it is the change of.
    topic = differences["breakdown_topic"].str.removesuffix(CROSS + CHANGE_TOPIC)
    guarded = _about_people(differences) & topic.ne(TOTAL)
    secret = differences["kind"].isin(("newly withheld", "no longer withheld"))
    secret |= differences["old_symbol"].eq(WITHHELD) | differences["new_symbol"].eq(WITHHELD)
    telling = guarded & (secret | _small(differences, policy))
    together = telling.groupby([differences["measure"], differences["area_code"], topic]).transform("any")
    withheld = secret | (guarded & together.astype(bool))
    shown = differences.assign(withheld=withheld)
    for side in ("old", "new"):
        held = withheld & shown[f"{side}_symbol"].notna()
        shown.loc[held, [f"{side}_{name}" for name in _NUMBERS]] = np.nan
        shown.loc[held, f"{side}_symbol"] = WITHHELD
    return shown


def _about_people(differences: pd.DataFrame) -> pd.Series:
    """Whether a figure is of the authority's own and about people; a measure that the registry does not know may be."""
    process = {name for name, each in definitions().items() if each.about == "process"}
    public = differences["status"].eq(PUBLISHED) | differences["area_code"].str.startswith(BENCHMARK)
    return ~differences["measure"].isin(process) & ~public


def _small(differences: pd.DataFrame, policy: Policy) -> pd.Series:
    """Whether a count, or the rest of it, differs by 1 up to the limit; what an edition does not hold counts as none."""
    # Added or removed as a whole, a figure tells its own count, which its edition has been allowed to show.
    both = differences["old_symbol"].notna() & differences["new_symbol"].notna()
    changes = {name: (differences[f"new_{name}"] - differences[f"old_{name}"]) for name in _NUMBERS}
    changes["rest"] = changes["denominator"] - changes["numerator"]
    changes["value"] = changes["value"].mask(differences["unit"].isin(_NO_COUNT))
    small = [change.abs().between(0, policy.withhold_up_to, inclusive="right") for change in changes.values()]
    return both & np.logical_or.reduce(small)
