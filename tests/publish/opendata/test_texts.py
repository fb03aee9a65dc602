"""Texts and names of files: safe whatever a title says."""

import re

import pytest

from send_analysis.publish.opendata.texts import column_name, distinct, plain_text, safe_file_name


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Good", "Good"),
        ("=1+1", "'=1+1"),
        ("\t=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" two\nlines\r\n", "two lines"),
        ("right\u202eleft", "right left"),
    ],
)
def test_a_text_is_on_one_line_and_inert(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_a_long_text_is_cut_and_says_so() -> None:
    assert len(plain_text("word " * 100)) <= 120
    assert plain_text("word " * 100).endswith("…")


def test_texts_that_would_be_the_same_are_told_apart() -> None:
    assert distinct(["a b", "a\tb", "A b", ""]) == {"a b": "a b", "a\tb": "a b (2)", "A b": "A b (3)", "": "Not named"}


@pytest.mark.parametrize(
    "name", ["../x", "<script>", "a" * 400, "", "...", "CON", "C:\\x", "2021", "été 2021", "x\x00y", "=1"]
)
def test_a_hostile_name_is_a_safe_one(name: str) -> None:
    made = safe_file_name(name, ())
    assert re.fullmatch(r"[a-z][a-z0-9_]{0,99}", made)
    assert made != "con"
    assert not re.search(r"20\d\d", made)


def test_names_that_are_the_same_are_told_apart() -> None:
    used: list[str] = []
    for name in ("plans", "Plans", "plans!", "x" * 300, "x" * 301):
        used.append(safe_file_name(name, used))
    assert used[:3] == ["plans", "plans_2", "plans_3"]
    assert len(set(used)) == 5


def test_a_column_name_is_at_most_50_long_and_unique() -> None:
    first = column_name("a_measure_with_a_name_that_is_rather_longer_than_that", "_denominator_count", ())
    second = column_name("a_measure_with_a_name_that_is_rather_longer_than_that", "_denominator_count", [first])
    assert first != second
    assert all(len(each) <= 50 and each.endswith("_denominator_count") for each in (first, second))
