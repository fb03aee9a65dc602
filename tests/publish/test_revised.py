"""The part of a page that lists the figures revised since the last edition."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from send_analysis.publish.exporter import export
from send_analysis.publish.page import check_page
from tests.publish.conftest import joined
from tests.publish.test_committee_paper import joined as paper

HOSTILE = """'"><script>alert(1)</script><img src=x onerror=alert(1)>"""


def listed(**figure: str) -> dict[str, Any]:
    """A list of one revised figure, as a run gives it to the template."""
    given = {
        "measure": "Requests received", "area": "Swindon", "period": "March 2022", "breakdown": "All",
        "was": "27", "now": "29", "reason": "Two requests were entered late.",
    }  # fmt: skip
    return {"figures": [given | figure], "file": "data/revisions.csv"}


def part(html: str) -> BeautifulSoup | None:
    return BeautifulSoup(html, "html.parser").find("section", {"aria-labelledby": "revised"})


@pytest.mark.parametrize("of", [joined, paper], ids=["performance page", "committee paper"])
def test_a_document_lists_its_revised_figures_before_the_note_on_data_and_leads_to_them(of) -> None:
    cells = ("## Heading",) if of is joined else ()
    html = export(of(*cells, revised=listed(breakdown="Sex: F", area="Anytown")))
    row = [cell.get_text() for cell in part(html).tbody.tr(["th", "td"])]
    assert row == ["Requests received, Sex: F, Anytown", "March 2022", "27", "29", "Two requests were entered late."]
    assert [each["href"] for each in part(html)("a")] == ["data/revisions.csv"]
    assert '<a href="#revised">Figures revised since the last edition</a>' in html
    assert check_page(html) == []


def test_the_name_of_the_authority_and_of_the_whole_are_not_repeated() -> None:
    html = export(joined("## Heading", revised=listed()))
    assert part(html).tbody.th.get_text() == "Requests received"


def test_where_no_figure_is_revised_nothing_is_said_of_it() -> None:
    html = export(joined("## Heading", revised={"figures": []}))
    assert part(html) is None
    assert "#revised" not in html


def test_hostile_text_in_the_reason_and_in_names_stays_text() -> None:
    html = export(joined("## Heading", revised=listed(reason=HOSTILE, breakdown=HOSTILE)))
    assert not BeautifulSoup(html, "html.parser").select("script, [onerror]")
    assert part(html).tbody("td")[-1].get_text() == HOSTILE


def test_how_many_more_the_file_holds_is_said() -> None:
    html = export(joined("## Heading", revised=listed() | {"left_out": 1234}))
    assert "1,234 more stand in the file." in part(html).get_text()
