"""Where everything leaves that a notebook shows: figures after disclosure control, pieces of HTML as marked outputs."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Self

import pandas as pd
from IPython.display import display

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.compare.peers import NEIGHBOURS
from send_analysis.compare.revised import revised_keys
from send_analysis.core.figures import PUBLISHED, Figures, concat_figures
from send_analysis.core.params import Params
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect
from send_analysis.measures.registry import definition
from send_analysis.national.areas import ENGLAND, is_region
from send_analysis.present.layout import Layout
from send_analysis.present.markdown import commentary
from send_analysis.present.national_prose import AreaName, National
from send_analysis.present.numbers import figure_text
from send_analysis.present.prose import render
from send_analysis.present.shown import ShownTable

#: Marks an output as made here; the exporter publishes no other.
MARK = "send_analysis"


class Outlet:
    """The one way out for the figures and the HTML of one notebook; it keeps what has left.

    Parameters
    ----------
    params : the release's params.
    section : the section's name, for its commentary.
    empty : extracts of the section that hold no rows; the first thing shown says so.
    record_to : a folder for the figures shown, when the notebook is part of a run; None writes nothing.
    earlier : the figures that the last edition and the last revision released; those that differ from one are marked.
    """

    def __init__(
        self,
        params: Params,
        section: str,
        empty: Sequence[str] = (),
        record_to: Path | None = None,
        earlier: Sequence[pd.DataFrame] = (),
    ) -> None:
        self.params = params
        self.section = section
        self._notices = [f"There is no data: {source} holds no rows." for source in empty]
        self._record_to = record_to
        self._earlier = earlier
        self._released: list[tuple[Figures, ReleasableFigures]] = []
        self._names: list[str] = []
        #: The HTML shown so far, in order.
        self.shown: list[str] = []

    @property
    def is_in_a_run(self) -> bool:
        """Whether the notebook is part of a run, so that what it shows is published."""
        return self._record_to is not None

    @property
    def figures_shown(self) -> tuple[ReleasableFigures, ...]:
        """The tables of figures that have passed disclosure control here, in order."""
        return tuple(released for _, released in self._released)

    def released(self, figures: Figures) -> ReleasableFigures:
        """The figures after disclosure control, with their changes on PYA; recorded when the notebook is part of a run."""
        for known, released in self._released:
            if known is figures:
                return released
        policy = Policy(self.params.authority.disclosure.withhold_up_to)
        released = protect(figures, policy).with_derived(lambda frame: changes_on_previous_year(frame, self.params.windows))
        revised = [revised_keys(earlier, released.frame, figure_text) for earlier in self._earlier]
        if revised:
            released = released.with_revised(frozenset().union(*revised))
        self._released.append((figures, released))
        if self._record_to is not None:
            figures.frame.to_parquet(self._record_to / f"{self.section}-{len(self._released):03}.computed.parquet")
            released.frame.to_parquet(self._record_to / f"{self.section}-{len(self._released):03}.released.parquet")
        return released

    def display(self, html: str, data: Layout | None = None) -> None:
        """Show a piece of HTML on the page; it is made of released figures and of params alone.

        Parameters
        ----------
        data : the layout that a chart or a table shows; its figures are published beside it.
        """
        notices, self._notices = self._notices, []
        html = "".join(f'<p class="no-data">{escape(notice)}</p>' for notice in notices) + html
        self.shown.append(html)
        named = {} if data is None else {"data": self._recorded(data)}
        display({"text/html": html}, metadata={MARK: {"kind": "shown", **named}}, raw=True)

    def _recorded(self, layout: Layout) -> str:
        """The name of a layout's data, which are recorded when the notebook is part of a run."""
        table = ShownTable.of(self.section, layout)
        same = self._names.count(table.name)
        self._names.append(table.name)
        if same:
            table = replace(table, name=f"{table.name}_{same + 1}")
        if self._record_to is not None:
            table.write(self._record_to / f"{self.section}-{len(self._names):03}.table.parquet")
        return table.name

    def written(self, template: str, told: "Told", where: str, names: Mapping[str, str], over: str = "year_to_date") -> str:
        """A template as HTML, its numbers taken from figures."""
        national = self._published(told.published) if told.published else None
        text = render(template, self.released(told.own), self.windows_of, where, names, over, national)
        return commentary(text, where)

    def _published(self, figures: Figures) -> National:
        """Published figures for templates that name areas and years."""
        released = self.released(figures)
        frame = released.frame
        region = next(filter(is_region, frame["area_code"]), "")
        areas: dict[AreaName, str] = {
            "own": self.params.area.code, "england": ENGLAND.code, "region": region, "neighbours": NEIGHBOURS
        }  # fmt: skip
        return National(released, areas, str(frame["period_start"].max().year))

    def windows_of(self, measure: str) -> Windows:
        """The periods of a measure's dataset."""
        return self.params.windows_for(definition(measure).dataset)


@dataclass(frozen=True)
class Told:
    """The figures that a text may take: the authority's own, and those of several areas that others have published."""

    own: Figures
    published: Figures

    @classmethod
    def of(cls, figures: Iterable[Figures]) -> Self:
        """The tables of a text, told apart."""
        tables = list(figures)
        published = [table for table in tables if table and table.frame["status"].eq(PUBLISHED).all()]
        return cls(concat_figures(each for each in tables if each not in published), concat_figures(published))
