"""What only a browser shows: axe-core's rules, and those that axe-core has not."""

from functools import cache
from importlib.resources import files
from typing import Any

from send_analysis.core.errors import SetupError
from send_analysis.publish.gate.browser.opened import LIBRARY, NARROW, Opened
from send_analysis.publish.gate.browser.scripts import (
    CLIPPED,
    FOCUS_BEFORE,
    FOCUS_NOW,
    OVERHANGING,
    SCROLLING,
    STOPS,
)
from send_analysis.publish.gate.rule import Finding, Found, rule

#: WCAG 2.0 to 2.2 at A and AA, and what axe-core's makers hold to be good practice.
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")

_CALL = """options => axe.run(document, options).then(found =>
    found.violations.map(each => [each.id, each.help, each.nodes.map(node => node.target.join(" "))]))"""


@rule(
    "browser.axe",
    "axe-core finds nothing at WCAG 2.0 to 2.2 A and AA and among its best practices.",
    "WCAG 2.2 A and AA; axe-core",
    "Look the rule up by its name: dequeuniversity.com/rules/axe.",
    reach="browser",
)
def axe(opened: Opened) -> Found:
    """In every setting; contrast, which takes most of the time, only where another setting does not show the same colours."""
    if not opened.page.evaluate("typeof axe === 'object'"):
        opened.page.evaluate(_axe())
    options: dict[str, Any] = {"runOnly": {"type": "tag", "values": list(TAGS)}, "resultTypes": ["violations"]}
    if not opened.setting.colours:
        options["rules"] = {"color-contrast": {"enabled": False}}
    for name, told, places in opened.page.evaluate(_CALL, options):
        yield Finding(None, f"{name} ({told}) at {_listed(places)}")


@rule(
    "browser.reflow",
    "Nothing is wider than the screen, and no text is cut off, also at 320 pixels and with wider spacing.",
    "WCAG 1.4.10, 1.4.12, 1.4.4",
    "Let the part break its lines or scroll in a region of its own.",
    reach="browser",
)
def reflow(opened: Opened) -> Found:
    """What scrolls in a region of its own may be wider."""
    if places := opened.page.evaluate(OVERHANGING):
        yield Finding(None, f"the page is wider than the screen because of {_listed(places)}")
    if places := opened.page.evaluate(CLIPPED):
        yield Finding(None, f"text is cut off in {_listed(places)}")


@rule(
    "browser.focus",
    "Each stop of the keyboard is seen: it is on the screen, and marked otherwise than without the focus.",
    "WCAG 2.4.7, 2.4.11",
    "Give :focus-visible an outline, and move a hidden link onto the screen while it has the focus.",
    reach="browser",
)
def focus(opened: Opened) -> Found:
    """By what changes on the element when the keyboard reaches it."""
    if opened.setting.spaced or (opened.setting.opened and opened.setting.width != NARROW):
        return  # the wide and the narrow page have all the stops there are
    opened.page.evaluate(FOCUS_BEFORE)
    unseen, stops = [], opened.page.evaluate(STOPS)
    for _ in range(stops):
        opened.page.keyboard.press("Tab")
        if fault := opened.page.evaluate(FOCUS_NOW):
            unseen.append(fault)
    if unseen:
        yield Finding(None, f"the focus is not seen: {_listed(unseen)}")


@rule(
    "browser.scrolling",
    "What scrolls can be scrolled by the keyboard.",
    "WCAG 2.1.1",
    'Give the region tabindex="0".',
    reach="browser",
)
def scrolling(opened: Opened) -> Found:
    """It gets the focus itself, or holds something that does."""
    if places := opened.page.evaluate(SCROLLING):
        yield Finding(None, f"the keyboard does not reach {_listed(places)}")


@rule(
    "browser.scripting",
    "The page has the same text whether or not scripts may run.",
    "our own; GOV.UK: progressive enhancement",
    "Take the script out, and write the text into the page.",
    reach="browser",
)
def scripting(opened: Opened) -> Found:
    """Compared as it is first shown."""
    if not opened.setting.opened and opened.page.inner_text("body").split() != opened.plain_text.split():
        yield Finding(None, "the text is another with scripting off")


@rule(
    "browser.requests",
    "The page asks for nothing but itself.",
    "our own: nobody is told who reads it",
    "Put what is fetched into the page.",
    reach="browser",
)
def requests(opened: Opened) -> Found:
    """Of the network or of the disk."""
    if not opened.setting.opened and opened.requests:
        yield Finding(None, f"the page asked for {len(opened.requests)} other files")


@cache
def _axe() -> str:
    try:
        return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    except ModuleNotFoundError as error:
        raise SetupError(LIBRARY) from error


def _listed(places: list[Any], most: int = 3) -> str:
    told = ", ".join(map(str, places[:most]))
    return f"{told} and {len(places) - most} more" if len(places) > most else told


RULES = (axe, reflow, focus, scrolling, scripting, requests)
