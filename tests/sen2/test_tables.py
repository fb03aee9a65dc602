"""Tables of a return: text, trimmed, with dates in one form."""

import pandas as pd
import pytest

from send_analysis.sen2.fields import MODULES, PLACE
from send_analysis.sen2.tables import given_twice, iso_date, module_table


@pytest.mark.parametrize(
    "text",
    [
        "2022-09-28", "2022-Sep-28 00:00:00", "2022-sep-28", "2022-09-28T00:00:00", "2022-09-28 00:00:00.000000000",
        "28/09/2022", "28-Sep-2022", "28/9/2022 00:00",
    ],
)  # fmt: skip
def test_a_date_is_read_in_any_of_its_forms(text):
    assert iso_date(text) == "2022-09-28"


@pytest.mark.parametrize("text", ["2022-02-30", "2022-Foo-01", "31/09/2022", "09/2022", "soon", "20220928", "28/09-2022"])
def test_what_is_no_date_stays_as_it_stands(text):
    assert iso_date(text) == text


def test_a_missing_date_stays_missing():
    assert iso_date(None) is None


def test_a_table_has_its_places_and_every_field_as_text():
    table = module_table("requests", [1], ["P1"], ["P1-1"], {"outcome": ["Y"]})
    fields = [each.name for each in MODULES["requests"].fields]
    assert list(table) == [PLACE.record, PLACE.person, PLACE.request, *fields]
    assert table[PLACE.record].dtype == "int64"
    assert table.drop(columns=PLACE.record).dtypes.eq("str").all()


def test_persons_have_no_request():
    assert PLACE.request not in module_table("person", [], [], None, {})


def test_text_is_trimmed_and_a_blank_is_missing():
    table = module_table("requests", [1, 2], ["P1", " P2 "], ["a", ""], {"outcome": [" Y\n", "  "]})
    assert table[PLACE.person].tolist() == ["P1", "P2"]
    assert table[PLACE.request].isna().tolist() == [False, True]
    assert table["outcome"].iloc[0] == "Y"
    assert pd.isna(table["outcome"].iloc[1])


def test_only_fields_of_days_are_read_as_dates():
    table = module_table("requests", [1], ["P"], ["R"], {"received_on": ["2022-Sep-28"], "exported_to": ["2022-Sep-28"]})
    assert table.loc[0, ["received_on", "exported_to"]].tolist() == ["2022-09-28", "2022-Sep-28"]


def test_a_field_given_twice_is_said_without_its_value():
    assert given_twice("requests", "outcome", [4]).message == (
        "row 4, column outcome: 1 value given more than once in the same record. The first one is used."
    )
