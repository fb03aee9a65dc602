"""The gate between computing and showing: small counts of people become "c", and what would give them back with them.

Policy, by each measure's `about` in the registry. Figures about process (contacts, audit grades, posts) are shown as they are. Of
figures about people, totals of the authority are shown, by month as well; breakdowns (grounds, causes, agencies, kinds) and the
number of exceptions are withheld where they count 1 to 4. What the Department or another has published is public already and is
shown. Source: Analysis Function, "Symbols in tables"; GSS guidance on disclosure control for tables produced from administrative
sources (threshold and complementary suppression).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Self

import numpy as np
import pandas as pd

from send_analysis.compare.revised import MATCHED
from send_analysis.core.errors import DisclosureError
from send_analysis.core.figures import KEY, PUBLISHED, TOTAL, Figures, FigureTable
from send_analysis.core.period import Period
from send_analysis.disclosure.telling import periods_that_tell
from send_analysis.measures.registry import definition

_SEAL = object()
_HIDDEN = ["numerator", "denominator", "value", "lower", "upper"]


@dataclass(frozen=True)
class Policy:
    """Counts of people from 1 to `withhold_up_to` in a breakdown are withheld."""

    withhold_up_to: int = 4


class ReleasableFigures(FigureTable):
    """Figures that have passed disclosure control. Only :func:`protect` makes them; presentation accepts nothing else.

    :func:`read_back` gives those again that a run has recorded.
    """

    def __init__(self, frame: pd.DataFrame, *, seal: object = None) -> None:
        if seal is not _SEAL:
            raise DisclosureError("Releasable figures come from disclosure.protect() and from nowhere else.")
        super().__init__(frame)
        self._revised: frozenset[tuple[object, ...]] = frozenset()

    def _keep(self, frame: pd.DataFrame) -> Self:
        kept = super()._keep(frame)
        kept._revised = self._revised
        return kept

    def with_revised(self, keys: frozenset[tuple[object, ...]]) -> Self:
        """The same figures, those with these keys (`compare.revised.revised_keys`) marked as revised."""
        marked = self._keep(self._frame)
        marked._revised = keys
        return marked

    def is_revised(self, figure: pd.Series) -> bool:
        """Whether a figure of this table is marked as revised since an earlier publication."""
        return bool(self._revised) and tuple(figure[name] for name in MATCHED) in self._revised

    def with_derived(self, derive: Callable[[pd.DataFrame], pd.DataFrame]) -> "ReleasableFigures":
        """These figures and the rows that `derive` computes from them: what follows from released figures is releasable."""
        derived = derive(self.frame)
        if derived.empty:
            return self
        whole = ReleasableFigures(pd.concat([self.frame, derived], ignore_index=True), seal=_SEAL)
        return whole.with_revised(self._revised)


def protect(figures: Figures, policy: Policy) -> ReleasableFigures:
    """Apply the policy to a table of figures.

    Parameters
    ----------
    figures : whole tables as measures return them: what is withheld beside a small count is chosen among their rows, and the
        first periods of the table are kept in preference to later ones.

    Returns
    -------
    ReleasableFigures with the same rows; a withheld one has symbol "c" and no number.

    Raises
    ------
    DisclosureError
        When the figures have not the type `Figures`, or a rate excluding a group comes without the rate that includes it.
    """
    if not isinstance(figures, Figures):
        raise DisclosureError(f"protect() takes Figures, not {type(figures).__name__}.")
    frame = figures.frame
    withheld = pd.Series(False, index=frame.index)
    own = frame[frame["status"] != PUBLISHED]
    for (measure, area), rows in own.groupby(["measure", "area_code"], sort=False):
        rule = definition(str(measure))
        if rule.about == "process":
            continue
        if rule.total_of:
            wholes = own[own["measure"].eq(rule.total_of) & own["area_code"].eq(str(area))]
            for (topic, breakdown), part in rows.groupby(["breakdown_topic", "breakdown"], sort=False):
                whole = wholes[wholes["breakdown_topic"].eq(str(topic)) & wholes["breakdown"].eq(str(breakdown))]
                withheld |= _tells_the_rest(part, whole, rule.total_of, policy).reindex(frame.index, fill_value=False)
        for _, table in rows[rows["breakdown_topic"] != TOTAL].groupby("breakdown_topic", sort=False):
            withheld |= _Breakdown(table, policy).withheld.reindex(frame.index, fill_value=False)
    frame.loc[withheld, _HIDDEN] = np.nan
    frame.loc[withheld, "symbol"] = "c"
    return ReleasableFigures(frame, seal=_SEAL)


def read_back(recorded: pd.DataFrame) -> ReleasableFigures:
    """Figures that a run has recorded after disclosure control, as they were: a figure recorded twice stands once."""
    return ReleasableFigures(recorded.drop_duplicates(list(KEY)), seal=_SEAL)


def _tells_the_rest(rows: pd.DataFrame, whole: pd.DataFrame, total_of: str, policy: Policy) -> pd.Series:
    """Rows that, taken from the whole's, leave a group of 1 to `withhold_up_to`, or one that divides into such groups."""
    wholes = _by_period(whole).reindex(_periods(rows))
    rest = wholes["denominator"] - rows["denominator"].to_numpy()
    if rest.isna().any() and rows.loc[rest.isna().to_numpy(), "denominator"].notna().any():
        raise DisclosureError(
            f"{rows['measure'].iloc[0]} can be shown only in one table with {total_of}: "
            "the difference of the two may be a handful of people."
        )
    on_time = wholes["numerator"] - rows["numerator"].to_numpy()
    tell = periods_that_tell(rest.dropna().to_dict(), policy.withhold_up_to)
    # How the rest divides is a small count too. Whole calendar years are published by the Department with both counts.
    for part in (on_time.dropna(), (rest - on_time).dropna()):
        own = {period: count for period, count in part.to_dict().items() if not period.is_calendar_year()}
        tell = periods_that_tell(own, policy.withhold_up_to, tell & own.keys()) | tell
    hidden = [period in tell for period in _periods(rows)]
    return pd.Series(hidden, index=rows.index)


