"""The methodology page: what each measure of a release counts, and how its figures are made, shown and revised."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from bs4 import BeautifulSoup
from pydantic import Field

from send_analysis.core.figures import REVISED, REVISED_MEANING, SYMBOLS
from send_analysis.measures.methodology import HOW_SHOWN, facts_of
from send_analysis.measures.registry import Definition
from send_analysis.present.abbreviations import explained
from send_analysis.present.labels import label
from send_analysis.publish.context import DataFile, Frame
from send_analysis.publish.pages.further import FurtherPage, html_of
from send_analysis.publish.part import Part

FILE = "methodology.html"

#: The facts that the page tells in another way: with the meaning of each symbol, and of the release as a whole.
_SYMBOLS, _DISCLOSURE = "Symbols", "Disclosure control"

_HOW_SHOWN = {name: text for name, text in HOW_SHOWN.items() if name != _SYMBOLS}

#: How a sentence on a release begins, by its status.
_STANDING = {
    "": "This release",
    "draft": "This release is a draft and",
    "provisional": "This release is provisional and",
    "final": "This release is final and",
}

#: Ids that the template gives out beside those of sections and measures.
_PARTS = {
    "choices": "Choices and assumptions",
    "previous-year": "Previous year actual",
    "shown": "How figures are shown",
    "disclosure": _DISCLOSURE,
    "revisions": "Revisions",
    "made": "How the release is made",
    "glossary": "Abbreviations",
}


class Measure(Part):
    """One measure: its id as the data files write it, its anchor, and what is told of it by what it is about."""

    id: str
    anchor: str
    title: str
    facts: dict[str, str]


class Group(Part):
    """The measures of one section."""

    anchor: str
    title: str
    measures: tuple[Measure, ...]


class Methodology(Frame):
    """The facts of the methodology page.

    Parameters
    ----------
    sections : the names of the release's sections, for the notice of made-up rows.
    from_records : whether any figure of the release is counted from the authority's case records.
    dictionary : the file of the data dictionary; None where there is none.
    choices, previous_year, disclosure : sentences; the last two are of figures from records.
    glossary : the abbreviations that stand on the page, and on the release's other pages where those are known.
    """

    document: str = "methodology"
    sections: tuple[str, ...] = ()
    from_records: bool = True
    groups: tuple[Group, ...] = ()
    dictionary: DataFile | None = None
    choices: tuple[str, ...] = ()
    previous_year: str = ""
    how_shown: dict[str, str] = _HOW_SHOWN
    symbols: dict[str, str] = SYMBOLS
    revised_mark: str = REVISED
    revised_meaning: str = REVISED_MEANING
    disclosure: tuple[str, ...] = ()
    glossary: dict[str, str] = Field(default_factory=dict)

    @property
    def parts(self) -> dict[str, str]:
        """The parts after the measures, by their ids: those that have something to say."""
        empty = {"choices": not self.choices, "previous-year": not self.previous_year, "glossary": not self.glossary}
        return {name: title for name, title in _PARTS.items() if not empty.get(name, False)}

    @property
    def standing(self) -> str:
        """How far the release is, and whether it was published before."""
        begins, revision = _STANDING[self.status], self.revision
        if revision is None:
            return f"{begins} has not been revised."
        return f"{begins} is revision {revision.number} of {revision.revised_on}: {revision.reason}"


def anchor(measure: str) -> str:
    """The id of a measure's heading: "measure-timeliness-plans-issued"."""
    return "measure-" + measure.replace(".", "-").replace("_", "-")


def groups(measures: Iterable[Definition], from_records: bool) -> list[dict[str, Any]]:
    """The measures by their sections, in the order given, as plain data for the page.

    What disclosure control does to a measure is left out where it has nothing to do: in a release without records.
    """
    found: dict[str, list[dict[str, Any]]] = {}
    for each in measures:
        facts = {name: text for name, text in facts_of(each).items() if from_records or name != _DISCLOSURE}
        entry = {"id": each.id, "anchor": anchor(each.id), "title": each.title, "facts": facts}
        found.setdefault(each.section, []).append(entry)
    return [
        {"anchor": f"section-{section.replace('_', '-')}", "title": label(section), "measures": entries}
        for section, entries in found.items()
    ]


def methodology_page(facts: Mapping[str, Any], terms: Mapping[str, str]) -> FurtherPage:
    """The page from its facts (the fields of :class:`Methodology` without `glossary`) and the authority's own abbreviations."""
    return FurtherPage(FILE, "methodology.html.j2", with_glossary(Methodology.model_validate(dict(facts)), terms), terms)


def with_glossary(context: Methodology, terms: Mapping[str, str], pages: Iterable[str] = ()) -> Methodology:
    """The facts with the abbreviations that stand on the page made of them, and on the release's other `pages` (HTML)."""
    own = html_of(FurtherPage(FILE, "methodology.html.j2", context))
    symbols = {f"[{symbol}]" for symbol in SYMBOLS}  # they are explained where figures are
    text = " ".join(_text_of(html) for html in (own, *pages))
    found = {short: full for short, full in explained(text, terms).items() if short not in symbols}
    return context.model_copy(update={"glossary": found})


def of_the_release(page: FurtherPage, pages: Iterable[str]) -> FurtherPage:
    """The methodology with every abbreviation of the release's other `pages` (HTML) in its glossary; another page as it is."""
    if not isinstance(page.context, Methodology):
        return page
    return replace(page, context=with_glossary(page.context, page.terms, pages))


def _text_of(html: str) -> str:
    page = BeautifulSoup(html, "html.parser")
    return page.body.get_text(" ") if page.body else ""
