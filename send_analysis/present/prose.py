"""Sentences with figures in them: the text is a template, each number in it a releasable figure."""

import re
from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from send_analysis.compare.changes import CHANGE_TOPIC
from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import CROSS, TOTAL
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.claims import benchmarks_in_words, change_in_words
from send_analysis.present.labels import label
from send_analysis.present.national_prose import NATIONAL_FUNCTIONS, National, NationalWords
from send_analysis.present.numbers import counts_text, figure_in_words, interval_text, number
from send_analysis.present.templates import TemplateError, fill

#: What Python says of a method before its name, and a reader of a template need not know.
_NAME_OF_CLASS = re.compile(r"^\w*Words\.")

#: The functions that take a measure.
_FUNCTIONS = ("figure", "count", "of", "interval", "pya", "change", "benchmark", "period", "known")


def render(
    template: str,
    figures: ReleasableFigures,
    windows: Callable[[str], Windows],
    where: str,
    names: Mapping[str, str],
    over: str = "year_to_date",
    national: National | None = None,
) -> str:
    """A template as Markdown, its figures filled in.

    Parameters
    ----------
    template : text that may call ``known``, ``figure``, ``count``, ``of``, ``interval``, ``pya``, ``change``, ``benchmark``
        with the id of a measure (or the end of it), ``over=`` a window ("year_to_date", "period", "last_year",
        "rolling_12_months", "month", "month_before", "as_at", a named one), and the breakdown as ``topic="value"``, for instance
        ``agency="health"`` or ``weeks_since_the_request="over 52 weeks"``; ``period`` with a measure and a window; and
        ``label`` with a coded value. Of published figures: ``national``, ``national_of``, ``national_interval``,
        ``national_change`` and ``national_known`` with a measure, ``area=`` "own", "england", "region" or "neighbours", and
        ``year=`` a calendar year; ``rank``, ``rank_interval``, ``in_file``, ``quartile``, ``neighbours_lower`` and ``standing``
        with a measure and ``year=``.
    windows : gives the periods of a measure's dataset.
    where : what to call the text in a message, for instance "commentary.timeliness".
    over : the window of a call that names none.
    names : other names that the template may use, for instance a section's.
    national : the published figures; without them the words say that they are not available.

    Raises
    ------
    ParamsError
        When the template is malformed or asks for a figure that there is not.
    """
    words, published = _Words(figures, windows, over), NationalWords(national)
    functions = {name: getattr(words, name) for name in _FUNCTIONS}
    functions |= {name: getattr(published, name) for name in NATIONAL_FUNCTIONS}
    try:
        return fill(template, functions | {"label": label}, names)
    except (TemplateError, LookupError, TypeError, ParamsError) as error:
        raise ParamsError(f"{where}: {_NAME_OF_CLASS.sub('', str(error.args[0]))}") from None


