"""How figures are written: rounded once, half up, with their unit; a missing one by its symbol."""

import math
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd

from send_analysis.core.figures import SYMBOLS

#: Decimal places by unit. Percentages to one place, as the Department for Education publishes them.
DECIMALS = {"percent": 1, "percentage points": 1, "weeks": 1, "hours": 1, "per 100": 1}

#: Units that a sentence says after the number; the others are what is counted, which the sentence says itself.
SPOKEN_UNITS = ("weeks", "hours")

#: Units of a place among others: a rank, a band of a quarter of the authorities (1 to 4 for A to D, as the Department's Local
#: Authority Interactive Tool letters them), and a number of statistical neighbours. They are whole numbers.
RANK, QUARTILE_BAND, NEIGHBOURS = "rank", "quartile band", "neighbours"
_BANDS = dict(enumerate("ABCD", start=1))

#: Decimal places to which a float is read: beyond them is what arithmetic leaves of a decimal fraction (75 − 66.65 = 8.349999…).
_EXACT = 10


def round_half_up(value: float, decimals: int) -> Decimal:
    """A number rounded half up, as the Department for Education rounds: 10.25 becomes 10.3, and -10.25 becomes -10.3.

    The float is read as the decimal fraction it stands for, so that 86.65 is a half although its binary value lies below one.
    """
    read = Decimal(repr(round(float(value), _EXACT)))
    return read.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def number(value: float, unit: str) -> str:
    """A number with thousands commas and its unit's decimal places: "14,189", "75.0%", "17.3", "3.6 percentage points".

    A quartile band is its letter.
    """
    if unit == QUARTILE_BAND:
        return _BANDS[int(value)]
    text = plain_number(value, unit)
    if unit == "percent":
        return f"{text}%"
    return f"{text} percentage points" if unit == "percentage points" else text


def plain_number(value: float, unit: str) -> str:
    """The same without the unit's sign."""
    rounded = round_half_up(value, _decimals(value, unit))
    return f"{abs(rounded) if rounded == 0 else rounded:,}"


def symbol_of(figure: pd.Series | None) -> str:
    """The symbol that stands in place of a figure's number; empty where the number is shown.

    A figure that the table does not hold is "x", not available; one that rounds to zero and is not zero is "low".
    """
    if figure is None:
        return "x"
    return str(figure["symbol"]) or ("low" if rounds_to_zero(figure) else "")


def has_number(figure: pd.Series | None) -> bool:
    """Whether a figure has a number, if only one that rounds to zero."""
    return figure is not None and not figure["symbol"]


def rounds_to_zero(figure: pd.Series) -> bool:
    """Whether a figure would be written as zero and is not."""
    value = figure["value"]
    return bool(value != 0 and round_half_up(value, _decimals(value, figure["unit"])) == 0)


def figure_text(figure: pd.Series | None) -> str:
    """A figure as a table shows it: its value, a difference with its sign, neighbours as "9 of 10", or its symbol in brackets."""
    symbol = symbol_of(figure)
    if symbol or figure is None:
        return f"[{symbol}]"
    plus = "+" if figure["unit"] == "percentage points" and figure["value"] > 0 else ""
    return plus + number(figure["value"], figure["unit"]) + (_of_how_many(figure) if figure["unit"] == NEIGHBOURS else "")


def figure_in_words(figure: pd.Series | None) -> str:
    """A figure as a sentence shows it: its value with its unit, or in brackets why there is none."""
    symbol = symbol_of(figure)
    if symbol == "low":
        return "close to zero"
    if symbol or figure is None:
        return f"(no figure: {SYMBOLS[symbol]})"
    among = _of_how_many(figure) if figure["unit"] in (RANK, NEIGHBOURS) else ""
    return in_sentence(figure["value"], figure["unit"]) + among


def in_sentence(value: float, unit: str) -> str:
    """A number with its unit as a sentence says it: "75.0%", "17.3 weeks", "14,189", "43rd", "band B"."""
    if unit == RANK:
        return ordinal(value)
    if unit == QUARTILE_BAND:
        return f"band {number(value, unit)}"
    return f"{number(value, unit)} {unit}" if unit in SPOKEN_UNITS else number(value, unit)


def ordinal(value: float) -> str:
    """A place among others: "1st", "12th", "43rd"; a bound between two places is rounded half up."""
    place = int(round_half_up(value, 0))
    ending = "th" if place % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{ending}"


def counts_text(figure: pd.Series) -> str:
    """Numerator and denominator of a rate, "21 of 28"; of a rank how many were ranked, "of 150 ranked"; otherwise empty."""
    if figure["unit"] == RANK and not figure["symbol"] and (among := _of_how_many(figure)):
        return f"{among.strip()} ranked"
    counted = figure["unit"] in ("percent", "per 100") and not math.isnan(figure["numerator"] + figure["denominator"])
    if figure["symbol"] or not counted:
        return ""
    return f"{plain_number(figure['numerator'], '')} of {plain_number(figure['denominator'], '')}"


def interval_text(figure: pd.Series) -> str:
    """The interval of a figure that has one, "56.6% to 87.3%", of a rank "35th to 52nd", otherwise an empty text."""
    if figure["symbol"] or math.isnan(figure["lower"]):
        return ""
    if figure["unit"] == RANK:
        return f"{ordinal(figure['lower'])} to {ordinal(figure['upper'])}"
    lower, upper = (plain_number(figure[bound], figure["unit"]) for bound in ("lower", "upper"))
    if figure["unit"] == "percent":
        return f"{lower}% to {upper}%"
    return f"{lower} to {upper}" + (" percentage points" if figure["unit"] == "percentage points" else "")


def _of_how_many(figure: pd.Series) -> str:
    """How many a place is among, " of 150", where that is known."""
    return "" if math.isnan(figure["denominator"]) else f" of {plain_number(figure['denominator'], '')}"


def _decimals(value: float, unit: str) -> int:
    whole = float(value).is_integer() or unit in (RANK, QUARTILE_BAND, NEIGHBOURS)
    return DECIMALS.get(unit, 0 if whole else 1)
