"""The pages of a folder in Chromium, in every setting, held to the rules that need one."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from send_analysis.core.checks import Check
from send_analysis.publish.gate.browser.opened import chromium, settings_of
from send_analysis.publish.gate.browser.rules import RULES
from send_analysis.publish.gate.rows import rows
from send_analysis.publish.gate.rule import Finding, Rule

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def audit_in_browser(folder: Path, names: Sequence[str]) -> list[Check]:
    """The named pages of a folder as check rows: one browser, and each page loaded once with scripting and once without.

    Raises
    ------
    SetupError
        When the library or the browser is missing.
    """
    with chromium() as browser:
        found = {name: find_in(browser, folder / name) for name in names}
    return list(rows(RULES, {rule.key: {name: found[name][rule.key] for name in names} for rule in RULES}))


def find_in(browser: "Browser", path: Path, rules: Sequence[Rule] = RULES) -> dict[str, list[Finding]]:
    """What each rule finds on one page; what several settings show alike is told once, with the first of them."""
    found: dict[str, dict[str, Finding]] = {rule.key: {} for rule in rules}
    for opened in settings_of(browser, path):
        for rule in rules:
            for finding in rule.find(opened):
                found[rule.key].setdefault(finding.what, Finding(finding.where, f"{finding.what} [{opened.setting.name}]"))
    return {key: list(findings.values()) for key, findings in found.items()}
