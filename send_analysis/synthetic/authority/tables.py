"""The datasets of the made-up authority as streams of tables, so that millions of rows take little memory."""

from collections.abc import Iterator

import numpy as np
import pandas as pd
import pyarrow as pa

from send_analysis.core.params.release import DatasetName
from send_analysis.synthetic.authority import canonical
from send_analysis.synthetic.authority.advice import make_advice
from send_analysis.synthetic.authority.appeals import add_appeals, make_appeals
from send_analysis.synthetic.authority.audits import audit_days, make_audits
from send_analysis.synthetic.authority.columns import CHUNK, slices
from send_analysis.synthetic.authority.contacts import make_contacts
from send_analysis.synthetic.authority.improvement import make_actions
from send_analysis.synthetic.authority.population import has_plan, is_active, make_cases
from send_analysis.synthetic.authority.span import Span

Tables = Iterator[pa.Table]


class Authority:
    """A made-up authority: its cases, and its datasets as streams of tables in canonical columns.

    Parameters
    ----------
    requests, contacts : how many there are.
    """

    def __init__(self, span: Span, requests: int, contacts: int, seed: int) -> None:
        self.span, self._contacts = span, contacts
        self._seed = seed
        self.cases = add_appeals(self.rng("appeal"), span, make_cases(self.rng("cases"), span, requests))

    def rng(self, subject: str) -> np.random.Generator:
        """The stream of draws of a subject, from its start: each has its own, so that a change of one leaves the others."""
        return np.random.default_rng([self._seed, *subject.encode()])

    def tables(self, name: DatasetName) -> Tables:
        """A dataset, some rows at a time; at least one table, perhaps without rows."""
        if name in ("audits", "audit_sections", "golden_thread"):
            return self._of_audits(name)
        return {
            "requests": self._requests, "advice": self._advice, "plans": self._plans, "needs": self._needs,
            "placements": self._placements, "reviews": self._reviews, "appeals": self._appeals, "contacts": self._log,
            "improvement_actions": self._improvement,
        }[name]()  # fmt: skip

    def _chosen(self, chosen: pd.Series) -> Iterator[pd.DataFrame]:
        """Some of the cases, so many at a time."""
        rows = np.flatnonzero(chosen.to_numpy())
        for part in slices(max(len(rows), 1)):
            yield self.cases.iloc[rows[part]]

    def _requests(self) -> Tables:
        return (canonical.requests(cases) for cases in self._chosen(~self.cases["historical"]))

    def _plans(self) -> Tables:
        return (canonical.plans(cases, self.span.ends_on) for cases in self._chosen(has_plan(self.cases)))

    def _needs(self) -> Tables:
        return (canonical.needs(cases) for cases in self._chosen(is_active(self.cases)))

    def _placements(self) -> Tables:
        return (canonical.placements(cases) for cases in self._chosen(is_active(self.cases)))

    def _reviews(self) -> Tables:
        return (canonical.reviews(cases) for cases in self._chosen(is_active(self.cases)))

    def _advice(self) -> Tables:
        rng = self.rng("advice")
        return (make_advice(rng, self.span, cases) for cases in self._chosen(self.cases["decision"].eq("assess")))

    def _appeals(self) -> Tables:
        yield make_appeals(self.rng("appeals"), self.span, self.cases)

    def _log(self) -> Tables:
        return make_contacts(self.rng("contacts"), self.span, self._contacts)

    def _improvement(self) -> Tables:
        yield make_actions(self.rng("improvement"), self.span)

    def _of_audits(self, name: DatasetName) -> Tables:
        days = audit_days(self.rng("audit_days"), self.span, self.cases)
        rng = self.rng("audits")
        for part in slices(max(len(days), 1), CHUNK // 10):
            numbers = np.arange(len(days))[part] + 1
            yield make_audits(rng, numbers, days[part])[name]
