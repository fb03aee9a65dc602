"""Which column of an extract is which of a dataset, by name, by content and by the order of its dates."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

import pandas as pd

from send_analysis.datasets.spec import Spec, kind_of
from send_analysis.datasets.suggest.content import Content, content_of, days_of
from send_analysis.datasets.suggest.names import LIKE, SAME, is_never_used, likeness

#: The share of values that must be read: by content alone; and at all, where the name is not the same.
TELLING, HALF = 0.9, 0.5

#: A longer name is a remark and no name.
LONGEST = 200

#: A score that is less by this much is about as good.
CLOSE = 0.08

_BEFORE = "not_before_"


class Proposal(NamedTuple):
    """A column of the extract for one of the dataset.

    Parameters
    ----------
    like : how like the name is; 0 where content alone speaks for it.
    rival : another column that is about as likely.
    """

    source: str
    like: float
    content: Content
    rival: str | None = None


@dataclass
class _Search:
    """The state of the search: what is proposed so far."""

    spec: Spec
    frame: pd.DataFrame
    found: dict[str, Proposal]
    read: dict[tuple[str, str], pd.Series] = field(default_factory=dict)

    @cached_property
    def orders(self) -> list[tuple[str, str]]:
        """The pairs of dates of which the first is never after the second."""
        rules = [each for each in self.spec.schema.checks if each.name and each.name.startswith(_BEFORE)]
        return [(each.name.removeprefix(_BEFORE), each.title) for each in rules]

    def open_sources(self) -> list[str]:
        """The columns that are not proposed for anything, and may be."""
        taken = {each.source for each in self.found.values()}
        may_be = (
            name for name in map(str, self.frame.columns) if len(name) <= LONGEST and not is_never_used(name, self.spec.name)
        )
        return [name for name in may_be if name not in taken]

    def open_columns(self) -> list[str]:
        return [name for name in self.spec.columns if name not in self.found]

    def disorder(self, name: str, source: str, content: Content) -> float:
        """The share of rows in which a date would be on the wrong side of another one that is proposed; the worst of them."""
        days = self.days(name, source, content)
        shares = [0.0]
        for first, second in self.orders:
            other = second if first == name else first
            if name not in (first, second) or other not in self.found:
                continue
            theirs = self.days(other, self.found[other].source, self.found[other].content)
            both = days.notna() & theirs.notna()
            wrong = (days > theirs) if name == first else (days < theirs)
            shares.append(float(wrong[both].mean()) if both.any() else 0.0)
        return max(shares)

    def days(self, name: str, source: str, content: Content) -> pd.Series:
        """The days of a column of the extract, read once as one of the dataset."""
        if (name, source) not in self.read:
            self.read[name, source] = days_of(self.spec, name, self.frame[source], content)
        return self.read[name, source]


def proposals(spec: Spec, frame: pd.DataFrame) -> dict[str, Proposal]:
    """The column of the extract for each column of the dataset for which there is one, in the dataset's order."""
    search = _Search(spec, frame, {})
    for name in spec.columns:
        if name in frame:
            search.found[name] = Proposal(name, 1.0, content_of(spec, name, frame[name]))
    _by_name(search)
    _by_content(search)
    return {name: search.found[name] for name in spec.columns if name in search.found}


def is_dated(spec: Spec, name: str) -> bool:
    """Whether a column holds days or moments."""
    return kind_of(spec.columns[name]) in ("date", "moment")


def _by_name(search: _Search) -> None:
    """The likeliest pair first, until no name is like any."""
    spec, frame = search.spec, search.frame
    pairs: dict[tuple[str, str], tuple[float, Content]] = {}
    for name in search.open_columns():
        for source in search.open_sources():
            if (like := likeness(source, spec.name, name)) < LIKE:
                continue
            content = content_of(spec, name, frame[source])
            if content.share >= HALF or like >= SAME:
                pairs[name, source] = like, content
    while pairs:
        scores = {pair: _score(search, *pair, *pairs[pair]) for pair in pairs}
        rivals_of = {pair: _rivals(scores, *pair) for pair in pairs}
        # What is clear comes first: a date among others is then told by their order.
        name, source = max(scores, key=lambda pair: scores[pair] - CLOSE * bool(rivals_of[pair]))
        (like, content), rivals = pairs[name, source], rivals_of[name, source]
        search.found[name] = Proposal(source, like, content, rivals[0] if rivals else None)
        pairs = {pair: each for pair, each in pairs.items() if pair[0] != name and pair[1] != source}
    taken = {each.source for each in search.found.values()}
    for name, each in search.found.items():
        if each.rival in taken:
            search.found[name] = each._replace(rival=None)


def _rivals(scores: Mapping[tuple[str, str], float], name: str, source: str) -> list[str]:
    """The other columns that are about as likely."""
    near = scores[name, source] - CLOSE
    return [other for (its, other), score in scores.items() if its == name and other != source and score > near]


def _score(search: _Search, name: str, source: str, like: float, content: Content) -> float:
    disorder = search.disorder(name, source, content) if is_dated(search.spec, name) else 0.0
    return 0.6 * like + 0.4 * content.share - 0.5 * disorder


def _by_content(search: _Search) -> None:
    """What only one column can be, by its values: first codes, then the key, then a date that must be given."""
    spec = search.spec
    for kinds in (("code", "set"), ("key",), ("date", "moment")):
        fits: dict[str, list[tuple[str, Content]]] = {}
        for name in search.open_columns():
            if kind_of(spec.columns[name]) in kinds and (found := list(_fitting(search, name))):
                fits[name] = found
        sources = [source for found in fits.values() for source, _ in found]
        for name, found in fits.items():
            source, content = found[0]
            if len(found) == 1 and sources.count(source) == 1:
                search.found[name] = Proposal(source, 0.0, content)


def _fitting(search: _Search, name: str) -> Iterable[tuple[str, Content]]:
    spec = search.spec
    kind, must_be_given = kind_of(spec.columns[name]), not spec.columns[name].nullable
    if kind == "key" and spec.key != (name,):
        return
    if is_dated(spec, name) and not must_be_given:
        return
    for source in search.open_sources():
        content = content_of(spec, name, search.frame[source])
        if not content.tells or content.share < TELLING or not content.given:
            continue
        if is_dated(spec, name) and (content.blank or search.disorder(name, source, content) > 1 - TELLING):
            continue
        yield source, content
