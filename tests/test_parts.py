"""A test that needs a part of the system is skipped where the part is missing, and fails where it has been promised."""

from pathlib import Path

import pytest

pytest_plugins = "pytester"

NEEDS_JAVA = """
import pytest

@pytest.mark.needs("java")
def test_with_java():
    pass
"""


@pytest.fixture
def java(monkeypatch, tmp_path, pytester):
    """Says whether the tests that pytester runs, under the project's conftest, find a Java."""
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))
    monkeypatch.delenv("SEND_ANALYSIS_REQUIRE_PARTS", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # a tenth of a second for each run in place of one

    def install() -> None:
        (tmp_path / "java").touch(mode=0o755)

    return install


def test_it_runs_where_the_part_is_installed(pytester, java):
    java()
    pytester.makepyfile(NEEDS_JAVA)
    pytester.runpytest().assert_outcomes(passed=1)


def test_it_is_skipped_with_a_reason_where_the_part_is_missing(pytester, java):
    pytester.makepyfile(NEEDS_JAVA)
    result = pytester.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*java is not installed on this machine*"])


def test_it_fails_where_the_parts_are_required(pytester, java, monkeypatch):
    monkeypatch.setenv("SEND_ANALYSIS_REQUIRE_PARTS", "1")
    pytester.makepyfile(NEEDS_JAVA)
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*java is not installed on this machine, and SEND_ANALYSIS_REQUIRE_PARTS is 1*"])


def test_a_part_that_is_not_known_is_an_error_that_names_those_that_are(pytester, java):
    pytester.makepyfile(NEEDS_JAVA.replace("java", "jaav"))
    result = pytester.runpytest()
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*needs('jaav'): the parts are chromium, java, jaxb, pango, postgresql, verapdf*"])


def test_a_fixture_that_gives_a_part_skips_like_the_mark(pytester, java):
    pytester.makepyfile("def test_with_a_browser(chromium): pass")
    pytester.runpytest().assert_outcomes(skipped=1)


def test_the_published_data_is_looked_for_beside_the_project(pytester, java):
    pytester.makepyfile("def test_with_data(national_data): pass")
    result = pytester.runpytest("-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["*not beside the project (../shared/data/national)*"])
