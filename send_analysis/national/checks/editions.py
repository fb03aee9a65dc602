"""Checks of one edition against another: the Department revises its figures without saying so in the file."""

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.figures import TOTAL, Figures
from send_analysis.national.checks.outcome import TOGETHER, outcome
from send_analysis.national.vintage import Vintage

_KEY = ["measure", "area_code", "period_start"]
_COMPARED = ("numerator", "denominator", "value")

#: Counts are whole; values of editions that round otherwise are the same when they agree to the published decimal.
_TOLERANCE = {"numerator": 0.5, "denominator": 0.5, "value": 0.0500001}


def silently_revised(editions: Sequence[tuple[Vintage, pd.DataFrame]]) -> Check:
    """Figures of which two editions say different things, or one says something and the other nothing."""
    found = []
    for (one, earlier), (two, later) in combinations(sorted(editions, key=lambda each: each[0].newness), 2):
        for row in _differing(earlier, later):
            found.append(f"{_figure(row)}: {_said(row, '')} in {one.file}, {_said(row, '_later')} in {two.file}")
    said = ("figure was revised", "figures were revised")
    advice = "The newest edition is used, and named beside each figure."
    return outcome("national.silently_revised", TOGETHER, found, said, "no figure was revised.", advice)


def facts_differ(facts: Figures, editions: Sequence[tuple[Vintage, pd.DataFrame]]) -> Check:
    """Facts that come with the program and that the file which is used has otherwise."""
    known = facts.select(topic=TOTAL).frame
    used = pd.concat([frame.assign(file=vintage.file) for vintage, frame in editions], ignore_index=True)
    found = [
        f"{_figure(row)}: {_said(row, '')} as a fact, {_said(row, '_later')} in {row['file']}"
        for row in _differing(known, used)
    ]
    said = ("fact differs from a file", "facts differ from a file")
    return outcome("national.facts_differ", TOGETHER, found, said, "no fact differs from a file.", "The file is used.")


def _differing(earlier: pd.DataFrame, later: pd.DataFrame) -> list[dict[Any, Any]]:
    """The figures that stand in both and not alike; the later one's columns end in "_later"."""
    both = earlier.merge(later, on=_KEY, suffixes=("", "_later"))
    differs = pd.Series(False, index=both.index)
    for name in _COMPARED:
        before, after = both[name], both[f"{name}_later"]
        differs |= (before - after).abs().gt(_TOLERANCE[name]) | (before.isna() != after.isna())
    return both[differs].to_dict("records")


def _figure(row: dict[Any, Any]) -> str:
    return f"{row['area_name']} {row['period_start'].year}, {row['measure']}"


def _said(row: dict[Any, Any], suffix: str) -> str:
    value, symbol, numerator, denominator = (
        row[f"{name}{suffix}"] for name in ("value", "symbol", "numerator", "denominator")
    )
    shown = f"[{symbol}]" if symbol else f"{value:g}"
    return (
        shown
        if pd.isna(denominator)
        else f"{shown} ({'[x]' if pd.isna(numerator) else f'{numerator:g}'} of {denominator:g})"
    )
