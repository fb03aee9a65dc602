import pandas as pd
import pytest

from send_analysis.core.errors import DataError
from send_analysis.national.appeal_tables import read_counts
from send_analysis.national.symbols import read_numbers


@pytest.mark.parametrize(
    ("text", "number", "symbol"),
    [
        ("12", 12, ""),
        ("1,234", 1234, ""),
        ("85.700000000000", 85.7, ""),
        ("0", 0, ""),
        ("0.70%", 0.7, ""),
        (" 7 ", 7, ""),
        ("z", None, "z"),
        ("x", None, "x"),
        ("c", None, "c"),
        ("low", None, "low"),
        ("k", None, "low"),
        ("u", None, "u"),
        (":", None, "x"),
        ("~", None, "low"),
        ("", None, "x"),
    ],
)
def test_a_text_is_a_number_or_a_missing_one_that_says_why(text: str, number: float | None, symbol: str) -> None:
    numbers, symbols = read_numbers(pd.Series([text]))
    assert (None if pd.isna(numbers[0]) else numbers[0], symbols[0]) == (number, symbol)


@pytest.mark.parametrize(
    ("text", "number", "symbol"), [("-", 0, ""), ("..", None, "x"), ("~", None, "c"), (" .. ", None, "x")]
)
def test_the_tables_of_appeals_have_a_key_of_their_own(text: str, number: float | None, symbol: str) -> None:
    numbers, symbols = read_counts(pd.Series([text]))
    assert (None if pd.isna(numbers[0]) else numbers[0], symbols[0]) == (number, symbol)


def test_what_is_neither_is_named_with_its_column_and_row() -> None:
    texts = pd.Series(["1", "<b>2</b>", "n/a"], index=[2, 3, 4], name="plans")
    with pytest.raises(DataError, match=r"column plans, row 3: '<b>2</b>' is neither a number nor one of the symbols z, x"):
        read_numbers(texts)
