"""The page: its parts in their order, nothing in it but what may be published, and the same each time."""

import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup, Tag
from nbconvert.exporters import get_exporter
from nbformat import NotebookNode
from nbformat.v4 import new_notebook, new_output

from send_analysis.core.errors import PublicationError
from send_analysis.publish.document import join
from send_analysis.publish.exporter import OWN_IDS, SendReportExporter, export
from tests.publish.conftest import CONTEXT, code, joined, named, notebook, shown

#: A text that would do harm where it is not escaped.
HOSTILE = """"'><script>alert(1)</script><img src=x onerror=alert(1)>{{ 7 * 7 }}<a href="javascript:alert(1)">"""
#: The same without braces, which the gate takes for a template that was not filled in.
HOSTILE_TEXT = HOSTILE.replace("{{ 7 * 7 }}", "")


@pytest.fixture(scope="module")
def page(whole: Callable[[], NotebookNode]) -> BeautifulSoup:
    return BeautifulSoup(export(whole()), "html.parser")


def texts(tags: list[Tag]) -> list[str]:
    return [" ".join(tag.get_text().split()) for tag in tags]


def parsed(nb: NotebookNode) -> BeautifulSoup:
    return BeautifulSoup(export(nb), "html.parser")


# The page


def test_the_parts_stand_in_the_order_of_the_publication(page: BeautifulSoup) -> None:
    headings = [
        "What PYA means",
        "Timeliness of education, health and care plans",
        "Quality of plans",
        "Team structures",
        "Appeals",
        "Front door",
        "Contact",
        "Data quality",
        "Data to download",
    ]
    assert texts(page.select("h2")) == ["Contents", *headings, "About this release"]
    assert texts(page.select("nav a")) == headings
    assert texts(page.select("section > h2")) == headings


def test_each_section_is_labelled_by_its_heading_and_each_entry_of_the_contents_leads_to_one(page: BeautifulSoup) -> None:
    labels = [section["aria-labelledby"] for section in page.select("section")]
    assert labels == [heading["id"] for heading in page.select("section > h2")]
    assert [link["href"] for link in page.select("nav a")] == [f"#{label}" for label in labels]


def test_the_page_has_language_title_landmarks_and_a_skip_link(page: BeautifulSoup) -> None:
    assert page.html["lang"] == "en-GB"
    assert page.head.title.get_text() == "SEND performance: May 2022 to 22 June 2022 - Swindon Borough Council"
    assert texts(page.select("h1")) == ["SEND performance: May 2022 to 22 June 2022"]
    assert [len(page.select(f"{name}")) for name in ("header", "main", "nav", "footer")] == [1, 1, 1, 1]
    assert page.select("body > a")[0]["href"] == "#main"
    assert {tag["name"]: tag["content"] for tag in page.select("meta[name]")} == {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "robots": "noindex",
    }


def test_the_head_of_the_page_gives_its_dates_and_introduction(page: BeautifulSoup) -> None:
    facts = {text.get_text(): text.find_next("dd").get_text() for text in page.select(".facts dt")}
    assert facts == {
        "Period": "May 2022 to 22 June 2022",
        "Figures as at": "22 June 2022",
        "Published": "29 June 2022",
        "Next release": "31 August 2022",
    }
    assert page.select(".top strong")[-1].get_text() == "high quality"


def test_made_up_rows_are_said_to_be_so_before_anything_else() -> None:
    first = parsed(joined("## Heading")).main.find("p")
    assert first.get_text().startswith("Example: all rows behind this page are made up. They add up to published totals")
    real = export(joined("## Heading", synthetic=False))
    assert "made up" not in real
    assert "noindex" not in real


@pytest.mark.parametrize(
    ("kind", "words"),
    [("same_period", "the same period, and not with last year’s outturn"), ("outturn", "last year’s outturn, and not")],
)
def test_the_page_says_which_previous_year_was_chosen(kind: str, words: str) -> None:
    page = parsed(joined("## Heading", previous_year={"kind": kind, "meaning": "something"}))
    text = texts(page.select("#pya + p"))[0]
    assert text.startswith("PYA stands for previous year actual: something.")
    assert words in text


def test_the_team_structure_is_a_list_in_which_posts_stand_under_those_they_report_to(page: BeautifulSoup) -> None:
    def told(items: Tag) -> dict[str, Any]:
        return {item.strong.get_text(): told(item.ul) if item.ul else {} for item in items.find_all("li", recursive=False)}

    assert told(page.select("ul.posts")[0]) == {
        "Operations Manager": {
            "Delivery Support Lead": {"Delivery Support Officer": {}},
            "Tribunal and Mediation Officer": {},
        }
    }
    assert texts(page.select(".post"))[2] == "Delivery Support Officer 1 of 4 FTE filled (25.0%)"


