"""What the examples say of their national standing, from the Department's real files, by whole runs."""

import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.golden.conftest import Release

SWINDON = [
    "85.6% in Swindon in 2021 (202 of 236), rank 42 of 152 ranked (152 in the file), higher than the 59.9% in England.",
    "81.9% in Swindon in 2021 (204 of 249), rank 38 of 152 ranked (152 in the file), higher than the 57.9% in England.",
    "8 of 10 statistical neighbours had a lower figure.",
    "model of April 2021, for all years. It was in force on 22 June 2022.",
    "Published after 22 June 2022, the day of these figures: ",
]
OLDHAM = [
    "In the calendar year 2019 86.6% of plans came within 20 weeks, exceptions left out, against 15.5% the year before and 60.4%",
    "43rd of 150 authorities ranked; the year before it was 139th of 152.",
    "86.6% in Oldham in 2019 (188 of 217), rank 43 of 150 ranked (151 in the file), higher than the 60.4% in England.",
    "81.0% in Oldham in 2019 (247 of 305), rank 47 of 150 ranked (151 in the file), higher than the 58.7% in England.",
    "Neighbours with a lower figure 9 of 10 9 of 10",
    "Rank in 2018 139 (of 152 ranked) 140 (of 152 ranked)",
    "model of April 2021, for all years. No version that was in force on 31 August 2020 is at hand, so the nearest is used.",
    "The minute states rank 140 (plans issued within 20 weeks, excluding exceptions, 2018); the data say 139",
    "The minute states rank 139 (plans issued within 20 weeks, including exceptions, 2018); the data say 140",
    "The minute states the number of neighbours with a lower value 8",
    "The Committee is asked to:",
    "The 96% figure was confirmed.",
    "measure and source not stated",
    "[x] national examinations of all key stages cancelled, 2020",
    "Open, due February 2021",
    "15.5% (45 of 291, 2018)",
    "Education, health and care plans, reporting year 2025, published July 2025 (timeliness_20_week.csv, checksum 6720f74f5e4e…)",
]


@pytest.mark.parametrize("sentence", SWINDON)
def test_swindons_page_says_where_it_stands(release: Release, national_data: Path, sentence: str) -> None:
    assert sentence in release.text


@pytest.mark.parametrize("sentence", OLDHAM)
def test_oldhams_paper_says_what_the_data_say(paper: Release, sentence: str) -> None:
    assert sentence in paper.text


def test_the_paper_has_every_part_in_order(paper: Release) -> None:
    headings = [each.get_text(strip=True) for each in BeautifulSoup(paper.page, "html.parser").select("main h2")]
    assert [each for each in headings if each != "Contents"] == [
        "Summary for members", "Purpose of this report", "Recommendations", "Background", "Headline performance",
        "Quality of plans", "Improvement plan", "Risks, and what members asked last time", "Implications", "Next steps",
        "Glossary", "Sources", "Supporting documents", "How the figures are made", "Data to download",
    ]  # fmt: skip


def test_the_differences_between_minute_and_data_are_checks(paper: Release) -> None:
    stated = paper.checks[paper.checks["check"].str.startswith("stated.")]
    assert stated.groupby("result").size().to_dict() == {"PASS": 4, "WARNING": 4}


def test_the_paper_has_no_figure_typed_in_the_notebook(paper: Release) -> None:
    source = json.loads((paper.folder / "internal" / "notebooks" / "committee_paper.ipynb").read_text(encoding="utf-8"))
    prose = " ".join("".join(cell["source"]) for cell in source["cells"] if cell["cell_type"] == "markdown")
    assert not re.findall(r"\d+(?:\.\d+)?\s*%|\brank \d+", prose)


def test_every_national_figure_carries_its_vintage(paper: Release) -> None:
    published = paper.figures[paper.figures["status"] == "published"]
    values = published[published["symbol"].eq("") & published["area_code"].ne("neighbours")]
    assert len(values) > 50
    assert values["source"].str.contains("checksum ").all()
    manifest = json.loads((paper.folder / "manifest.json").read_text(encoding="utf-8"))
    assert {"timeliness_20_week.csv", "sen2_mi.csv"} <= {each["file"] for each in manifest["national"]}
    assert [each["version"] for each in manifest["neighbours"]] == ["April 2021", "May 2025"]
    assert all(len(each["sha256"]) == 64 for each in (*manifest["national"], *manifest["neighbours"]))


def test_what_was_computed_of_whole_years_is_what_the_department_published(release: Release, national_data: Path) -> None:
    (found,) = release.checks[release.checks["check"] == "figures.as_published"].to_dict("records")
    assert found["result"] == "PASS"
    assert found["rows"] >= 4
