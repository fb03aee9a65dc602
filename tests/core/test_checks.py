"""Checks as a table."""

from send_analysis.core.checks import Check, checks_frame


def test_checks_are_worst_first_and_then_by_rows():
    checks = [
        Check("a", "PASS", "fine", 900),
        Check("b", "WARNING", "few", 2),
        Check("c", "WARNING", "many", 30),
        Check("d", "FAIL", "stop", 1),
        Check("e", "PASS", "fine", 900),
    ]
    assert checks_frame(checks)["check"].tolist() == ["d", "c", "b", "a", "e"]


def test_the_table_has_its_columns_even_without_checks():
    assert list(checks_frame([])) == [
        *("check", "result", "message", "rows", "guidance"),
        *("dataset", "file", "sheet", "column", "row_numbers", "allowed"),
    ]
