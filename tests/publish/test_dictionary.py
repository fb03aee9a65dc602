"""The data dictionary tells of every column, measure and symbol of a release, once, and the truth."""

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.figures import SYMBOLS
from send_analysis.measures.registry import definition, definitions
from send_analysis.publish.dictionary import COLUMNS, PARTED, dictionary
from send_analysis.publish.opendata.indicators import Indicator, Kind
from send_analysis.publish.opendata.tidy import DataFile, data_file
from send_analysis.publish.opendata.writing import write_data
from tests.publish.conftest import ON_TIME, STRICT
from tests.publish.opendata.published import YEARS, by_grade, on_time, publication, shown, timeliness

FILES = [
    ("quality", data_file("Quality", by_grade())),
    ("timeliness", data_file("Timeliness", timeliness())),
    ("timeliness_years", data_file("Years", on_time({YEARS[0]: (139.0, 280.0), YEARS[1]: (204.0, 249.0)}))),
]
MEASURES = [definition("quality.overall_grade"), definition(ON_TIME), definition(STRICT)]

#: What a number of each type looks like.
TYPES = {"whole number": r"-?\d+", "number": r"-?\d+(\.\d+)?"}


@pytest.fixture(scope="module")
def rows() -> pd.DataFrame:
    return dictionary(FILES, MEASURES)


def of_kind(rows: pd.DataFrame, kind: str) -> pd.DataFrame:
    return rows[rows["kind"] == kind].set_index("name")


def files_of(row: pd.Series) -> list[DataFile]:
    return [content for name, content in FILES if row["files"] == "all" or name in row["files"].split(PARTED)]


def test_each_column_measure_and_symbol_has_one_row(rows: pd.DataFrame) -> None:
    columns = [name for _, content in FILES for name in content.data]
    assert set(of_kind(rows, "column").index) == set(columns)
    assert list(of_kind(rows, "measure").index) == [each.id for each in MEASURES]
    assert list(of_kind(rows, "symbol").index) == list(SYMBOLS)
    assert not rows.duplicated(["kind", "name", "measure"]).any()


def test_every_cell_is_text_and_every_row_has_a_title_and_a_meaning(rows: pd.DataFrame) -> None:
    assert list(rows.columns) == list(COLUMNS)
    assert rows.map(lambda cell: isinstance(cell, str)).all(axis=None)
    assert rows[["kind", "name", "title", "meaning"]].ne("").all(axis=None)


def test_a_column_names_the_files_that_have_it(rows: pd.DataFrame) -> None:
    for name, row in of_kind(rows, "column").iterrows():
        assert [content for _, content in FILES if name in content.data] == files_of(row)
    assert of_kind(rows, "column").at["time_period", "files"] == "all"


def test_each_cell_of_the_files_is_as_the_dictionary_says(rows: pd.DataFrame) -> None:
    for name, row in of_kind(rows, "column").iterrows():
        for content in files_of(row):
            cells = set(content.data[name]) - set(row["missing_values"].split(PARTED))
            if row["measure"]:
                assert all(re.fullmatch(TYPES[row["type"]], cell) for cell in cells)
                assert row["allowed_values"].startswith("any number") or not any(cell.startswith("-") for cell in cells)
            elif PARTED in row["allowed_values"]:
                assert cells <= set(row["allowed_values"].split(PARTED))


def test_a_column_of_numbers_leads_to_its_measure_and_says_which_number_it_is(rows: pd.DataFrame) -> None:
    known, columns = definition(ON_TIME), of_kind(rows, "column")
    mine = columns[columns["measure"] == ON_TIME]
    value, numerator, denominator = (
        mine.loc[name] for name in ("pc_plans_issued_within_20_weeks", "plans_issued_within_20_weeks", "plans_issued_den")
    )
    assert (value["title"], value["unit"], value["type"]) == (known.title, "percent", "number")
    assert value["allowed_values"] == "0 or more, to 1 decimal place"
    assert (numerator["meaning"], denominator["meaning"]) == (known.numerator, known.denominator)
    assert (numerator["unit"], numerator["type"]) == ("count", "whole number")
    change = mine[mine["unit"] == "percentage points"].iloc[0]
    assert change["meaning"] == "The figure less that of the previous year"
    assert change["allowed_values"] == "any number, to 1 decimal place"
    assert set(mine["missing_values"]) == {PARTED.join(SYMBOLS)}


def test_the_values_of_a_filter_are_listed(rows: pd.DataFrame) -> None:
    assert of_kind(rows, "column").at["breakdown", "allowed_values"].split(PARTED) == ["Good", "Inadequate", "Outstanding"]


def test_a_file_of_another_shape_has_rows_of_its_own() -> None:
    told = dictionary(FILES, MEASURES, {"revisions": {"breakdown": "The part.", "was": "The figure before."}})
    named = told[told["files"] == "revisions"].set_index("name")
    assert named["meaning"].to_dict() == {"breakdown": "The part.", "was": "The figure before."}
    assert len(told[(told["kind"] == "column") & (told["name"] == "breakdown")]) == 2


def test_a_measure_says_what_the_registry_does() -> None:
    told = of_kind(dictionary([], definitions().values()), "measure")
    for each in definitions().values():
        row = told.loc[each.id]
        assert (row["title"], row["unit"], row["numerator"], row["denominator"]) == (
            each.title, each.unit, each.numerator, each.denominator,
        )  # fmt: skip
        assert (row["source"], row["clock"], row["note"]) == (each.source, each.clock, each.caveat)
    assert len(told) == len(definitions())


def test_one_name_for_two_things_has_a_row_for_each() -> None:
    first = data_file("A file", on_time({YEARS[0]: (139.0, 280.0)}))
    name = next(iter(first.indicators))
    other = replace(first, indicators={**first.indicators, name: Indicator(Kind(STRICT, "percent"), "value")})
    rows = dictionary([("first", first), ("other", other)], [])
    assert list(rows.loc[rows["name"] == name, "measure"]) == [ON_TIME, STRICT]
    assert list(rows.loc[rows["name"] == name, "files"]) == ["first", "other"]


def test_the_same_files_give_the_same_bytes_without_a_formula(tmp_path: Path) -> None:
    hostile = timeliness().assign(area_name="=cmd|calc", area_code="benchmark: x")
    written = []
    for folder in ("one", "two"):
        write_data([shown(hostile)], {"timeliness": timeliness()}, publication(), tmp_path / folder, MEASURES)
        written.append((tmp_path / folder / "data" / "dictionary.csv").read_bytes())
    assert written[0] == written[1]
    assert not re.search(rb'(?m)(^|,)"?[=+@-]', written[0])
