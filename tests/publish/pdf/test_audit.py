"""What the audit of a PDF finds, one fault at a time."""

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from send_analysis.publish.pdf.audit import audit_pdf
from send_analysis.publish.pdf.structure import tags

pytestmark = pytest.mark.needs("pango")

Damage = Callable[[pikepdf.Pdf], None]


def element(pdf: pikepdf.Pdf, kind: str) -> Dictionary:
    return next(tag.element for tag in tags(pdf) if tag.kind == kind)


def no_structure(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot


def no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def title_not_shown(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.ViewerPreferences


def no_metadata(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Metadata


def no_outline(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def no_scope(pdf: pikepdf.Pdf) -> None:
    del element(pdf, "TH").A.Scope


def no_description(pdf: pikepdf.Pdf) -> None:
    element(pdf, "Figure").Alt = pikepdf.String(" ")


def item_outside_a_list(pdf: pikepdf.Pdf) -> None:
    element(pdf, "L").S = Name.Div


def link_without_words(pdf: pikepdf.Pdf) -> None:
    note = next(note for page in pdf.pages for note in page.get("/Annots", []))
    del note.Contents


def font_not_in_the_file(pdf: pikepdf.Pdf) -> None:
    font = next(each for each in pdf.objects if isinstance(each, Dictionary) and each.get("/Type") == Name.FontDescriptor)
    for name in {"/FontFile2", "/FontFile3"} & set(font.keys()):
        del font[name]


def narrow_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].CropBox = Array([0, 0, 400, 842])


def text_over_text(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    name = next(iter(page.resources.Font))[1:]
    for at in (100, 103):
        page.contents_add(f"BT /{name} 10 Tf 1 0 0 1 {at} 300 Tm <002400240024> Tj ET".encode())


def empty_page(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page()


@pytest.mark.parametrize(
    ("damage", "rules"),
    [
        (no_structure, {"pdf.tagged"}),
        (no_language, {"pdf.language"}),
        (title_not_shown, {"pdf.title"}),
        (no_metadata, {"pdf.standard", "pdf.title"}),
        (no_outline, {"pdf.outline"}),
        (no_scope, {"pdf.scopes"}),
        (no_description, {"pdf.descriptions"}),
        (item_outside_a_list, {"pdf.lists"}),
        (link_without_words, {"pdf.links"}),
        (font_not_in_the_file, {"pdf.fonts"}),
        (narrow_paper, {"pdf.paper"}),
        (text_over_text, {"pdf.paper"}),
    ],
)
def test_a_fault_is_found_by_its_rule(damage: Damage, rules: set[str], printed: Path, tmp_path: Path) -> None:
    assert results(damage, printed, tmp_path) == dict.fromkeys(rules, "FAIL")


def test_an_empty_page_is_a_warning(printed: Path, tmp_path: Path) -> None:
    assert results(empty_page, printed, tmp_path) == {"pdf.pages": "WARNING"}


def results(damage: Damage, printed: Path, folder: Path) -> dict[str, str]:
    """What the audit says of the page after one damage, where it finds something."""
    with pikepdf.open(printed) as pdf:
        damage(pdf)
        pdf.save(folder / "damaged.pdf")
    return {check.check: check.result for check in audit_pdf(folder / "damaged.pdf") if check.found_something}
