"""What templates may call about an authority's place among others: published figures of a year, each a releasable figure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from send_analysis.core.figures import TOTAL
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.period import Period
from send_analysis.core.topics import IN_FILE, LOWER, NEIGHBOURS_TOPIC, QUARTILE, RANK, RANK_TOPIC
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.registry import definitions
from send_analysis.present.claims import change_in_words, rank_interval_in_words
from send_analysis.present.numbers import counts_text, figure_in_words, has_number, interval_text
from send_analysis.present.standing import area_figure, national_standing_in_words

#: The areas as templates name them.
AreaName = Literal["own", "england", "region", "neighbours"]
_AREAS: tuple[AreaName, ...] = ("own", "england", "region", "neighbours")

_YEAR = re.compile(r"(19|20)\d\d")

#: The functions that templates may call.
NATIONAL_FUNCTIONS = (
    "national", "national_of", "national_interval", "national_change", "national_known",
    "rank", "rank_interval", "in_file", "quartile", "neighbours_lower", "standing",
)  # fmt: skip


@dataclass(frozen=True)
class National:
    """Published figures beside the authority's own.

    Parameters
    ----------
    figures : values by area and calendar year, and places among others (`core.topics`).
    areas : the area code of each name that templates use. One that is left out has no figures.
    year : the calendar year of a call that names none.
    """

    figures: ReleasableFigures
    areas: Mapping[AreaName, str]
    year: str = ""


class NationalWords:
    """The functions that templates call. Without national figures, or where one is missing, the words say not available.

    A measure, an area or a year that is misspelt raises LookupError all the same.
    """

    def __init__(self, national: National | None) -> None:
        self._national = national

    def national(self, measure: str, area: str = "own", year: str = "") -> str:
        """The value of an area: "60.4%"."""
        return figure_in_words(self._figure(measure, area, year))

    def national_of(self, measure: str, area: str = "own", year: str = "") -> str:
        """Numerator and denominator of an area: "29,895 of 49,519"."""
        figure = self._figure(measure, area, year)
        return (counts_text(figure) if figure is not None else "") or figure_in_words(figure)

    def national_interval(self, measure: str, area: str = "own", year: str = "") -> str:
        """The 95 % interval of an area: "81.5% to 90.5%"; empty where it has none."""
        figure = self._figure(measure, area, year)
        return figure_in_words(None) if figure is None else interval_text(figure)

    def national_change(self, measure: str, area: str = "own", year: str = "") -> str:
        """The change of an area on the year before, in words that begin in lower case."""
        figure = self._figure(measure, area, year)
        if figure is None or self._national is None:
            return figure_in_words(None)
        period = Period(figure["period_start"].date(), figure["period_end"].date())
        text = change_in_words(self._national.figures, figure, Windows(period, period.end)).removesuffix(".")
        return text[:1].lower() + text[1:]

    def national_known(self, measure: str, area: str = "own", year: str = "") -> str:
        """A text that is true in an ``{% if %}`` where the area has a value, and false (empty) where it has none."""
        return "known" if has_number(self._figure(measure, area, year)) else ""

    def rank(self, measure: str, year: str = "") -> str:
        """The authority's rank: "43rd of 150"."""
        return figure_in_words(self._figure(measure, "own", year, RANK_TOPIC, RANK))

    def rank_interval(self, measure: str, year: str = "") -> str:
        """How sure the rank is: "chance alone could place it anywhere between 35th and 52nd (95% interval)", or empty."""
        return rank_interval_in_words(self._figure(measure, "own", year, RANK_TOPIC, RANK))

    def in_file(self, measure: str, year: str = "") -> str:
        """How many authorities the file holds: "151"."""
        return figure_in_words(self._figure(measure, "own", year, RANK_TOPIC, IN_FILE))

    def quartile(self, measure: str, year: str = "") -> str:
        """The quarter of the authorities: "band B"."""
        return figure_in_words(self._figure(measure, "own", year, RANK_TOPIC, QUARTILE))

    def neighbours_lower(self, measure: str, year: str = "") -> str:
        """How many statistical neighbours have a lower value: "9 of 10"."""
        return figure_in_words(self._figure(measure, "own", year, NEIGHBOURS_TOPIC, LOWER))

    def standing(self, measure: str, year: str = "") -> str:
        """Value, rank and England's value in a sentence, see `present.standing`."""
        name = self._checked(measure, "own", year)
        if self._national is None:
            return f"{definitions()[name].title}: {figure_in_words(None)}."
        own, england = (self._national.areas.get(area, "") for area in ("own", "england"))
        return national_standing_in_words(self._national.figures, name, self._period(year), own, england)

    def _figure(self, measure: str, area: str, year: str, topic: str = TOTAL, breakdown: str = TOTAL) -> pd.Series | None:
        name = self._checked(measure, area, year)
        if self._national is None or not (code := self._national.areas.get(area)):  # type: ignore[call-overload]
            return None
        return area_figure(self._national.figures, name, self._period(year), code, topic, breakdown)

    def _period(self, year: str) -> Period:
        return Period.parse(year or (self._national.year if self._national else ""))

    def _checked(self, measure: str, area: str, year: str) -> str:
        """The id of the measure that is meant, once area and year are known to be names of one."""
        if area not in _AREAS:
            raise LookupError(f"there is no area `{area}`.{did_you_mean(area, _AREAS)} There are {', '.join(_AREAS)}.")
        given = year or (self._national.year if self._national else "")
        if self._national and not given:
            raise LookupError('say the calendar year, as in year="2019".')
        if given and not _YEAR.fullmatch(given):
            raise LookupError(f'year= takes a calendar year, as in year="2019", not `{given}`.')
        return self._measure(measure)

    def _measure(self, name: str) -> str:
        """The id of the measure that is meant: one of the national figures, or one that has none of them."""
        held = self._national.figures.measures if self._national else ()
        known = dict.fromkeys([*held, *definitions()])
        found = [each for each in held if _ends(each, name)] or [each for each in known if _ends(each, name)]
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"`{name}` can be {' or '.join(found)}. Write more of the id.")
        near = did_you_mean(name, [*known, *(each.partition(".")[2] for each in known)])
        raise LookupError(f"there is no measure `{name}`.{near} National figures: {', '.join(held) or 'none'}.")


def _ends(measure: str, name: str) -> bool:
    return f".{measure}".endswith(f".{name}")
