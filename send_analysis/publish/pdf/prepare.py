"""The published page made ready for paper: the same words and figures, without what only a screen can do."""

import re
from importlib.resources import files
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement, document_fromstring, tostring

from send_analysis.publish.pdf.drawings import put_back, take_out
from send_analysis.publish.pdf.lists import plain_lists

#: What a reader of paper cannot use: ways to jump, to other forms of the page, and scripts.
_FOR_SCREENS = "//*[contains(concat(' ', @class, ' '), ' skip ')] | //script | //style | //link | //template"

#: A committee paper of more parts than these has contents.
FEW_PARTS = 4

#: Lines on the page's other forms and the release's other documents, that on the paper itself, and lists of files.
_LEADING = "//p[@class='other'] | //footer//li[count(*)=1 and a[not(contains(@href, ':'))] and normalize-space()=string(a)]"
_OWN_FILE = "//p[@class='other'][a['.pdf'=substring(@href, string-length(@href) - 3)]]"
_DOWNLOADS = "//section[@aria-labelledby='data']"

#: Tables up to `FEW` columns are as wide as a chart; from `SMALLER` and from `SMALLEST` on their type is smaller; from
#: `TURNED` on they have a page turned on its side.
FEW, SMALLER, SMALLEST, TURNED = 3, 6, 9, 15

#: A table of up to `SHORT` rows of figures, or up to `SHORT_OF_WORDS` of sentences, stays on one page. One of two columns and
#: more than `LONG` rows is set in two halves side by side: a list of all authorities would leave half of four pages empty.
SHORT, SHORT_OF_WORDS, LONG = 14, 7, 60

_ROOT = re.compile(r":root\s*\{([^}]*)\}")
_COLOUR = re.compile(r"(--[\w-]+)\s*:\s*([^;}]+)")


def for_print(page_html: str, address: str | None = None) -> str:
    """The page as WeasyPrint takes it, with the print style sheet in place of its own.

    Parameters
    ----------
    page_html : the published page, whole.
    address : where the page's folder will stand on the web, to which links between files lead; without one, a link to a
        file is plain text.
    """
    colours = page_colours(page_html)
    page_html, drawings = take_out(page_html)
    page = document_fromstring(page_html)
    for element in page.xpath(_FOR_SCREENS):
        element.drop_tree()
    put_back(page, drawings, colours)
    plain_lists(page)
    for change in (_open, _size_tables, _without_screen_marks):
        change(page)
    _leave_out_files(page, address)
    _lead_outside(page, address)
    _number_contents(page)
    _dress(page, colours)
    return "<!doctype html>\n" + tostring(page, encoding="unicode")


def page_colours(page_html: str) -> dict[str, str]:
    """The colours that the page names, by name ("--ink"); those for a light screen, which come first."""
    light = page_html.partition("prefers-color-scheme")[0]
    return {name: value.strip() for found in _ROOT.findall(light) for name, value in _COLOUR.findall(found)}


def _open(page: HtmlElement) -> None:
    """What is folded away on screen stands on paper under its summary, which stays with it over the end of a page."""
    for details in page.xpath("//details"):
        details.tag = "div"
        details.attrib.pop("open", None)
        details.set("class", f"details {details.get('class', '')}".strip())
    for summary in page.xpath("//summary"):
        opened = summary.getparent()
        summary.drop_tree()
        # A chart's table has a caption of its own, which says the same.
        if not opened.xpath("ancestor::figure"):
            summary.tag, summary.tail = "p", None
            summary.set("class", "summary")
            opened.addprevious(summary)


def _size_tables(page: HtmlElement) -> None:
    """Mark each table by how wide and how long it is, for the style sheet."""
    for table in page.xpath("//table"):
        rows = list(table.iter("tr"))
        columns = max((len(row.xpath("th | td")) for row in rows), default=0)
        words = "words" in table.get("class", "").split()
        short = len(rows) <= (SHORT_OF_WORDS if words else SHORT)
        marks = [_width(columns)] + ["short"] * short + ["long"] * (len(rows) > LONG and columns <= 2 and not words)
        for element in (table, table.getparent()):
            element.set("class", " ".join([*element.get("class", "").split(), *marks]))


def _width(columns: int) -> str:
    return (
        "turned"
        if columns >= TURNED
        else "smallest"
        if columns >= SMALLEST
        else "smaller"
        if columns >= SMALLER
        else "few"
        if columns <= FEW
        else "plain"
    )


def _without_screen_marks(page: HtmlElement) -> None:
    """Leave out the marks of scrolling regions and of keyboard stops."""
    for element in page.xpath("//*[@tabindex or @role or @aria-label]"):
        for name in ("tabindex", "role", "aria-label"):
            element.attrib.pop(name, None)


def _number_contents(page: HtmlElement) -> None:
    """Say at each line of the contents where it leads, so that the style sheet can give the number of the page.

    The number belongs to the line: after the link itself WeasyPrint would make it a second link within the first.
    """
    for nav in page.iter("nav"):
        lines = nav.xpath(".//li/a[starts-with(@href, '#')]")
        for link in lines:
            link.getparent().set("data-page", link.get("href"))
        if len(lines) <= FEW_PARTS:
            nav.set("class", f"{nav.get('class', '')} short".strip())


def _leave_out_files(page: HtmlElement, address: str | None) -> None:
    """Leave out the link to the paper's own file; without an address also what only leads to files beside the page.

    Those are the lines on other forms of the release, the part of files to download, and its line in the contents.
    """
    dropped = page.xpath(_OWN_FILE) if address else page.xpath(f"{_LEADING} | {_DOWNLOADS}")
    for element in dropped:
        element.drop_tree()
    ids = set(page.xpath("//@id"))
    for line in page.xpath("//nav//li[a[starts-with(@href, '#')]]"):
        if dropped and line.find("a").get("href")[1:] not in ids:
            line.drop_tree()


def _lead_outside(page: HtmlElement, address: str | None) -> None:
    """Make links to files beside the page lead to the web; without an address they are plain text.

    A paragraph that is nothing but such a link is left out then, because it leads nowhere; a list of files still says what
    there is.
    """
    for link in page.xpath("//a[@href]"):
        href, around = link.get("href"), link.getparent()
        if href.startswith("#") or urlsplit(href).scheme:
            continue
        if address:
            link.set("href", urljoin(address, href))
        elif around.tag == "p" and around.text_content().strip() == link.text_content().strip():
            around.drop_tree()
        else:
            link.drop_tag()


def _dress(page: HtmlElement, colours: dict[str, str]) -> None:
    """Give the page the colours of its own and the style sheet of paper."""
    style = page.makeelement("style")
    named = "".join(f"{name}:{value};" for name, value in colours.items())
    style.text = f":root{{{named}}}\n" + files(__package__).joinpath("print.css").read_text(encoding="utf-8")
    page.find("head").append(style)
