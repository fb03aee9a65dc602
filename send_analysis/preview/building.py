"""Builds the page of a preview, and after something was saved only what that makes stale."""

import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import Event

from nbformat import NotebookNode

from send_analysis.core.errors import SendAnalysisError
from send_analysis.core.params.finding import project_root
from send_analysis.core.params.release import NotebookName
from send_analysis.preview import stale
from send_analysis.preview.faults import Fault, of_error
from send_analysis.preview.reading import Read, checked_params, keep_figures, notebooks_of, read_data, watched_by
from send_analysis.preview.reports import Page, Report
from send_analysis.preview.watching import Thing
from send_analysis.publish.gate.audit import audit
from send_analysis.run.documents import Beside, chosen, write_documents
from send_analysis.run.formats import Format
from send_analysis.run.pages import write_pages
from send_analysis.run.publishing import write_beside
from send_analysis.run.sections import run_section

#: What stands beside a previewed page. A PDF and a workbook take longer than a look is worth.
_FORMATS: tuple[Format, ...] = ("html", "csv")

#: What is read as one: an extract with the others, the Department's files with the extracts.
_DATA = {"extract", "national"}


@dataclass
class Builder:
    """One release under preview: what was read of it, and how each of its notebooks came out.

    Parameters
    ----------
    path, only : the params file, and the one section or document to make.
    work : a folder that only this user can open, for what was read; it holds rows.
    pages : a folder for what is served.
    tell : told of what is new.
    stop : set when something more has been saved, so that what was begun is no longer wanted.
    """

    path: Path
    only: str | None
    work: Path
    pages: Path
    tell: Callable[[Report], None]
    stop: Event = field(default_factory=Event)
    _read: Read | None = None
    _saved: set[Thing] = field(default_factory=set)
    _outcomes: dict[NotebookName, NotebookNode | Fault] = field(default_factory=dict)
    _beside: Beside = field(default_factory=Beside)
    _whole: tuple[Path, ...] = ()

    def build(self, saved: Collection[Thing]) -> bool:
        """Bring the page up to date; False where it could not be, which has been told then, or is no longer wanted."""
        self._saved |= set(saved)
        try:
            read = self._read_anew()
            for name in read.notebooks:
                if name not in self._outcomes:
                    outcome = self._run(name, read)
                    if self.stop.is_set():
                        return False
                    self._outcomes[name] = outcome
            faults = tuple(each for name in read.notebooks if isinstance(each := self._outcomes[name], Fault))
            if not faults:
                self._make(read)
        except SendAnalysisError as error:
            faults = (of_error(error, project_root(self.path)),)
        if faults:
            self.tell(Report(working="", faults=faults))
        return not faults

    def complete(self) -> None:
        """Make what stands beside the page, and hold all of it to the gate; given up when something more is saved."""
        read = self._read
        if read is None:
            return
        public = Path(tempfile.mkdtemp(prefix="page-", dir=self.pages))
        try:
            beside, _ = write_beside(read.params, read.opened, read.prepared, read.documents, public, _FORMATS)
            if self.stop.is_set():
                return
            self._write(read, public, beside)
            write_pages(read.params, beside.further, read.documents, public)
            if self.stop.is_set():
                return
            faults = tuple(_gate(public))
        except SendAnalysisError as error:
            self.tell(Report(working="", faults=(of_error(error, read.params.root),)))
            return
        self._beside, self._whole = beside, (public,)
        self.tell(Report(working="", faults=faults, page=_page(read, (public,))))

    def _read_anew(self) -> Read:
        """The release, read again as far as something of it was saved; what that makes stale is without an outcome then."""
        before, saved = self._read, self._saved
        if before is not None and not saved:
            return before
        self._watch()
        kinds = {thing.kind for thing in saved}
        params = checked_params(self.path) if before is None or "params" in kinds else before.params
        documents = tuple(chosen(params, self.only))
        names = notebooks_of(documents)
        self._watch(names)
        old = set(names)
        if before is not None:
            old = stale.after_saving(saved, names, params) | stale.between(before.params, params, names)
        if before is None or kinds & _DATA or not stale.only_texts_differ(before.params, params):
            self.tell(Report(working="Reading and checking the extracts"))
            opened, prepared = read_data(params, self.work)
            if before is not None:
                keep_figures(before.prepared, prepared, set(names) - old)
        else:
            opened, prepared = before.opened, before.prepared
        self._outcomes = {name: outcome for name, outcome in self._outcomes.items() if name not in old}
        self._saved, self._read = set(), Read(params, documents, opened, prepared)
        return self._read

    def _watch(self, names: Collection[NotebookName] | None = None) -> None:
        known = names if names is not None else self._read.notebooks if self._read else ()
        self.tell(Report(watched=watched_by(self.path, known, project_root(self.path))))

    def _run(self, name: NotebookName, read: Read) -> NotebookNode | Fault:
        self.tell(Report(working=f"Running {name}"))
        for path in read.prepared.figures.glob(f"{name}-*"):
            path.unlink()
        executed = self.work / f"{name}.ipynb"
        executed.unlink(missing_ok=True)
        try:
            return run_section(name, read.params, read.prepared.folder, executed, stop=self.stop)
        except SendAnalysisError as error:
            return of_error(error, read.params.root, executed)

    def _make(self, read: Read) -> None:
        """The documents at once, with what stood beside them last: a reader waits for these."""
        self.tell(Report(working="Making the page"))
        folder = Path(tempfile.mkdtemp(prefix="page-", dir=self.pages))
        self._write(read, folder, self._beside)
        page = _page(read, (folder, *self._whole))
        self.tell(Report(working="Making the data files and auditing the pages", faults=(), page=page))

    def _write(self, read: Read, folder: Path, beside: Beside) -> None:
        done = {name: each for name, each in self._outcomes.items() if not isinstance(each, Fault)}
        write_documents(read.params, read.opened, read.prepared, read.documents, done, folder, beside)


def _gate(public: Path) -> list[Fault]:
    failed = [check for check in audit(public) if check.result == "FAIL"]
    return [Fault(f"{check.file}: {check.message} {check.guidance}\nA run would not publish this page.") for check in failed]


def _page(read: Read, folders: tuple[Path, ...]) -> Page:
    said = sha256()
    for document in read.documents:
        said.update((folders[0] / document.file).read_bytes())
    return Page(tuple(map(str, folders)), read.documents[0].file, said.hexdigest())
