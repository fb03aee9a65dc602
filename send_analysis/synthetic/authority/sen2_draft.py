"""Requests that are about to be spoiled: sound ones, and the changes by which a rule of the return is broken."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.sen2.fields import MODULES, ModuleName
from send_analysis.synthetic.authority.columns import dates, same
from send_analysis.synthetic.authority.drawing import Numbers, later
from send_analysis.synthetic.authority.sen2_parts import Key, Part, Records
from send_analysis.synthetic.authority.sen2_records import make_part
from send_analysis.synthetic.authority.span import Span

#: What a field is made to hold: a text, so many days after the request, nothing, or a day that these words name.
Value = str | int | None
LATE, AGED_25, AGED_26 = "after the reference date", "aged 25", "aged 26"

Edit = Callable[["Draft"], None]


@dataclass
class Draft:
    """Some requests, each of another person, with a plan that is kept up and a review; and what becomes of them."""

    span: Span
    persons: Numbers
    part: Part

    @classmethod
    def of(cls, span: Span, persons: Numbers) -> "Draft":
        """Sound requests of these persons; one who is named twice has two."""
        part = make_part(span, _sound(span, persons))
        return cls(span, persons, replace(part, records=tuple(each for each in part.records if each.there.any())))

    def some(self, requests: slice) -> "Draft":
        """Some of the requests, to be changed by themselves."""
        return Draft(self.span, self.persons[requests], some_of(self.part, requests))

    def put(self, module: ModuleName, place: int, **fields: Value) -> None:
        """Change fields of a set of records."""
        self._change(module, place, lambda records: replace(records, values=dict(records.values) | self._values(fields)))

    def mark(self, module: ModuleName, **marks: str) -> None:
        """Have a set of records written in another way; see :class:`Records`."""
        self._change(module, 0, lambda records: replace(records, **marks))  # type: ignore[arg-type]

    def drop(self, module: ModuleName) -> None:
        """Take out all records of a module, and all below."""
        gone = {module}
        for name, each in MODULES.items():  # parents come first
            if each.parent in gone:
                gone.add(name)
        nobody = np.zeros(len(self.persons), dtype=bool)
        kept = [replace(each, there=nobody) if each.module in gone else each for each in self.part.records]
        self.part = replace(self.part, records=tuple(kept))

    def add(self, module: ModuleName, key: Key, **fields: Value) -> None:
        """Add another set of records like the first; nothing hangs on it."""
        first = self.part.of(module)[0]
        another = replace(first, values=dict(first.values) | self._values(fields), key=key, below=False)
        self.part = replace(self.part, records=(*self.part.records, another))

    def number_like_pupils(self, ids: str) -> None:
        """Give all persons (`person_ids`) or requests (`request_ids`) numbers of the form of a UPN, all made up."""
        numbers = pa.array([f"Z99999{number % 1_000_000:06}9" for number in self.persons])
        self.part = replace(self.part, **{ids: numbers})

    def _change(self, module: ModuleName, place: int, change: Callable[[Records], Records]) -> None:
        chosen = self.part.of(module)[place]
        records = tuple(change(each) if each is chosen else each for each in self.part.records)
        self.part = replace(self.part, records=records)

    def _values(self, fields: dict[str, Value]) -> dict[str, pa.Array]:
        return {name: self._value(value) for name, value in fields.items()}

    def _value(self, value: Value) -> pa.Array:
        size = len(self.persons)
        days = {
            LATE: self.span.ends_on + timedelta(days=20),
            AGED_25: self.span.earliest_birth.astype(date) - timedelta(days=200),
            AGED_26: self.span.earliest_birth.astype(date) - timedelta(days=700),
        }
        if isinstance(value, int):
            return dates(np.full(size, later(received_on(self.span), value)))
        if value in days:
            return dates(np.full(size, np.datetime64(days[value], "D")))
        return pa.nulls(size, pa.string()) if value is None else same(value, size)


def some_of(part: Part, requests: slice) -> Part:
    """Some requests of a part, and all of each person."""

    def cut(values: pa.Array) -> pa.Array:
        return values.slice(requests.start, requests.stop - requests.start)

    records = (
        replace(each, there=each.there[requests], values={name: cut(values) for name, values in each.values.items()})
        for each in part.records
    )
    return Part(part.persons[requests], cut(part.person_ids), cut(part.request_ids), tuple(records))


def received_on(span: Span) -> np.datetime64:
    """The day on which all spoiled requests came: early in the return's year."""
    return span.year_start + np.timedelta64(12, "D")


def _sound(span: Span, persons: Numbers) -> pd.DataFrame:
    """Cases with a plan that is kept up and a decided review, all alike but for their numbers."""
    received = received_on(span)
    never = np.datetime64("NaT", "s")
    values: dict[str, Any] = {
        "received_on": received, "decision_on": later(received, 35), "outcome_on": later(received, 100),
        "plan_issued_on": later(received, 130), "entered_on": later(received, 140), "held_on": later(received, 250),
        "decided_on": later(received, 270), "review_draft_on": later(received, 270), "birth": later(received, -8 * 365),
        "ceased_on": never, "earlier_entered_on": never, "phase_transfer_due_on": never, "phase_transfer_on": never,
        "decision": "assess", "outcome": "issue", "review_outcome": "amend", "sex": "F", "source": "parent", "need": "ASD",
        "setting": "establishment", "urn": 900_001, "second_setting": False, "sen_unit": False,
        "resourced_provision": False, "personal_budget": False, "transferred_in": False, "mediation": False,
        "historical": False,
    }  # fmt: skip
    cases = pd.DataFrame({"person": persons, "number": persons[0] * 2 + np.arange(len(persons))}).assign(**values)
    nothing = pd.Series(pd.Categorical([None] * len(cases)), index=cases.index)
    return cases.assign(exception=nothing, appeal=nothing, cease_reason=nothing, second_need=nothing)
