"""The site's own pages in a browser: nothing for axe to find, and nothing lost at the width of a phone."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from send_analysis.publish.site.build import build_site
from tests.publish.site.releases import release, revision, superseded

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with everything in it: two releases, one replaced, a correction with a long reason."""
    outputs = tmp_path_factory.mktemp("swindon")
    release(outputs, "2022-04")
    superseded(outputs, "2022-06", 0)
    release(outputs, "2022-06", revision=revision(1, "Eleven plans of other authorities had been counted as ours. " * 4))
    return build_site(outputs).folder


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("path", ["index.html", "latest/index.html", "corrections.html", "calendar.html"])
def test_a_page_of_the_site_has_no_barrier_and_fits(browser: Browser, site: Path, path: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((site / path).as_uri())
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")
    assert [found["id"] for found in Axe().run(page).response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()
