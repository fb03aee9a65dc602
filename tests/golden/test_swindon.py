"""The published figures of June 2022, recomputed from the rows by a whole run, each beside the sentence it comes from."""

import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
import yaml

from send_analysis.present.numbers import round_half_up
from tests.golden.conftest import Release
from tests.project import ROOT

GOLDEN: dict[str, Any] = yaml.safe_load((ROOT / "tests/golden/swindon-2022-06.yaml").read_text(encoding="utf-8"))

CASES = [
    pytest.param(figure, breakdown, expected, id=f"{figure['measure']} {figure['from']} to {figure['to']} {breakdown}")
    for figure in GOLDEN["figures"]
    for breakdown, expected in figure["expect"].items()
]


def found(figures: pd.DataFrame, wanted: dict[str, Any], breakdown: str) -> pd.Series:
    """The one figure that a golden entry names."""
    rows = figures[
        figures["measure"].eq(wanted["measure"])
        & figures["period_start"].eq(pd.Timestamp(wanted["from"]))
        & figures["period_end"].eq(pd.Timestamp(wanted["to"]))
        & figures["breakdown_topic"].eq(wanted.get("topic", "Total"))
        & figures["breakdown"].eq(breakdown)
        & figures["status"].eq("published" if wanted.get("area") == "benchmark" else "computed")
    ]
    assert len(rows) == 1
    return rows.iloc[0]


@pytest.mark.parametrize(("wanted", "breakdown", "expected"), CASES)
def test_each_published_figure_is_recomputed_from_the_rows(
    release: Release, wanted: dict[str, Any], breakdown: str, expected: dict[str, Any]
) -> None:
    figure = found(release.figures, wanted, breakdown)
    decimals = expected.get("decimals", 1)
    for part, number in expected.items():
        if part == "value":
            assert round_half_up(figure["value"], decimals) == Decimal(str(number)).quantize(Decimal(1).scaleb(-decimals))
        elif part != "decimals":
            assert figure[part] == number


@pytest.mark.parametrize(("dataset", "count"), GOLDEN["rows"].items())
def test_the_counts_of_rows_are_the_golden_ones(release: Release, dataset: str, count: int) -> None:
    wanted = {"measure": "data_quality.rows", "from": "2022-05-01", "to": "2022-06-22", "topic": "dataset / rows"}
    figures = release.figures
    assert found(figures, wanted, f"{dataset} / read")["value"] == count
    assert found(figures, wanted, f"{dataset} / used")["value"] == count


def test_plans_on_time_fall_month_by_month_in_2022_as_the_publication_says(release: Release) -> None:
    figures = release.figures
    months = figures[
        figures["measure"].eq("timeliness.within_20_weeks.including_exceptions")
        & figures["period_start"].isin(pd.date_range("2022-01-01", "2022-06-01", freq="MS"))
        & (figures["period_end"] - figures["period_start"] < pd.Timedelta(days=31))
    ].sort_values("period_start")
    assert len(months) == 6
    assert months["value"].is_monotonic_decreasing
    assert months["value"].is_unique


@pytest.mark.parametrize(
    "text",
    [
        "<td>14,189 ", "14,189 of 16,379", "927 of 16,379", "1,263 of 16,379",
        "21 of 28", "56.6% to 87.3%", "40.0%",
        "25.0%", "10.7%", "89.3%",
        "38", "1 to 22 June 2022",
        "139 of 280", "135 of 259", "204 of 249", "202 of 236",
    ],
)  # fmt: skip
def test_the_published_numbers_stand_on_the_page(release: Release, text: str) -> None:
    plain = re.sub(r"<(?!td)[^>]+>", "", release.page)
    assert text.removeprefix("<td>") in plain