def test_a_post_that_reports_outside_its_team_says_to_whom() -> None:
    team = {"name": "T", "posts": [{**CONTEXT["teams"][0]["posts"][0], "reports_to": "Head of Service"}]}
    assert texts(parsed(joined("## H", teams=[team])).select(".post")) == [
        "Operations Manager (reports to Head of Service) 1 of 1 FTE filled (100.0%)"
    ]


def test_the_data_quality_note_tells_checks_assumptions_and_definitions(page: BeautifulSoup) -> None:
    note = page.select("section[aria-labelledby=data-quality]")[0]
    assert texts(note.select("h3")) == ["Checks", "Choices and assumptions", "Definitions of the measures"]
    assert "requests: sex is known: 8 of 2,419 rows were set aside." in texts(note.select("li"))
    assert "Other automatic checks of the data that found nothing wrong: 1." in texts(note.select("p"))
    assert texts(note.select("summary")) == ["Timeliness of education, health and care plans", "Appeals", "Front door"]
    assert texts(note.select("details:last-child dl > div")) == [
        "Counts contacts received in the period with the rating",
        "Out of contacts received in the period",
        "Timed by the authority's choice, see its service standard",
        "Source the authority's contact log and service standard",
        "Note A contact still open counts as Not met once it is overdue and as pending before; none is dropped.",
    ]


@pytest.mark.parametrize(
    ("checks", "said"),
    [
        ([], []),
        ([("a", "PASS"), ("b", "PASS")], ["Automatic checks of the data that found nothing wrong: 2."]),
        ([("a", "WARNING")], []),
        ([("a", "FAIL"), ("b", "PASS")], ["Other automatic checks of the data that found nothing wrong: 1."]),
    ],
)
def test_passed_checks_are_counted(checks: list[tuple[str, str]], said: list[str]) -> None:
    told = [{"check": name, "result": result, "message": "m"} for name, result in checks]
    page = parsed(joined("## H", data_quality={"checks": told}))
    assert [text for text in texts(page.select("section p")) if "nothing wrong: " in text] == said
    assert len(page.select("#checks")) == bool(checks)


def test_empty_parts_leave_no_heading() -> None:
    least = {key: CONTEXT[key] for key in ("title", "publisher", "authority", "period", "as_at")}
    page = parsed(join([named("quality", "## Quality")], least))
    assert texts(page.select("h1, h2, h3, h4")) == [CONTEXT["title"], "Contents", "Quality"]
    assert texts(page.select("nav a")) == ["Quality"]
    assert texts(page.select(".facts dt")) == ["Period", "Figures as at"]


def test_teams_stand_after_the_last_section_where_there_is_none_on_quality() -> None:
    notebooks = [named("timeliness", "## Timeliness"), named("tribunal", "## Appeals")]
    page = parsed(join(notebooks, CONTEXT))
    assert texts(page.select("section > h2"))[1:4] == ["Timeliness", "Appeals", "Team structures"]


def test_a_page_without_any_section_stands() -> None:
    assert texts(parsed(join([], CONTEXT)).select("section > h2")) == [
        "What PYA means",
        "Team structures",
        "Contact",
        "Data quality",
        "Data to download",
    ]


# What is on it


def test_neither_code_nor_the_banner_is_on_the_page(page: BeautifulSoup) -> None:
    text = page.get_text()
    for word in ("params =", "release.show", "the banner"):
        assert word not in text
    assert page.select("script") == []


def test_what_was_shown_is_published_as_it_is(drawn: Mapping[str, str], whole: Callable[[], NotebookNode]) -> None:
    html = export(whole())
    assert all(fragment in html for fragment in drawn.values())


def test_heading_ids_are_unique_over_the_whole_page() -> None:
    notebooks = [
        named("timeliness", "## Contact\n\n### Exceptions"),
        named("quality", "## Contact\n\n### Exceptions\n\n## Main"),
    ]
    page = parsed(join(notebooks, CONTEXT))
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(set(ids)) == len(ids)
    assert [tag["id"] for tag in page.select("h2, h3") if tag.get_text() in ("Contact", "Exceptions", "Main")] == [
        *("contact-2", "exceptions"),
        *("contact-3", "exceptions-2", "main-2"),
        "contact",
    ]


def test_the_ids_of_the_template_are_all_kept_for_it(page: BeautifulSoup) -> None:
    own = {tag["id"] for tag in page.select("[id]")} - {tag["id"] for tag in page.select("svg [id]")}
    from_notebooks = {
        "timeliness-of-education-health-and-care-plans",
        "exceptions",
        "quality-of-plans",
        "appeals",
        "front-door",
    }
    # Headline facts stand only where two sections have tiles, and revised figures where there are any.
    assert own - from_notebooks == set(OWN_IDS) - {"headlines", "revised"}


