"""The further pages of a run: which there are, what each says, and their making."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from send_analysis.core.params import Params
from send_analysis.measures.registry import Definition
from send_analysis.prepared import Prepared
from send_analysis.present.accessibility import statement_facts
from send_analysis.present.context import assumptions, frame_context, pya_in_words, withheld_in_words
from send_analysis.publish.pages import methodology
from send_analysis.publish.pages.accessibility import accessibility_page
from send_analysis.publish.pages.further import FurtherPage, html_of
from send_analysis.publish.pages.methodology import groups, methodology_page
from send_analysis.run.data_files import DataLink
from send_analysis.run.documents import Document, links
from send_analysis.run.easy_read import easy_read


def further_pages(
    params: Params, prepared: Prepared, documents: Sequence[Document], measures: Sequence[Definition], dictionary: DataLink
) -> list[FurtherPage]:
    """The further pages that stand beside a run's documents, in the order in which the documents lead to them.

    Parameters
    ----------
    measures : those of the release, which the methodology defines.
    dictionary : how pages lead to the data dictionary, None where there is none.
    """
    return [
        *easy_read(params, prepared, documents),
        _methodology(params, measures, dictionary),
        _statement(params, documents),
    ]


def write_pages(params: Params, pages: Sequence[FurtherPage], documents: Sequence[Document], public: Path) -> None:
    """Write each further page into `public/`, with links to the documents, which stand there already, and to the others.

    Raises
    ------
    PublicationError
        When one breaks a rule for pages.
    """
    for page in sorted(pages, key=lambda each: each.file == methodology.FILE):  # it explains the words of all others
        others = [*links(params, documents), *(other.link for other in pages if other != page)]
        told = [each.read_text(encoding="utf-8") for each in sorted(public.glob("*.html"))]
        made = methodology.of_the_release(page.among(others), told)
        (public / page.file).write_text(html_of(made), encoding="utf-8", newline="\n")


def _methodology(params: Params, measures: Sequence[Definition], dictionary: DataLink) -> FurtherPage:
    from_records = bool(params.release.extracts)
    told = [pya_in_words(params), *withheld_in_words(params)] if from_records else []
    facts: dict[str, Any] = {
        **frame_context(params),
        "title": f"Methodology: {params.windows.period.label}",
        "sections": params.release.sections,
        "from_records": from_records,
        "groups": groups(measures, from_records),
        "dictionary": dictionary,
        "choices": [each for each in assumptions(params) if each not in told],
        "previous_year": told[0] if told else "",
        "disclosure": told[1:],
    }
    paper = params.release.committee_paper
    return methodology_page(facts, paper.glossary if paper else {})


def _statement(params: Params, documents: Sequence[Document]) -> FurtherPage:
    covers = documents[0].title(params)
    own = {"title": f"Accessibility statement for {covers}", "covers": covers, "statement": statement_facts(params)}
    return accessibility_page(frame_context(params) | own)
