"""Key figures as tiles: the number, what it counts, how it changed on PYA, and its definition in plain words."""

from collections.abc import Sequence
from html import escape

import pandas as pd

from send_analysis.core.figures import REVISED, REVISED_MEANING, SYMBOLS, TOTAL
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.registry import Definition, definition
from send_analysis.present.claims import change_in_words
from send_analysis.present.labels import label
from send_analysis.present.numbers import counts_text, in_sentence, interval_text, symbol_of

#: How a definition joins what is counted and what it is a share of.
_OUT_OF = {"percent": "as a share of", "per 100": "for every 100"}


def tiles(
    figures: ReleasableFigures, measures: Sequence[str], period: Period, windows: Windows, *, topic: str, breakdown: str
) -> str:
    """Tiles of the measures for one period, as an HTML description list.

    Raises
    ------
    LookupError
        When the table holds no such figure.
    """
    found = [figures.one(measure, period, topic=topic, breakdown=breakdown) for measure in measures]
    shown = f'<dl class="tiles">{"".join(_tile(figures, figure, period, windows) for figure in found)}</dl>'
    marked = any(map(figures.is_revised, found))
    return shown + (f'<p class="note">Symbols: [{REVISED}] {REVISED_MEANING}.</p>' if marked else "")


def _tile(figures: ReleasableFigures, figure: pd.Series, period: Period, windows: Windows) -> str:
    rule = definition(figure["measure"])
    name = rule.label if figure["breakdown"] == TOTAL else f"{rule.label}: {label(figure['breakdown'])}"
    interval = interval_text(figure)
    mark = f" [{REVISED}]" if figures.is_revised(figure) else ""
    counted = ", ".join(filter(None, [period.label, counts_text(figure), f"95% interval {interval}" if interval else ""]))
    return (
        f'<div><dt>{escape(name)}</dt><dd class="value">{escape(_value(figure) + mark)}</dd>'
        f"<dd>{escape(counted)}</dd>"
        f"<dd>{escape(change_in_words(figures, figure, windows))}</dd>"
        f'<dd class="definition">{escape(_meaning(rule))}</dd></div>'
    )


def _value(figure: pd.Series) -> str:
    """The number, or in words why there is none."""
    symbol = symbol_of(figure)
    return SYMBOLS[symbol].capitalize() if symbol else in_sentence(figure["value"], figure["unit"])


def _meaning(rule: Definition) -> str:
    share = f", {_OUT_OF[rule.unit]} {rule.denominator}" if rule.denominator and rule.unit in _OUT_OF else ""
    return f"{rule.title}: {rule.numerator}{share}."
