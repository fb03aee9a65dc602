"""The gate: every rule on every page, as check rows. What FAILs stops publication."""

from pathlib import Path

from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.publish.gate import (
    alt,
    cells,
    colours,
    contained,
    dates,
    document,
    drawings,
    drawn,
    headings,
    ids,
    keyboard,
    landmarks,
    links,
    marks,
    stated,
    structure,
    tables,
    targets,
    wording,
)
from send_analysis.publish.gate.rows import rows
from send_analysis.publish.gate.rule import Finding, Rule
from send_analysis.publish.gate.source import Folder, Source

#: The rules that need no browser, in the order in which a page is read.
STATIC: tuple[Rule, ...] = (
    *document.RULES,
    *ids.RULES,
    *landmarks.RULES,
    *headings.RULES,
    *contained.RULES,
    *structure.RULES,
    *tables.RULES,
    *cells.RULES,
    *drawings.RULES,
    *alt.RULES,
    *links.RULES,
    *targets.RULES,
    *colours.RULES,
    *marks.RULES,
    *drawn.RULES,
    *stated.RULES,
    *keyboard.RULES,
    *wording.RULES,
    *dates.RULES,
)


def audit(folder: Path, browser: bool = False) -> list[Check]:
    """Every page of a published folder held to every rule, in the order of pages and rules.

    A row FAIL or WARNING for each page and rule that finds something, and one PASS for each rule that finds nothing on any.

    Parameters
    ----------
    browser : also in Chromium: axe-core and the rules of :mod:`send_analysis.publish.gate.browser`.

    Raises
    ------
    UsageError
        When there is no such folder, or no page in it.
    SetupError
        When the browser is asked for, and it or its library is missing.
    """
    read = Folder.read(folder)
    if not read.pages:
        raise UsageError(f"There is no page (.html) in {folder}. Name the folder that a release was published to.")
    checks = audit_pages(read)
    if browser:
        from send_analysis.publish.gate.browser.audit import audit_in_browser

        checks += audit_in_browser(folder, [page.name for page in read.pages])
    return checks


def audit_pages(folder: Folder) -> list[Check]:
    """The static rules on the pages of a folder."""
    found = {rule.key: {page.name: _find(rule, page, folder) for page in folder.pages} for rule in STATIC}
    return list(rows(STATIC, found))


def audit_page(html: str, name: str) -> list[Check]:
    """One page by the static rules that need not see the folder."""
    page = Source.read(html, name)
    alone = [rule for rule in STATIC if rule.reach != "folder"]
    return list(rows(alone, {rule.key: {name: list(rule.find(page))} for rule in alone}))


def _find(rule: Rule, page: Source, folder: Folder) -> list[Finding]:
    return list(rule.find(page, folder) if rule.reach == "folder" else rule.find(page))
