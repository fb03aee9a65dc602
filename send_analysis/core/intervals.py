"""Intervals for proportions, for the difference of two proportions, and for counts."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

#: Standard normal quantile of a two-sided 95 % interval.
Z_95 = 1.959963984540054


def wilson(count: ArrayLike, total: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Wilson 95 % interval of a proportion, each bound in percent (0 to 100); NaN where `total` is 0 or missing.

    Source: Wilson (1927), in the form of Public Health England's PHEindicatormethods:
    (2x + z² ∓ z√(z² + 4x(1 − x/n))) / 2(n + z²).
    """
    x, n = np.asarray(count, dtype=float), np.asarray(total, dtype=float)
    n = np.where(n > 0, n, np.nan)
    spread = Z_95 * np.sqrt(Z_95**2 + 4 * x * (1 - x / n))
    middle, scale = 2 * x + Z_95**2, 2 * (n + Z_95**2)
    return 100 * np.maximum((middle - spread) / scale, 0), 100 * np.minimum((middle + spread) / scale, 1)


def byar(count: ArrayLike) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Byar's 95 % interval of a count of events; the lower bound of none is 0, NaN where the count is missing.

    Source: Breslow and Day (1987), in the form of Public Health England's PHEindicatormethods.
    """
    x = np.asarray(count, dtype=float)
    some = np.where(x > 0, x, np.nan)
    lower = some * (1 - 1 / (9 * some) - Z_95 / (3 * np.sqrt(some))) ** 3
    upper = (x + 1) * (1 - 1 / (9 * (x + 1)) + Z_95 / (3 * np.sqrt(x + 1))) ** 3
    return np.where(x == 0, 0.0, lower), upper


def newcombe(
    before: tuple[ArrayLike, ArrayLike], after: tuple[ArrayLike, ArrayLike]
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    """Difference of two independent proportions in percentage points, `after` less `before`, with its 95 % interval.

    Each argument is (count, total). Returns (difference, lower, upper), NaN where a total is 0 or missing.

    Source: Newcombe (1998), hybrid score interval (method 10), from the two Wilson intervals.
    """
    share_before, share_after = _percent(*before), _percent(*after)
    low_before, high_before = wilson(*before)
    low_after, high_after = wilson(*after)
    difference = share_after - share_before
    lower = difference - np.sqrt((share_after - low_after) ** 2 + (high_before - share_before) ** 2)
    upper = difference + np.sqrt((high_after - share_after) ** 2 + (share_before - low_before) ** 2)
    return difference, lower, upper


def _percent(count: ArrayLike, total: ArrayLike) -> NDArray[np.float64]:
    total = np.asarray(total, dtype=float)
    return 100 * np.asarray(count, dtype=float) / np.where(total > 0, total, np.nan)
