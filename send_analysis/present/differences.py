"""Differences of two editions in words: which figure, what it was and what it is."""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from send_analysis.core.figures import SYMBOLS, TOTAL
from send_analysis.core.period import Period
from send_analysis.measures.registry import definitions
from send_analysis.present.labels import label
from send_analysis.present.numbers import counts_text, figure_text

#: What stands for the number of a figure that an edition does not hold.
NOT_HELD = "no such figure"

#: What a message says of a figure that a comparison shows of neither edition, though both have it; and where one has not.
_UNSEEN = "changed; not shown here, because the two values together would tell of a few people"
_WITHHELD_IN_ONE = "withheld in one of them, so not shown here of either"

#: What a comparison says of what it withholds.
WITHHELD_NOTE = (
    "[c] is a figure that one of the editions withholds, or that together with the other edition would tell of a few people: "
    "this comparison then shows it of neither, and no other of the same breakdown that would give it back."
)


def difference_rows(shown: pd.DataFrame) -> list[dict[str, str]]:
    """One row of texts for each difference: measure, area, period, breakdown, kind, was and now.

    Parameters
    ----------
    shown : differences after disclosure control, as `disclosure.editions.comparable` returns them.
    """
    titles = {name: each.title for name, each in definitions().items()}
    return [
        {
            "measure": titles.get(row["measure"], str(row["measure"])),
            "area": str(row["area_name"]),
            "period": Period(row["period_start"].date(), row["period_end"].date()).label,
            "breakdown": _breakdown(row),
            "kind": str(row["kind"]),
            "was": _text(row, "old"),
            "now": _text(row, "new"),
        }
        for _, row in shown.iterrows()
    ]


def symbols_note(rows: Iterable[Mapping[Any, str]]) -> str:
    """What each symbol that stands for a figure in the rows means, in the order of `SYMBOLS`; empty where none does."""
    texts = {row[side] for row in rows for side in ("was", "now")}
    meanings = {symbol: f"[{symbol}] {meaning}." for symbol, meaning in SYMBOLS.items()} | {"c": WITHHELD_NOTE}
    return " ".join(meaning for symbol, meaning in meanings.items() if f"[{symbol}]" in texts)


def in_one_line(row: dict[str, str]) -> str:
    """A row as a message tells it: "Requests received, Swindon, May 2022, All: was 27, is 29"."""
    changed = f"was {row['was']}, is {row['now']}"
    if row["was"] == row["now"] == "[c]":
        changed = _UNSEEN if row["kind"] == "changed" else _WITHHELD_IN_ONE
    return f"{row['measure']}, {row['area']}, {row['period']}, {row['breakdown']}: {changed}"


def first_few(rows: Iterable[dict[str, str]], most: int = 5) -> list[str]:
    """The first rows in one line each, and how many more there are."""
    every = [in_one_line(row) for row in rows]
    return every[:most] + ([f"and {len(every) - most:,} more"] if len(every) > most else [])


def _breakdown(row: pd.Series) -> str:
    if row["breakdown_topic"] == TOTAL:
        return "All"
    return f"{label(row['breakdown_topic'])}: {label(row['breakdown'])}"


def _text(row: pd.Series, side: str) -> str:
    if pd.isna(row[f"{side}_symbol"]):
        return NOT_HELD
    figure = row.rename({f"{side}_{name}": name for name in ("numerator", "denominator", "value", "symbol")})
    counts = counts_text(figure)
    return figure_text(figure) + (f" ({counts})" if counts else "")
