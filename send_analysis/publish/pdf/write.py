"""The PDF of a published page."""

from pathlib import Path

from lxml.html import HtmlElement, document_fromstring

from send_analysis.publish.pdf.finish import DocumentFacts, finish
from send_analysis.publish.pdf.prepare import for_print
from send_analysis.publish.publication import Publication


def write_pdf(page_html: str, publication: Publication, path: Path) -> None:
    """Write a published page as a PDF to the standard for everyone (PDF/UA-1, ISO 14289-1).

    The same page and facts give the same bytes, with the same fonts on the machine.

    Parameters
    ----------
    page_html : the published page, whole.
    publication : the release; its day of publication, or else the day its figures are as at, is the day of the document.

    Raises
    ------
    OSError
        When the library that sets text is missing: `pdf_available` says so first.
    """
    # WeasyPrint looks for a system library as it is imported, which not every machine has.
    from weasyprint import HTML

    prepared = for_print(page_html, publication.address)
    page = document_fromstring(prepared)
    facts = DocumentFacts(
        title=" ".join(page.findtext("head/title", default=publication.title).split()),
        author=publication.publisher,
        day=publication.published_on or publication.as_at,
        links=_link_words(page),
    )
    path.write_bytes(finish(HTML(string=prepared).write_pdf(pdf_variant="pdf/ua-1"), facts))


def _link_words(page: HtmlElement) -> dict[str, str]:
    """The words of the first link to each address."""
    words: dict[str, str] = {}
    for link in page.xpath("//a[@href]"):
        words.setdefault(link.get("href"), " ".join(link.text_content().split()))
    return words
