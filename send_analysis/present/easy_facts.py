"""One figure of the easy-read page: which it is, what is said of it, and what it is compared with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from send_analysis.core.period import Period, in_words
from send_analysis.core.windows import Windows
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.present.easy_changes import against_england, against_the_year_before
from send_analysis.present.easy_numbers import amount, counts, ending, is_share, share, told_by_counts
from send_analysis.present.easy_templates import Tell
from send_analysis.present.numbers import has_number

#: What is said in place of a missing number, by its symbol.
MISSING = {
    "c": "We cannot say {about}, to keep people’s details private.",
    "x": "We do not know {about} yet.",
    "z": "There was nothing to count here.",
    "u": "We cannot be sure {about}.",
    "low": "The number is close to zero.",
}

#: The windows that a dataset has without its params naming them.
_WINDOWS = ("year_to_date", "period", "as_at")


@dataclass(frozen=True)
class Source:
    """The released figures of one section, and what else its sentences need.

    Parameters
    ----------
    windows : gives the periods of a measure's dataset; None where figures are published ones, told for their latest period.
    area, england : the codes of the authority and of England.
    names : what sentences name that is no figure.
    """

    figures: ReleasableFigures
    windows: Callable[[str], Windows] | None
    area: str
    england: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Fact:
    """What is said of one figure, under which name, for which period, and compared with which."""

    name: str
    period: Period
    sentences: tuple[str, ...]
    compared_with: Period | None = None

    @property
    def is_of_a_day(self) -> bool:
        """Whether the figure is of one day, which its sentence names."""
        return self.period.start == self.period.end


def fact(tell: Tell, source: Source) -> Fact | None:
    """What is said of a template's figure; None where the source does not hold it, or it is 0 and that says nothing sure."""
    period = _window(tell, source)
    figure = _figure(tell, source, period, source.area)
    if period is None or figure is None:
        return None
    names = {**source.names, "day": in_words(period.end)}
    explained = (each.format_map(names) for each in tell.explain)
    windows = source.windows(tell.measure) if source.windows else Windows(period, period.end)
    is_of_a_day = period.start == period.end
    change = () if is_of_a_day else against_the_year_before(source.figures, figure, windows, tell.better)
    england = against_england(figure, _figure(tell, source, period, source.england), tell.better)
    if figure["value"] == 0 and (tell.not_of_none or _may_be_more(tell, source, period)):
        return None
    said = (*explained, *_said(tell, figure, names), *change, *(england if has_number(figure) else ()))
    return Fact(tell.name, period, tuple(filter(None, said)), windows.previous_year(period) if change else None)


def _window(tell: Tell, source: Source) -> Period | None:
    """The first of a template's windows that the dataset has, or the latest period of published figures."""
    if source.windows is None:
        held = source.figures.select(tell.measure, topic=tell.topic, breakdown=tell.breakdown, area=source.area).frame
        spans = [
            Period(first.date(), last.date()) for first, last in zip(held["period_start"], held["period_end"], strict=True)
        ]
        return max(spans, default=None, key=lambda span: span.end)
    windows = source.windows(tell.measure)
    known = [each for each in tell.over if each in (*windows.named, *_WINDOWS)]
    return windows.by_name(known[0]) if known else None


def _figure(tell: Tell, source: Source, period: Period | None, area: str) -> pd.Series | None:
    if period is None:
        return None
    place = {"topic": tell.topic, "breakdown": tell.breakdown, "area": area}
    held = source.figures.select(tell.measure, over=period, **place).frame
    return held.iloc[0] if len(held) else None


def _may_be_more(tell: Tell, source: Source, period: Period) -> bool:
    """Whether some are not known, so that none counted does not mean that there are none."""
    if tell.none_unless is None:
        return False
    unknown = _figure(tell.model_copy(update=dict(tell.none_unless)), source, period, source.area)
    return unknown is not None and unknown["value"] != 0  # a number withheld is not 0 either


def _said(tell: Tell, figure: pd.Series, names: Mapping[str, str]) -> Iterator[str]:
    """The number, or why there is none."""
    if not has_number(figure):
        yield MISSING[figure["symbol"]].format(about=tell.about)
    elif not is_share(figure):
        yield tell.of_a_count(figure["value"]).format_map({**names, "number": amount(figure)})
    elif counted := counts(figure):
        yield tell.say.format_map({**names, "count": counted[0], "all": counted[1]})
        if not told_by_counts(figure):
            yield f"That is {ending(figure)}."
    else:
        text = tell.rate.format_map({**names, "share": share(figure)})
        yield text[:1].upper() + text[1:]
