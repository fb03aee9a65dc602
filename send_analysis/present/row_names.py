"""The names of the rows below a line chart: months in short, and only as many of them as there is room for."""

from collections.abc import Sequence
from itertools import pairwise

from send_analysis.core.period import MONTH_NAMES, Period
from send_analysis.present.layout import Header
from send_analysis.present.lettering import wrap
from send_analysis.present.theme import Size

#: Most letters in a line of a name that is no month's.
_LETTERS = 12

#: Least room between two names, in points.
_GAP = 4


def row_lines(row: Header, before: Header | None = None) -> list[str]:
    """A row's name in lines: for a month its short name, its year, and its days when it is not whole.

    The year is left out when the row written `before` is a month of the same year.
    """
    period = _month(row)
    if period is None:
        return wrap(row.label, _LETTERS)
    known = _month(before) if before else None
    year = [] if known and known.start.year == period.start.year else [str(period.start.year)]
    days = [] if period.is_whole_months() else [f"{period.start.day} to {period.end.day}"]
    return [MONTH_NAMES[period.start.month][:3], *year, *days]


def name_rows(rows: Sequence[Header], width: float, size: Size) -> dict[int, list[str]]:
    """The names to write, by position of the row: every one, or every second, third … up to the last, until none touch.

    Parameters
    ----------
    width : from the first row to the last, in points.
    """
    between = width / max(len(rows) - 1, 1)
    for step in range(1, len(rows)):
        names = _every(rows, step)
        if not any(_touch(names[one], names[two], (two - one) * between, size) for one, two in pairwise(names)):
            return names
    return _every(rows, len(rows))


def _month(row: Header) -> Period | None:
    """The row's period if it is a month or some days of one."""
    period = row.period
    same = period is not None and (period.start.year, period.start.month) == (period.end.year, period.end.month)
    return period if same else None


def _every(rows: Sequence[Header], step: int) -> dict[int, list[str]]:
    positions = range((len(rows) - 1) % step, len(rows), step)
    names = {positions[0]: row_lines(rows[positions[0]])}
    return names | {two: row_lines(rows[two], rows[one]) for one, two in pairwise(positions)}


def _touch(one: Sequence[str], two: Sequence[str], distance: float, size: Size) -> bool:
    return any((size.text_width(a) + size.text_width(b)) / 2 + _GAP > distance for a, b in zip(one, two, strict=False))
