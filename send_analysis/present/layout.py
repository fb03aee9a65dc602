"""A table or chart before it is drawn: releasable figures laid out in rows and columns, each named."""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import BENCHMARK, CROSS, REVISED, REVISED_MEANING, SYMBOLS, TOTAL
from send_analysis.core.period import Period
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.numbers import symbol_of

#: Most areas that a message names.
_NAMED = 5


@dataclass(frozen=True)
class Header:
    """The name of a row or a column, and what its figures have in common; a row and a column together name one figure.

    With `previous_year` it is the figure of the period's previous year. `area` is the code of an area; left open, it is the
    authority's own, as long as the table holds no other area but benchmarks.
    """

    label: str
    measure: str | None = None
    period: Period | None = None
    topic: str | None = None
    breakdown: str | None = None
    previous_year: bool = False
    area: str | None = None

    def merged(self, other: "Header") -> "Header":
        """The header with what it leaves open taken from the other; two breakdowns are the parts of a crossed one."""
        both = [each for each in (self.breakdown, other.breakdown) if each]
        return Header(
            f"{self.label}, {other.label}",
            self.measure or other.measure,
            self.period or other.period,
            self.topic or other.topic,
            CROSS.join(both) or None,
            self.previous_year or other.previous_year,
            self.area or other.area,
        )


@dataclass(frozen=True)
class Layout:
    """Figures in rows and columns under a title; `corner` names what the rows are, `previous_year` gives the PYA of a period.

    Raises
    ------
    DisclosureError
        When the figures are not releasable.
    """

    title: str
    corner: str
    rows: tuple[Header, ...]
    columns: tuple[Header, ...]
    figures: ReleasableFigures
    note: str = ""
    previous_year: Callable[[Period], Period] = Period.previous_year

    def __post_init__(self) -> None:
        if not isinstance(self.figures, ReleasableFigures):
            raise DisclosureError(f"{self.title}: these figures have not passed disclosure control.")

    def figure(self, row: Header, column: Header) -> pd.Series | None:
        """The figure where a row and a column meet, or None when the table of figures has none.

        Raises
        ------
        ValueError
            When the two do not name a measure and a period, or name no area where the table holds several.
        """
        place = row.merged(column)
        if place.measure is None or place.period is None:
            raise ValueError(f"row {row.label!r} and column {column.label!r} together do not name a measure and a period")
        period = self.previous_year(place.period) if place.previous_year else place.period
        area = place.area or self._own_area
        key = (place.measure, period.start, period.end, place.topic or TOTAL, place.breakdown or TOTAL, area)
        position = self._positions.get(key)
        return None if position is None else self._frame.iloc[position]

    def cells(self) -> Iterator[tuple[Header, Header, pd.Series | None]]:
        """Every row, column and figure, row by row."""
        for row in self.rows:
            for column in self.columns:
                yield row, column, self.figure(row, column)

    def symbols(self) -> dict[str, str]:
        """The symbols that stand in the layout, with their meanings, in the order of :data:`SYMBOLS`; last the mark "r"."""
        figures = [figure for *_, figure in self.cells()]
        found = {symbol_of(figure) for figure in figures}
        marked = {REVISED: REVISED_MEANING} if any(map(self.is_revised, figures)) else {}
        return {symbol: meaning for symbol, meaning in SYMBOLS.items() if symbol in found} | marked

    def is_revised(self, figure: pd.Series | None) -> bool:
        """Whether a figure of the layout is marked as revised since an earlier publication."""
        return figure is not None and self.figures.is_revised(figure)

    @cached_property
    def _frame(self) -> pd.DataFrame:
        return self.figures.frame

    @cached_property
    def _own_area(self) -> str:
        """The code of the one area in the table that is no benchmark; empty where there is none."""
        codes = dict.fromkeys(code for code in self._frame["area_code"] if not code.startswith(BENCHMARK))
        if len(codes) > 1:
            raise ValueError(
                f"{self.title}: figures of several areas stand in one table ({_listed(list(codes))}); "
                "give each row or column its area, or take one area's figures with select(area=…)"
            )
        return next(iter(codes), "")

    @cached_property
    def _positions(self) -> dict[tuple[object, ...], int]:
        """Where each figure stands."""
        frame = self._frame
        keys = zip(
            frame["measure"], frame["period_start"].dt.date, frame["period_end"].dt.date,
            frame["breakdown_topic"], frame["breakdown"], frame["area_code"], strict=True,
        )  # fmt: skip
        return {key: position for position, key in enumerate(keys)}


def _listed(codes: list[str]) -> str:
    """The first codes, so that a message about every authority in England stays short."""
    return ", ".join(codes[:_NAMED]) + (", …" if len(codes) > _NAMED else "")


def period_headers(periods: Sequence[Period]) -> tuple[Header, ...]:
    """One header for each period, named by its label."""
    return tuple(Header(period.label, period=period) for period in periods)


def largest_rows_first(layout: Layout) -> Layout:
    """The layout with its rows by the size of their first column, those of nought left out and missing ones last."""

    def size(row: Header) -> float:
        figure = layout.figure(row, layout.columns[0])
        return -math.inf if figure is None or figure["symbol"] else float(figure["value"])

    kept = [row for row in layout.rows if size(row) != 0]
    return replace(layout, rows=tuple(sorted(kept, key=size, reverse=True)))
