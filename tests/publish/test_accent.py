"""The authority's colour on its pages: on screen, in both schemes, on paper and on the site."""

from collections.abc import Callable
from pathlib import Path

import pytest
from nbformat import NotebookNode

from send_analysis.core.contrast import contrast
from send_analysis.core.errors import PublicationError
from send_analysis.core.params import accent
from send_analysis.core.params.publication import OWN_ACCENT
from send_analysis.publish.context import Context
from send_analysis.publish.exporter import export
from send_analysis.publish.gate.audit import audit_page
from send_analysis.publish.gate.css import variables
from send_analysis.publish.gate.source import Source
from send_analysis.publish.pdf.prepare import page_colours
from send_analysis.publish.site.build import build_site
from tests.publish.conftest import CONTEXT
from tests.publish.site.releases import release

GREEN = {"light": "#006747", "dark": accent.in_the_dark("#006747")}

Whole = Callable[[], NotebookNode]


def exported(whole: Whole, colours: dict[str, str] | None) -> str:
    notebook = whole()
    notebook.metadata["send_analysis"]["accent"] = colours
    return export(notebook)


def colours_of(html: str, dark: bool) -> dict[str, str]:
    return variables(Source.read(html, "index.html").styles, dark)


def test_the_colour_is_that_of_header_and_links_in_both_schemes(whole: Whole) -> None:
    html = exported(whole, GREEN)
    assert [colours_of(html, dark=False)[name] for name in ("--brand", "--blue")] == ["#006747", "#006747"]
    assert [colours_of(html, dark=True)[name] for name in ("--brand", "--blue")] == ["#006747", GREEN["dark"]]


def test_it_is_that_of_the_page_on_paper_as_well(whole: Whole) -> None:
    assert page_colours(exported(whole, GREEN))["--blue"] == "#006747"
    assert page_colours(exported(whole, None))["--blue"] == OWN_ACCENT


@pytest.mark.parametrize("colour", ["#006747", "#000000", accent.in_the_light("#ffff00")])
def test_a_page_of_any_colour_that_params_take_passes_the_rules_of_contrast(whole: Whole, colour: str) -> None:
    html = exported(whole, {"light": colour, "dark": accent.in_the_dark(colour)})
    found = {check.check for check in audit_page(html, "index.html") if check.found_something}
    assert not {"gate.contrast", "gate.focus_contrast", "gate.inline_contrast"} & found


def test_the_grounds_that_params_know_are_those_of_the_style_sheet(whole: Whole) -> None:
    html = exported(whole, None)
    for dark, grounds in ((False, accent.LIGHT), (True, accent.DARK)):
        known = colours_of(html, dark)
        assert {name: contrast(known[f"--{name}"], ground) for name, ground in grounds.items()} == dict.fromkeys(grounds, 1)
    assert colours_of(html, dark=False)["--brand"] == OWN_ACCENT


def test_what_is_no_colour_never_comes_into_a_style() -> None:
    with pytest.raises(PublicationError, match=r"accent\.dark"):
        Context.read({**CONTEXT, "accent": {"light": "#006747", "dark": "red}body{display:none"}})


def test_the_site_has_the_colour_of_its_latest_release(tmp_path: Path) -> None:
    release(tmp_path, "2022-04")
    release(tmp_path, "2022-06", accent=GREEN)
    home = (build_site(tmp_path).folder / "index.html").read_text(encoding="utf-8")
    assert colours_of(home, dark=False)["--brand"] == "#006747"
