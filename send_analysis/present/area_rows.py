"""Layouts whose rows are areas and whose one column says what is compared: what a chart of areas finds in them."""

from dataclasses import dataclass, replace

import pandas as pd

from send_analysis.core.topics import CUT_OFF_TOPIC, CUT_OFFS, RANK, RANK_TOPIC
from send_analysis.present.layout import Header, Layout
from send_analysis.present.marks import Mark, Swarm
from send_analysis.present.numbers import figure_in_words, figure_text, has_number

#: How many authorities on either side of the own one stand in the table of a position chart, and how many at either end.
_NEAREST, _AT_AN_END = 3, 3

_LISTED = "The table lists {}, the authorities next to it, and those at both ends; the data of this chart list every one."


def one_column(layout: Layout) -> Header:
    """The column of a layout that compares areas.

    Raises
    ------
    ValueError
        When there are several columns, or none.
    """
    if len(layout.columns) != 1:
        raise ValueError(f"{layout.title}: a chart of areas has one column; this one has {len(layout.columns)}")
    return layout.columns[0]


def position_of_area(layout: Layout, area: str) -> int:
    """The position of the row of an area.

    Raises
    ------
    ValueError
        When no row is that area's.
    """
    areas = [row.area for row in layout.rows]
    if area not in areas:
        raise ValueError(f"{layout.title}: none of its {len(areas)} rows is of the area {area!r}; give each row its area")
    return areas.index(area)


@dataclass(frozen=True)
class Position:
    """The figures that a position chart shows, from a layout whose rows are the authorities.

    Parameters
    ----------
    layout : its table of figures holds, beside the authorities' own, those that are marked: England's, the cut-offs between
        quarters given to England (`compare.topics.CUT_OFF_TOPIC`), and the authority's rank. What it does not hold is left out.
    own, england : codes of the areas. A row of England is no authority's.
    """

    layout: Layout
    own: str
    england: str | None = None

    @property
    def own_row(self) -> Header:
        """The authority's own row."""
        return self.layout.rows[position_of_area(self.layout, self.own)]

    @property
    def authorities(self) -> list[tuple[Header, pd.Series | None]]:
        """The row of each authority and its figure."""
        column = one_column(self.layout)
        return [(row, self.layout.figure(row, column)) for row in self.layout.rows if row.area != self.england]

    @property
    def own_figure(self) -> pd.Series | None:
        """The authority's own figure."""
        return self.layout.figure(self.own_row, one_column(self.layout))

    @property
    def rank(self) -> pd.Series | None:
        """The authority's rank, where it has one."""
        place = replace(self.own_row, topic=RANK_TOPIC, breakdown=RANK)
        return self._known(place)

    @property
    def england_figure(self) -> pd.Series | None:
        """England's figure, where there is one."""
        return self._known(Header("England", area=self.england)) if self.england else None

    @property
    def cuts(self) -> list[tuple[str, pd.Series]]:
        """The name and the figure of each cut-off between quarters, in ascending order."""
        if not self.england:
            return []
        headers = [Header(name, topic=CUT_OFF_TOPIC, breakdown=name, area=self.england) for name in CUT_OFFS]
        return [(header.label, cut) for header in headers if (cut := self._known(header)) is not None]

    @property
    def told(self) -> Layout:
        """The layout that the table shows: what is marked, the authorities next to the own one, and those at both ends.

        A table of all of them would be a quarter of a page of tables; the data of the chart hold them. A short one stays whole.
        """
        if len(self.authorities) <= 2 * (_AT_AN_END + _NEAREST) + 1:
            return self.layout
        kept = {id(row) for row in (*self._at_the_ends, *self._nearest, self.own_row)}
        others = {id(row) for row, _ in self.authorities} - kept
        rows = tuple(row for row in self.layout.rows if id(row) not in others)
        note = f"{self.layout.note} {_LISTED.format(self.own_row.label)}".strip()
        return replace(self.layout, rows=rows, note=note)

    @property
    def _by_value(self) -> list[Header]:
        """The authorities with a number, the highest first; equal ones in the order of the layout."""
        known = [(float(each["value"]), row) for row, each in self.authorities if each is not None and has_number(each)]
        return [row for _, row in sorted(known, key=lambda each: -each[0])]

    @property
    def _at_the_ends(self) -> list[Header]:
        return [*self._by_value[:_AT_AN_END], *self._by_value[-_AT_AN_END:]]

    @property
    def _nearest(self) -> list[Header]:
        rows, own = self._by_value, self.own_row
        at = next((at for at, row in enumerate(rows) if row is own), None)
        return [] if at is None else rows[max(at - _NEAREST, 0) : at + _NEAREST + 1]

    def swarm(self, unit: str) -> Swarm:
        """What the chart draws."""
        others = [figure for row, figure in self.authorities if row is not self.own_row and figure is not None]
        own, england = self.own_figure, self.england_figure
        return Swarm(
            [float(figure["value"]) for figure in others if has_number(figure)],
            unit,
            _mark(self.own_row.label, own, self.rank) if own is not None and has_number(own) else None,
            _mark(england["area_name"], england) if england is not None else None,
            [_mark(name[:1].upper() + name[1:], cut) for name, cut in self.cuts],
        )

    def _known(self, place: Header) -> pd.Series | None:
        """The figure at a place, where it has a number."""
        figure = self.layout.figure(place, one_column(self.layout))
        return figure if has_number(figure) else None


def _mark(name: str, figure: pd.Series, rank: pd.Series | None = None) -> Mark:
    return Mark(float(figure["value"]), name, figure_text(figure), "" if rank is None else figure_in_words(rank))
