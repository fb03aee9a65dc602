"""Published facts that come with the program, so that the examples stand on a machine without the Department's files."""

from functools import cache
from importlib.resources import files

import pandas as pd
import yaml

from send_analysis.core.figures import COLUMNS, PUBLISHED, TOTAL, Figures
from send_analysis.core.intervals import wilson
from send_analysis.core.topics import IN_FILE, RANK, RANK_TOPIC
from send_analysis.measures.registry import definition

#: What one year of a fact holds, in order; what follows the value is of authorities alone.
_YEAR = ("numerator", "denominator", "value", "rank", "ranked", "in_file")


@cache
def facts() -> Figures:
    """England by year, and the two examples' authorities by year with rank, number ranked and number in the file."""
    text = files("send_analysis.national").joinpath("facts.yaml").read_text(encoding="utf-8")
    rows = [
        {"measure": series["measure"], "area_code": area["code"], "area_name": area["name"], "year": year, "source": source}
        | dict(zip(_YEAR, numbers, strict=False))
        for area in yaml.safe_load(text)
        for series in area["series"]
        for source, years in series["years"].items()
        for year, numbers in years.items()
    ]
    return Figures(_figures(pd.DataFrame(rows)))


def _figures(rows: pd.DataFrame) -> pd.DataFrame:
    years = rows["year"].astype("str")
    rows = rows.assign(
        period_start=pd.to_datetime(years + "-01-01"),
        period_end=pd.to_datetime(years + "-12-31"),
        status=PUBLISHED,
        symbol="",
    )
    lower, upper = wilson(rows["numerator"], rows["denominator"])
    totals = rows.assign(
        breakdown_topic=TOTAL, breakdown=TOTAL, lower=lower, upper=upper,
        unit=[definition(each).unit for each in rows["measure"]],
    )  # fmt: skip
    ranked = rows.dropna(subset="rank").assign(breakdown_topic=RANK_TOPIC, lower=float("nan"), upper=float("nan"))
    places = ranked.assign(
        breakdown=RANK, numerator=ranked["rank"], denominator=ranked["ranked"], value=ranked["rank"], unit=RANK_TOPIC
    )
    nothing = float("nan")
    in_file = ranked.assign(
        breakdown=IN_FILE, numerator=nothing, denominator=nothing, value=ranked["in_file"], unit="authorities"
    )
    return pd.concat([totals, places, in_file], ignore_index=True)[list(COLUMNS)]
