"""The documents that a run makes: which notebooks each is made of, the file that it becomes, and its making."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd
from nbformat import NotebookNode

from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, PERFORMANCE_PAGE, DocumentName, NotebookName
from send_analysis.datasets.opening import OpenedData
from send_analysis.prepared import Prepared
from send_analysis.present.context import page_context, paper_context
from send_analysis.publish.document import join
from send_analysis.publish.exporter import export
from send_analysis.publish.pages import easy_read, methodology
from send_analysis.publish.pages.further import FurtherPage
from send_analysis.run.data_files import DataLink, DataOf
from send_analysis.run.page import committee_paper_context, performance_page_context
from send_analysis.run.paper_checks import paper_checks
from send_analysis.run.revised_list import revised_part

#: The file of each document in `public/`, in the order in which they are made: the first one made is the release's front page.
FILES: dict[DocumentName, str] = {PERFORMANCE_PAGE: "index.html", COMMITTEE_PAPER: "committee-paper.html"}

Executed = dict[NotebookName, NotebookNode]


@dataclass(frozen=True)
class Document:
    """One document of a run, and the notebooks that it is made of, in order."""

    name: DocumentName
    notebooks: tuple[NotebookName, ...]

    @property
    def file(self) -> str:
        """Its file in `public/`."""
        return FILES[self.name]

    def title(self, params: Params) -> str:
        """What it is called."""
        return str((page_context if self.name == PERFORMANCE_PAGE else paper_context)(params)["title"])


def chosen(params: Params, only: str | None) -> list[Document]:
    """The documents that a run makes: all that params name, or one of them alone, or a page of one section.

    Raises
    ------
    UsageError
        When `only` is neither a section nor a document of the release.
    """
    release = params.release
    whole = [Document(name, _notebooks(params, name)) for name in FILES if name in release.documents]
    if only is None:
        return whole
    alone = [document for document in whole if document.name == only]
    page = [Document(PERFORMANCE_PAGE, (section,)) for section in release.sections if section == only]
    if not alone and not page:
        known = ", ".join([*release.sections, *release.documents])
        raise UsageError(f"{params.path.name} has no section or document {only!r}; it has {known}.")
    return alone or page


def _notebooks(params: Params, name: DocumentName) -> tuple[NotebookName, ...]:
    return params.release.sections if name == PERFORMANCE_PAGE else (COMMITTEE_PAPER,)


@dataclass(frozen=True)
class Beside:
    """What a run publishes beside its documents, and links on them: data files by section, PDFs, workbook, further pages.

    Parameters
    ----------
    dictionary : how pages lead to the data dictionary, None where there is none.
    descriptions : how pages lead to the descriptions of the data for programs.
    revised : the figures revised since the last edition, and `revisions` their file of data, empty where there is none.
    """

    data: DataOf = field(default_factory=dict)
    dictionary: DataLink = None
    descriptions: Sequence[Mapping[str, str]] = ()
    pdf: bool = False
    workbook: str = ""
    further: Sequence[FurtherPage] = ()
    revised: pd.DataFrame | None = None
    revisions: str = ""

    def of(self, document: Document, released: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
        """The part of a document's context that says so; `released` has the figures that each notebook showed."""
        shown = [released[name] for name in document.notebooks if name in released]
        listed = {} if self.revised is None else {"revised": revised_part(self.revised, shown, self.revisions)}
        return {
            "data_files": [file for name in document.notebooks for file in self.data.get(name, ())],
            "dictionary": self.dictionary,
            "descriptions": list(self.descriptions),
            "pdf": Path(document.file).with_suffix(".pdf").name if self.pdf else "",
            "workbook": self.workbook,
            "methodology": self._further(methodology.FILE),
            "easy_read": self._further(easy_read.FILE),
            **listed,
        }

    def _further(self, file: str) -> str:
        """The name of a further page's file where there is that page, otherwise empty."""
        return file if file in {page.file for page in self.further} else ""


def write_documents(
    params: Params,
    opened: OpenedData,
    prepared: Prepared,
    documents: Sequence[Document],
    executed: Executed,
    public: Path,
    beside: Beside,
) -> list[Check]:
    """Write each document into `public/`; returns what was found in their texts. `beside` is what stands beside them.

    Raises
    ------
    PublicationError
        When one would hold what must not be published.
    """
    found: list[Check] = []
    for document in documents:
        context = _context(params, opened, prepared, document)
        context["others"] = [*links(params, documents, document), *(page.link for page in beside.further)]
        context |= beside.of(document, prepared.shown("released"))
        html = export(join([(name, executed[name]) for name in document.notebooks], context))
        (public / document.file).write_text(html, encoding="utf-8", newline="\n")
        found += paper_checks(params, html) if document.name == COMMITTEE_PAPER else []
    return found


def links(params: Params, documents: Sequence[Document], but: Document | None = None) -> list[dict[str, Any]]:
    """How pages lead to the documents of a run, all of them or all but one."""
    return [{"title": other.title(params), "file": other.file} for other in documents if other != but]


def _context(params: Params, opened: OpenedData, prepared: Prepared, document: Document) -> dict[str, Any]:
    if document.name == COMMITTEE_PAPER:
        return committee_paper_context(params, opened, prepared)
    return performance_page_context(params, opened, prepared, document.notebooks)