def _by_period(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.set_index(pd.Index(_periods(rows), dtype=object))


def _periods(rows: pd.DataFrame) -> list[Period]:
    return [Period(start.date(), end.date()) for start, end in zip(rows["period_start"], rows["period_end"], strict=True)]


class _Breakdown:
    """One topic of one measure: cells by periods, of which small ones and their complements are withheld."""

    def __init__(self, rows: pd.DataFrame, policy: Policy) -> None:
        self._policy = policy
        self._rows = rows.assign(period=pd.Series(_periods(rows), index=rows.index, dtype="object"))
        known = rows["numerator"].notna() | rows["denominator"].notna()
        self._known = self._rows[known]
        # Parts of a distribution share one denominator and add up by numerator; groups with rates of their own by denominator.
        shared = self._known.groupby(["period_start", "period_end"])["denominator"].nunique().le(1).all()
        self._size = self._known["numerator"] if shared else self._known["denominator"]

    @cached_property
    def withheld(self) -> pd.Series:
        """Whether each row is withheld; grows until nothing that is shown gives a withheld count back."""
        secret = pd.Series(False, index=self._known.index)
        while True:
            grown = self._over_time_together(self._with_complements(self._over_time(secret)))
            if grown.equals(secret):
                return secret.reindex(self._rows.index, fill_value=False)
            secret = grown

    def _over_time(self, secret: pd.Series) -> pd.Series:
        grown = secret.copy()
        for _, cell in self._known.groupby("breakdown", sort=False):
            hidden = set(cell.loc[secret[cell.index], "period"])
            for counts in (cell["numerator"], cell["denominator"], cell["denominator"] - cell["numerator"]):
                known = dict(zip(cell["period"], counts, strict=True))
                known = {period: count for period, count in known.items() if not np.isnan(count)}
                hidden |= periods_that_tell(known, self._policy.withhold_up_to, hidden & known.keys())
            grown[cell.index] = cell["period"].isin(hidden)
        return grown

    def _with_complements(self, secret: pd.Series) -> pd.Series:
        grown = secret.copy()
        for _, cells in self._known.groupby(["period_start", "period_end"], sort=False):
            hidden = grown[cells.index]
            size = self._size[cells.index]
            order = size[~hidden].sort_values(kind="stable", key=lambda s: s.where(s > 0, np.inf)).index
            for candidate in order:
                if not hidden.any() or self._cannot_be_subtracted_back(hidden.index[hidden]):
                    break
                hidden[candidate] = True
            grown[cells.index] = hidden
        return grown

    def _over_time_together(self, secret: pd.Series) -> pd.Series:
        """What is withheld, added up, is known of each period as the total less the rest; so is its change between periods."""
        grown = secret.copy()
        withheld = self._known[secret].groupby("breakdown")["period"].agg(set).to_dict()
        hidden = {
            period: frozenset(str(name) for name, periods in withheld.items() if period in periods)
            for period in self._counts
        }
        for group in dict.fromkeys(one | other for one in hidden.values() for other in hidden.values()):
            told = self._telling_together(group, [period for period in hidden if hidden[period] <= group])
            for period in told:
                of_period = self._known["period"].map(lambda each, period=period: each == period)
                rest = self._size[of_period & ~grown].sort_values(kind="stable")
                grown[rest.index[:1]] = True
            if told:
                break
        return grown

    @cached_property
    def _counts(self) -> dict[Period, dict[str, tuple[float, float]]]:
        """Numerator and denominator of each cell, by period."""
        counts: dict[Period, dict[str, tuple[float, float]]] = {}
        columns = (self._known[name] for name in ("period", "breakdown", "numerator", "denominator"))
        for period, breakdown, numerator, denominator in zip(*columns, strict=True):
            counts.setdefault(period, {})[breakdown] = (numerator, denominator)
        return counts

    def _telling_together(self, group: frozenset[str], periods: list[Period]) -> set[Period]:
        """The periods that would tell a small count of a group of cells, added up; none for the whole, which is a total."""
        if len(group) in (0, self._known["breakdown"].nunique()):
            return set()
        sums: tuple[dict[Period, float], ...] = ({}, {}, {})
        for period in periods:
            cells = [pair for name, pair in self._counts[period].items() if name in group]
            numerator, denominator = (sum(parts) for parts in zip(*cells, strict=True)) if cells else (0.0, 0.0)
            for known, count in zip(sums, (numerator, denominator, denominator - numerator), strict=True):
                if not np.isnan(count):
                    known[period] = count
        return set().union(*(periods_that_tell(known, self._policy.withhold_up_to) for known in sums))

    def _cannot_be_subtracted_back(self, hidden: pd.Index) -> bool:
        """Whether the withheld cells of a period are several, and not few together in anything that adds up to a total."""
        numerators, denominators = self._known.loc[hidden, ["numerator", "denominator"]].sum(min_count=1)
        together = (numerators, denominators, denominators - numerators)  # what is missing is not added up: NaN
        return len(hidden) > 1 and not any(count <= self._policy.withhold_up_to for count in together)
