"""A small release as open data: figures that are made up, in a folder of its own."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from send_analysis.core.figures import COLUMNS, TOTAL
from send_analysis.core.params import load_params
from send_analysis.core.period import Period
from send_analysis.present.shown import ShownTable
from send_analysis.publish.publication import Publication
from tests.project import ROOT
from tests.publish.conftest import ON_TIME, STRICT, WINDOWS, figures

#: Years, months, and a window that is neither.
YEARS, MONTHS = (Period.parse("2020"), Period.parse("2021")), WINDOWS.months[:3]


def publication() -> Publication:
    return Publication.of(load_params(ROOT / "params/swindon/2022-06.yaml"))


def on_time(periods: Mapping[Period, tuple[float, float]], measure: str = ON_TIME) -> pd.DataFrame:
    return figures(measure, {(period, TOTAL): counts for period, counts in periods.items()}).frame


def by_grade() -> pd.DataFrame:
    counts = {
        (YEARS[1], grade): (float(at), 12.0) for at, grade in enumerate(("outstanding", "good", "inadequate"), start=3)
    }
    return figures("quality.overall_grade", counts, "grade").frame


def timeliness() -> pd.DataFrame:
    """Years, the year to date and its change, and a withheld figure: what a section's figures are like."""
    to_date = WINDOWS.year_to_date
    counts = {YEARS[0]: (139.0, 280.0), YEARS[1]: (204.0, 249.0), to_date: (1118.0, 1260.0)}
    told = pd.concat([on_time(counts), on_time({YEARS[1]: (202.0, 236.0), to_date: (3.0, 4.0)}, STRICT)], ignore_index=True)
    withheld = (told["measure"] == STRICT) & (told["numerator"] == 3)
    told.loc[withheld, ["numerator", "denominator", "value", "lower", "upper"]] = float("nan")
    told.loc[withheld, "symbol"] = "c"
    change = told.iloc[[1]].assign(
        breakdown_topic="Total / change on previous year", breakdown="Total / change", numerator=float("nan"),
        denominator=float("nan"), value=-32.25, unit="percentage points",
    )  # fmt: skip
    return pd.concat([told, change], ignore_index=True)


def shown(
    rows: pd.DataFrame, name: str = "timeliness_plans", title: str = "Plans on time", section: str = "timeliness"
) -> ShownTable:
    frame = rows[list(COLUMNS)].assign(row="a row", column="a column")
    return ShownTable(section, name, title, "Period", "", frame)


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8")
