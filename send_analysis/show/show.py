"""What a notebook shows: figures pass disclosure control here, are laid out, and leave as marked outputs.

Give each method the whole table that a measure returned and choose with `over=`, `topic=` and `breakdown=`: what must be
withheld is decided over the whole table.
"""

from collections.abc import Sequence
from functools import cached_property

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.core.figures import CROSS, TOTAL, FigureMissingError, Figures, concat_figures
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.registry import definition, definitions
from send_analysis.present import charts, tables
from send_analysis.present.context import front_door_standard
from send_analysis.present.labels import label
from send_analysis.present.layout import Header, Layout, largest_rows_first, period_headers
from send_analysis.present.markdown import commentary
from send_analysis.present.tiles import tiles
from send_analysis.show.national import NationalShow
from send_analysis.show.outlet import Outlet, Told
from send_analysis.show.paper import PaperShow
from send_analysis.show.plan import PlanShow

THIS_YEAR, YEAR_BEFORE = "This year", "PYA"


class Show(Outlet):
    """Shows figures of one release: tables, charts, tiles and sentences."""

    @cached_property
    def national(self) -> NationalShow:
        """Shows published figures of other areas."""
        return NationalShow(self)

    @cached_property
    def paper(self) -> PaperShow:
        """The pieces of the committee paper."""
        return PaperShow(self)

    @cached_property
    def plan(self) -> PlanShow:
        """What is shown of an improvement plan."""
        return PlanShow(self)

    def tiles(
        self, figures: Figures, *measures: str, over: str = "year_to_date", topic: str = TOTAL, breakdown: str = TOTAL
    ) -> None:
        """Key figures of one window, each with its change on PYA and its definition."""
        released = self.released(figures)
        period = self._windows(released, measures[0]).by_name(over)
        self.display(tiles(released, measures, period, self.params.windows, topic=topic, breakdown=breakdown))

    def line(
        self, figures: Figures, measure: str, *, title: str, topic: str = TOTAL, breakdown: str = TOTAL, target: bool = False
    ) -> None:
        """A line over the months shown and, where there are figures, one for the same months a year before."""
        released = self.released(figures)
        rule = definition(self._id(released, measure))
        self._check_given(released, rule.id, topic, breakdown)
        series = [Header(THIS_YEAR, rule.id, topic=topic, breakdown=breakdown)]
        series.append(Header(YEAR_BEFORE, rule.id, topic=topic, breakdown=breakdown, previous_year=True))
        months = period_headers(self._windows(released, measure).months)
        layout = self._layout(released, title, "Month", months, series)
        self.display(charts.line_chart(layout, target=rule.target if target else None), layout)

    def bars(
        self,
        figures: Figures,
        measure: str,
        topic: str,
        *,
        title: str,
        over: str | Sequence[str] = "year_to_date",
        largest_first: bool = False,
    ) -> None:
        """Bars for each category of a topic, in one or more windows; with `largest_first` by size, and without the noughts."""
        released = self.released(figures)
        rows = self._categories(released, self._id(released, measure), topic)
        layout = self._layout(released, title, label(topic), rows, self._spans(released, measure, over))
        layout = largest_rows_first(layout) if largest_first else layout
        self.display(charts.bar_chart(layout), layout)

    def by_period(
        self,
        figures: Figures,
        *measures: str,
        title: str,
        over: str | Sequence[str] = "months",
        topic: str = TOTAL,
        breakdown: str = TOTAL,
    ) -> None:
        """A table with a row for each period (the months, or named windows), and each measure beside its PYA."""
        released = self.released(figures)
        columns = []
        for measure in measures:
            rule = definition(self._id(released, measure))
            self._check_given(released, rule.id, topic, breakdown)
            columns.append(Header(rule.label, rule.id, topic=topic, breakdown=breakdown))
            columns.append(Header(f"{rule.label}: PYA", rule.id, topic=topic, breakdown=breakdown, previous_year=True))
        rows = self._spans(released, measures[0], over)
        layout = self._layout(released, title, "Period", rows, columns)
        self.display(tables.table(layout), layout)

    def by_breakdown(
        self,
        figures: Figures,
        measure: str,
        topic: str,
        *,
        title: str,
        over: str | Sequence[str] = "year_to_date",
        previous_year: bool = True,
        intervals: bool = False,
    ) -> None:
        """A table with a row for each category of a topic and a column for each window, beside its PYA."""
        released = self.released(figures)
        rows = self._categories(released, self._id(released, measure), topic)
        columns = self._spans(released, measure, over)
        if previous_year:
            columns = _beside(columns, [self._year_before(released, measure, column) for column in columns])
        layout = self._layout(released, title, label(topic), rows, columns)
        self.display(tables.table(layout, intervals=intervals), layout)

    def by_measure(self, *figures: Figures, title: str, over: str | Sequence[str] = "year_to_date") -> None:
        """A table with a row for each measure and a column for each window, beside its PYA, with 95 % intervals."""
        released = self.released(concat_figures(figures))
        rows = [Header(definition(each).label, each) for each in released.measures]
        spans = self._spans(released, released.measures[0], over)
        columns = _beside(spans, [self._year_before(released, released.measures[0], span) for span in spans])
        layout = self._layout(released, title, "Measure", rows, columns)
        self.display(tables.table(layout, intervals=True), layout)

    def crossed(self, figures: Figures, measure: str, topic: str, *, title: str, over: str = "year_to_date") -> None:
        """A table of a topic of two parts ("section / grade"): the first part in rows, the second in columns."""
        released = self.released(figures)
        name = self._id(released, measure)
        self._check_given(released, name, topic)
        period = self._windows(released, measure).by_name(over)
        pairs = [each.split(CROSS) for each in dict.fromkeys(released.select(name, topic=topic).frame["breakdown"])]
        rows = [Header(label(first), name, period, topic, first) for first in dict.fromkeys(first for first, _ in pairs)]
        columns = [Header(label(second), breakdown=second) for second in dict.fromkeys(second for _, second in pairs)]
        layout = self._layout(released, title, label(topic.split(CROSS)[0]), rows, columns)
        self.display(tables.table(layout), layout)

    def text(self, template: str, *figures: Figures, over: str = "year_to_date", **names: str) -> None:
        """A paragraph of Markdown whose numbers are figures, written ``{{ figure("measure") }}``; see `present.prose`."""
        self.display(self.written(template, Told.of(figures), f"text in the section {self.section}", names, over))

    def commentary(self, *figures: Figures) -> None:
        """What the params file says about this section and period, with its figures filled in; nothing where it is silent."""
        template = self.params.release.commentary.get(self.section)  # type: ignore[call-overload]
        if template:
            self.display(self.written(template, Told.of(figures), f"{self.params.path.name}, commentary.{self.section}", {}))

    def service_standard(self) -> None:
        """How the front door's contacts are timed and rated, by the authority's choice."""
        standard = front_door_standard(self.params.authority.service_standards.front_door)
        self.display(commentary(standard, "service_standards.front_door"))

    def _layout(
        self, released: ReleasableFigures, title: str, corner: str, rows: Sequence[Header], columns: Sequence[Header]
    ) -> Layout:
        return Layout(title, corner, tuple(rows), tuple(columns), released, previous_year=self.params.windows.previous_year)

    def _id(self, released: ReleasableFigures, measure: str) -> str:
        found = released.select(measure).measures or [each for each in definitions() if f".{each}".endswith(f".{measure}")]
        if len(found) != 1:
            raise FigureMissingError(f"{measure} names {len(found)} of these measures: {', '.join(released.measures)}.")
        return found[0]

    def _windows(self, released: ReleasableFigures, measure: str) -> Windows:
        return self.windows_of(self._id(released, measure))

    def _spans(self, released: ReleasableFigures, measure: str, over: str | Sequence[str]) -> list[Header]:
        windows = self._windows(released, measure)
        if over == "months":
            return list(period_headers(windows.months))
        names = [over] if isinstance(over, str) else over
        return list(period_headers([windows.by_name(name) for name in names]))

    def _year_before(self, released: ReleasableFigures, measure: str, column: Header) -> Header:
        assert column.period is not None
        before = self._windows(released, measure).previous_year(column.period)
        return Header(before.label, period=before)

    def _check_given(self, released: ReleasableFigures, measure: str, topic: str, breakdown: str | None = None) -> None:
        """Raise when the measure is in the table, but not by this topic and breakdown: an empty table would say nothing."""
        own = released.select(measure)
        if own and not own.select(topic=topic, breakdown=breakdown):
            given = [each for each in own.frame["breakdown_topic"].unique() if not each.endswith(CHANGE_TOPIC)]
            wanted = topic if breakdown is None else f"{topic}: {breakdown}"
            raise FigureMissingError(
                f"{measure} is not given by {wanted}.{did_you_mean(topic, given)} It is given by {', '.join(given)}. "
                "(Of a cut made with where(), the topic and the breakdown begin with the cut's.)"
            )

    def _categories(self, released: ReleasableFigures, measure: str, topic: str) -> list[Header]:
        self._check_given(released, measure, topic)
        names = dict.fromkeys(released.select(measure, topic=topic).frame["breakdown"])
        return [Header(label(name), measure, topic=topic, breakdown=name) for name in names]


def _beside(columns: Sequence[Header], years_before: Sequence[Header]) -> list[Header]:
    """Each column beside its year before; a period that is both a column and a year before stands once."""
    return list(dict.fromkeys(each for pair in zip(columns, years_before, strict=True) for each in pair))