class _Words:
    """The functions that templates call."""

    def __init__(self, figures: ReleasableFigures, windows: Callable[[str], Windows], over: str) -> None:
        self._figures = figures
        self._windows = windows
        self._over = over

    def known(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """A text that is true in an ``{% if %}`` where the figure has a value, and false (empty) where it has a symbol."""
        return "" if self._one(measure, over, breakdown)["symbol"] else "known"

    def figure(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """The value: "75.0%"."""
        return figure_in_words(self._one(measure, over, breakdown))

    def count(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """The numerator: "1,130"."""
        row = self._one(measure, over, breakdown)
        return _or_why_not(row, "" if pd.isna(row["numerator"]) else number(row["numerator"], ""), "count")

    def of(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """Numerator and denominator: "21 of 28"."""
        row = self._one(measure, over, breakdown)
        return _or_why_not(row, counts_text(row), "numerator and denominator")

    def interval(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """The 95 % interval: "56.6% to 87.3%"."""
        row = self._one(measure, over, breakdown)
        return _or_why_not(row, interval_text(row), "interval")

    def pya(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """The value of the previous year."""
        return figure_in_words(self._one(measure, over, breakdown, previous=True))

    def change(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """The change on the previous year, in words that begin in lower case."""
        row = self._one(measure, over, breakdown)
        text = change_in_words(self._figures, row, self._windows(row["measure"])).removesuffix(".")
        return text[:1].lower() + text[1:]

    def benchmark(self, measure: str, over: str | None = None, **breakdown: str) -> str:
        """How the value stands to the benchmarks beside it: "higher than the 40.0% of authorities … (30 authorities)"."""
        return benchmarks_in_words(self._figures, self._one(measure, over, breakdown))

    def period(self, measure: str, over: str | None = None) -> str:
        """The period of a measure's window in words: "1 January to 22 June 2022"."""
        return self._windows(self._measure(measure)).by_name(over or self._over).label

    def _one(self, measure: str, over: str | None, breakdown: dict[str, str], *, previous: bool = False) -> pd.Series:
        full = self._measure(measure)
        topic, value = self._place(full, breakdown)
        windows = self._windows(full)
        period = (
            windows.previous_year(windows.by_name(over or self._over)) if previous else windows.by_name(over or self._over)
        )
        found = self._figures.select(full, over=period, topic=topic, breakdown=value)
        if not found:
            raise LookupError(f"there is no figure of {full} for {period.label}.")
        if len(found) > 1:
            raise LookupError(f'{full} stands here for several areas; write {{{{ national("{measure}", area="own") }}}}.')
        return found.frame.iloc[0]

    def _measure(self, name: str) -> str:
        """The id of the measure that is meant."""
        found, known = self._figures.select(name).measures, self._figures.measures
        if len(found) == 1:
            return found[0]
        if found:
            raise LookupError(f"`{name}` can be {' or '.join(found)}. Write more of the id.")
        near = did_you_mean(name, [*known, *(each.partition(".")[2] for each in known)])
        raise LookupError(
            f"there is no measure `{name}` among the figures here.{near} There are {', '.join(known) or 'none'}."
        )

    def _place(self, measure: str, breakdown: dict[str, str]) -> tuple[str, str]:
        """Topic and breakdown that are meant, the parts of a crossed one in any order."""
        frame = self._figures.select(measure).frame
        topics = [each for each in frame["breakdown_topic"].unique() if not each.endswith(CHANGE_TOPIC)]
        for topic in topics:
            if set(parts := _keywords(topic)) == set(breakdown):
                value = CROSS.join(breakdown[part] for part in parts) or TOTAL
                known = frame.loc[frame["breakdown_topic"] == topic, "breakdown"].unique()
                _check_among(known, value, f"{measure} has no {topic}")
                return topic, value
        given = {" and ".join(_keywords(topic)): _by(_keywords(topic)) for topic in topics}
        near = did_you_mean(" and ".join(breakdown), given)
        raise LookupError(f"{measure} is not given {_by(breakdown)}.{near} It is given {' or '.join(given.values())}.")


def _or_why_not(row: pd.Series, text: str, what: str) -> str:
    """The text; where the figure has none because its number is missing, why."""
    if not text and not row["symbol"]:
        raise LookupError(f"{row['measure']} has no {what}.")
    return text or figure_in_words(row)


def _keywords(topic: str) -> list[str]:
    """A topic as templates write it: "weeks since the request" is the keyword "weeks_since_the_request"; the total has none."""
    return [] if topic == TOTAL else [part.replace(" ", "_") for part in topic.split(CROSS)]


def _by(keywords: Iterable[str]) -> str:
    given = " and ".join(keywords)
    return f"by {given}" if given else "in total"


def _check_among(known: Iterable[str], value: str, missing: str) -> None:
    if value not in known:
        raise LookupError(f"{missing} `{value}`.{did_you_mean(value, known)} There are {', '.join(known)}.")
