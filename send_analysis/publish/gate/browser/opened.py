"""Chromium, and a page opened in it: in a setting, with scripts of our own to look at it, and without its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Literal

from send_analysis.core.errors import SetupError

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

#: Where systems have it; playwright's own is used where none is found.
PROGRAMS = ("chromium", "chromium-browser", "google-chrome")

#: Without these Chromium wants rights that a test runner has not, or calls its maker.
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--no-first-run")

LIBRARY = "The gate in the browser needs a library: pip install 'send-analysis[browser]'"
_PROGRAM = (
    "The gate in the browser needs Chromium: install the system’s (apt-get install chromium), or playwright install chromium"
)

WIDE, NARROW, TALL = 1280, 320, 900  # CSS pixels; WCAG 1.4.10 asks for 320

#: What a reader may set, by WCAG 1.4.12; the page must stand it.
SPACING = (
    "*{line-height:1.5!important;letter-spacing:.12em!important;word-spacing:.16em!important}p{margin-bottom:2em!important}"
)


@dataclass(frozen=True)
class Setting:
    """How a page is looked at.

    Parameters
    ----------
    name : as messages tell it.
    opened : whether every part that opens is open; `spaced`, whether text has the spacing of WCAG 1.4.12.
    colours : whether it shows colours that no other setting shows.
    """

    name: str
    width: int
    scheme: Literal["light", "dark"] = "light"
    opened: bool = True
    spaced: bool = False
    colours: bool = True


SETTINGS = (
    Setting("1280 pixels", WIDE, opened=False, colours=False),
    Setting("1280 pixels, details open", WIDE),
    Setting("320 pixels", NARROW),
    Setting("dark", WIDE, "dark"),
    Setting("text spacing", NARROW, spaced=True, colours=False),
)


@dataclass(frozen=True)
class Opened:
    """A page as it stands in the browser.

    Parameters
    ----------
    plain_text : its text with scripting off; `requests`, what it asked for besides itself.
    """

    page: "Page"
    setting: Setting
    plain_text: str
    requests: tuple[str, ...]


@contextmanager
def chromium() -> Iterator["Browser"]:
    """Chromium without a window.

    Raises
    ------
    SetupError
        Where the library or the browser is missing; it says what to install.
    """
    try:
        from playwright.sync_api import Error, sync_playwright
    except ImportError as error:
        raise SetupError(LIBRARY) from error
    path = next(filter(None, map(which, PROGRAMS)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        except Error as error:
            raise SetupError(_PROGRAM) from error
        try:
            yield browser
        finally:
            browser.close()


def settings_of(browser: "Browser", path: Path) -> Iterator[Opened]:
    """A page of a file, loaded once and set each way in turn."""
    address = path.resolve().as_uri()
    plain = browser.new_context(java_script_enabled=False, viewport={"width": WIDE, "height": TALL})
    text, requests = _loaded(plain.new_page(), address)
    plain.close()
    context = browser.new_context(viewport={"width": WIDE, "height": TALL})
    page = context.new_page()
    requests += _loaded(page, address)[1]
    for setting in SETTINGS:
        _set(page, setting)
        yield Opened(page, setting, text, tuple(dict.fromkeys(requests)))
    context.close()


def _loaded(page: "Page", address: str) -> tuple[str, list[str]]:
    """The text of the page that is seen, and what it asked for; nothing but itself is let through."""
    asked: list[str] = []
    page.route("**/*", lambda route: route.continue_() if route.request.url == address else route.abort())
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="load")
    return page.inner_text("body"), [each for each in asked if each != address]


def _set(page: "Page", setting: Setting) -> None:
    page.set_viewport_size({"width": setting.width, "height": TALL})
    page.emulate_media(color_scheme=setting.scheme)
    page.evaluate("open => document.querySelectorAll('details').forEach(each => { each.open = open })", setting.opened)
    page.evaluate("document.getElementById('gate-spacing')?.remove()")
    if setting.spaced:
        page.evaluate(
            "css => document.head.append(Object.assign(document.createElement('style'), {id: 'gate-spacing', textContent: css}))",
            SPACING,
        )
