"""An authority's place among all authorities: rank, quartile band and how sure the rank is, as the Department's own tool has it.

Source: Department for Education, Local Authority Interactive Tool (LAIT), `fn_analysis.R`: ranks descending where more is better,
ties share the lowest number, on the published rounded value; an authority without a value has no rank. Quartile bands from the
quartiles of all authorities (R's type 7): A is the best quarter, D the worst.
"""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Decimal places of the published value that is ranked.
RANKED_DECIMALS = 1

BANDS = "ABCD"

#: How many times all authorities' numbers are drawn anew, and the seed of the draws: the same figures give the same interval.
DRAWS = 2000
SEED = 20140901

#: The share of draws in which the rank lies within its interval, in percent.
_COVERAGE = (2.5, 97.5)

Numbers = NDArray[np.float64]


@dataclass(frozen=True)
class Ranking:
    """The place of one authority.

    Parameters
    ----------
    rank : None where its value is missing.
    ranked : authorities with a value.
    in_file : authorities listed for the year.
    band : quartile band as a letter; empty where it has no value.
    lower, upper : between which ranks it would lie in 95 of 100 years like this one by chance alone; NaN where not known.
    """

    rank: int | None
    ranked: int
    in_file: int
    band: str
    lower: float
    upper: float


def ranking(authorities: pd.DataFrame, code: str, polarity: str) -> Ranking:
    """The place of an authority among the figures of all.

    Parameters
    ----------
    authorities : one row for each authority of one measure and year, in the columns of figures.
    polarity : "high" where more is better, "low" where less is.

    Raises
    ------
    ValueError
        When the measure has no better and worse.
    """
    if polarity not in ("high", "low"):
        raise ValueError("a measure of which neither more nor less is better has no rank")
    values = rounded(authorities["value"])
    own = authorities["area_code"].eq(code).to_numpy()
    ranked = int(np.isfinite(values).sum())
    if not own.any() or not np.isfinite(values[own][0]):
        return Ranking(None, ranked, len(authorities), "", np.nan, np.nan)
    lower, upper = _uncertainty(authorities, own, polarity)
    mine = values[own][0]
    rank = 1 + int((values > mine if polarity == "high" else values < mine).sum())
    return Ranking(rank, ranked, len(authorities), _band(values, mine, polarity), lower, upper)


def rounded(values: pd.Series) -> Numbers:
    """Values rounded half up to the published decimal; NaN stays NaN.

    By way of their shortest text, so that 86.65 is rounded as it is written and not as the machine holds it.
    """
    unit = Decimal(1).scaleb(-RANKED_DECIMALS)
    return np.array(
        [np.nan if pd.isna(v) else float(Decimal(str(float(v))).quantize(unit, rounding=ROUND_HALF_UP)) for v in values]
    )


def _band(values: Numbers, own: float, polarity: str) -> str:
    """The quartile band; a value on a limit belongs to the worse band where more is better, to the better one where less is."""
    limits = np.nanpercentile(values, [25, 50, 75])
    at = int(np.searchsorted(limits, own, side="left"))
    return BANDS[::-1][at] if polarity == "high" else BANDS[at]


def _uncertainty(authorities: pd.DataFrame, own: NDArray[np.bool_], polarity: str) -> tuple[float, float]:
    """The interval of the rank by a parametric bootstrap: every authority's numerator drawn from its own rate."""
    counted = authorities[["numerator", "denominator", "value"]].notna().all(axis=1).to_numpy()
    cases = authorities["denominator"].to_numpy(dtype=float)
    counted = counted & (cases > 0) & (authorities["numerator"].to_numpy(dtype=float) <= cases)
    if not counted[own].all():
        return np.nan, np.nan
    known = authorities[counted]
    cases = known["denominator"].to_numpy(dtype=np.int64)
    drawn = np.random.default_rng(SEED).binomial(cases, known["numerator"].to_numpy() / cases, (DRAWS, len(cases)))
    rates = np.floor(drawn / cases * 100 * 10**RANKED_DECIMALS + 0.5) / 10**RANKED_DECIMALS
    mine = rates[:, own[counted]]
    better = (rates > mine if polarity == "high" else rates < mine).sum(axis=1)
    lower, upper = np.percentile(better + 1, _COVERAGE, method="nearest")
    return float(lower), float(upper)
