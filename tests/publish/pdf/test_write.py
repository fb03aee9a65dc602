"""A page's PDF: what it says of itself, what belongs to it, and that nothing in it depends on the day."""

from pathlib import Path

import pikepdf
import pytest

from send_analysis.publish.pdf.audit import audit_pdf
from send_analysis.publish.pdf.structure import tags
from send_analysis.publish.pdf.write import write_pdf
from send_analysis.publish.publication import Publication

pytestmark = pytest.mark.needs("pango")


def test_it_passes_its_own_audit(printed: Path) -> None:
    assert [check.message for check in audit_pdf(printed) if check.found_something] == []


@pytest.mark.parametrize(
    "title",
    [
        "Accessibility statement for Update on the Special Educational Needs and Disability (SEND) inspection revisit",
        " ".join(["Update on the inspection of special educational needs"] * 4),
    ],
    ids=["two lines", "three lines"],
)
def test_a_long_title_at_the_head_of_each_page_keeps_to_the_paper(
    page_html: str, publication: Publication, tmp_path: Path, title: str
) -> None:
    html = page_html.replace("SEND performance: May 2022 to 22 June 2022</h1>", f"{title}</h1>")
    assert html != page_html
    write_pdf(html, publication, tmp_path / "long.pdf")
    assert [check.message for check in audit_pdf(tmp_path / "long.pdf") if check.check == "pdf.paper"] == [
        "long.pdf: all text is on the paper."
    ]


def test_the_same_page_gives_the_same_bytes(page_html: str, publication: Publication, printed: Path, tmp_path: Path) -> None:
    write_pdf(page_html, publication, tmp_path / "again.pdf")
    assert (tmp_path / "again.pdf").read_bytes() == printed.read_bytes()


def test_it_says_what_it_is_and_of_which_day(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        assert str(pdf.docinfo.Title) == "SEND performance: May 2022 to 22 June 2022 - Swindon Borough Council"
        assert str(pdf.docinfo.CreationDate) == "D:20220629000000Z"
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == ["SEND performance: May 2022 to 22 June 2022"]


def test_a_header_cell_heads_its_column_or_its_row(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        scopes = {("THead" in tag.within, str(tag.element.A.Scope)) for tag in tags(pdf) if tag.kind == "TH"}
    assert scopes == {(True, "/Column"), (False, "/Row")}


def test_the_number_of_a_page_is_no_content_of_it(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        marked = [each.operands[0] for each in pikepdf.parse_content_stream(pdf.pages[-1]) if str(each.operator) == "BDC"]
    assert marked.count(pikepdf.Name.Artifact) == 3  # its title, its publisher and its number


def test_a_link_says_its_words_and_is_printed(printed: Path) -> None:
    with pikepdf.open(printed) as pdf:
        links = [note for page in pdf.pages for note in page.get("/Annots", [])]
        assert "send@example.org" in {str(link.Contents) for link in links}
        assert {int(link.F) for link in links} == {4}
