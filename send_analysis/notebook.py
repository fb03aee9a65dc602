"""What a notebook imports: open a release, take its datasets, and show figures."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import cast, get_args

from IPython.display import display

from send_analysis.core.errors import DataError, ParamsError
from send_analysis.core.figures import TOTAL, Area
from send_analysis.core.params import Params, load_params
from send_analysis.core.params.authority import ServiceStandards
from send_analysis.core.params.release import (
    COMMITTEE_PAPER,
    AppealableDecisions,
    Benchmark,
    DatasetName,
    NotebookName,
    SectionName,
    Team,
    read_by,
)
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.last_report import LastReport
from send_analysis.datasets.opening import open_datasets
from send_analysis.datasets.plan import Plan, open_last_report, plan_actions
from send_analysis.datasets.resolutions import resolutions_of
from send_analysis.national.national import National
from send_analysis.national.neighbours import InForce
from send_analysis.national.opening import open_national
from send_analysis.prepared import Prepared
from send_analysis.present.banner import banner
from send_analysis.present.context import page_context, paper_context
from send_analysis.released import read_earlier
from send_analysis.show import MARK, Show


@dataclass(frozen=True)
class Release:
    """One authority, one period: its datasets, its standards, and `show`."""

    params: Params
    section: NotebookName
    datasets: dict[str, Dataset]
    show: Show
    read_national: Callable[[], National]
    last_report: LastReport | None = None

    def dataset(self, name: DatasetName) -> Dataset:
        """A dataset by its name.

        Raises
        ------
        DataError
            When the params name no extract for it.
        """
        if name not in self.datasets:
            raise DataError(f"{self.params.path.name} names no extract for {name}. Add it under `extracts:`.")
        return self.datasets[name]

    def __getattr__(self, name: str) -> Dataset:
        if name not in get_args(DatasetName):
            raise AttributeError(f"a release has no {name!r}; its datasets are {', '.join(get_args(DatasetName))}")
        return self.dataset(cast(DatasetName, name))

    @property
    def resolutions(self) -> Dataset:
        """What the committee resolved and asked when it last met, from an extract or from `committee_paper.resolutions`."""
        return resolutions_of(self.params, self.datasets)

    @property
    def improvement_plan(self) -> Plan:
        """The improvement plan, with its actions and those of the last report on it.

        Raises
        ------
        DataError
            When the params hold none, or the extract of its actions does not fit it.
        """
        published = self.national.figures.select(topic=TOTAL, area=self.area.code)
        return Plan(self.params, plan_actions(self.params, self.datasets), self.last_report, self.datasets, (published,))

    @property
    def area(self) -> Area:
        """The authority, as the area of figures."""
        return self.params.area

    @property
    def as_at(self) -> date:
        """The day that the release reports up to."""
        return self.params.release.as_at

    @property
    def standards(self) -> ServiceStandards:
        """The authority's own service standards."""
        return self.params.authority.service_standards

    @property
    def benchmarks(self) -> tuple[Benchmark, ...]:
        """Rates published by others."""
        return self.params.release.benchmarks

    @cached_property
    def national(self) -> National:
        """The published figures of other areas, of years that were over on the day of the release."""
        return self.read_national().up_to(self.as_at)

    @property
    def neighbours(self) -> InForce | None:
        """The version of the statistical neighbours for the day of the release; None where there is none."""
        return self.national.neighbours(self.as_at, self.params.authority.national.neighbours)

    @property
    def teams(self) -> tuple[Team, ...]:
        """The teams and their posts."""
        return self.params.release.teams

    @property
    def appealable_decisions(self) -> tuple[AppealableDecisions, ...]:
        """Decisions that could have been appealed, by calendar year."""
        return self.params.release.appealable_decisions


def open_release(params: str | Path, section: str | None = None, *, document: str | None = None) -> Release:
    """Open a release for the notebook of a section, or of a document of its own, and say which release and period it is.

    Parameters
    ----------
    params : a params file, looked for from the current folder upwards: the extracts are read and checked here, and nothing is
        written. Within a run it is the folder of what the run has read and checked already, and figures are recorded there.
    section : the section that the notebook makes.
    document : in place of a section, "committee_paper".

    Raises
    ------
    ParamsError, DataError
        With every fault of the params or the extracts.
    """
    name = _known(section, document)
    record_to: Path | None = None
    read_national: Callable[[], National]
    if Path(params).is_dir():
        prepared = Prepared(Path(params))
        loaded, opened = prepared.open()
        record_to, read_national = prepared.figures, prepared.open_national
        earlier = prepared.open_earlier()
    else:
        loaded = load_params(params)
        opened, read_national = open_datasets(loaded), lambda: open_national(loaded.national_source, checked=False)
        earlier = read_earlier(loaded)
        if name in ("improvement_plan", COMMITTEE_PAPER):
            opened = replace(opened, last_report=open_last_report(loaded))
    of_section = [] if name == COMMITTEE_PAPER else [opened.datasets[x] for x in read_by(name) if x in opened.datasets]
    empty = [dataset.source for dataset in of_section if dataset.rows.empty]
    announce(loaded, name, str(params))
    show = Show(loaded, name, empty, record_to, earlier)
    return Release(loaded, name, opened.datasets, show, read_national, opened.last_report)


def _known(section: str | None, document: str | None) -> NotebookName:
    """What the notebook makes."""
    if document is None and section in get_args(SectionName):
        return cast(SectionName, section)
    if section is None and document == COMMITTEE_PAPER:
        return COMMITTEE_PAPER
    sections = ", ".join(get_args(SectionName))
    if document is not None:
        raise ParamsError(
            f"there is no document {document!r} with a notebook of its own; write document={COMMITTEE_PAPER!r}."
        )
    raise ParamsError(f"there is no section {section!r}; there are {sections}.")


def announce(params: Params, section: NotebookName, opened: str) -> None:
    """Show the banner of a release; its mark tells the runner and the exporter what the notebook opened and for which period."""
    context = paper_context(params) if section == COMMITTEE_PAPER else {**page_context(params), "sections": [section]}
    mark = {"kind": "release", "section": section, "params": params.name, "opened": opened, "context": context}
    display({"text/html": banner(context)}, metadata={MARK: mark}, raw=True)
