"""The methodology says of each measure what the registry does, and of the release what is true of it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from send_analysis.core.figures import REVISED, SYMBOLS
from send_analysis.measures.methodology import facts_of
from send_analysis.measures.registry import definition, definitions
from send_analysis.publish.gate.audit import audit_page
from send_analysis.publish.pages.further import html_of
from send_analysis.publish.pages.methodology import FILE, anchor, groups, methodology_page, of_the_release

ON_TIME, RATED = "timeliness.within_20_weeks.including_exceptions", "front_door.rating"
MEASURES = [each for each in definitions().values() if each.section in ("timeliness", "front_door")]
FACTS: dict[str, Any] = {
    "title": "Methodology: June 2022",
    "publisher": "Anytown Council",
    "status": "final",
    "groups": groups(MEASURES, from_records=True),
    "choices": ["A plan issued on the 140th day counts as within 20 weeks."],
    "previous_year": "Previous year actual (PYA) is the same period one year before.",
    "disclosure": ["Counts from 1 to 4 are withheld."],
}
#: A release of published figures alone.
NO_RECORDS: dict[str, Any] = {
    "from_records": False,
    "groups": groups(MEASURES, from_records=False),
    "previous_year": "",
    "disclosure": [],
}


def html(terms: dict[str, str] | None = None, **changed: Any) -> str:
    return html_of(methodology_page(FACTS | changed, terms or {}))


def page(terms: dict[str, str] | None = None, **changed: Any) -> BeautifulSoup:
    return BeautifulSoup(html(terms, **changed), "html.parser")


def told(soup: BeautifulSoup, measure: str) -> dict[str, str]:
    """What the page says of a measure, by what it is about."""
    heading = soup.find(id=anchor(measure))
    assert heading is not None
    facts = heading.find_next("dl")
    assert facts is not None
    return {name.get_text(): text.get_text() for name, text in zip(facts.select("dt"), facts.select("dd"), strict=True)}


def text(soup: BeautifulSoup, part: str) -> str:
    found = soup.select_one(f"section[aria-labelledby={part}]")
    return "" if found is None else " ".join(found.get_text(" ").split())


@pytest.mark.parametrize("changed", [{}, NO_RECORDS], ids=["from records", "published figures alone"])
def test_the_gate_finds_nothing_and_the_page_is_small(changed: dict[str, Any]) -> None:
    made = html(**changed)
    assert [check for check in audit_page(made, FILE) if check.result != "PASS"] == []
    assert len(made.encode()) <= 60_000


def test_a_page_of_every_measure_there_is_stays_small() -> None:
    assert len(html(groups=groups(definitions().values(), from_records=True)).encode()) <= 60_000


# The measures


def test_each_measure_is_told_as_the_registry_defines_it() -> None:
    soup = page()
    assert {each.id: told(soup, each.id) for each in MEASURES} == {
        each.id: facts_of(each) | {"Identifier": each.id} for each in MEASURES
    }
    facts = told(soup, ON_TIME)
    assert facts["Out of"] == definition(ON_TIME).denominator
    assert facts["Note"] == definition(ON_TIME).caveat


def test_measures_stand_by_sections_in_the_order_given() -> None:
    found = page()
    assert [heading.get_text() for heading in found.select("h2[id^=section-]")] == [
        "Timeliness: measures", "Front door: measures",
    ]  # fmt: skip
    assert [str(heading["id"]) for heading in found.select("h3")] == [anchor(each.id) for each in MEASURES]


def test_no_two_measures_of_the_registry_share_an_anchor() -> None:
    assert len({anchor(each) for each in definitions()}) == len(definitions())


def test_the_data_dictionary_is_led_to_where_there_is_one() -> None:
    link = page(dictionary={"name": "dictionary", "size": 2310, "title": "Data dictionary"}).select_one("main a[href^=data]")
    assert link is not None
    assert (link["href"], link.get_text()) == ("data/dictionary.csv", "data dictionary (CSV, 2,310 bytes)")
    assert not page().select("main a[href^=data]")


# The release


def test_the_contents_lead_to_every_part_there_is() -> None:
    for soup in (page(), page(**NO_RECORDS)):
        assert [link["href"] for link in soup.select("nav.contents a")] == [
            f"#{heading['id']}" for heading in soup.select("section > h2")
        ]


def test_a_release_of_published_figures_says_nothing_of_records() -> None:
    found = page(**NO_RECORDS)
    assert "No figure of this release is counted from records" in text(found, "disclosure")
    assert "Disclosure control" not in told(found, ON_TIME)
    assert "Extracts" not in text(found, "made")
    assert text(found, "previous-year") == ""


def test_a_release_from_records_says_what_is_withheld() -> None:
    assert "Counts from 1 to 4 are withheld." in text(page(), "disclosure")
    assert told(page(), ON_TIME)["Disclosure control"] == "small counts in breakdowns are withheld"
    assert told(page(), RATED)["Disclosure control"] == "about process, nothing is withheld"


def test_every_symbol_has_its_meaning_once() -> None:
    terms = [term.get_text() for term in page().select("section[aria-labelledby=shown] dt")]
    assert terms[-len(SYMBOLS) - 1 :] == [*(f"[{symbol}]" for symbol in SYMBOLS), f"[{REVISED}]"]
    assert "Symbols" not in terms


@pytest.mark.parametrize(
    ("status", "revision", "said"),
    [
        ("final", None, "This release is final and has not been revised."),
        ("draft", None, "This release is a draft and has not been revised."),
        ("", None, "This release has not been revised."),
        (
            "provisional",
            {"number": 2, "reason": "An extract was cut short.", "revised_on": "4 July 2022"},
            "This release is provisional and is revision 2 of 4 July 2022: An extract was cut short.",
        ),
    ],
)
def test_it_says_how_far_the_release_is(status: str, revision: dict[str, Any] | None, said: str) -> None:
    assert text(page(status=status, revision=revision), "revisions").endswith(said)


def test_the_glossary_holds_the_abbreviations_that_stand_on_the_page() -> None:
    found = page({"XYZ": "an abbreviation of the authority's own"}, choices=["XYZ is asked first."])
    terms = {term.get_text() for term in found.select("section[aria-labelledby=glossary] dt")}
    assert {"PYA", "XYZ"} <= terms
    assert not terms & {f"[{symbol}]" for symbol in SYMBOLS}
    assert "XYZ" not in text(page({"XYZ": "an abbreviation of the authority's own"}), "glossary")


def test_text_of_the_authority_is_text() -> None:
    assert not page(choices=["<script>alert(1)</script>"]).select("section script")


def test_the_glossary_holds_the_abbreviations_of_the_other_pages_of_the_release() -> None:
    made = methodology_page(FACTS, {"XYZ": "Example Years Zone"})
    pages = ["<html><body><p>Posts in FTE, the XYZ.</p></body></html>", "<html><body><p>[low]</p></body></html>"]
    terms = of_the_release(made, pages).context.model_dump()["glossary"]
    assert {"FTE", "XYZ", "PYA"} <= terms.keys()
    assert not terms.keys() & {f"[{symbol}]" for symbol in SYMBOLS}
    assert "FTE" not in made.context.model_dump()["glossary"]
