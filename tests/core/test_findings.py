"""How what a rule finds is said: rows by number, counted, one or many, and never what a row holds."""

import numpy as np
import pytest

from send_analysis.core.findings import Finding, counted, listed, reasons, row_numbers, rows_in_words, rows_of


def finding(*rows: int, columns=("sex",), finding="outside F, M, not_stated", sentence="") -> Finding:
    return Finding("requests.sex.readable", columns, finding, sentence, np.array(rows, dtype=np.int64))


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([118], "row 118"),
        ([40, 41], "rows 40 and 41"),
        ([40, 41, 52], "rows 40, 41 and 52"),
        ([40, 41, 52, 60], "rows 40, 41 and 2 more"),
        (range(40, 48), "rows 40, 41 and 6 more"),
        (range(2, 2_421), "rows 2, 3 and 2,417 more"),
    ],
)
def test_rows_are_named_by_number_and_the_rest_counted(rows, said):
    assert rows_in_words(list(rows)) == said


@pytest.mark.parametrize(("number", "said"), [(0, "no row"), (1, "1 row"), (2, "2 rows"), (2_419, "2,419 rows")])
def test_a_number_agrees_with_its_noun(number, said):
    assert counted(number, "row") == said


@pytest.mark.parametrize(("words", "said"), [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")])
def test_words_are_listed_as_in_a_sentence(words, said):
    assert listed(words) == said


def test_a_message_says_rows_column_number_and_what_is_allowed():
    assert finding(*range(40, 48)).message == "rows 40, 41 and 6 more, column sex: 8 values outside F, M, not_stated."


def test_a_message_about_one_row_is_in_the_singular():
    one = finding(
        118, columns=("plan_issued_on",), finding="before received_on", sentence="A plan is issued after its request."
    )
    assert one.message == "row 118, column plan_issued_on: 1 value before received_on. A plan is issued after its request."


def test_several_columns_make_it_a_matter_of_rows():
    several = finding(3, 4, columns=("audit_id", "section"), finding="already in an earlier row")
    assert several.message == "rows 3 and 4, columns audit_id and section: 2 rows already in an earlier row."


def test_a_row_may_be_wrong_without_any_column():
    assert finding(3, columns=(), finding="with more or fewer fields").message == "row 3: 1 row with more or fewer fields."


def test_a_rule_that_no_row_breaks_passes_with_a_message():
    check = finding().as_check("requests")
    assert (check.result, check.rows) == ("PASS", 0)
    assert check.message == "column sex: no value outside F, M, not_stated."


def test_a_rule_that_rows_break_warns_and_says_what_to_do():
    check = finding(3, 4).as_check("requests")
    assert (check.check, check.result, check.rows) == ("requests.sex.readable", "WARNING", 2)
    assert check.guidance == "Mend the rows at their source; they are in rejected/requests.csv."


def test_a_rule_of_which_one_row_is_enough_stops_the_release():
    stopping = Finding("requests.request_id.repeated", ("request_id",), "already there", "", np.array([3]), stops=True)
    assert stopping.as_check("requests").result == "FAIL"
    assert Finding("requests.request_id.repeated", (), "already there", stops=True).as_check("requests").result == "PASS"


def test_a_check_says_where_to_look_and_what_is_allowed():
    check = finding(*range(2, 40), sentence="It is one of three codes.").as_check("requests")
    assert (check.dataset, check.column, check.allowed) == ("requests", "sex", "It is one of three codes.")
    assert check.row_numbers == "2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 18 more"


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([118], "2022-05.csv row 118"),
        ([40, 41], "2022-05.csv row 40 and 2022-05.csv row 41"),
        ([40, 41, 52, 60], "2022-05.csv row 40, 2022-05.csv row 41 and 2 more"),
    ],
)
def test_rows_of_several_files_are_called_by_their_file_as_well(rows, said):
    def name_of(row):
        return f"2022-05.csv row {row}"

    assert rows_in_words(rows, name_of) == said
    assert finding(*rows).message_with(name_of).startswith(f"{said}, column sex: ")
    assert row_numbers(rows[:1], name_of) == f"2022-05.csv row {rows[0]}"


def test_each_row_has_all_its_reasons():
    other = finding(4, 9, columns=(), finding="with more or fewer fields")
    assert reasons([finding(3, 4), other]).to_dict() == {
        3: "column sex: outside F, M, not_stated.",
        4: "column sex: outside F, M, not_stated. with more or fewer fields.",
        9: "with more or fewer fields.",
    }


def test_rows_are_counted_once():
    assert rows_of([finding(4, 3), finding(3, 9), finding()]).tolist() == [3, 4, 9]
    assert rows_of([]).tolist() == []
    assert reasons([]).empty
