"""The static rules: a clean page breaks none, each defect is found by its rule, and what is allowed is."""

import re
from collections.abc import Callable

import pytest

from send_analysis.publish.gate.audit import STATIC, audit_page, audit_pages
from send_analysis.publish.gate.source import Folder
from tests.publish.gate import defects
from tests.publish.gate.defects import HELD_OUT, TEXT, Defect, added

RULES = {rule.key: rule for rule in STATIC}

FolderOf = Callable[[str], Folder]


def found(folder: Folder, key: str) -> list[str]:
    """What one rule finds on the first page of a folder."""
    rule, page = RULES[key], folder.pages[0]
    return [str(each) for each in (rule.find(page, folder) if rule.reach == "folder" else rule.find(page))]


def test_clean_pages_break_no_rule(clean: str, folder_of: FolderOf) -> None:
    checks = audit_pages(folder_of(clean))
    assert [each for each in checks if each.found_something] == []
    assert [each.check for each in checks] == list(RULES)


@pytest.mark.parametrize("defect", [*defects.STATIC, *HELD_OUT], ids=lambda each: each.name)
def test_a_defect_is_found_by_its_rule(clean: str, folder_of: FolderOf, defect: Defect) -> None:
    assert found(folder_of(defect.put_into(clean)), f"gate.{defect.rule}")


def test_every_static_rule_has_a_defect_that_it_finds() -> None:
    assert {rule.removeprefix("gate.") for rule in RULES} == {each.rule for each in (*defects.STATIC, *HELD_OUT)} | {
        "title_unique",
        "alt_repeated",
        "label_in_name",
    }


def test_what_is_wrong_only_beside_another_is_found(clean: str, folder_of: FolderOf) -> None:
    pages = folder_of(clean).pages
    twice = Folder((pages[0], pages[0], pages[1]), frozenset())
    assert found(twice, "gate.title_unique") == ["line 7: another page of the folder has the same title"]
    chart = clean[clean.index("<figure") : clean.index("</figure>") + len("</figure>")]
    assert found(folder_of(clean.replace(TEXT, chart + TEXT)), "gate.alt_repeated")
    labelled = added("a label", "", '<a href="#main" aria-label="Up">To the top</a>')
    assert found(folder_of(labelled.put_into(clean)), "gate.label_in_name")


@pytest.mark.parametrize(
    "html",
    [
        '<p>See <a href="https://www.gov.uk/send">the guidance on SEND</a>.</p>',
        '<p><a href="data/timeliness.csv">Timeliness (CSV)</a>, <a href="data.xlsx">all figures (Excel)</a></p>',
        '<p><a href="quality.html#contact">The quality of plans</a></p>',
        "<p>None of the plans was late. No information, nanny or banana; the null hypothesis.</p>",
        '<script type="application/ld+json">{"name": "Plans"}</script>',
        '<p lang="cy">Croeso</p><svg aria-hidden="true"><path d="M0 0"/></svg>',
        "<details><summary>How the figures are made</summary><p>By rule.</p></details>",
    ],
)
def test_what_is_allowed_is_not_found(clean: str, folder_of: FolderOf, html: str) -> None:
    checks = audit_pages(folder_of(clean.replace(TEXT, html + TEXT)))
    assert [each.message for each in checks if each.found_something] == []


def test_findings_are_told_by_line_and_counted(clean: str) -> None:
    [row] = [
        each for each in audit_page(clean.replace(TEXT, "<h2></h2>\n" * 9 + TEXT), "index.html") if each.found_something
    ]
    assert (row.check, row.result, row.rows, row.file) == ("gate.empty_heading", "FAIL", 9, "index.html")
    assert row.message.startswith("line ")
    assert row.message.endswith("; and 4 more")
    assert row.guidance == "Write the heading, or delete it."


def test_the_marks_of_an_even_axis_need_not_stand_in_the_table(clean: str, folder_of: FolderOf) -> None:
    even = defects.AXIS.replace(">102<", ">120<")
    assert found(folder_of(clean.replace(TEXT, even + TEXT)), "gate.drawn_numbers") == []


def test_a_headline_that_its_section_has_is_not_found(clean: str, folder_of: FolderOf) -> None:
    [shown] = re.findall(r'<dt>Within 20 weeks, including exceptions</dt><dd class="value">(.*?)</dd>', clean)
    right = defects.HEADLINE.replace("98.7%", shown)
    assert found(folder_of(clean.replace(TEXT, right + TEXT)), "gate.tile_numbers") == []
