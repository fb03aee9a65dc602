"""What WeasyPrint leaves out of a PDF for everyone: scopes, words for links, what is no content, and facts that never change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from send_analysis.publish.pdf.structure import marks_in_tree, tags

#: The flag of an annotation that is printed. Source: ISO 32000-1, table 165, bit 3.
PRINTED = 4

LANGUAGE = "en-GB"


@dataclass(frozen=True)
class DocumentFacts:
    """What a PDF says of itself: its title and author, its day, and for each address that a link leads to the words of it."""

    title: str
    author: str
    day: date
    links: Mapping[str, str]


def finish(made: bytes, facts: DocumentFacts) -> bytes:
    """The PDF with what was left out; the same PDF and facts give the same bytes."""
    with pikepdf.open(BytesIO(made)) as pdf:
        _scope(pdf)
        _describe_links(pdf, facts.links)
        _set_apart(pdf)
        _state(pdf, facts)
        finished = BytesIO()
        # Each file gets a number made of what is in it, in place of the time.
        pdf.save(finished, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return finished.getvalue()


def _scope(pdf: pikepdf.Pdf) -> None:
    """Say of each header cell what it heads: in a table's head its column, elsewhere its row."""
    for tag in tags(pdf):
        if tag.kind == "TH":
            attributes = tag.element.get("/A", Dictionary(O=Name.Table))
            attributes.Scope = Name.Column if "THead" in tag.within else Name.Row
            tag.element.A = attributes


def _describe_links(pdf: pikepdf.Pdf, words: Mapping[str, str]) -> None:
    """Give each link its words, and let it be printed."""
    for page in pdf.pages:
        for note in page.get("/Annots", Array()):
            if note.get("/Subtype") == Name.Link:
                note.F = PRINTED
                target = leads_to(note)
                note.Contents = String(words.get(target) or target)


def leads_to(link: pikepdf.Object) -> str:
    """Where a link leads: "#" and a name within the document, or an address; empty where it does not say."""
    if "/Dest" in link:
        return f"#{link.Dest}"
    return str(link.get("/A", Dictionary()).get("/URI", ""))


def _set_apart(pdf: pikepdf.Pdf) -> None:
    """Mark as no content what stands in the margins: its marked texts are in no place of the tree."""
    held = marks_in_tree(pdf)
    for page in pdf.pages:
        kept = held.get(page.obj.objgen, set())
        commands = pikepdf.parse_content_stream(page)
        for at, command in enumerate(commands):
            if str(command.operator) == "BDC" and _mark(command.operands) not in {None, *kept}:
                commands[at] = pikepdf.ContentStreamInstruction(
                    [Name.Artifact, Dictionary(Type=Name.Pagination)], command.operator
                )
        page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(commands))


def _mark(operands: Any) -> int | None:
    """The number of a marked text; None for one without."""
    number = operands[1].get("/MCID")
    return None if number is None else int(number)


def _state(pdf: pikepdf.Pdf, facts: DocumentFacts) -> None:
    """Say what the document is, in its catalogue and in both places for such facts, with a day in place of a clock."""
    pdf.Root.Lang = String(LANGUAGE)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    pdf.Root.PageMode = Name.UseOutlines
    day = f"{facts.day:%Y%m%d}"
    for name, value in {"Title": facts.title, "Author": facts.author}.items():
        pdf.docinfo[f"/{name}"] = String(value)
    pdf.docinfo.CreationDate = pdf.docinfo.ModDate = String(f"D:{day}000000Z")
    with pdf.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as stated:
        stated["dc:title"] = facts.title
        stated["dc:creator"] = [facts.author]
        stated["dc:language"] = {LANGUAGE}
        stated["pdfuaid:part"] = "1"
        stated["xmp:CreateDate"] = stated["xmp:ModifyDate"] = f"{facts.day.isoformat()}T00:00:00Z"
