"""What a rule of the return is, and the kinds that most of them are."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd

from send_analysis.core.findings import listed
from send_analysis.core.params.release import DatasetName
from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.sen2.joined import FLAGS, Flags, Joined

#: error: what a row of a dataset says rests on the record, so that the row is set aside. warning: the row is used all the same.
Severity = Literal["error", "warning"]

Datasets = tuple[DatasetName, ...]

#: Where rules come from.
STRUCTURE = "structure of the return: guide to the 2023 return, pages 18 to 31"
FORMAT = "type of the item in the return"
ORDER = "order of events"
REGULATIONS = "SEND Regulations 2014"
PERIOD = "the return tells what had happened by its reference date"
WITAN = "checks of witan.sen2, a public reader of the return"
ANNEX_A = "checks of the area SEND Annex A validator"

#: The ranks of a plan's details, placements and needs: 1 is the main one.
RANKS = ("1", "2")

MEND = "Mend it in the case system and make the return again."


class About:
    """What every rule says of itself, from what it is about."""

    module: ModuleName
    fields: tuple[str, ...]
    sets_aside: Datasets

    @property
    def severity(self) -> Severity:
        """How bad it is."""
        return "error" if self.sets_aside else "warning"

    @property
    def element(self) -> str:
        """What the return calls the module."""
        return MODULES[self.module].element

    @property
    def items(self) -> tuple[str, ...]:
        """What the return calls the fields."""
        return tuple(item(self.module, name) for name in self.fields)


@dataclass(frozen=True)
class Rule(About):
    """One rule about the records of one module, which each batch can be asked by itself.

    Parameters
    ----------
    code : ours; the first digit is the module's.
    module, fields : whose records it is about, and which of their fields.
    words : the rule as a sentence.
    breaks : for each record of the module whether it breaks the rule.
    sets_aside : the datasets whose row, made of the record among others, is then set aside; without any it is a warning.
    source : where the rule comes from.
    advice : what to do.
    by_reference : whether it cannot be asked without the reference date.
    """

    code: str
    module: ModuleName
    fields: tuple[str, ...]
    words: str
    breaks: Callable[[Joined], Flags]
    sets_aside: Datasets = ()
    source: str = STRUCTURE
    advice: str = MEND
    by_reference: bool = False


@dataclass(frozen=True)
class DistinctRule(About):
    """A rule about the return as a whole: no two records of a module, of whatever batches, have the same value.

    It is a warning: when the last batch answers it, rows have been given out.

    Parameters
    ----------
    values : for each record the value; missing where nothing is asked of it. Only hashes of them are kept.
    code, module, fields, words, source, advice : as in other rules.
    """

    code: str
    module: ModuleName
    fields: tuple[str, ...]
    words: str
    values: Callable[[Joined], pd.Series]
    source: str = STRUCTURE
    advice: str = MEND
    sets_aside: Datasets = field(default=(), init=False)
    by_reference: bool = field(default=False, init=False)


def item(module: ModuleName, name: str) -> str:
    """What the return calls a field."""
    return next(each.xml for each in MODULES[module].fields if each.name == name)


def _a(element: str) -> str:
    return f"{'an' if element[0] in 'AEIO' else 'a'} {element}"


def of_its_parent(code: str, module: ModuleName, sets_aside: Datasets) -> Rule:
    """A record is not an orphan: the one that it belongs to is there."""
    parent = MODULES[module].parent or "person"
    words = f"Each {MODULES[module].element} record belongs to {_a(MODULES[parent].element)} record."
    return Rule(code, module, (), words, lambda the: the.at(module, parent) < 0, sets_aside)


def one_at_most(code: str, module: ModuleName, sets_aside: Datasets) -> Rule:
    """A record has no sibling."""
    parent = MODULES[module].parent or "person"
    words = f"There is one {MODULES[module].element} record at most for {_a(MODULES[parent].element)} record."
    return Rule(code, module, (), words, lambda the: the.number_of(module, module) > 1, sets_aside)


def has_some(code: str, module: ModuleName, child: ModuleName, what: str) -> Rule:
    """A record is not childless."""
    words = f"{what} has {MODULES[child].element} records."
    parent = MODULES[module].parent

    def breaks(the: Joined) -> Flags:
        childless = the.number_of(module, child) == 0
        return (
            childless if parent is None else childless & (the.at(module, "requests") >= 0)
        )  # of an orphan that alone is said

    return Rule(code, module, (), words, breaks)


def given(code: str, module: ModuleName, name: str, words: str, sets_aside: Datasets = ()) -> Rule:
    """A field has a value."""
    return Rule(code, module, (name,), words, lambda the: ~the.given(module, name), sets_aside)


def is_date(code: str, module: ModuleName, name: str, sets_aside: Datasets = ()) -> Rule:
    """A date can be read."""
    words = f"{item(module, name)} is a day of the calendar, for instance 2025-09-28."
    return Rule(code, module, (name,), words, lambda the: the.unreadable(module, name), sets_aside, FORMAT)


def not_after_reference(code: str, module: ModuleName, name: str, sets_aside: Datasets = ()) -> Rule:
    """A date does not lie after the day that the return speaks of."""
    words = f"{item(module, name)} does not lie after the reference date."
    late: Callable[[Joined], Flags] = lambda the: the.day(module, name) > the.reference  # noqa: E731
    return Rule(code, module, (name,), words, late, sets_aside, PERIOD, by_reference=True)


def not_before(
    code: str, module: ModuleName, name: str, other: ModuleName, earlier: str, words: str, sets_aside: Datasets = ()
) -> Rule:
    """A date is not before one of the same record, or of one that it is joined to."""
    early: Callable[[Joined], Flags] = lambda the: the.day(module, name) < the.day_of(module, other, earlier)  # noqa: E731
    return Rule(code, module, (name,), words, early, sets_aside, ORDER)


def one_of(
    code: str, module: ModuleName, name: str, codes: Collection[str], sets_aside: Datasets = (), source: str = FORMAT
) -> Rule:
    """A code is one of those that the return knows."""
    words = f"{item(module, name)} is {listed(codes, 'or')}."
    unknown: Callable[[Joined], Flags] = lambda the: the.given(module, name) & ~the.is_in(module, name, codes)  # noqa: E731
    return Rule(code, module, (name,), words, unknown, sets_aside, source)


def are_flags(code: str, module: ModuleName, names: tuple[str, ...], sets_aside: Datasets = ()) -> Rule:
    """Flags say yes or no."""

    def breaks(the: Joined) -> Flags:
        wrong = [the.given(module, name) & ~the.is_in(module, name, FLAGS) for name in names]
        return np.logical_or.reduce(wrong)

    items = listed(item(module, name) for name in names)
    words = f"{items} {'are' if len(names) > 1 else 'is'} 1 or 0, or true or false."
    return Rule(code, module, names, words, breaks, sets_aside, FORMAT)


def matches(code: str, module: ModuleName, name: str, pattern: str, words: str, source: str = FORMAT) -> Rule:
    """A text has the form that its item has in the return."""

    def breaks(the: Joined) -> Flags:
        return the.given(module, name) & ~the.matches(module, name, pattern)

    return Rule(code, module, (name,), words, breaks, (), source)


def ranks_differ(code: str, module: ModuleName, name: str, words: str, sets_aside: Datasets = ()) -> Rule:
    """A record does not have the rank of another one of the same plan."""

    def breaks(the: Joined) -> Flags:
        again = np.zeros(the.size(module), dtype=bool)
        for rank in RANKS:
            has_rank = the.is_in(module, name, [rank])
            again |= has_rank & (the.number_of(module, module, has_rank) > 1)
        return again

    return Rule(code, module, (name,), words, breaks, sets_aside)


def has_first(code: str, module: ModuleName, child: ModuleName, name: str, words: str) -> Rule:
    """Of the records that belong to one of a module, where there are any, one has rank 1."""

    def breaks(the: Joined) -> Flags:
        firsts = the.number_of(module, child, the.is_in(child, name, ["1"]))
        return (the.number_of(module, child) > 0) & (firsts == 0)

    return Rule(code, module, (), words, breaks)
