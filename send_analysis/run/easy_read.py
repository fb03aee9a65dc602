"""The easy-read page of a run: from the figures that its notebooks have shown."""

from collections.abc import Sequence

from send_analysis.core.params import Params
from send_analysis.core.params.release import PERFORMANCE_PAGE
from send_analysis.disclosure.protect import read_back
from send_analysis.measures.registry import definition
from send_analysis.national.areas import ENGLAND
from send_analysis.prepared import Prepared
from send_analysis.present.context import frame_context
from send_analysis.present.easy_facts import Source
from send_analysis.present.easy_read import EasyPart, easy_part, standard_in_words
from send_analysis.present.easy_templates import templates
from send_analysis.publish.pages.easy_read import easy_read_page
from send_analysis.publish.pages.further import FurtherPage
from send_analysis.run.documents import Document

#: The section whose figures others publish: it has no windows of its own.
_NATIONAL = "national_comparison"


def easy_read(params: Params, prepared: Prepared, documents: Sequence[Document]) -> list[FurtherPage]:
    """The easy-read page; none where a run makes no performance page, or one without any figure that can be told."""
    sections = [name for each in documents if each.name == PERFORMANCE_PAGE for name in each.notebooks]
    if not (parts := _parts(params, prepared, sections)):
        return []
    title = f"Easy read: how we did with SEND, {params.windows.period.label}"
    whose = {"authority": params.authority.name, "publisher": params.authority.publisher}
    start = [sentence.format_map(whose) for sentence in templates().start]
    said = {"title": title, "start": start, "parts": parts, "help": templates().help}
    return [easy_read_page(frame_context(params) | said)]


def _parts(params: Params, prepared: Prepared, sections: Sequence[str]) -> list[EasyPart]:
    """What is told of each section, in the order of the page."""
    shown = prepared.shown("released")
    names = standard_in_words(params.authority.service_standards.front_door)

    def source(section: str) -> Source:
        windows = None if section == _NATIONAL else lambda measure: params.windows_for(definition(measure).dataset)
        return Source(read_back(shown[section]), windows, params.area.code, ENGLAND.code, names)

    return [part for each in sections if each in shown and (part := easy_part(each, source(each)))]
