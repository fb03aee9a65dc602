"""Layouts as tables that a screen reader can read: caption, column and row headers, symbols explained below."""

from html import escape

import pandas as pd

from send_analysis.core.figures import REVISED
from send_analysis.present.layout import Header, Layout
from send_analysis.present.numbers import counts_text, figure_text, interval_text


def table(layout: Layout, *, counts: bool = True, intervals: bool = False) -> str:
    """A table and what its symbols mean, as HTML.

    Parameters
    ----------
    counts : whether a rate is followed by "(21 of 28)".
    intervals : whether a rate is followed by its 95 % interval.
    """
    return bare_table(layout, layout.title, counts=counts, intervals=intervals) + notes(layout)


def bare_table(layout: Layout, name: str, *, counts: bool = True, intervals: bool = False) -> str:
    """The table alone; `name` is what its region, which may scroll, is called."""
    if not layout.rows or not layout.columns:
        return f"<p>{escape(layout.title)}: there are no figures.</p>"
    head = "".join(f'<th scope="col">{escape(column.label)}</th>' for column in layout.columns)
    body = "".join(_row(layout, row, counts, intervals) for row in layout.rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(name)}">'
        f"<table><caption>{escape(layout.title)}</caption>"
        f'<thead><tr><th scope="col">{escape(layout.corner)}</th>{head}</tr></thead><tbody>{body}</tbody></table></div>'
    )


def notes(layout: Layout) -> str:
    """The layout's note, and what the symbols in it mean, as a paragraph; empty when there is nothing to say."""
    said = [f"[{symbol}] {meaning}" for symbol, meaning in layout.symbols().items()]
    text = " ".join(filter(None, [layout.note, f"Symbols: {'; '.join(said)}." if said else ""]))
    return f'<p class="note">{escape(text)}</p>' if text else ""


def _row(layout: Layout, row: Header, counts: bool, intervals: bool) -> str:
    cells = (_cell(layout, layout.figure(row, column), counts, intervals) for column in layout.columns)
    return f'<tr><th scope="row">{escape(row.label)}</th>{"".join(f"<td>{cell}</td>" for cell in cells)}</tr>'


def _cell(layout: Layout, figure: pd.Series | None, counts: bool, intervals: bool) -> str:
    parts = [figure_text(figure), *([f"[{REVISED}]"] if layout.is_revised(figure) else [])]
    if figure is not None and counts and (text := counts_text(figure)):
        parts.append(f"<small>({text})</small>")
    if figure is not None and intervals and (text := interval_text(figure)):
        parts.append(f"<small>95% interval {text}</small>")
    return " ".join(parts)
