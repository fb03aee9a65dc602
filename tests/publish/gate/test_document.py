"""docs/gate.md says what the rules and the seeded defects are, and is up to date."""

from send_analysis.publish.gate.audit import STATIC
from tests.publish.gate import defects
from tests.publish.gate.document import FILE, document


def test_the_file_is_what_the_rules_and_defects_say() -> None:
    assert FILE.read_text(encoding="utf-8") == document(), (
        "docs/gate.md is out of date: python -m tests.publish.gate.document writes it again"
    )


def test_each_rule_is_told_once_and_says_what_to_do() -> None:
    assert len({rule.key for rule in STATIC}) == len(STATIC)
    for rule in STATIC:
        assert f"| `{rule.key}`" in FILE.read_text(encoding="utf-8")
        assert rule.demands.endswith(".")
        assert rule.guidance.endswith(".")
        assert rule.source


def test_there_are_enough_defects_and_no_two_of_the_same_name() -> None:
    listed = [*defects.STATIC, *defects.BROWSER, *defects.HELD_OUT]
    assert len({each.name for each in listed}) == len(listed)
    assert len(defects.STATIC) + len(defects.BROWSER) >= 50
    assert len(defects.HELD_OUT) >= 8
