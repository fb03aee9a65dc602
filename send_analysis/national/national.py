"""What is known of other areas: the published figures, the areas they are of, the neighbours, and where each comes from."""

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.figures import TOTAL, Area, Figures
from send_analysis.core.period import Period
from send_analysis.national.areas import Names
from send_analysis.national.neighbours import InForce, NeighbourModel, model_for
from send_analysis.national.vintage import Vintage

#: Fewest authorities that a file lists for a year when it lists them all: there have been 151 to 153 since 2014.
FEWEST_AUTHORITIES = 150

#: Of this year on figures are counted from records of persons, before it they were sums that authorities sent in: a break in the
#: series. Source: data guidance of Education, health and care plans, reporting year 2025.
BREAK_YEAR = 2023


@dataclass(frozen=True)
class National:
    """The published figures that a release is compared with.

    Parameters
    ----------
    figures : one figure for each measure, area and calendar year, of the newest vintage that holds it; where no file holds the
        year, the facts that come with the program, ranks among them (topic "rank").
    areas : index `code`, columns `name`, `level` ("authority", "region", "country") and `region` (the code of its region).
    names : which code a name is of.
    models : the versions of the neighbours; none where no workbook was found.
    vintages : of every file read, the newest first.
    checks : what was found in the files.
    held : of each measure and year that a file holds, the vintage of its figures.
    complete : the measures and years of which a file lists every authority, so that ranks can be worked out.
    missing : what is not there and how to get it, in sentences.
    """

    figures: Figures
    areas: pd.DataFrame
    names: Names
    models: tuple[NeighbourModel, ...] = ()
    vintages: tuple[Vintage, ...] = ()
    checks: tuple[Check, ...] = ()
    held: dict[tuple[str, int], Vintage] = field(default_factory=dict)
    complete: frozenset[tuple[str, int]] = frozenset()
    missing: tuple[str, ...] = ()

    def up_to(self, day: date) -> "National":
        """The same without the figures of years that were not over on a day."""
        frame = self.figures.frame
        return replace(self, figures=Figures(frame[frame["period_end"] < pd.Timestamp(day)]))

    def figure(self, measure: str, code: str, year: int) -> pd.Series | None:
        """The figure of an area for a calendar year; None where there is no row of it."""
        position = self._positions.get((measure, code, year))
        return None if position is None else self._totals.iloc[position]

    def years(self, measure: str, code: str) -> list[int]:
        """The years of which there is a row of a measure for an area, in order."""
        return sorted(year for one, area, year in self._positions if (one, area) == (measure, code))

    def authorities(self, measure: str, year: int) -> pd.DataFrame:
        """The figures of all authorities for a measure and year, as rows in the columns of figures."""
        frame = self._totals
        of_year = frame["measure"].eq(measure) & frame["period_start"].eq(pd.Timestamp(year, 1, 1))
        return frame[of_year & frame["area_code"].str.fullmatch(r"\d{3}")].reset_index(drop=True)

    def region_of(self, code: str) -> Area | None:
        """The region of an authority; None where no file tells it."""
        if code not in self.areas.index or self.areas.at[code, "region"] not in self.areas.index:
            return None
        region = str(self.areas.at[code, "region"])
        return Area(region, str(self.areas.at[region, "name"]))

    def name_of(self, code: str) -> str:
        """What an area is called; its code where no file tells."""
        return str(self.areas.at[code, "name"]) if code in self.areas.index else self.names.of_code.get(code, code)

    def neighbours(self, day: date, version: str = "") -> InForce | None:
        """The version of the neighbours for a day; None where there is no workbook."""
        return model_for(self.models, day, version)

    @cached_property
    def _totals(self) -> pd.DataFrame:
        frame = self.figures.frame
        return frame[frame["breakdown_topic"] == TOTAL].reset_index(drop=True)

    @cached_property
    def _positions(self) -> dict[tuple[str, str, int], int]:
        keys = zip(
            self._totals["measure"], self._totals["area_code"], self._totals["period_start"].dt.year.tolist(), strict=True
        )
        return {key: position for position, key in enumerate(keys)}


def is_across_the_break(measure: str, year: int) -> bool:
    """Whether a measure's figure of a year and that of the year before stand on two sides of the break in the series.

    Appeals are counted by the Tribunal and know no such break.
    """
    return year == BREAK_YEAR and not measure.startswith("tribunal.")


def calendar_year(year: int) -> Period:
    """The period of a calendar year."""
    return Period.of_months(year, 1, 12)
