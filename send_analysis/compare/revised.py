"""What differs between the released figures of two editions: released figures in, differences out."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.core.figures import COLUMNS, CROSS, KEY

#: What identifies a figure in a release: what is published of a year and what is computed of it are two figures.
MATCHED = (*KEY, "status")

#: How a figure can differ. Withheld means the symbol "c"; every other symbol stands for itself, as a value does.
KINDS = ("changed", "added", "removed", "newly withheld", "no longer withheld")

_SIDES = ("numerator", "denominator", "value", "symbol")

#: The columns of differences, in order.
DIFFERENCE_COLUMNS = (
    *MATCHED,
    "area_name",
    "unit",
    "kind",
    *(f"{side}_{name}" for side in ("old", "new") for name in _SIDES),
)

#: Writes a figure, given as a row in the columns of figures, as it is published.
Written = Callable[[pd.Series], str]


def differences(old: pd.DataFrame, new: pd.DataFrame, written: Written) -> pd.DataFrame:
    """One row for each figure that the two editions do not publish alike.

    Parameters
    ----------
    old, new : released figures in the columns of figures, each figure once; a column `section` or any other is not looked at.
    written : how a figure is published. Two that are written alike and rest on the same counts are alike; no difference is
        small enough to be passed over beyond that.

    Returns
    -------
    Rows in :data:`DIFFERENCE_COLUMNS`, those of the new edition in its order and then what was removed. `kind` is one of
    :data:`KINDS`. Numbers are missing where a figure has a symbol or the edition does not hold it; the symbol is then missing
    as well, and is empty beside a number. The rows are for disclosure control, not for showing: see `disclosure.editions`.

    Raises
    ------
    ValueError
        When an edition lacks a column of figures or holds a figure twice.
    """
    pairs = _paired(old, new)
    kind = _kinds(pairs)
    compared = kind.eq("changed")
    same = compared & _same_numbers(pairs)
    for at in pairs.index[compared & ~same]:
        same[at] = _counts_alike(pairs.loc[at]) and written(_side(pairs.loc[at], "old")) == written(
            _side(pairs.loc[at], "new")
        )
    return pairs.assign(kind=kind)[~same & kind.ne("")].reset_index(drop=True)[list(DIFFERENCE_COLUMNS)]


def are_revised(found: pd.DataFrame) -> pd.Series:
    """Whether each difference is a figure that was published with a value and is published otherwise.

    A change on the previous year is none: it follows from figures that are.
    """
    derived = found["breakdown_topic"].str.endswith(CROSS + CHANGE_TOPIC)
    return found["kind"].eq("changed") & found["old_symbol"].eq("") & ~derived


def keys_of(figures: pd.DataFrame) -> list[tuple[object, ...]]:
    """What identifies each figure, row by row."""
    return list(zip(*(figures[name] for name in MATCHED), strict=True))


def revised_keys(old: pd.DataFrame, new: pd.DataFrame, written: Written) -> frozenset[tuple[object, ...]]:
    """What identifies the figures of `new`, a whole edition or some of its figures, that `old` published with another value."""
    found = differences(old[old["measure"].isin(new["measure"].unique())], new, written)
    return frozenset(keys_of(found[are_revised(found)]))


def _paired(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Every figure of either edition, with both sides beside each other."""
    sides = [_renamed(frame, side) for frame, side in ((new, "new"), (old, "old"))]
    pairs = sides[0].merge(sides[1], on=list(MATCHED), how="outer", sort=False, validate="one_to_one", indicator="held")
    order = pairs["new_place"].fillna(len(new)) + pairs["old_place"].fillna(0).where(pairs["new_place"].isna(), 0)
    pairs = pairs.loc[order.sort_values(kind="stable").index].reset_index(drop=True)
    for name in ("area_name", "unit"):
        pairs[name] = pairs[f"new_{name}"].where(pairs["new_symbol"].notna(), pairs[f"old_{name}"])
    return pairs


def _renamed(frame: pd.DataFrame, side: str) -> pd.DataFrame:
    if missing := set(COLUMNS) - set(frame.columns):
        raise ValueError(f"an edition lacks the columns {', '.join(sorted(missing))}")
    if frame.duplicated(list(MATCHED)).any():
        raise ValueError("an edition holds a figure twice")
    kept = frame[[*MATCHED, "area_name", "unit", *_SIDES]].reset_index(drop=True)
    return kept.rename(columns={name: f"{side}_{name}" for name in ("area_name", "unit", *_SIDES)}).assign(
        **{f"{side}_place": np.arange(len(kept), dtype="float64")}
    )


def _kinds(pairs: pd.DataFrame) -> pd.Series:
    """How each pair may differ: "changed" of those still to be compared, nothing of those that both withhold."""
    before, after = pairs["old_symbol"].eq("c"), pairs["new_symbol"].eq("c")
    kind = pd.Series("changed", index=pairs.index, dtype="object")
    kind[before & after] = ""
    kind[~before & after] = "newly withheld"
    kind[before & ~after] = "no longer withheld"
    kind[pairs["held"].eq("left_only")] = "added"
    kind[pairs["held"].eq("right_only")] = "removed"
    return kind


def _same_numbers(pairs: pd.DataFrame) -> pd.Series:
    """Whether the two sides are one and the same, before any rounding."""
    same = pairs["old_symbol"].eq(pairs["new_symbol"]) & pairs["old_unit"].eq(pairs["new_unit"])
    for name in ("numerator", "denominator", "value"):
        one, other = pairs[f"old_{name}"], pairs[f"new_{name}"]
        same &= one.eq(other) | (one.isna() & other.isna())
    return same


def _counts_alike(pair: pd.Series) -> bool:
    """Whether a figure rests on the same counts in both editions; they are published beside it."""
    both = [(pair[f"old_{name}"], pair[f"new_{name}"]) for name in ("numerator", "denominator")]
    return all(old == new or (pd.isna(old) and pd.isna(new)) for old, new in both)


def _side(pair: pd.Series, side: str) -> pd.Series:
    return pair.rename({f"{side}_{name}": name for name in ("numerator", "denominator", "value", "symbol")})
