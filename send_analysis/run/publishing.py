"""Everything that a run publishes: its data, its pages, their PDFs, and the gate that all of it must pass."""

from collections.abc import Collection, Sequence
from pathlib import Path

from send_analysis.core.checks import Check
from send_analysis.core.params import Params
from send_analysis.datasets.opening import OpenedData
from send_analysis.measures.registry import definitions
from send_analysis.prepared import Prepared
from send_analysis.publish.opendata.writing import DATA
from send_analysis.publish.pdf.available import pdf_available
from send_analysis.publish.publication import Publication
from send_analysis.run.auditing import pass_the_gate
from send_analysis.run.data_files import description_links, dictionary_link, write_release_data
from send_analysis.run.documents import Beside, Document, Executed, write_documents
from send_analysis.run.formats import Format, Gate
from send_analysis.run.internal import one_table
from send_analysis.run.log import RunLog
from send_analysis.run.page import measures_of
from send_analysis.run.pages import further_pages, write_pages
from send_analysis.run.revised_figures import revised_figures
from send_analysis.run.revised_list import REVISIONS_COLUMNS, REVISIONS_FILE, write_revisions
from send_analysis.run.statement_checks import statement_checks

#: The workbook of all tables in `public/`.
WORKBOOK = "data.xlsx"


def publish(
    params: Params,
    opened: OpenedData,
    prepared: Prepared,
    documents: Sequence[Document],
    executed: Executed,
    public: Path,
    formats: Collection[Format],
    gate: Gate,
    log: RunLog,
) -> list[Check]:
    """Write `public/`, which is made; returns what was found in texts, files and pages.

    Raises
    ------
    CheckError
        When figures differ from those of the last edition and params give no reason.
    PublicationError
        When a page holds what must not be published, or a page, data file or PDF breaks a rule of the gate.
    SetupError
        When the gate's browser is asked for and is not there.
    """
    public.mkdir()
    log.step("Making the page" if len(documents) == 1 else "Making the pages")
    beside, found = write_beside(params, opened, prepared, documents, public, formats)
    found += write_documents(params, opened, prepared, documents, executed, public, beside)
    write_pages(params, beside.further, documents, public)
    if "pdf" in formats:
        log.step("Making the PDF" if len(documents) == 1 else "Making the PDFs")
        found += _write_pdfs(params, public)
    if beside.workbook:
        log.step("Making the workbook")
        _write_workbook(params, prepared, public / WORKBOOK)
    log.step("Auditing what was made" + (", in the browser as well" if gate == "full" else ""))
    return found + pass_the_gate(public, gate)


def write_beside(
    params: Params,
    opened: OpenedData,
    prepared: Prepared,
    documents: Sequence[Document],
    public: Path,
    formats: Collection[Format],
) -> tuple[Beside, list[Check]]:
    """Write the data files of the documents into `public/`; returns what stands beside the documents, and what was found.

    Raises
    ------
    CheckError
        When figures differ from those of the last edition and params give no reason.
    """
    revised, found = revised_figures(params, one_table(prepared.shown("released").values()))
    measures = measures_of(params, opened, prepared, [name for document in documents for name in document.notebooks])
    others = {Path(REVISIONS_FILE).stem: REVISIONS_COLUMNS} if len(revised) else {}
    data = write_release_data(params, prepared, public, measures, others) if "csv" in formats else {}
    dictionary = dictionary_link(public)
    beside = Beside(
        data,
        dictionary=dictionary,
        descriptions=description_links(public),
        pdf="pdf" in formats and pdf_available() is None,
        workbook=WORKBOOK if "xlsx" in formats and _has_tables(prepared) else "",
        further=further_pages(params, prepared, documents, measures, dictionary),
        revised=revised,
        revisions=f"{DATA}/{REVISIONS_FILE}" if "csv" in formats and len(revised) else "",
    )
    if beside.revisions:
        write_revisions(revised, public / beside.revisions)
    return beside, found + statement_checks(params)


def missing(formats: Collection[Format]) -> str | None:
    """What this machine lacks for one of the forms, which is left out then; None where nothing is."""
    return pdf_available() if "pdf" in formats else None


def _has_tables(prepared: Prepared) -> bool:
    return any(len(table.rows) for table in prepared.shown_tables())


def _write_workbook(params: Params, prepared: Prepared, path: Path) -> None:
    from send_analysis.publish.workbook import write_workbook

    tables = prepared.shown_tables()
    shown = {measure for table in tables for measure in table.rows["measure"]}
    defined = {name: each for name, each in definitions().items() if name in shown}
    write_workbook(tables, Publication.of(params), defined, path, notice=params.release.notice)


def _write_pdfs(params: Params, public: Path) -> list[Check]:
    """A PDF beside each page; where the system lacks what makes them, a warning that says what to install."""
    missing = pdf_available()
    if missing:
        return [Check("publish.pdf", "WARNING", f"No PDF was made. {missing}", guidance="Install it and run again.")]
    from send_analysis.publish.pdf.write import write_pdf

    publication = Publication.of(params)
    for page in sorted(public.glob("*.html")):
        write_pdf(page.read_text(encoding="utf-8"), publication, page.with_suffix(".pdf"))
    return [Check("publish.pdf", "PASS", "Every page has a PDF.")]
