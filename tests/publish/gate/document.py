"""The text of docs/gate.md: `python -m tests.publish.gate.document` writes it."""

from collections.abc import Iterable, Iterator

from send_analysis.publish.gate.audit import STATIC
from send_analysis.publish.gate.browser import rules
from send_analysis.publish.gate.browser.opened import SETTINGS
from send_analysis.publish.gate.rule import Rule
from tests.project import ROOT
from tests.publish.gate import defects
from tests.publish.gate.defects import Defect

FILE = ROOT / "docs" / "gate.md"

#: How many of the defects that were written after the rules no rule found at first.
MISSED = 20

_HEAD = """# The gate

This page is generated from the rules in `send_analysis/publish/gate/` and the seeded defects in `tests/publish/gate/defects.py`.
A test fails when it no longer says what they say; `python -m tests.publish.gate.document` writes it again.

`send-analysis gate DIR` holds every page of a published folder to the {static} static rules, which need a fraction of a second
a page; a run ends with them. `--browser` adds the {browser} rules of the browser: it opens each page in Chromium, once with
scripting and once without, and looks at it in {settings} settings: {names}. Contrast, which takes most of the time, is measured
in those that show other colours. A rule that FAILs stops publication: the command ends with exit code 15. Rules marked *warning*
do not.

The browser needs `pip install 'send-analysis[browser]'` and Chromium: the system’s (`apt-get install chromium`), or the one that
`playwright install chromium` fetches.

{all} defects, put one at a time into a clean page that the package made, are each found by the rule that they stand beside; the
clean page breaks no rule. After the rules {blind} of the defects were written to try them: {held} were found by the rules as they
stood (*held out*), and {missed} were not. Rules were then added or widened for those, so that they no longer try anything.
Whoever wrote the rules wrote the defects too: the numbers show what is covered, not what else there may be.
"""


def document() -> str:
    """The whole text."""
    held = [each for each in _defects() if each.held_out]
    head = _HEAD.format(
        static=len(STATIC),
        browser=len(rules.RULES),
        settings=len(SETTINGS),
        blind=len(held) + MISSED,
        missed=MISSED,
        names="; ".join(each.name for each in SETTINGS),
        all=len(_defects()),
        held=len(held),
    )
    return "\n".join([head, *_part("Static rules", STATIC), *_part("Rules of the browser", rules.RULES)])


def _defects() -> list[Defect]:
    return [*defects.STATIC, *defects.BROWSER, *defects.HELD_OUT]


def _part(title: str, listed: Iterable[Rule]) -> Iterator[str]:
    yield from (
        f"## {title}",
        "",
        "| rule | demands | source | what to do | defects that it finds |",
        "|---|---|---|---|---|",
    )
    for rule in listed:
        warning = " *(warning)*" if rule.result == "WARNING" else ""
        found = "; ".join(
            each.name + (" *(held out)*" if each.held_out else "") for each in _defects() if f"gate.{each.rule}" == rule.key
        )
        cells = (f"`{rule.key}`{warning}", rule.demands, rule.source, rule.guidance, found)
        yield f"| {' | '.join(cell.replace('<', '&lt;') for cell in cells)} |"
    yield ""


if __name__ == "__main__":
    FILE.write_text(document(), encoding="utf-8")
