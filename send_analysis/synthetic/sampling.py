"""Ways to draw rows at random and still meet exact totals."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

#: Rounds of proposals before a table of targets is called impossible; the example needs a few dozen.
MANY_ROUNDS = 2_000


def redraw(
    slots: pd.DataFrame,
    propose: Callable[[pd.DataFrame], pd.DataFrame],
    accept: Callable[[pd.DataFrame], pd.Series],
) -> pd.DataFrame:
    """Propose values for every slot, keep the acceptable ones, and propose again for the others.

    Parameters
    ----------
    slots : one row for each row to be made, with what is fixed about it.
    propose : the given slots with drawn columns added.
    accept : for each proposed row, whether it may stay.

    Raises
    ------
    ValueError
        When some slots find no acceptable values: their targets contradict each other.
    """
    kept: list[pd.DataFrame] = []
    waiting = slots
    for _ in range(MANY_ROUNDS):
        if waiting.empty:
            return pd.concat(kept).reindex(slots.index)
        proposed = propose(waiting)
        good = accept(proposed)
        kept.append(proposed[good])
        waiting = waiting[~good]
    raise ValueError(f"no dates fit these slots:\n{waiting.to_string()}")


def shuffled(rng: np.random.Generator, counts: Mapping[str, int]) -> NDArray[np.object_]:
    """Each name as often as its count says, in random order."""
    return rng.permutation(np.repeat(np.array(list(counts), dtype=object), list(counts.values())))


def weighted(rng: np.random.Generator, weights: Mapping[str, float], size: int) -> NDArray[np.object_]:
    """Names drawn independently, each as likely as its weight among all weights."""
    shares = np.array(list(weights.values()), dtype=float)
    return rng.choice(np.array(list(weights), dtype=object), size=size, p=shares / shares.sum())


def between(
    rng: np.random.Generator, low: NDArray[np.int64] | int, high: NDArray[np.int64] | int, size: int
) -> NDArray[np.int64]:
    """Whole numbers from `low` to `high`, both included; `low` where the range is empty."""
    return rng.integers(low, np.maximum(low, high) + 1, size=size)


def leaning_high(rng: np.random.Generator, low: int, high: int, size: int) -> NDArray[np.int64]:
    """Whole numbers from `low` to `high`, both included, the likelier the nearer to `high`."""
    return np.floor(rng.triangular(low, high + 1, high + 1, size=size)).astype(np.int64).clip(low, high)


def repeat_rows(rows: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """A frame with each mapping as often as its "number" says."""
    table = pd.DataFrame(list(rows))
    return table.loc[table.index.repeat(table["number"])].drop(columns="number").reset_index(drop=True)
