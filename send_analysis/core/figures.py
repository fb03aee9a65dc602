"""The spine: every number that a reader meets is a row of one tidy table of figures."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Self

import pandas as pd

from send_analysis.core.errors import UsageError
from send_analysis.core.period import Period

#: What identifies a figure; no two rows of a table agree in all of them.
KEY = ("measure", "area_code", "period_start", "period_end", "breakdown_topic", "breakdown")

#: The columns of a figures table, in order.
COLUMNS = (
    "measure", "area_code", "area_name", "period_start", "period_end", "breakdown_topic", "breakdown",
    "numerator", "denominator", "value", "unit", "lower", "upper", "symbol", "status", "source",
)  # fmt: skip

_NUMBERS = ("numerator", "denominator", "value", "lower", "upper")
_DAYS = ("period_start", "period_end")

#: GSS symbols (Analysis Function, "Symbols in tables"): a missing number always says why; only a true zero is 0.
SYMBOLS = {
    "z": "not applicable",
    "x": "not available",
    "c": "withheld to protect confidentiality",
    "low": "rounds to zero but is not zero",
    "u": "low reliability",
}

#: The mark beside a number published otherwise before, and its meaning. Unlike a symbol it replaces no number.
#: Source: Analysis Function, "Symbols in tables".
REVISED = "r"
REVISED_MEANING = "revised since an earlier publication"

#: Topic and breakdown of a figure about the whole authority, as the Department for Education names them.
TOTAL = "Total"

#: Between the parts of a breakdown of two topics: topic "section / grade", breakdown "G / inadequate".
CROSS = " / "

#: Status of a figure taken from a publication, in contrast to one computed from the authority's own rows. It is public already.
PUBLISHED = "published"

#: How the area code of a benchmark begins: a rate that others publish, set beside the authority's own.
BENCHMARK = "benchmark"


@dataclass(frozen=True)
class Area:
    """The area a figure is about: the Department's three-digit code of an authority and its name."""

    code: str
    name: str


class FigureMissingError(UsageError, LookupError):
    """A figure was asked for that the table does not hold, or that it holds several of."""


class FigureTable:
    """A table of figures, never changed once made. :data:`COLUMNS` says its columns; `frame` gives a copy of the rows.

    Raises
    ------
    ValueError
        When a column is missing or unknown, when two rows have the same key, when a number is missing without a symbol,
        or when a symbol stands beside a number.
    """

    def __init__(self, frame: pd.DataFrame) -> None:
        if set(frame.columns) != set(COLUMNS):
            raise ValueError(f"a figures table has the columns {', '.join(COLUMNS)}")
        frame = frame.loc[:, list(COLUMNS)].reset_index(drop=True)
        frame = frame.astype(dict.fromkeys(_NUMBERS, "float64") | dict.fromkeys(_DAYS, "datetime64[us]"))
        if repeated := frame.duplicated(list(KEY)).sum():
            raise ValueError(f"{repeated} figures stand twice in one table")
        missing, explained = frame["value"].isna(), frame["symbol"].isin(list(SYMBOLS))
        if (missing != explained).any() or not (explained | frame["symbol"].eq("")).all():
            raise ValueError("a figure has either a value or a symbol that says why it has none")
        self._frame = frame

    @property
    def frame(self) -> pd.DataFrame:
        """A copy of the rows."""
        return self._frame.copy()

    def __len__(self) -> int:
        return len(self._frame)

    def __bool__(self) -> bool:
        return len(self._frame) > 0

    def _keep(self, frame: pd.DataFrame) -> Self:
        """A table of the same kind with some of this table's rows."""
        kept = object.__new__(type(self))
        kept._frame = frame.reset_index(drop=True)
        return kept

    def select(
        self,
        measure: str | None = None,
        *,
        over: Period | Sequence[Period] | None = None,
        topic: str | None = None,
        breakdown: str | None = None,
        area: str | None = None,
    ) -> Self:
        """The rows of a measure (its id, or the end of it such as "including_exceptions"), periods, topic and breakdown.

        `area` is the code of one area; every area but the benchmarks when left out.
        """
        frame = self._frame
        frame = frame[~frame["area_code"].str.startswith(BENCHMARK) if area is None else frame["area_code"] == area]
        if measure is not None:
            frame = frame[(frame["measure"] == measure) | frame["measure"].str.endswith("." + measure)]
        if topic is not None:
            frame = frame[frame["breakdown_topic"] == topic]
        if breakdown is not None:
            frame = frame[frame["breakdown"] == breakdown]
        if over is not None:
            periods = [over] if isinstance(over, Period) else over
            wanted = [(pd.Timestamp(each.start), pd.Timestamp(each.end)) for each in periods]
            frame = frame[pd.MultiIndex.from_frame(frame[list(_DAYS)]).isin(wanted)]
        return self._keep(frame)

    def one(
        self, measure: str, over: Period, *, topic: str = TOTAL, breakdown: str = TOTAL, area: str | None = None
    ) -> pd.Series:
        """The one figure so named, of the authority itself unless `area` is another area's code.

        Raises
        ------
        FigureMissingError
            When the table holds no such figure, or more than one.
        """
        found = self.select(measure, over=over, topic=topic, breakdown=breakdown, area=area)
        if len(found) != 1:
            raise FigureMissingError(
                f"{len(found)} figures {measure} for {over.label}, {topic}: {breakdown}. "
                f"This table holds: {', '.join(sorted(set(self._frame['measure'])))}"
            )
        return found._frame.iloc[0]

    @property
    def measures(self) -> tuple[str, ...]:
        """The ids of the measures in the table, in order of appearance."""
        return tuple(dict.fromkeys(self._frame["measure"]))


class Figures(FigureTable):
    """Figures as computed, before disclosure control: nothing shows or publishes these."""

    @classmethod
    def empty(cls) -> "Figures":
        """A table without rows."""
        return cls(pd.DataFrame({name: pd.Series(dtype="object") for name in COLUMNS}))


def concat_figures(tables: Iterable[Figures]) -> Figures:
    """All rows of several tables in one; a row that stands in several of them alike is taken once, with its first name.

    An area is known by its code: that two tables spell its name in two ways does not make two figures of one.
    """
    frames = [table.frame for table in tables if table]
    if not frames:
        return Figures.empty()
    but_for_the_name = [name for name in COLUMNS if name != "area_name"]
    return Figures(pd.concat(frames, ignore_index=True).drop_duplicates(but_for_the_name))
