"""Links: each says where it leads, and leads there."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from bs4 import Tag

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, value, words

#: Texts that say nothing of where a link leads, whole.
VAGUE = frozenset(
    (
        *("click", "click here", "click this", "details", "download", "find out more", "go", "here", "info", "learn more"),
        *("link", "more", "more information", "open", "page", "read", "read here", "read more", "see here", "see more"),
        *("see this", "this", "this link", "this page", "view", "website", "csv", "pdf", "excel", "xlsx"),
    )
)

#: The kinds of file that a page leads to, and the words of which a link must say one.
KINDS = {
    "csv": ("csv",),
    "pdf": ("pdf",),
    "xlsx": ("excel", "spreadsheet", "workbook", "xlsx"),
    "ods": ("ods", "opendocument", "spreadsheet", "workbook"),
    "json": ("json", "metadata"),
    "xml": ("atom", "feed", "sitemap", "xml"),
    "ics": ("calendar",),
    "zip": ("zip",),
    "docx": ("word", "docx"),
}
_MAIL = re.compile(r"mailto:[^\s@?]+@[\w-]+(\.[\w-]+)+(\?\S*)?", re.IGNORECASE)
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$")


@rule(
    "link_text",
    "The text of a link says where it leads: not “here”, “read more” or an address.",
    "WCAG 2.4.4",
    "Write what is found there into the link.",
    reach="part",
)
def link_text(page: Source) -> Found:
    """In a list of links there is nothing else to go by."""
    for tag in links_of(page):
        said = page.name_of(tag)
        if not said:
            yield Finding(tag, "a link without text")
        elif said.casefold().strip(" .…›»→>:!") in VAGUE:
            yield Finding(tag, f"a link that says only {said!r}")
        elif not any(letter.isalnum() for letter in said):
            yield Finding(tag, "a link without a word")
        elif _ADDRESS.match(said):
            yield Finding(tag, "a link whose text is an address")


@rule(
    "link_same_text",
    "Links with the same text lead to the same place.",
    "WCAG 2.4.9 (AAA)",
    "Say in each link what is its own: the title of the table with “(CSV)”.",
    result="WARNING",
)
def link_same_text(page: Source) -> Found:
    """Two links that sound alike and lead elsewhere."""
    seen: dict[str, str] = {}
    for tag in links_of(page):
        said, leads = page.name_of(tag).casefold(), value(tag, "href")
        if said and seen.setdefault(said, leads) != leads:
            yield Finding(tag, f"a link with the text of another, {page.name_of(tag)!r}, which leads elsewhere")


@rule(
    "label_in_name",
    "Where a link or heading of details has a label for screen readers, it begins with the text that others see.",
    "WCAG 2.5.3",
    "Begin the aria-label with the visible text, or leave it out.",
    reach="part",
)
def label_in_name(page: Source) -> Found:
    """Who speaks to the computer says what is seen."""
    for tag in page.named("a", "button", "summary"):
        label = " ".join(value(tag, "aria-label").split()).casefold()
        if label and words(tag).casefold() not in label:
            yield Finding(tag, f"a label of the element {tag.name} that leaves out its text")


@rule(
    "link_kind",
    "A link to a file that is not a page says what kind it is.",
    "GOV.UK: publishing documents; WCAG 2.4.4",
    "Write the kind into the link: “Requests received (CSV)”.",
    reach="part",
)
def link_kind(page: Source) -> Found:
    """Nobody should be surprised by a download."""
    for tag in links_of(page):
        kind = urlsplit(value(tag, "href")).path.rpartition(".")[2].lower()
        if kind in KINDS and not any(name in page.name_of(tag).lower() for name in KINDS[kind]):
            yield Finding(tag, f"a link to a {kind.upper()} file that does not say so")


@rule(
    "mail",
    "A link to a mailbox holds an address that mail can be sent to.",
    "our own: a contact that works",
    "Correct the contact’s email in params.",
    reach="part",
)
def mail(page: Source) -> Found:
    """Its form; whether somebody answers only a person can tell."""
    for tag in links_of(page):
        if value(tag, "href").lower().startswith("mailto:") and not _MAIL.fullmatch(value(tag, "href")):
            yield Finding(tag, "a link to a mailbox whose address is not one")


def links_of(page: Source) -> Iterator[Tag]:
    """The links of a page, in order."""
    return (tag for tag in page.named("a") if tag.has_attr("href"))


RULES = (
    link_text,
    link_same_text,
    label_in_name,
    link_kind,
    mail,
)
