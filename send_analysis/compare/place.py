"""One authority's place in one measure and year, as one answer."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import pandas as pd

from send_analysis.compare.peers import as_at_year_end, standing
from send_analysis.compare.ranking import BANDS
from send_analysis.core.errors import UsageError
from send_analysis.core.figures import TOTAL, Area, Figures
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.topics import IN_FILE, LOWER, NEIGHBOURS_TOPIC, QUARTILE, RANK, RANK_TOPIC
from send_analysis.measures.registry import definition, definitions
from send_analysis.national.areas import began_by, ended_with
from send_analysis.national.national import National


@dataclass(frozen=True)
class Place:
    """The place of an authority; what is missing is None, and `symbol` says why the value is.

    Parameters
    ----------
    rank_from, rank_to : between which ranks chance alone could place it.
    neighbours_model : the version of the neighbours, and whether it was in force at the end of the year.
    vintage : of the file that the value is from, see `national.vintage.Vintage`; None for a fact that comes with the program.
    """

    measure: str
    authority: str
    code: str
    year: int
    value: float | None
    symbol: str
    rank: int | None
    ranked: int | None
    in_file: int | None
    quartile: str | None
    rank_from: int | None
    rank_to: int | None
    neighbours_lower: int | None
    neighbours_compared: int | None
    neighbours_model: str | None
    neighbours_in_force: bool | None
    vintage: dict[str, Any] | None
    source: str
    note: str

    def as_values(self) -> dict[str, Any]:
        """As plain values, for JSON."""
        return asdict(self)


def place(
    national: National, authority: str, measure: str, year: int, *, neighbours: str = "", at: date | None = None
) -> Place:
    """The value, rank, quartile band and neighbours of an authority in a measure and calendar year.

    Parameters
    ----------
    authority : the Department's three-digit code, or any name that the sources use.
    measure : the id of a measure, for instance "timeliness.within_20_weeks.excluding_exceptions".
    neighbours : the version of the neighbours, for instance "May 2025"; that in force on the day `at` when left out.
    at : the last day of the year when left out.

    Raises
    ------
    UsageError
        When there is no such authority or measure, the measure has no better and worse, or no file holds the year, nor
        a fact of the authority.
    """
    area = _area(national, authority)
    _check(national, measure)
    _check_year(national, area, measure, year)
    in_force = national.neighbours(at or as_at_year_end(year), neighbours)
    figures = standing(national, area, [measure], [year], in_force)
    value = figures.select(topic=TOTAL, area=area.code).frame.iloc[0]
    rank, in_file, quartile = (_one(figures, RANK_TOPIC, each, area) for each in (RANK, IN_FILE, QUARTILE))
    lower = _one(figures, NEIGHBOURS_TOPIC, LOWER, area)
    band = _whole(quartile, "value")
    vintage = national.held.get((measure, year))
    return Place(
        measure, area.name, area.code, year,
        None if value["symbol"] else float(value["value"]), str(value["symbol"]),
        _whole(rank, "value"), _whole(rank, "denominator"), _whole(in_file, "value"),
        None if band is None else BANDS[band - 1], _whole(rank, "lower"), _whole(rank, "upper"),
        _whole(lower, "numerator"), _whole(lower, "denominator"),
        in_force.model.version if in_force else None, in_force.was_in_force if in_force else None,
        vintage.as_values() if vintage else None, str(value["source"]), _note(area, year),
    )  # fmt: skip


def _area(national: National, authority: str) -> Area:
    code = national.names.code(authority)
    return Area(code, national.name_of(code))


def _check(national: National, measure: str) -> None:
    held = list(dict.fromkeys(national.figures.measures))
    ranked = [each for each in held if definition(each).polarity != "none"]
    if measure not in definitions():
        longer = [each for each in ranked if each.startswith(f"{measure}.")]
        near = f" Did you mean {' or '.join(longer)}?" if longer else did_you_mean(measure, ranked)
        raise UsageError(f"there is no measure {measure[:60]!r}.{near} Ranks can be asked for of {', '.join(ranked)}.")
    if measure not in ranked:
        why = "no file here holds it" if measure not in held else "neither more nor less of it is better"
        raise UsageError(f"{measure} has no rank: {why}. Ranks can be asked for of {', '.join(ranked)}.")


def _check_year(national: National, area: Area, measure: str, year: int) -> None:
    own = national.figures.select(measure, area=area.code).frame["period_start"]
    years = sorted({start.year for start in own} | {each for of, each in national.held if of == measure})
    if year not in years:
        raise UsageError(f"no file here holds {measure} for {area.name} in {year}; there are {', '.join(map(str, years))}.")


def _one(figures: Figures, topic: str, breakdown: str, area: Area) -> pd.Series | None:
    frame = figures.select(topic=topic, breakdown=breakdown, area=area.code).frame
    return frame.iloc[0] if len(frame) else None


def _whole(figure: pd.Series | None, column: str) -> int | None:
    return None if figure is None or pd.isna(figure[column]) else int(figure[column])


def _note(area: Area, year: int) -> str:
    ended, began = ended_with(area.code), began_by(area.code)
    if ended and year >= ended.since.year:
        return ended.sentence
    return began.sentence if began and year < began.since.year else ""
