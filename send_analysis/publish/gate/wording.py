"""Text that nobody should read: placeholders, what programs print, and dates that contradict each other."""

import re
from collections.abc import Iterator

from bs4 import Tag
from bs4.element import NavigableString

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, words

_UNFILLED = re.compile(r"\{\{|\{%|\$\{")
_PLACEHOLDER = re.compile(
    r"(?i:lorem ipsum|dolor sit amet|\[?insert (text|name|date)|to be confirmed)|\b(TODO|FIXME|TBC|TBA|TBD|XXX+)\b"
)
_PRINTED = re.compile(
    r"\b[A-Z]:\\[A-Za-z]|(?<![\w/])/(home|Users|tmp|mnt|srv)/\w|\bUnnamed: \d|\bPeriod\(|\d\.\d{7,}"
    r"|Traceback \(most recent|\b\w+(Error|Warning): |<(IPython|pandas|matplotlib|class)\b|\bdtype: |object at 0x"
)
_MISSING = re.compile(r"(?:^|(?<=[\s(:,]))(None|nan|NaN|NaT|inf|-inf|<NA>|undefined|null)%?(?=$|[\s),.%])")
_WORDS = ("None", "null", "undefined")
_GARBLED = re.compile("â€|Ã[©¨¢£¤§¶¼½]|Â[£ ·°]|\ufffd")
_FIGURE = re.compile(r"[-−]?[\d.,]+%?|\[[cxzlu]\]")
_PROGRAM_CLASSES = re.compile(r"dataframe|jp-|output_|cell_|jupyter|plotly|vega|bk-|prompt")


@rule(
    "unfilled",
    "Every template is filled in.",
    "our own",
    "Correct the text that asks for the figure.",
    reach="page",
)
def unfilled(page: Source) -> Found:
    """Wherever it stands: in a text, an attribute or a style."""
    for number, line in enumerate(page.html.splitlines(), start=1):
        if _UNFILLED.search(line):
            yield Finding(None, f"line {number}: a template that was not filled in")


@rule(
    "placeholder",
    "No text stands for one that is still to be written.",
    "our own",
    "Write the text, or delete it.",
    reach="part",
)
def placeholder(page: Source) -> Found:
    """Lorem ipsum, TODO, TBC, XXX."""
    for text, where in texts_of(page):
        if found := _PLACEHOLDER.search(text):
            yield Finding(where, f"the placeholder {found[0]!r}")


@rule(
    "printed",
    "Nothing on the page is what a program prints: a traceback, a warning, an object, a path, a figure that is not rounded.",
    "our own",
    "Mend the cell that gave it.",
    reach="part",
)
def printed(page: Source) -> Found:
    """As text, however it got there."""
    for text, where in texts_of(page):
        if _PRINTED.search(text):
            yield Finding(where, "an error, an object, a path or a figure as a program prints it")


@rule(
    "missing_value",
    "A value that is missing is shown by its symbol, and a number that is not finite by none.",
    "Analysis Function: symbols in tables",
    "Show [x], [z] or [c]: figures that pass through disclosure control get their symbol.",
    reach="part",
)
def missing_value(page: Source) -> Found:
    """None, nan, NaT, inf: in a cell they stand alone, in a sentence between spaces."""
    for text, where in texts_of(page):
        for found in _MISSING.finditer(text):
            if found[1] not in _WORDS or _is_printed(text, found, where):
                yield Finding(where, f"the value {found[1]!r}")


@rule(
    "garbled",
    "Letters are what they were: no dash or pound sign read in another encoding.",
    "our own",
    "Save the text as UTF-8.",
    reach="part",
)
def garbled(page: Source) -> Found:
    """UTF-8 read as Windows-1252."""
    for text, where in texts_of(page):
        if _GARBLED.search(text):
            yield Finding(where, "letters read in another encoding")


@rule(
    "program_markup",
    "Nothing on the page has the mark-up of a notebook or of pandas.",
    "our own; WCAG 1.3.1",
    "Show tables with release.show.table.",
    reach="part",
)
def program_markup(page: Source) -> Found:
    """Its tables have neither caption nor scopes."""
    for tag in page.tags:
        if any(_PROGRAM_CLASSES.match(each) for each in classes(tag)):
            yield Finding(tag, f"the element {tag.name} with a class of a notebook or of pandas")
        elif tag.name == "table" and tag.has_attr("border"):
            yield Finding(tag, "a table with the attribute border")


def texts_of(page: Source) -> Iterator[tuple[str, Tag]]:
    """Every text that is read, and the element it is in."""
    for tag in page.tags:
        if tag.name in ("style", "script", "code", "pre"):
            continue
        for child in tag.children:
            if type(child) is NavigableString and (text := child.strip()):
                yield text, tag


def _is_printed(text: str, found: re.Match[str], where: Tag) -> bool:
    """Whether a word is a program's value: such a one stands after a colon or bracket, or alone where figures stand."""
    if found[0] != text:
        return text[: found.start()].rstrip()[-1:] in (":", "(", ",")
    if where.name != "td" or where.parent is None:
        return True
    at = where.parent.find_all(["td", "th"], recursive=False).index(where)
    rows = [row.find_all(["td", "th"], recursive=False) for row in where.find_parent("table").find_all("tr")]  # type: ignore[union-attr]
    return any(_FIGURE.match(words(row[at])) for row in rows if len(row) > at and row[at].name == "td")


RULES = (
    unfilled,
    placeholder,
    printed,
    missing_value,
    garbled,
    program_markup,
)
