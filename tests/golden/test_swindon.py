"""The published figures of June 2022, recomputed from the rows by a whole run, each beside the sentence it comes from."""

import re
from decimal import Decimal
from typing import Any

import pandas as pd
import pytest
import yaml
from bs4 import BeautifulSoup
from playwright.sync_api import sync_playwright

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
    "sentence",
    [
        "In May 2022, 1,150 contacts were rated Exceeded, 56 Met, 97 Not met and 0 pending.",
        "In April 2022 there were 1,130, 48, 21 and 0.",
        "The share graded Good is 75.0%, 21 of 28 plans (95% interval 56.6% to 87.3%). It is higher than the 40.0% of plans",
        "The weakest is section G: health provision: 25.0% require improvement and 10.7% are inadequate.",
        "The strongest is section B: special educational needs: 89.3% are good and 10.7% outstanding.",
        "9 appeals from 1 to 22 June and 4 in May; the sentence could also mean an increase by 9.",
        "work at 25.0% of their establishment (1 of 4 full-time equivalents)",
        "So there is no figure for the year before",
        "Published 29 June 2022",
    ],
)
def test_the_page_says_what_the_publication_said(release: Release, sentence: str) -> None:
    assert sentence in release.text


def test_the_largest_kinds_of_appeal_come_in_the_order_of_the_publication(release: Release) -> None:
    figures = release.figures
    year = figures[
        figures["measure"].eq("tribunal.registered")
        & figures["breakdown_topic"].eq("kind")
        & figures["period_start"].eq("2022-01-01")
        & figures["period_end"].eq("2022-06-22")
    ]
    order = year.sort_values("value", ascending=False)["breakdown"].tolist()
    assert order[:3] == ["section I", "sections F and I", "refusal_to_assess"]
    assert year["value"].nlargest(4).is_unique


def test_the_page_is_in_the_order_of_the_publication(release: Release) -> None:
    headings = [each.get_text(strip=True) for each in BeautifulSoup(release.page, "html.parser").select("main h2")]
    assert [each.split()[0] for each in headings if each != "Contents"] == [
        "Headline", "What", "Timeliness", "Quality", "Team", "Appeals", "SEND", "Compared", "Contact", "Data", "Data",
    ]  # fmt: skip


def test_the_page_has_no_code_no_script_and_no_outside_address(release: Release) -> None:
    page = re.sub(r'<a href="https://[^"]*"', "", release.page)
    for forbidden in ("<script", "open_release", "Traceback", "http://", "https://", "src=", " onload=", "SYN-"):
        assert forbidden not in page


@pytest.mark.parametrize("width", [1280, 320])
def test_the_page_fits_its_window(release: Release, chromium: str, width: int) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": width, "height": 900})
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto((release.folder / "public" / "index.html").as_uri())
        page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
        fits = page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        browser.close()
    assert fits
    assert len(asked) == 1
