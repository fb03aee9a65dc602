"""The parts of a page that a reader can jump to: header, navigation, main, footer, regions, and the link that skips."""

from bs4 import Tag
from bs4.element import NavigableString

from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Source, classes, focusable, inside, value, words

_SECTIONS = ("article", "aside", "main", "nav", "section")
_LANDMARKS = ("header", "nav", "main", "aside", "footer")
_ROLES = ("banner", "navigation", "main", "complementary", "contentinfo", "region")


@rule("main", "The page has one main part.", "WCAG 1.3.1, 2.4.1", "Put the text of the page into one element main.")
def main(page: Source) -> Found:
    """Where the text is."""
    if (number := len(list(page.named("main")))) != 1:
        yield Finding(None, f"the page has {number} main parts; it must have one")


@rule(
    "header_and_footer",
    "The page has one header and one footer of its own.",
    "WCAG 1.3.1, ARIA landmarks",
    "Use the frame template, which has both.",
)
def header_and_footer(page: Source) -> Found:
    """Those of the whole page, not of a section."""
    for name in ("header", "footer"):
        if (number := sum(not inside(tag, *_SECTIONS) for tag in page.named(name))) != 1:
            yield Finding(None, f"the page has {number} elements {name} of its own; it must have one")


@rule(
    "landmark_names",
    "Each navigation and region has a name, and no two of the page have the same.",
    "WCAG 1.3.1, 2.4.1; ARIA 1.2",
    "Label the part by its heading (aria-labelledby), or give it an aria-label of its own.",
)
def landmark_names(page: Source) -> Found:
    """A list of five parts called the same helps nobody."""
    seen: set[tuple[str, str]] = set()
    for tag in page.tags:
        role = "navigation" if tag.name == "nav" else value(tag, "role")
        if role not in ("navigation", "region"):
            continue
        name = page.name_of(tag) if tag.has_attr("aria-label") or tag.has_attr("aria-labelledby") else ""
        if not name:
            yield Finding(tag, f"a {role} without a name")
        elif (role, name.casefold()) in seen:
            yield Finding(tag, f"a second {role} of the same name, {name!r}")
        seen.add((role, name.casefold()))


@rule(
    "skip_link",
    "The first thing that the keyboard stops at is a link that skips to the main part.",
    "WCAG 2.4.1",
    'Put <a class="skip" href="#main">Skip to main content</a> first in the body.',
)
def skip_link(page: Source) -> Found:
    """Without it a reader passes all the navigation of each page again."""
    first = next((tag for tag in page.tags if focusable(tag)), None)
    target = None if first is None else page.ids.get(value(first, "href").removeprefix("#"))
    if first is None or first.name != "a" or not value(first, "href").startswith("#") or "skip" not in words(first).lower():
        yield Finding(first, "the page does not begin with a link that skips to its main part")
    elif target is None:
        yield Finding(first, "the link that skips leads nowhere")
    elif target.name != "main" and not inside(target, "main"):
        yield Finding(first, "the link that skips does not lead to the main part")


@rule(
    "skip_link_hidden",
    "The link that skips can be reached by the keyboard: it is moved out of sight until then, and not taken away.",
    "WCAG 2.4.1, 2.4.7",
    "Hide it by clip-path or position until it has the focus, and not by display or visibility.",
)
def skip_link_hidden(page: Source) -> Found:
    """What is not displayed gets no focus."""
    names = {f".{name}" for tag in page.named("a") if "skip" in words(tag).lower() for name in classes(tag)}
    for block in page.styles:
        selectors = {each.strip() for each in block.selector.split(",")}
        hides = block.declarations.get("display") == "none" or block.declarations.get("visibility") == "hidden"
        if hides and not block.is_printed and any(each.split(" ")[-1].removeprefix("a") in names for each in selectors):
            yield Finding(None, f"the style of {block.selector} takes the link that skips away")


@rule(
    "outside_landmarks",
    "All text of the page stands in its header, navigation, main part or footer.",
    "ARIA landmarks; axe: region",
    "Move the text into one of them.",
)
def outside_landmarks(page: Source) -> Found:
    """What stands outside is passed over by readers who jump from part to part."""
    if page.soup.body is not None:
        yield from _outside(page.soup.body)


def _outside(parent: Tag) -> Found:
    for child in parent.children:
        if type(child) is NavigableString and child.strip():
            yield Finding(parent, f"text in the element {parent.name} outside every part of the page")
        elif isinstance(child, Tag) and not _is_landmark(child):
            yield from _outside(child)


def _is_landmark(tag: Tag) -> bool:
    skips = tag.name == "a" and value(tag, "href").startswith("#")
    return tag.name in (*_LANDMARKS, "script", "style", "template") or value(tag, "role") in _ROLES or skips


RULES = (main, header_and_footer, landmark_names, skip_link, skip_link_hidden, outside_landmarks)
