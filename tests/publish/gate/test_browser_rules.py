"""The rules that need a browser: a clean page breaks none in any setting, and each defect is found by its rule."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from send_analysis.publish.document import join
from send_analysis.publish.exporter import export
from send_analysis.publish.gate.browser.audit import find_in
from send_analysis.publish.gate.browser.opened import SETTINGS
from send_analysis.publish.gate.browser.rules import RULES
from tests.publish.conftest import CONTEXT, code, named, shown
from tests.publish.gate import defects
from tests.publish.gate.defects import Defect

pytestmark = pytest.mark.needs("chromium")


@pytest.fixture(scope="module")
def small(drawn: dict[str, str]) -> str:
    """A page with a chart and a wide table, small enough to open many times."""
    cells = ("## Timeliness", code(shown(drawn["bars"])), code(shown(drawn["wide table"])))
    return export(join([named("timeliness", *cells)], CONTEXT))


def test_a_clean_page_breaks_no_rule_in_any_setting(browser: Browser, clean: str, tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    path.write_text(clean, encoding="utf-8")
    found = find_in(browser, path)
    assert {key: [str(each) for each in findings] for key, findings in found.items() if findings} == {}
    assert list(found) == [rule.key for rule in RULES]
    assert {setting.width for setting in SETTINGS} == {320, 1280}


@pytest.mark.parametrize("defect", defects.BROWSER, ids=lambda each: each.name)
def test_a_defect_is_found_by_its_rule_in_the_browser(browser: Browser, small: str, tmp_path: Path, defect: Defect) -> None:
    path = tmp_path / "index.html"
    path.write_text(defect.put_into(small), encoding="utf-8")
    [rule] = [each for each in RULES if each.key == f"gate.{defect.rule}"]
    assert find_in(browser, path, [rule])[rule.key]


def test_every_rule_of_the_browser_has_a_defect_that_it_finds() -> None:
    assert {rule.key.removeprefix("gate.") for rule in RULES} == {each.rule for each in defects.BROWSER}
