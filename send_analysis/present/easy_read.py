"""The easy-read page: short sentences in everyday words, each number in them a releasable figure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from send_analysis.core.params.authority import FrontDoorStandard
from send_analysis.present.easy_facts import Fact, Source, fact
from send_analysis.present.easy_templates import Part, templates
from send_analysis.present.numbers import plain_number

#: What does not count in the hours to an answer.
_CLOCKS = {
    "elapsed": "",
    "elapsed_without_weekends_and_bank_holidays": "Weekends and bank holidays do not count.",
    "office_hours": "We only count the hours when we are open.",
}


@dataclass(frozen=True)
class EasyFact:
    """What is told under one name, sentence by sentence."""

    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True)
class EasyPart:
    """What is told of one section: sentences that explain it, and its facts."""

    heading: str
    sentences: tuple[str, ...]
    facts: tuple[EasyFact, ...]


def easy_part(section: str, source: Source) -> EasyPart | None:
    """What is told of a section; None where there are no templates for it, or the source holds none of their figures."""
    found = next((part for part in templates().parts if part.section == section), None)
    facts = [each for tell in found.tells if (each := fact(tell, source))] if found else []
    if found is None or not facts:
        return None
    return EasyPart(found.heading, _opening(found, facts), tuple(_by_name(facts)))


def standard_in_words(standard: FrontDoorStandard) -> dict[str, str]:
    """What sentences about the front door name: the hours within which it answers, and which of them count."""
    return {"hours": plain_number(standard.met_within_hours, ""), "clock": _CLOCKS[standard.clock]}


def _opening(part: Part, facts: Sequence[Fact]) -> tuple[str, ...]:
    """What explains a part, for which time its numbers are, and with which they are compared."""
    main = _main(facts)
    said = [*part.explain, f"These numbers are for {main.period.label}."]
    compared = next((each.compared_with for each in facts if each.compared_with and each.period == main.period), None)
    return (*said, f"We compare them with {compared.label}.") if compared else tuple(said)


def _main(facts: Sequence[Fact]) -> Fact:
    """The first fact of more than a day, whose period is that of its part; otherwise the first."""
    return next((each for each in facts if not each.is_of_a_day), facts[0])


def _by_name(facts: Sequence[Fact]) -> Iterator[EasyFact]:
    """Facts of one name together. One of another time than its part says which; the sentence of one day names it itself."""
    usual = _main(facts).period
    for name, each in groupby(facts, key=lambda one: one.name):
        of_name = list(each)
        other = [one.period for one in of_name if one.period != usual and not one.is_of_a_day]
        when = [f"This is for {other[0].label}."] if other else []
        yield EasyFact(name, (*when, *(sentence for one in of_name for sentence in one.sentences)))
