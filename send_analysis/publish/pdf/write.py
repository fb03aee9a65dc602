"""The PDF of a published page."""

from io import BytesIO
from pathlib import Path

import pikepdf
from lxml.html import HtmlElement, document_fromstring

from send_analysis.publish.pdf.finish import DocumentFacts, finish
from send_analysis.publish.pdf.layout import is_thin
from send_analysis.publish.pdf.prepare import for_print
from send_analysis.publish.publication import Publication

#: The standard that the document keeps, as WeasyPrint names it.
STANDARD = "pdf/ua-1"

#: Where hardly any of the last page is used, as a share of its height, the type is set a little closer: then it is not needed.
_HARDLY_USED = 0.25
CLOSER = "html{font-size:9.6pt;line-height:1.32}section{margin-top:5mm}@page{margin:18mm 17mm 17mm}"


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
    from weasyprint import HTML  # type: ignore[import-untyped]

    prepared = for_print(page_html, publication.address)
    page = document_fromstring(prepared)
    facts = DocumentFacts(
        title=" ".join(page.findtext("head/title", default=publication.title).split()),
        author=publication.publisher,
        day=publication.published_on or publication.as_at,
        links=_link_words(page),
    )
    made = finish(HTML(string=prepared).write_pdf(pdf_variant=STANDARD), facts)
    if _ends_on_a_thin_page(made):
        set_closer = prepared.replace("</head>", f"<style>{CLOSER}</style></head>", 1)
        closer = finish(HTML(string=set_closer).write_pdf(pdf_variant=STANDARD), facts)
        made = made if _ends_on_a_thin_page(closer) else closer
    path.write_bytes(made)


def _ends_on_a_thin_page(made: bytes) -> bool:
    """Whether hardly any of the last page is used; of a finished document, where margins are told from content."""
    with pikepdf.open(BytesIO(made)) as pdf:
        return len(pdf.pages) > 1 and is_thin(pdf.pages[-1], _HARDLY_USED)


def _link_words(page: HtmlElement) -> dict[str, str]:
    """The words of the first link to each address."""
    words: dict[str, str] = {}
    for link in page.xpath("//a[@href]"):
        words.setdefault(link.get("href"), " ".join(link.text_content().split()))
    return words
