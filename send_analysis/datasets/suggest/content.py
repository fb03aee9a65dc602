"""How far the values of an extract's column are what a dataset's column holds, and what would have to be mapped."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from send_analysis.datasets.coerce import coerce
from send_analysis.datasets.spec import Spec, allowed_in, kind_of
from send_analysis.datasets.suggest.dates import Form, form_of
from send_analysis.datasets.suggest.words import MEANING_OF_A_BLANK, is_blank_word, meaning
from send_analysis.sources.date_formats import read_as

#: A value is shown only where the column has at most so many, and it stands in at least so many rows: others may be personal.
MOST_KINDS, FEWEST_ROWS = 20, 5

#: What share of the rows may lack a key, or repeat one, and the column still be known for what it is.
SLIPS = 0.01

#: A longer value is a remark and no code.
LONGEST = 100

#: Values of so few letters say nothing of which column they are in.
_GENERIC = 2


@dataclass(frozen=True)
class Content:
    """A column of the extract, read as one of the dataset.

    Parameters
    ----------
    given : how many rows have a value; blank: how many have none.
    readable : how many rows have a value that is read, once `values` and `form` are in params.
    values : the values to map, and what they mean.
    open_values : other values that may be shown, with their rows; hidden_values : how many there are that may not.
    form : of the dates.
    tells : whether the values could hardly be another column's.
    """

    given: int
    blank: int
    readable: int
    values: Mapping[str, str] = field(default_factory=dict)
    open_values: Mapping[str, int] = field(default_factory=dict)
    hidden_values: int = 0
    form: Form | None = None
    tells: bool = False

    @property
    def share(self) -> float:
        """The share of given values that are read; of a column without any, as if half of them were."""
        return self.readable / self.given if self.given else 0.5


def content_of(spec: Spec, name: str, column: pd.Series) -> Content:
    """A column of the extract, read as the column `name`."""
    kind = kind_of(spec.columns[name])
    given, blank = int(column.notna().sum()), int(column.isna().sum())
    if kind in ("date", "moment"):
        return _dates(spec, name, column, given, blank)
    counts = column.astype("str").value_counts()
    if kind == "text":
        return Content(given, blank, given)
    if kind == "key":
        return _keys(spec, name, counts, given, blank)
    return _words(spec, name, counts, given, blank)


def _keys(spec: Spec, name: str, counts: pd.Series, given: int, blank: int) -> Content:
    """Identifiers: given in every row; each once, where the dataset knows its rows by them; never days."""
    texts = pd.Series(counts.index, dtype="str")
    if not texts.empty and (~coerce(texts, "date").unreadable).mean() > 0.5:
        return Content(given, blank, 0)
    is_alone = spec.key == (name,)
    readable = len(counts) if is_alone else given
    slips = (given - readable) + blank
    return Content(given, blank, readable, tells=is_alone and bool(given) and slips <= SLIPS * (given + blank))


def _dates(spec: Spec, name: str, column: pd.Series, given: int, blank: int) -> Content:
    each = spec.columns[name]
    kind = kind_of(each)
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        readable = given - int(coerce(column, kind).unreadable.sum())
        return Content(given, blank, readable, tells=True)
    counts = column.astype("str").value_counts()
    texts = pd.Series(counts.index, dtype="str")
    form = form_of(texts, kind)
    read = ~coerce(texts, kind).unreadable
    if form is not None and form.text is not None:
        read |= texts.isin(form.reads).to_numpy()
    blanks = {text: "" for text in texts[~read] if each.nullable and is_blank_word(text)}
    readable = int(counts.to_numpy()[read | texts.isin(blanks).to_numpy()].sum())
    return Content(given, blank, readable, blanks, form=form, tells=form is None or form.text != "excel")


def _words(spec: Spec, name: str, counts: pd.Series, given: int, blank: int) -> Content:
    """Codes, sets and flags, by the words for them."""
    each = spec.columns[name]
    texts = pd.Series(counts.index, dtype="str")
    as_they_are = ~coerce(texts, kind_of(each), allowed_in(each)).unreadable
    values: dict[str, str] = {}
    others: dict[str, int] = {}
    telling, readable = set(), 0
    few_kinds = len(counts) <= MOST_KINDS
    for text, is_read, rows in zip(texts, as_they_are, counts, strict=True):
        meant = meaning(spec, name, text)
        may_be_shown = few_kinds and rows >= FEWEST_ROWS
        if is_read or (len(text) <= LONGEST and meant is not None and (meant[1] or may_be_shown)):
            readable += int(rows)
            if len(text) > _GENERIC:
                telling.add(text if meant is None else meant[0])
            if not is_read and meant is not None:
                values[text] = meant[0]
        else:
            others[text] = int(rows)
    shown = {text: rows for text, rows in others.items() if few_kinds and rows >= FEWEST_ROWS and len(text) <= LONGEST}
    if blank and (meant_by_blank := MEANING_OF_A_BLANK.get(f"{spec.name}.{name}")):
        values[""] = meant_by_blank
    return Content(given, blank, readable, values, shown, len(others) - len(shown), tells=len(telling - {""}) > 1)


def days_of(spec: Spec, name: str, column: pd.Series, content: Content) -> pd.Series:
    """The days that a column of dates tells, without time zone; missing where they are not read."""
    kind = kind_of(spec.columns[name])
    if content.form is not None and content.form.text is not None:
        texts = column.astype("str")
        return read_as(texts, content.form.text).fillna(_walls(coerce(texts, kind).values))
    return _walls(coerce(column, kind).values)


def _walls(days: pd.Series) -> pd.Series:
    return days.dt.tz_localize(None) if days.dt.tz is not None else days
