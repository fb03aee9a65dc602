"""What a page says of itself before any text: kind, letters, language, title, and that a reader may enlarge it."""

import re
from collections import Counter

from bs4 import Doctype

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Folder, Source, value, words

LANGUAGE = "en-GB"

#: HTML: the encoding must be declared within the first bytes of the file.
DECLARED_WITHIN = 1024  # bytes

#: Titles that programs give where nobody gave one.
_DEFAULT = re.compile(r"(?i)^(untitled|notebook|index|document|page|home|report|title)?\d*$|\.(html?|ipynb|md)\b|^untitled")
_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Z]{2}|\d{3}))?")


@rule(
    "doctype",
    "The page begins with <!doctype html>.",
    "HTML standard, 13.1.1",
    "Use the frame template, which begins with it.",
)
def doctype(page: Source) -> Found:
    """Without it browsers lay the page out by the rules of the 1990s."""
    first = next((each for each in page.soup.contents if str(each).strip()), None)
    if not isinstance(first, Doctype) or first.strip().lower() not in ("html", "doctype html"):
        yield Finding(None, "the page does not begin with <!doctype html>")


@rule(
    "charset",
    "The page says in its first 1,024 bytes that it is UTF-8.",
    "HTML standard, 4.2.5.4",
    'Put <meta charset="utf-8"> first in the head.',
)
def charset(page: Source) -> Found:
    """An undeclared page shows dashes and pound signs as other letters."""
    if not re.search(r"<meta\s+charset=[\"']?utf-8", page.html[:DECLARED_WITHIN], re.IGNORECASE):
        yield Finding(None, "the page does not say that it is UTF-8")


@rule(
    "language",
    f"The page says that it is in {LANGUAGE}.",
    "WCAG 3.1.1",
    f'Write <html lang="{LANGUAGE}">: a screen reader chooses its voice by it.',
)
def language(page: Source) -> Found:
    """The language of the page."""
    told = "" if page.soup.html is None else value(page.soup.html, "lang")
    if not told:
        yield Finding(None, "the page does not say its language")
    elif told != LANGUAGE:
        yield Finding(page.soup.html, f"the page says that its language is {told}")


@rule(
    "language_of_parts",
    "A part in another language names it by a code such as cy or pl.",
    "WCAG 3.1.2",
    "Correct the attribute lang, or take it away.",
    reach="part",
)
def language_of_parts(page: Source) -> Found:
    """A code that no voice has is read in no voice."""
    for tag in page.tags:
        if tag.name != "html" and tag.has_attr("lang") and not _TAG.fullmatch(value(tag, "lang")):
            yield Finding(tag, f"the element {tag.name} names a language by something that is no code of one")


@rule(
    "title",
    "The page has a title that a person gave it.",
    "WCAG 2.4.2",
    "Give the release, or the document, a title in params.",
)
def title(page: Source) -> Found:
    """The first thing that a screen reader says, and what a bookmark is called."""
    told = _title(page)
    if not told:
        yield Finding(None, "the page has no title")
    elif _DEFAULT.search(told):
        yield Finding(page.soup.title, f"the title {told!r} is a program’s or a file’s name")


@rule(
    "title_form",
    "The title is the page’s first heading, a dash and the publisher’s name, which stands on the page as well.",
    "WCAG 2.4.2; GOV.UK style of titles",
    "Let the frame template make the title of the heading and the publisher.",
)
def title_form(page: Source) -> Found:
    """So that the title says the same as the page."""
    first, told = page.soup.h1, _title(page)
    if first is None or not told or _DEFAULT.search(told):
        return  # another rule's
    heading, publisher = words(first), _publisher(page)
    if not told.startswith(heading):
        yield Finding(page.soup.title, "the title does not begin with the first heading")
    elif not publisher:
        yield Finding(page.soup.title, "the title does not end with a dash and the publisher’s name")
    elif publisher not in " ".join(words(each) for each in page.named("header", "footer")):
        yield Finding(page.soup.title, f"the title ends with {publisher!r}, which neither header nor footer says")


@rule(
    "title_unique",
    "No two pages of the folder have the same title, and all name the same publisher.",
    "WCAG 2.4.2",
    "Give each page a heading of its own.",
    reach="folder",
)
def title_unique(page: Source, folder: Folder) -> Found:
    """A reader with two tabs open must know which is which."""
    if (told := _title(page)) and [_title(each) for each in folder.pages].count(told) > 1:
        yield Finding(page.soup.title, "another page of the folder has the same title")
    publishers = Counter(publisher for each in folder.pages if (publisher := _publisher(each)))
    if (own := _publisher(page)) and publishers.most_common(1)[0][0] != own:
        yield Finding(page.soup.title, "the title names another publisher than the other pages’")


@rule(
    "viewport",
    "The page fits the width of the screen, and a reader may enlarge it.",
    "WCAG 1.4.4, 1.4.10",
    'Write <meta name="viewport" content="width=device-width, initial-scale=1">, and no more in it.',
)
def viewport(page: Source) -> Found:
    """Some phones obey a page that forbids to enlarge it."""
    told = [tag for tag in page.named("meta") if value(tag, "name").lower() == "viewport"]
    if not told:
        yield Finding(None, "the page does not say that it fits the width of the screen")
    for tag in told:
        content = value(tag, "content").lower().replace(" ", "")
        if "width=device-width" not in content:
            yield Finding(tag, "the page has a fixed width")
        if "maximum-scale" in content or "user-scalable=no" in content or "user-scalable=0" in content:
            yield Finding(tag, "the page forbids to enlarge it")


@rule(
    "refresh",
    "The page neither reloads itself nor leads elsewhere by itself.",
    "WCAG 2.2.1, 3.2.5",
    "Delete the element meta with http-equiv.",
    reach="part",
)
def refresh(page: Source) -> Found:
    """Nor does it set policies that a static file cannot answer for."""
    for tag in page.named("meta"):
        if tag.has_attr("http-equiv"):
            yield Finding(tag, "the element meta with http-equiv")


def _title(page: Source) -> str:
    head = page.soup.head
    return "" if head is None or head.title is None else words(head.title)


def _publisher(page: Source) -> str:
    return re.split(r"\s[-–—|]\s", _title(page))[-1] if re.search(r"\s[-–—|]\s", _title(page)) else ""


RULES = (doctype, charset, language, language_of_parts, title, title_form, title_unique, viewport, refresh)
