"""A PDF looked through before it is published: whether everyone can read it, and whether all of it is on the paper."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
from pikepdf import Dictionary, Name

from send_analysis.core.checks import Check, Result
from send_analysis.publish.pdf.finish import LANGUAGE, PRINTED
from send_analysis.publish.pdf.layout import beyond_margin, nearly_empty, overlapping
from send_analysis.publish.pdf.structure import Tag, tags

#: What one rule finds wrong, each in a few words; empty where nothing is.
_Faults = list[str]


def audit_pdf(path: Path) -> list[Check]:
    """One check for each rule, as rows.

    FAIL: people who read with assistive technology would miss something, or part of the text is not on the paper.
    WARNING: a page has next to nothing on it. It is no substitute for PDF/UA-1's own checker, veraPDF, nor for a look.
    """
    with pikepdf.open(path) as pdf:
        found = list(tags(pdf))
        checks = [_check(path, rule, faults, passed) for rule, passed, faults in _of_structure(found)]
        checks += [_check(path, rule, look(pdf), passed) for rule, passed, look in _OF_DOCUMENT]
        thin = [f"page {page} has next to nothing on it" for page in nearly_empty(pdf)]
    return [*checks, _check(path, "pages", thin, "no page is near empty", "WARNING")]


def _of_structure(found: list[Tag]) -> Iterator[tuple[str, str, _Faults]]:
    """The rules about the tree of tags: each one's name, what holds when it passes, and its faults."""

    def lacking(kind: str, has: Callable[[Tag], bool], lack: str) -> _Faults:
        without = sum(tag.kind == kind and not has(tag) for tag in found)
        return [f"{without} {lack}"] if without else []

    untagged = [] if any(tag.kind == "H1" for tag in found) else ["no heading of the first level is tagged"]
    yield "tagged", "the text is tagged", untagged
    yield (
        "scopes", "each header cell says what it heads",
        lacking("TH", lambda tag: "/Scope" in tag.element.get("/A", Dictionary()), "header cells do not say what they head"),
    )  # fmt: skip
    yield (
        "descriptions", "each picture has a description",
        lacking("Figure", lambda tag: bool(str(tag.element.get("/Alt", "")).strip()), "pictures have no description"),
    )  # fmt: skip
    yield "lists", "each item is in a list", lacking("LI", lambda tag: tag.parent == "L", "items stand outside a list")


def _language(pdf: pikepdf.Pdf) -> _Faults:
    said = str(pdf.Root.get("/Lang", ""))
    return [] if said == LANGUAGE else [f"its language is {said or 'not said'}, not {LANGUAGE}"]


def _title(pdf: pikepdf.Pdf) -> _Faults:
    shown = bool(pdf.Root.get("/ViewerPreferences", Dictionary()).get("/DisplayDocTitle", False))
    with pdf.open_metadata() as stated:
        told = str(stated.get("dc:title", "")).strip()
    return [fault for fault, wrong in {"it has no title": not told, "its title is not shown": not shown}.items() if wrong]


def _standard(pdf: pikepdf.Pdf) -> _Faults:
    with pdf.open_metadata() as stated:
        return [] if stated.get("pdfuaid:part") == "1" else ["it does not say that it keeps PDF/UA-1"]


def _outline(pdf: pikepdf.Pdf) -> _Faults:
    with pdf.open_outline() as outline:
        return [] if outline.root else ["it has no outline of its headings"]


def _links(pdf: pikepdf.Pdf) -> _Faults:
    notes = [note for page in pdf.pages for note in page.get("/Annots", []) if note.get("/Subtype") == Name.Link]
    wrong = sum(not str(note.get("/Contents", "")).strip() or not int(note.get("/F", 0)) & PRINTED for note in notes)
    return [f"{wrong} links have no words or are not printed"] if wrong else []


def _fonts(pdf: pikepdf.Pdf) -> _Faults:
    held = [each for each in pdf.objects if isinstance(each, Dictionary)]
    described = [each for each in held if each.get("/Type") == Name.FontDescriptor]
    wrong = sum(not {"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in described)
    return [f"{wrong} fonts are not in the file"] if wrong else []


def _paper(pdf: pikepdf.Pdf) -> _Faults:
    beyond = [f"text runs off page {page}" for page in beyond_margin(pdf)]
    return beyond + [f"text lies over text on page {page}" for page in overlapping(pdf)]


#: The rules about the document: each one's name, what holds when it passes, and what looks for faults.
_OF_DOCUMENT: tuple[tuple[str, str, Callable[[pikepdf.Pdf], _Faults]], ...] = (
    ("language", "it says its language", _language),
    ("title", "it has a title, which readers show", _title),
    ("standard", "it says that it keeps PDF/UA-1", _standard),
    ("outline", "it has an outline of its headings", _outline),
    ("links", "each link has words and is printed", _links),
    ("fonts", "each font is in the file", _fonts),
    ("paper", "all text is on the paper", _paper),
)


def _check(path: Path, rule: str, faults: _Faults, passed: str, worst: Result = "FAIL") -> Check:
    return Check(
        check=f"pdf.{rule}",
        result=worst if faults else "PASS",
        message=f"{path.name}: {'; '.join(faults) or passed}.",
        rows=len(faults),
        guidance="Look at the page in its PDF; the words or the table there may have to be shorter." if faults else "",
        file=path.name,
    )
