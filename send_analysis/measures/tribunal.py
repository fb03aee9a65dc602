"""SEND Tribunal: how many families appeal, about what, how their appeals end, and how often a decision is appealed."""

from collections.abc import Sequence
from datetime import date

import numpy as np
import pandas as pd

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import TOTAL, Figures, concat_figures
from send_analysis.core.intervals import wilson
from send_analysis.core.params.release import AppealableDecisions
from send_analysis.core.period import Period
from send_analysis.core.windows import Windows
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.tally import as_figures, count, count_by_day, distribution

#: The ground of an appeal about what a plan says or names; its sections say what. Source: Children and Families Act 2014,
#: s.51(2)(c).
CONTENTS = "contents"


def registered(appeals: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Appeals registered, in total and by kind (topic "kind"); unit appeals.

    Parameters
    ----------
    appeals : one row per appeal; `registered_on` (datetime64, day; missing: not counted), `ground` (category; missing: counted
        in the total alone), `sections` (text, the parts in alphabetical order joined by ";", empty where none).
    periods : appeals *registered* in them are counted; the release's windows when left out.

    Returns
    -------
    Figures. The kind of an appeal is its ground, and of one about contents its set of sections in words: "sections F and I" is a
    kind of its own and counts neither for "section F" nor for "section I". So the kinds add up to the total.
    """
    periods = periods or appeals.windows.standard
    when = appeals.rows["registered_on"]
    return concat_figures(
        [
            count("tribunal.registered", appeals, when, periods),
            count("tribunal.registered", appeals, when, periods, topic="kind", breakdown=kinds(appeals)),
        ]
    )


def outcome(appeals: Dataset, periods: Sequence[Period] | None = None) -> Figures:
    """Share of each outcome among the appeals that ended (topic "outcome"); unit percent, counts are appeals.

    Parameters
    ----------
    appeals : one row per appeal; `outcome` (category), `outcome_on` (datetime64, day). An appeal that lacks either has not ended
        and is not counted.
    periods : appeals that *ended* in them are counted, whenever they were registered; the release's windows when left out.
    """
    periods = periods or appeals.windows.standard
    rows = appeals.rows
    return distribution("tribunal.outcome", appeals, rows["outcome_on"], rows["outcome"], periods, topic="outcome")


def appeal_rate(appeals: Dataset, decisions: Sequence[AppealableDecisions]) -> Figures:
    """Appeals registered per 100 appealable decisions, one figure for each calendar year; unit per 100.

    Parameters
    ----------
    appeals : one row per appeal; `registered_on` (datetime64, day; missing: not counted).
    decisions : appealable decisions of a calendar year, which the authority's own rows do not hold.

    Returns
    -------
    Figures with a Wilson 95 % interval for the calendar years of the release's year to date, its last year and their previous
    years, as far as they are over: an unfinished year has no rate. A year that the extract does not cover whole, or that has no
    decisions, is "x".

    Raises
    ------
    ParamsError
        When the decisions of one year are given twice.

    Notes
    -----
    Definition: Department for Education, SEND appeal rate by local authority; never set beside a rate of the academic year.
    The interval takes each decision as appealed once or not; where there are more appeals than decisions there is none.
    """
    given = {each.year: each for each in decisions}
    if len(given) < len(decisions):
        raise ParamsError("appealable_decisions: a year stands twice. Keep one entry for each year.")
    years = _finished_years(appeals.windows)
    made = [given.get(year.start.year) for year in years]
    of = np.array([[each.decisions if each else np.nan] for each in made])
    when = appeals.rows["registered_on"]
    number = count_by_day(when, np.zeros(len(when), dtype=np.intp), 1, years).astype(np.float64)
    lower, upper = wilson(number, np.where(number <= of, of, np.nan))
    figures = as_figures(
        "tribunal.appeal_rate", appeals, years, TOTAL, [TOTAL],
        value=100 * number / of, numerator=number, denominator=of, lower=lower, upper=upper,
    )  # fmt: skip
    frame = figures.frame
    frame["symbol"] = frame["symbol"].where(frame["value"].notna(), "x")
    frame["source"] = [f"{appeals.source}; {each.source}" if each else appeals.source for each in made]
    return Figures(frame)


def kinds(appeals: Dataset) -> pd.Series:
    """The kind of each appeal: a category in the order of the grounds, where contents stands as its sets of sections."""
    ground, sections = appeals.rows["ground"], appeals.rows["sections"]
    is_contents = ground.eq(CONTENTS)
    sets = sorted(sections[is_contents].unique(), key=lambda parts: (len(parts.split(";")), parts))
    in_words = {parts: sections_in_words(parts) for parts in sets}
    kind = sections.map(in_words).where(is_contents, ground.astype(str))
    names = [name for each in ground.cat.categories for name in (in_words.values() if each == CONTENTS else [each])]
    return pd.Series(pd.Categorical(kind, names), index=ground.index)


def sections_in_words(sections: str) -> str:
    """A set of sections as a kind of appeal: "section I", "sections F and I", "sections B, F and I"; without any "contents".

    >>> sections_in_words("B;F;I")
    'sections B, F and I'
    """
    *first, last = sections.split(";")
    if not first:
        return f"section {last}" if last else CONTENTS
    return f"sections {', '.join(first)} and {last}"


def _finished_years(windows: Windows) -> list[Period]:
    """The calendar years that the year to date, the last year and their previous years lie in and that are over; newest first."""
    own = (windows.year_to_date, windows.last_year)
    touched = (*own, *(windows.previous_year(period) for period in own))
    years = {year for period in touched for year in (period.start.year, period.end.year)}
    whole = [Period(date(year, 1, 1), date(year, 12, 31)) for year in sorted(years, reverse=True)]
    return [year for year in whole if year.end <= windows.as_at]
