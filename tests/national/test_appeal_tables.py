from pathlib import Path

import pytest

from send_analysis.core.errors import DataError
from send_analysis.national.appeal_tables import NEW_METHOD, OLD_METHOD, is_appeal_table, read_appeals
from send_analysis.national.national import National


@pytest.mark.parametrize(
    ("measure", "code", "year", "value", "symbol"),
    [
        (OLD_METHOD, "E92000001", 2014, 1.6, ""),
        (OLD_METHOD, "E92000001", 2024, 3.2, ""),
        (NEW_METHOD, "E92000001", 2024, 6.1, ""),
        (NEW_METHOD, "E92000001", 2025, 6.6, ""),
        (OLD_METHOD, "866", 2024, 3.0, ""),
        (NEW_METHOD, "866", 2024, 5.0, ""),
        (NEW_METHOD, "866", 2025, 7.1, ""),
        (OLD_METHOD, "841", 2014, 0.0, ""),  # "-" is a true zero there
        (OLD_METHOD, "942", 2014, None, "x"),  # ".." before it was formed
        (NEW_METHOD, "890", 2024, None, "x"),
        (OLD_METHOD, "823", 2023, 2.6, ""),  # under its own code, though the table has another's
        (OLD_METHOD, "873", 2023, 1.6, ""),
        (OLD_METHOD, "823", 2024, None, "x"),  # appeals of one authority, decisions of another
        (NEW_METHOD, "873", 2025, None, "x"),
        (OLD_METHOD, "892", 2023, 2.1, ""),  # Nottingham, which has Nottinghamshire's code there
        (OLD_METHOD, "928", 2020, 2.6, ""),
        (OLD_METHOD, "837", 2018, 1.9, ""),  # Bournemouth, which has no code there
    ],
)
def test_each_rate_is_found_under_the_authoritys_own_code(
    national: National, measure: str, code: str, year: int, value: float | None, symbol: str
) -> None:
    figure = national.figure(measure, code, year)
    assert figure is not None
    assert (None if figure["symbol"] else figure["value"], figure["symbol"]) == (value, symbol)


def test_the_two_methods_are_two_measures_that_share_no_row(national: National) -> None:
    frame = national.figures.frame
    old, new = (frame[frame["measure"] == measure] for measure in (OLD_METHOD, NEW_METHOD))
    assert sorted(old["period_start"].dt.year.unique()) == list(range(2014, 2025))
    assert sorted(new["period_start"].dt.year.unique()) == [2024, 2025]


def test_a_rate_has_its_counts_and_an_interval(national: National) -> None:
    swindon = national.figure(NEW_METHOD, "866", 2025)
    assert swindon is not None
    assert (swindon["numerator"], swindon["denominator"], swindon["unit"]) == (129, 1827, "per 100")
    assert swindon["lower"] < swindon["value"] < swindon["upper"]


def test_a_table_that_ends_before_englands_total_is_cut_short(national_data: Path, tmp_path: Path) -> None:
    text = (national_data / "send_appeal_rate_2014-2024.csv").read_text(encoding="utf-8-sig")
    cut = tmp_path / "send_appeal_rate_2014-2024.csv"
    cut.write_text(text[: text.rindex("\n", 0, len(text) // 2)], encoding="utf-8")
    assert is_appeal_table(cut)
    with pytest.raises(DataError, match="is cut short: the row England Total is missing"):
        read_appeals(cut)


def test_a_table_with_bytes_that_are_no_text_is_damaged(national_data: Path, tmp_path: Path) -> None:
    path = tmp_path / "send_appeal_rate.csv"
    path.write_bytes((national_data / "send_appeal_rate_2014-2024.csv").read_bytes() + b"\x92s notes\n")
    with pytest.raises(DataError, match="is damaged: it is not laid out as a table of appeal rates"):
        read_appeals(path)


def test_a_table_without_the_columns_of_a_year_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "send_appeal_rate.csv"
    path.write_text("old_la_code_as_published,la_name_as_published\n901,Anyshire\nEngland,England Total\n", encoding="utf-8")
    with pytest.raises(DataError, match="it is not laid out as a table of appeal rates"):
        read_appeals(path)
