"""Showing an authority beside England, its region, its statistical neighbours and all others."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from send_analysis.compare.between_areas import quartile_cut_offs
from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.compare.peers import NEIGHBOURS
from send_analysis.compare.stated import stated_checks
from send_analysis.core.figures import CROSS, PUBLISHED, TOTAL, Figures, concat_figures
from send_analysis.core.period import Period
from send_analysis.core.topics import CUT_OFF_TOPIC, CUT_OFFS, LOWER, NEIGHBOURS_TOPIC, QUARTILE, RANK, RANK_TOPIC
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.registry import definition
from send_analysis.national.areas import ENGLAND, is_region
from send_analysis.national.national import BREAK_YEAR, National, calendar_year
from send_analysis.national.neighbours import InForce
from send_analysis.national.opening import HOW_TO
from send_analysis.national.vintage import Vintage
from send_analysis.present.breaks import Break
from send_analysis.present.charts import line_chart, position_chart, strip_chart
from send_analysis.present.layout import Header, Layout, period_headers
from send_analysis.present.national_notes import differences, missing_files, neighbours_version, published_later, sources_of
from send_analysis.present.standing import place_in_words
from send_analysis.present.tables import table
from send_analysis.show.outlet import Outlet

#: What is said where the series breaks. Source: data guidance of Education, health and care plans, reporting year 2025.
_NEW_COLLECTION = f"New collection from {BREAK_YEAR}"
_ACROSS_THE_BREAK = "Figures from then on are counted from records of persons; do not compare them with those before."

_MEAN = "Neighbours’ mean"
_SAME_NEIGHBOURS = "The neighbours’ mean is given for the years in which each of them has a figure."


class NationalShow:
    """Shows published figures: give it what `compare.standing` returned, and where it asks for them the figures of others."""

    def __init__(self, show: Outlet) -> None:
        self._show = show
        self._own = show.params.area

    def missing(self, national: National) -> None:
        """What is not on this machine; nothing where all is there. How to get it is told to the analyst, not to readers."""
        if national.missing:
            self._show.display(missing_files(national.missing, "" if self._show.is_in_a_run else HOW_TO))

    def sentences(self, standing: Figures) -> None:
        """Where the authority stood in the last year, measure by measure: value, rank and how sure it is, neighbours, change."""
        released = self._show.released(standing)
        self._show.display(place_in_words(released, self._last_year(released), self._own.code, ENGLAND.code))

    def table(self, *standing: Figures) -> None:
        """The last year beside the year before, the rank, England, the region and the neighbours: a column for each measure."""
        released = self._show.released(concat_figures(standing))
        measures = [Header(definition(each).label, each) for each in released.measures]
        last = self._last_year(released)
        title = f"{self._own.name} compared with others, {last.label}"
        layout = Layout(title, "Published figure", tuple(self._rows(released, last)), tuple(measures), released)
        self._show.display(table(layout), layout)

    def over_time(self, standing: Figures, measure: str) -> None:
        """Lines over the years: the authority, England, its region and its neighbours' mean; the break in series is marked."""
        released = self._show.released(standing)
        own = released.select(measure, topic=TOTAL, area=self._own.code).frame
        years = sorted({start.year for start in own["period_start"]})
        series = [Header(name, measure, area=code) for code, name in self._areas(released.select(measure)).items()]
        if not any(self._has_values(released, measure, str(each.area)) for each in series):
            return self._nothing(measure, "years")
        title = f"{definition(measure).label}, by calendar year"
        broken = Break(str(BREAK_YEAR), _NEW_COLLECTION) if BREAK_YEAR in years[1:] else None
        notes = [_SAME_NEIGHBOURS if NEIGHBOURS in self._areas(released) else "", _ACROSS_THE_BREAK if broken else ""]
        rows = period_headers([calendar_year(year) for year in years])
        layout = Layout(title, "Year", rows, tuple(series), released, note=" ".join(filter(None, notes)))
        self._show.display(line_chart(layout, break_before=broken), layout)

    def neighbours(self, standing: Figures, near: Figures, measure: str) -> None:
        """A row for the authority, each of its neighbours, its region and England, each with its 95 % interval."""
        released = self._show.released(concat_figures([standing, near]))
        if not near:
            return self._nothing(measure, "statistical neighbours")
        names = near.frame.drop_duplicates("area_code").set_index("area_code")["area_name"].to_dict()
        others = {code: name for code, name in self._areas(released).items() if code != NEIGHBOURS}
        own = others.pop(self._own.code)
        rows = [Header(str(name), area=str(code)) for code, name in {self._own.code: own, **names, **others}.items()]
        layout = self._in_last_year(released, measure, rows, "and its neighbours")
        self._show.display(strip_chart(layout, self._own.code), layout)

    def position(self, standing: Figures, every: Figures, measure: str) -> None:
        """A dot for each authority in England, with the authority, England and the limits of the quarters named."""
        if not every:
            return self._nothing(measure, "other authorities")
        marked = standing.select(measure, topic=TOTAL, area=ENGLAND.code), standing.select(measure, area=self._own.code)
        released = self._show.released(concat_figures([*marked, every]))
        released = released.with_derived(lambda frame: quartile_cut_offs(frame[frame["area_code"] != ENGLAND.code], ENGLAND))
        limits = [Header(each.capitalize(), topic=CUT_OFF_TOPIC, breakdown=each, area=ENGLAND.code) for each in CUT_OFFS]
        names = every.frame.set_index("area_code")["area_name"].to_dict() | {self._own.code: self._own.name}
        rows = [Header(str(name), area=str(code)) for code, name in names.items()]
        rows = [Header(ENGLAND.name, area=ENGLAND.code), *limits, *rows]
        layout = self._in_last_year(released, measure, rows, "among all authorities")
        self._show.display(position_chart(layout, self._own.code, ENGLAND.code), layout)

    def notes(self, national: National, neighbours: InForce | None) -> None:
        """Which version of the neighbours was used and why, and which files were published after the day of the release."""
        as_at = self._show.params.release.as_at
        version = neighbours_version(neighbours, as_at) if neighbours else ""
        if told := version + published_later(self._vintages(national), as_at):
            self._show.display(told)

    def stated(self, national: National, neighbours: InForce | None) -> None:
        """Where a minute or a page states of the authority's standing what the data do not say; nothing where all agree."""
        params = self._show.params
        version = neighbours.model.version if neighbours else ""
        checks = stated_checks(national, self._own, params.release.stated, version, params.release.as_at)
        told = [(check.message, check.rows > 0) for check in checks if check.found_something]
        self._show.display(differences([said for said, known in told if known], [said for said, known in told if not known]))

    def sources(self, national: National, neighbours: InForce | None) -> None:
        """The files or facts that the figures shown so far are from, and the same notes."""
        sources = dict.fromkeys(source for shown in self._show.figures_shown for source in _published(shown))
        self._show.display(sources_of(list(sources)))
        self.notes(national, neighbours)

    def _vintages(self, national: National) -> list[Vintage]:
        """The vintages of the figures shown so far."""
        sources = {source for shown in self._show.figures_shown for source in _published(shown)}
        return [vintage for vintage in national.vintages if vintage.text in sources]

    def _rows(self, released: ReleasableFigures, last: Period) -> list[Header]:
        own, before = self._own.code, last.previous_year()
        name = self._own.name
        change = Header(
            f"Change from {before.label}", None, last, TOTAL + CROSS + CHANGE_TOPIC, TOTAL + CROSS + CHANGE, area=own
        )
        ranked = Header("Rank", topic=RANK_TOPIC, breakdown=RANK, area=own)
        rows = [
            Header(f"{name} in {last.label}", period=last, area=own),
            Header(f"{name} in {before.label}", period=before, area=own),
            change,
            replace(ranked, label=f"Rank in {last.label}", period=last),
            replace(ranked, label=f"Rank in {before.label}", period=before),
            Header("Quartile band (A is the best quarter)", period=last, topic=RANK_TOPIC, breakdown=QUARTILE, area=own),
            Header("Neighbours with a lower figure", period=last, topic=NEIGHBOURS_TOPIC, breakdown=LOWER, area=own),
        ]
        others = {code: label for code, label in self._areas(released).items() if code != own}
        return [*rows, *(Header(f"{label} in {last.label}", period=last, area=code) for code, label in others.items())]

    def _areas(self, released: ReleasableFigures) -> dict[str, str]:
        """Codes and names of the areas that an authority stands beside, its own first."""
        frame = released.frame
        regions = {code: name for code, name in _pairs(frame) if is_region(code)}
        of_neighbours = list(dict.fromkeys(name for code, name in _pairs(frame) if code == NEIGHBOURS))
        named = {self._own.code: self._own.name, ENGLAND.code: ENGLAND.name, **regions}
        # How many the mean is of stands in its name, where it is the same of all measures.
        return named | ({NEIGHBOURS: of_neighbours[0] if len(of_neighbours) == 1 else _MEAN} if of_neighbours else {})

    def _in_last_year(self, released: ReleasableFigures, measure: str, rows: Sequence[Header], what: str) -> Layout:
        last = self._last_year(released)
        title = f"{definition(measure).label}: {self._own.name} {what}, {last.label}"
        return Layout(title, "Authority", tuple(rows), (Header(definition(measure).label, measure, last),), released)

    def _last_year(self, released: ReleasableFigures) -> Period:
        starts = released.select(topic=TOTAL).frame["period_start"]
        return calendar_year(int(starts.max().year))

    def _has_values(self, released: ReleasableFigures, measure: str, area: str) -> bool:
        return bool(released.select(measure, topic=TOTAL, area=area).frame["value"].notna().any())

    def _nothing(self, measure: str, what: str) -> None:
        self._show.display(missing_files([f"{definition(measure).label}: there are no figures of {what} here."]))


def _published(shown: ReleasableFigures) -> list[str]:
    """The sources of the published values in a table."""
    frame = shown.frame
    return list(dict.fromkeys(frame.loc[frame["status"].eq(PUBLISHED) & frame["value"].notna(), "source"]))


def _pairs(frame: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(frame["area_code"], frame["area_name"], strict=True))