def test_the_same_chart_twice_is_refused(drawn: Mapping[str, str]) -> None:
    with pytest.raises(
        PublicationError, match=r"The page breaks these rules:\n  line \d+: the id c[0-9a-f]+-title a second time"
    ):
        export(joined("## H", code(shown(drawn["line"]), shown(drawn["line"]))))


@pytest.mark.parametrize("change", ["not filled in {{ figure('x') }}", "not filled in {% endif %}"])
def test_a_template_that_was_not_filled_in_is_refused(change: str) -> None:
    with pytest.raises(
        PublicationError, match=r"The page breaks these rules:\n  line \d+: a template that was not filled in"
    ):
        export(joined(f"## Heading\n\n{change}"))


@pytest.mark.parametrize(
    ("introduction", "fault"),
    [
        ("## A heading", "a heading. An introduction is paragraphs and lists."),
        ("![x](y.png)", "a picture. Show a chart with release.show, or say it in words."),
    ],
)
def test_an_introduction_with_a_fault_is_refused(introduction: str, fault: str) -> None:
    with pytest.raises(PublicationError) as refused:
        export(joined("## Heading", introduction=introduction))
    assert str(refused.value) == f"The introduction holds what cannot be published:\n  {fault}"


# Hostile text


def poisoned(value: Any, poison: str) -> Any:
    """The same data with the poison added to every text that is neither HTML, nor an id, nor one of a few words."""
    fixed = ("teams_table", "table", "id", "polarity", "kind", "result", "sections")
    match value:
        case str():
            return value and value + poison
        case dict():
            return {key: each if key in fixed else poisoned(each, poison) for key, each in value.items()}
        case list():
            return [poisoned(each, poison) for each in value]
    return value


def elements(page: BeautifulSoup) -> list[str]:
    return [tag.name for tag in page.find_all(True)]


def test_hostile_text_in_the_context_stays_text() -> None:
    poison = f" {HOSTILE_TEXT}"
    # The address is left as it is: the gate refuses one that mail cannot be sent to.
    context = poisoned(deepcopy(CONTEXT), poison) | {"contact": CONTEXT["contact"]}
    page = parsed(joined("## Heading", **context))
    assert elements(page) == elements(parsed(joined("## Heading")))
    assert page.select("[onerror], [href^=javascript]") == []
    shown_texts = texts([page.h1, page.head.title, page.select(".post strong")[0], *page.select("li strong, summary + h4")])
    assert all("<script>alert(1)</script><img src=x onerror=alert(1)>" in text for text in shown_texts)


def test_hostile_text_in_markdown_and_in_the_name_of_a_section_stays_text() -> None:
    safe = parsed(join([named("timeliness", "## Heading\n\ntext")], CONTEXT))
    hostile = parsed(
        join([named(f"timeliness{HOSTILE_TEXT}", f"## Heading {HOSTILE_TEXT}\n\ntext {HOSTILE_TEXT}")], CONTEXT)
    )
    assert elements(hostile) == elements(safe)
    assert "Heading" in hostile.select("nav a")[1].get_text()
    assert "<script>alert(1)</script>" in hostile.select("nav a")[1].get_text()


def test_templates_in_the_context_are_not_run() -> None:
    with pytest.raises(PublicationError, match="a template that was not filled in"):
        export(joined("## Heading", title="{{ 7 * 7 }}"))


# The exporter


def test_the_same_notebook_gives_the_same_bytes(whole: Callable[[], NotebookNode]) -> None:
    given = whole()
    before = deepcopy(given)
    assert export(given) == export(given) == export(whole())
    assert given == before


def test_the_page_without_its_charts_is_small() -> None:
    assert len(export(joined("## Heading")).encode()) < 30_000


def test_jupyter_offers_the_exporter() -> None:
    assert get_exporter("send-report") is SendReportExporter
    assert SendReportExporter().file_extension == ".html"
    assert SendReportExporter.export_from_notebook == "SEND report (HTML)"


def test_a_template_of_the_same_name_elsewhere_is_not_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = tmp_path / "send_report"
    other.mkdir()
    (other / "index.html.j2").write_text("another page")
    monkeypatch.chdir(tmp_path)
    assert export(joined("## Heading")).startswith("<!doctype html>")


def nbconvert(path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "nbconvert", "--to", "send-report", path.name]
    return subprocess.run(command, cwd=path.parent, capture_output=True, text=True, check=False)


