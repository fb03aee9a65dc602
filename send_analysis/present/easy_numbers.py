"""Figures in easy words, never more exact than released: "about 6 out of every 10", "21" of "28", "about 20 weeks"."""

import pandas as pd

from send_analysis.present.numbers import counts_text, number, round_half_up

#: What a share is told out of, by its unit.
_OUT_OF = {"percent": 10, "per 100": 100}

#: The most that a share is not told of: "2 of 3" says it better than "about 7 out of every 10".
_FEW = 10


def is_share(figure: pd.Series) -> bool:
    """Whether the figure is told as so many out of every ten, or hundred."""
    return figure["unit"] in _OUT_OF


def share(figure: pd.Series) -> str:
    """A share: "about 6 out of every 10", "fewer than 1 out of every 10", "none of the"; a noun may follow it."""
    whole = _OUT_OF[figure["unit"]]
    value = figure["value"]
    if value in (0, 100):
        return "all of the" if value else "none of the"
    parts = int(round_half_up(value * whole / 100, 0))
    if parts in (0, whole):
        return f"more than {whole - 1} out of every {whole}" if parts else f"fewer than 1 out of every {whole}"
    exact = "" if parts * 100 == value * whole else "about "
    return f"{exact}{parts} out of every {whole}"


def counts(figure: pd.Series) -> tuple[str, str] | None:
    """What a share is counted from, "21" and "28", where both were released; otherwise None."""
    count, _, of = counts_text(figure).partition(" of ")
    return (count, of) if of else None


def told_by_counts(figure: pd.Series) -> bool:
    """Whether counts alone tell a share: they are few, or none or all of them is counted."""
    return counts(figure) is not None and (figure["denominator"] <= _FEW or figure["value"] in (0, 100))


def amount(figure: pd.Series) -> str:
    """A count or a time: "1,303", "about 20 weeks", "less than 1 week"."""
    if figure["unit"] not in ("weeks", "hours"):
        return number(figure["value"], "")
    rounded = int(round_half_up(figure["value"], 0))
    if rounded == 0 < figure["value"]:
        return f"less than 1 {figure['unit'][:-1]}"
    unit = figure["unit"][:-1] if rounded == 1 else figure["unit"]
    return f"{'' if rounded == figure['value'] else 'about '}{rounded:,} {unit}"


def ending(figure: pd.Series) -> str:
    """The figure in words that end a sentence: of a share, with "of them" where it is all or none."""
    if not is_share(figure):
        return amount(figure)
    return share(figure).replace(" of the", " of them")
