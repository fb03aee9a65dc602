"""In which form a column's dates are written, where a dataset does not read it by itself; never guessed."""

import re
from functools import cache
from itertools import product
from typing import NamedTuple

import pandas as pd

from send_analysis.datasets.coerce import Kind, coerce
from send_analysis.datasets.suggest.words import is_blank_word
from send_analysis.sources.date_formats import read_as

_DAYS = (
    *("%d.%m.%y", "%d/%m/%y", "%d-%m-%y", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%d %m %y", "%d%m%Y"),
    *("%Y/%m/%d", "%Y.%m.%d", "%Y-%m-%d", "%Y%m%d", "%Y-%b-%d"),
    *(f"%d{joint}{month}{joint}{year}" for month in ("%b", "%B") for joint in " -/." for year in ("%y", "%Y")),
    *("%b %d %Y", "%B %d %Y", "%b %d, %Y", "%B %d, %Y", "%a %d %b %Y", "%A %d %B %Y"),
)
#: American; tried so that it is not taken for the British order, and named where nothing else fits.
_MONTH_FIRST = ("%m/%d/%Y", "%m/%d/%y", "%m-%d-%Y", "%m-%d-%y", "%m.%d.%Y", "%m.%d.%y")
_TIMES = (" %H:%M", " %H:%M:%S", " %I:%M %p", " %I:%M:%S %p", " %H.%M", " %I:%M%p")

#: Serial numbers of Excel from 2000 to 2064: other whole numbers are no dates.
_SERIAL = (36526, 60000)

_A_MOMENT = pd.Timestamp(2021, 11, 22, 13, 44, 55)

#: What share of the distinct texts must have a form: a few slips of typing do not hide it.
NEARLY_ALL = 0.95

#: How many distinct texts decide which forms are tried on all.
_TRIED = 500


class Form(NamedTuple):
    """A form that all dates of a column have, which the dataset does not read by itself.

    Parameters
    ----------
    text : as `date_formats` in params name it; None where it may be one of several that tell other days.
    reads : the texts that have it.
    """

    text: str | None
    reads: frozenset[str]


def form_of(texts: pd.Series, kind: Kind) -> Form | None:
    """The form of distinct texts that are dates or moments; None where the dataset reads them, or no form fits.

    A form must fit all of them, or all that the dataset does not read, but for a few slips. It is not named where another one
    fits as well and tells other days, as in a column in which no day is after the 12th.
    """
    texts = texts[[not is_blank_word(text) for text in texts]].reset_index(drop=True)
    unread = texts[coerce(texts, kind).unreadable].reset_index(drop=True)
    if unread.empty:
        return None
    if (numbers := _serial(unread, kind)) is not None:
        return numbers
    for asked, share in (
        (texts, 1.0),
        (unread, 1.0),
        (_of_one_shape(texts), NEARLY_ALL),
        (_of_one_shape(unread), NEARLY_ALL),
    ):
        if fitting := _fitting(asked, kind, share):
            first, days = next(iter(fitting.items()))
            is_sure = all(days.equals(other) for other in fitting.values())
            return Form(first if is_sure else None, frozenset(asked[days.notna()]))
    return None


def _of_one_shape(texts: pd.Series) -> pd.Series:
    """The texts of the commonest shape, where nearly all have it; else none."""
    shapes = pd.Series([_shape(text) for text in texts], dtype="str")
    common = shapes.eq(shapes.mode()[0])
    return texts[common].reset_index(drop=True) if common.mean() >= NEARLY_ALL else texts[:0]


def _serial(unread: pd.Series, kind: Kind) -> Form | None:
    numbers = pd.to_numeric(unread, errors="coerce")
    if not numbers.between(*_SERIAL).all():
        return None
    is_whole = bool(numbers.eq(numbers.round()).all())
    return Form("excel", frozenset(unread)) if is_whole == (kind == "date") else None


def _fitting(texts: pd.Series, kind: Kind, share: float) -> dict[str, pd.Series]:
    """The forms that at least a share of the texts have, with the days that they tell."""
    fitting: dict[str, pd.Series] = {}
    if texts.empty:
        return fitting
    for form in _forms(kind).get(_shape(texts[0]), ()):
        if read_as(texts[:_TRIED], form).notna().mean() >= share:
            days = read_as(texts, form)
            told = days.dropna()
            # A date with a time of day is none, in whatever form.
            if days.notna().mean() >= share and (kind == "moment" or told.eq(told.dt.normalize()).all()):
                fitting[form] = days
    return fitting


@cache
def _forms(kind: Kind) -> dict[str, list[str]]:
    """The forms by their shape, so that few are tried."""
    timed = ["".join(each) for each in product((*_DAYS, *_MONTH_FIRST), _TIMES)]
    by_shape: dict[str, list[str]] = {}
    for form in timed if kind == "moment" else [*_DAYS, *_MONTH_FIRST, *timed]:
        by_shape.setdefault(_shape(_A_MOMENT.strftime(form)), []).append(form)
    return by_shape


def _shape(text: str) -> str:
    """A text with each number as 9 and each word as a."""
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"\d+", "9", text))