def test_jupyter_nbconvert_makes_a_page_of_one_section(tmp_path: Path) -> None:
    path = tmp_path / "quality.ipynb"
    nbformat.write(notebook("quality", "## Quality of plans", code(shown("<p>a figure</p>"))), path)
    done = nbconvert(path)
    assert done.returncode == 0, done.stderr
    page = BeautifulSoup((tmp_path / "quality.html").read_text(encoding="utf-8"), "html.parser")
    assert texts(page.select("section > h2")) == ["What PYA means", "Quality of plans", "Contact", "Data quality"]
    assert "high quality" not in page.get_text()
    assert "a figure" in page.get_text()


@pytest.mark.parametrize(
    ("nb", "message"),
    [
        (
            notebook("quality", "## Quality", code(new_output("execute_result", {"text/plain": "Alex Smith"}))),
            "cell 4 of quality.ipynb: a table or value that has not passed disclosure control.",
        ),
        (new_notebook(cells=[code()]), "quality.ipynb does not say which release it belongs to."),
    ],
    ids=["a bare value", "no release"],
)
def test_jupyter_nbconvert_refuses_by_name(tmp_path: Path, nb: NotebookNode, message: str) -> None:
    path = tmp_path / "quality.ipynb"
    nbformat.write(nb, path)
    done = nbconvert(path)
    assert done.returncode != 0
    assert message in re.sub(r"\s+", " ", done.stderr)
    assert "Alex Smith" not in done.stderr + done.stdout
    assert not (tmp_path / "quality.html").exists()


# What leads on: data, methodology, other sites


def test_a_chart_leads_to_its_data_once_where_there_is_a_file(drawn: Mapping[str, str]) -> None:
    output = shown(drawn["table"])
    output["metadata"]["send_analysis"]["data"] = "front_door_contacts"
    again = deepcopy(output)
    again["data"]["text/html"] = output["data"]["text/html"].replace("May 2022", "June 2022")
    cells = ("## Front door", code(output), code(again))
    files = [{"name": "front_door_contacts", "size": 2310}]
    page = parsed(joined(*cells, data_files=files))
    assert [(link["href"], link.get_text()) for link in page.select(".data a")] == [
        ("data/front_door_contacts.csv", "Download the data of “Contacts by rating, May 2022” (CSV, 2,310 bytes)")
    ]
    assert not parsed(joined(*cells)).select(".data")


def test_descriptions_for_programs_are_led_to_where_there_is_data() -> None:
    own = {"name": "timeliness", "title": "Timeliness: all figures", "size": 2310}
    described = [{"name": "Description of the data set (JSON-LD)", "address": "data/dataset.jsonld"}]
    page = parsed(joined("## H", data_files=[own], descriptions=described))
    assert page.select_one("section[aria-labelledby=data] a[href='data/dataset.jsonld']")
    assert "For programs" not in parsed(joined("## H", data_files=[own])).get_text()


def test_the_first_tile_of_each_section_stands_at_the_top_and_leads_to_it(drawn: Mapping[str, str]) -> None:
    one, two = (f"## {name}" for name in ("One", "Two"))
    page = parsed(joined(one, code(shown(drawn["tiles"])), two, code(shown(drawn["tiles"]))))
    top = page.select("section[aria-labelledby=headlines] .tiles > div")
    assert [tile.a["href"] for tile in top] == ["#one", "#two"]
    assert top[0].dt.get_text() == page.select("section[aria-labelledby=one] dt")[0].get_text()
    assert not parsed(joined(one, code(shown(drawn["tiles"])))).select("#headlines")


def test_definitions_are_short_where_the_methodology_holds_them() -> None:
    page = parsed(joined("## H", methodology="methodology.html"))
    assert not page.select("details.definitions")
    assert page.select("a[href='methodology.html']")
    assert len(page.select(".short > div")) == len(CONTEXT["definitions"])


def test_a_draft_and_a_revision_are_said_at_the_head_and_at_the_foot() -> None:
    revision = {"number": 1, "reason": "Late advice was added.", "revised_on": "1 July 2022"}
    page = parsed(joined("## H", status="draft", revision=revision))
    for part in (".facts", "footer"):
        text = page.select(part)[0].get_text()
        assert "Not for publication" in text
        assert "Late advice was added." in text


def test_the_breadcrumb_ends_with_the_page_itself_and_the_licence_stands_at_the_foot() -> None:
    home, licence = ({"name": name, "address": f"https://example.org/{name}"} for name in ("Home", "Licence"))
    page = parsed(joined("## H", breadcrumb=[home], licence=licence))
    assert texts(page.select("nav[aria-label=Breadcrumb] li")) == ["Home", CONTEXT["title"]]
    assert page.select("footer a[href='https://example.org/Licence']")
