"""The further pages of a release: what a run makes of them, and how they and its documents lead to each other."""

import csv
import re
from pathlib import Path

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from send_analysis.core.figures import SYMBOLS, TOTAL
from send_analysis.measures.registry import definition
from send_analysis.present.abbreviations import explained, unexplained
from send_analysis.publish.gate.audit import audit
from send_analysis.released import RELEASED
from tests.present.builders import numbers_in
from tests.run.conftest import Project, tribunal_alone

MEASURE = "tribunal.registered"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The example with its tribunal section alone, published."""
    project = tribunal_alone(tmp_path_factory.mktemp("pages"))
    assert project.run().returncode == 0
    return project


def page(project: Project, file: str) -> BeautifulSoup:
    return BeautifulSoup((project.output / "public" / file).read_text(encoding="utf-8"), "html.parser")


def links(project: Project, file: str) -> set[str]:
    return {str(link["href"]) for link in page(project, file).select("footer a[href$='.html']")}


def of_the_year_to_date(figures: pd.DataFrame, year: int) -> float:
    """The value from 1 January to the day of the release, or that day in another year."""
    spans = figures["period_start"].eq(f"{year}-01-01") & figures["period_end"].eq(f"{year}-06-22")
    return float(figures.loc[spans, "value"].item())


def files(project: Project) -> set[str]:
    return {path.name for path in (project.output / "public").glob("*.html")}


def test_every_page_leads_to_every_other_at_its_foot(published: Project) -> None:
    assert {"methodology.html", "accessibility.html"} <= files(published)
    assert {file: links(published, file) for file in files(published)} == {
        file: files(published) - {file} for file in files(published)
    }


def test_of_further_pages_only_the_easy_read_one_is_named_at_the_top(published: Project) -> None:
    at_the_top = page(published, "index.html").select(".other a")
    assert [(link["href"], link.get_text()) for link in at_the_top] == [("easy-read.html", "easy-read summary")]


def test_a_further_page_stands_below_the_front_page(published: Project) -> None:
    above = page(published, "methodology.html").select(".breadcrumb a")
    assert [(link["href"], link.get_text()) for link in above][-1:] == [
        ("index.html", page(published, "index.html").select_one("h1").get_text())
    ]


def test_the_gate_finds_nothing_in_any_page(published: Project) -> None:
    found = audit(published.output / "public")
    assert [check for check in found if check.result != "PASS"] == []


def test_further_pages_are_small(published: Project) -> None:
    sizes = {path.name: path.stat().st_size for path in (published.output / "public").glob("*.html")}
    assert max(size for file, size in sizes.items() if file != "index.html") <= 60_000


def test_the_methodology_defines_what_the_release_shows_and_nothing_else(published: Project) -> None:
    ids = {str(heading["id"]) for heading in page(published, "methodology.html").select("h3")}
    assert {"measure-tribunal-registered", "measure-teams-filled-posts", "measure-data-quality-rows"} <= ids
    assert not [each for each in ids if "timeliness" in each]


def test_the_methodology_says_all_that_the_registry_does(published: Project) -> None:
    text = page(published, "methodology.html").get_text()
    known = definition(MEASURE)
    assert [
        each for each in (known.title, known.numerator, known.clock, known.source, known.caveat) if each not in text
    ] == []


def test_the_data_dictionary_stands_beside_the_data_and_is_led_to(published: Project) -> None:
    with (published.output / "public" / "data" / "dictionary.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    defined = {term.get_text() for term in page(published, "methodology.html").select("h3 + dl > div:last-child dd")}
    assert {row["name"] for row in rows if row["kind"] == "measure"} == defined
    assert {row["measure"] for row in rows if row["measure"]} <= defined
    for file_name in ("index.html", "methodology.html"):
        assert page(published, file_name).select_one("main a[href='data/dictionary.csv']")


def test_the_methodology_leaves_no_abbreviation_unexplained(published: Project) -> None:
    found = page(published, "methodology.html")
    text = found.body.get_text(" ")
    listed = {term.get_text() for term in found.select("section[aria-labelledby=glossary] dt")}
    assert {"SEND", "PYA"} <= listed
    assert {f"[{symbol}]" for symbol in SYMBOLS} <= {term.get_text() for term in found.select("dt")}
    assert unexplained(text) == []


def test_the_methodology_explains_the_abbreviations_of_every_page(published: Project) -> None:
    listed = {term.get_text() for term in page(published, "methodology.html").select("section[aria-labelledby=glossary] dt")}
    pages = sorted(name for name in files(published) if name.endswith(".html"))
    used = {short for name in pages for short in explained(page(published, name).body.get_text(" "))}
    assert {short for short in used if not short.startswith("[")} <= listed
    assert page(published, "index.html").select("a[href='methodology.html#glossary']")


def test_definitions_on_the_page_are_short_beside_a_methodology(published: Project) -> None:
    assert page(published, "index.html").select("main a[href='methodology.html']")
    assert not page(published, "index.html").select("details.definitions")


def test_the_accessibility_statement_says_what_params_state_and_that_it_is_an_example(published: Project) -> None:
    found = page(published, "accessibility.html")
    text = found.get_text()
    assert "partially compliant" in text
    assert "1.4.10 Reflow (level AA)" in text
    assert "22 September 2025" in text
    assert [each.get_text()[:7] for each in found.select("main .synthetic")] == ["Example", "Example"]


def test_the_accessibility_statement_covers_the_front_page_by_its_title(published: Project) -> None:
    front = page(published, "index.html").select_one("h1").get_text()
    assert page(published, "accessibility.html").select_one("h1").get_text() == f"Accessibility statement for {front}"
    assert f"applies to “{front}”" in page(published, "accessibility.html").get_text()


def test_every_number_of_the_easy_read_page_is_a_released_figure(published: Project) -> None:
    said = [each.get_text() for each in page(published, "easy-read.html").select("h3 ~ p")]
    shown = pd.read_parquet(published.output / RELEASED)
    total = shown[shown["measure"].eq(MEASURE) & shown["breakdown_topic"].eq(TOTAL)]
    now, before = (f"{of_the_year_to_date(total, year):.0f}" for year in (2022, 2021))
    assert said[0] == f"There were {now} new appeals."
    assert said[2] == f"Then it was {before}."
    assert numbers_in(" ".join(said)) == [now, before]


def test_the_easy_read_page_explains_its_abbreviations_and_says_whom_to_ask(published: Project) -> None:
    text = page(published, "easy-read.html").main.get_text(" ")
    assert [each for each in sorted(set(re.findall(r"\b[A-Z]{2,}\b", text))) if f"{each} means" not in text] == []
    assert "This page is about SEND in Swindon." in text
    assert "send-service@example.org" in text


def test_a_section_made_alone_has_them_too(published: Project) -> None:
    assert published.run("run", "params/swindon/2022-06.yaml", "--only", "tribunal").returncode == 0
    made = Path(published.root, "outputs/swindon/2022-06-only-tribunal/public")
    assert {path.name for path in made.glob("*.html")} == files(published)


def test_the_page_leads_to_the_descriptions_of_its_data_for_programs(published: Project) -> None:
    described = page(published, "index.html").select("section[aria-labelledby=data] a[href*=json]")
    assert [link["href"] for link in described] == ["data/csvw-metadata.json", "data/dataset.jsonld"]
