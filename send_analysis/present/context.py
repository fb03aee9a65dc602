"""What a page says beside its analysis: whose it is, its dates, and the choices that its figures rest on."""

from datetime import date
from typing import Any

from send_analysis import __version__
from send_analysis.core.errors import ParamsError
from send_analysis.core.findings import listed
from send_analysis.core.params import Params
from send_analysis.core.params.authority import PREVIOUS_YEAR_IN_WORDS, FrontDoorStandard
from send_analysis.core.params.release import COMMITTEE_PAPER, SectionName
from send_analysis.core.period import in_words
from send_analysis.measures.registry import definition
from send_analysis.measures.slippage import WORST_FIRST
from send_analysis.present.numbers import plain_number
from send_analysis.present.paper import facts
from send_analysis.present.statuses import status_words

_CLOCKS = {
    "elapsed": "all hours",
    "elapsed_without_weekends_and_bank_holidays": "hours on days other than weekends and England's bank holidays",
    "office_hours": "office hours",
}


def page_context(params: Params) -> dict[str, Any]:
    """The page's own facts as plain values for the template (see publish/templates): nothing in it comes from rows."""
    authority, release = params.authority, params.release
    return _of_every_document(params) | {
        "title": f"SEND performance: {params.windows.period.label}",
        "next_release_on": _day(release.next_release_on),
        "introduction": authority.introduction,
        "previous_year": _previous_year(params) if release.extracts else None,
        "sections": list(release.sections),
    }


#: What is said of every document's analysis and has no place in the frame of a page without one.
_OF_AN_ANALYSIS = ("authority", "period", "as_at")


def frame_context(params: Params) -> dict[str, Any]:
    """What the frame of a page without analysis says, as plain values (see publish/context.py: Frame)."""
    own = {"next_release_on": _day(params.release.next_release_on)}
    return {name: fact for name, fact in _of_every_document(params).items() if name not in _OF_AN_ANALYSIS} | own


def paper_context(params: Params) -> dict[str, Any]:
    """The committee paper's own facts as plain values for the template; nothing in it comes from rows.

    Raises
    ------
    ParamsError
        When params say nothing of a paper.
    """
    paper = params.release.committee_paper
    if paper is None:
        raise ParamsError(f"{params.path.name} has no `{COMMITTEE_PAPER}:` that says what stands in the paper. Write one.")
    own = {"document": COMMITTEE_PAPER, "title": paper.title, "facts": facts(params, paper)}
    return _of_every_document(params) | own


def _of_every_document(params: Params) -> dict[str, Any]:
    authority, release = params.authority, params.release
    return {
        "publisher": authority.publisher,
        "authority": authority.name,
        "period": params.windows.period.label,
        "as_at": in_words(release.as_at),
        "published_on": _day(release.published_on),
        "synthetic": release.synthetic,
        "notice": release.notice,
        "status": release.status,
        "revision": _revision(params),
        "breadcrumb": [link.model_dump() for link in authority.publication.breadcrumb],
        "licence": authority.publication.licence.model_dump(),
        "accent": authority.publication.colours and authority.publication.colours.model_dump(),
        "contact": authority.contact.model_dump(),
        "software": f"send-analysis {__version__}",
    }


def _revision(params: Params) -> dict[str, Any] | None:
    """What the release changes where it was published before; None for its first publication."""
    revision = params.release.revision
    if not revision.number:
        return None
    return {"number": revision.number, "reason": revision.reason, "revised_on": _day(revision.revised_on)}


def _previous_year(params: Params) -> dict[str, str] | None:
    """Which year the page compares with; None without an extract, where nothing is compared."""
    kind = params.authority.previous_year
    return {"kind": kind, "meaning": PREVIOUS_YEAR_IN_WORDS[kind]} if params.release.extracts else None


def assumptions(params: Params) -> list[str]:
    """The choices that the page's figures rest on and that no rule prescribes, in sentences: those of its sections.

    What is said of figures computed from rows is left out where there is no extract.
    """
    plans = "A plan issued on the 140th day after the request counts as issued within 20 weeks, on the 364th within 52."
    of_section: dict[SectionName, list[str]] = {
        "timeliness": [plans, "Advice counts in the period in which its six weeks ended, whether or not it has come."],
        "statutory_return": [
            plans,
            "What came of the requests of a year is as it stood on the day of the return.",
            "A decision after an annual review counts in the period in which it was made, and is within 4 weeks up to the 28th "
            "day after the meeting. Reviews without a decision are counted by themselves.",
            "New plans are all plans first issued in the period, those begun by another authority among them.",
        ],
        "quality": [],
        "tribunal": [],
        "national_comparison": [
            "Ranks go by the published percentages, rounded to one decimal: the best is first, equal ones share the better rank, "
            "and an authority without a percentage has none.",
            "The neighbours' figure is the mean of their published percentages, in which each counts once.",
        ],
        "front_door": [
            front_door_standard(params.authority.service_standards.front_door),
            "Bank holidays are those of England. A time in the hour that the clocks show twice in October is the first of the "
            "two.",
        ],
        "improvement_plan": [
            "An action of the improvement plan has slipped where it is due later than the last report said, has lost its due "
            f"date or stands worse. From worst to best we rank the statuses {listed(map(status_words, WORST_FIRST))}."
        ],
    }
    said = [sentence for section in params.release.sections for sentence in of_section[section]]
    if params.release.extracts:
        said = [pya_in_words(params), *said, *withheld_in_words(params)]
    return list(dict.fromkeys(said))


def pya_in_words(params: Params) -> str:
    """What the authority compares with, in a sentence."""
    return f"Previous year actual (PYA) is {PREVIOUS_YEAR_IN_WORDS[params.authority.previous_year]}."


def withheld_in_words(params: Params) -> list[str]:
    """What disclosure control withholds, in sentences."""
    limit = params.authority.disclosure.withhold_up_to
    return [
        f"Counts of people from 1 to {limit} in a breakdown are withheld and shown as [c], and so is what would give them back.",
        "Totals of the authority are shown by month, whatever their size, and so are its totals for calendar years, which the "
        "Department publishes too, even where the difference of two of them is small.",
    ]


def front_door_standard(standard: FrontDoorStandard) -> str:
    """The front door's service standard in a sentence, marked as an assumption where it is one."""
    exceeded, met = (plain_number(hours, "") for hours in (standard.exceeded_within_hours, standard.met_within_hours))
    clock = _CLOCKS[standard.clock]
    if standard.clock == "office_hours":
        clock += f" ({standard.office_hours.opens:%H:%M} to {standard.office_hours.closes:%H:%M} on working days)"
    text = (
        f"Front door, the authority's choice: a response within {exceeded} hours is rated Exceeded, "
        f"within {met} hours Met, later Not met; {clock} count."
    )
    return text + (
        " This is an assumption: no published definition of the ratings was found." if standard.assumption else ""
    )


def definitions_of(measures: list[str]) -> list[dict[str, Any]]:
    """The definitions of the measures on a page, for its glossary."""
    return [definition(measure).model_dump() for measure in measures]


def _day(day: date | None) -> str | None:
    return in_words(day) if day else None
