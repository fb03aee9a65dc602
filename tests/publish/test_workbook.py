"""The workbook of a release: every table with the numbers that were shown, open to all, the same bytes each time."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from send_analysis.core.figures import COLUMNS
from send_analysis.core.params import load_params
from send_analysis.core.params.publication import Revision
from send_analysis.measures.registry import definitions
from send_analysis.present.shown import ShownTable
from send_analysis.publish.publication import Publication
from send_analysis.publish.workbook import write_workbook
from tests.project import ROOT

ON_TIME = "timeliness.within_20_weeks.including_exceptions"
NAN = float("nan")


@pytest.fixture(scope="module")
def publication() -> Publication:
    return Publication.of(load_params(ROOT / "params/swindon/2022-06.yaml"))


def figure(row: str, column: str, value: float, unit: str = "percent", symbol: str = "", **more: Any) -> dict[str, Any]:
    given = {"measure": ON_TIME, "value": value, "unit": unit, "symbol": symbol, "row": row, "column": column}
    return {**dict.fromkeys(COLUMNS, ""), "numerator": NAN, "denominator": NAN, **given, **more}


def shown(*figures: dict[str, Any], name: str = "timeliness_on_time", note: str = "") -> ShownTable:
    return ShownTable("timeliness", name, "Plans on time", "Month", note, pd.DataFrame(figures))


def written(path: Path, publication: Publication, *tables: ShownTable, **more: Any) -> Workbook:
    write_workbook(tables, publication, definitions(), path / "data.xlsx", **more)
    return load_workbook(path / "data.xlsx")


def table_of(sheet: Worksheet) -> list[list[object]]:
    """What the sheet's one real table holds, headings first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


MONTHS = shown(
    figure("May 2022", "This year", 43.478),
    figure("May 2022", "PYA", 84.25),
    figure("June 2022", "This year", NAN, symbol="c"),
    figure("June 2022", "PYA", 0.01),
    note="Dotted line: target 100%.",
)


def test_a_sheet_has_the_numbers_as_shown_and_symbols_where_there_are_none(publication: Publication, tmp_path: Path) -> None:
    sheet = written(tmp_path, publication, MONTHS)["Table 1"]
    assert table_of(sheet) == [["Month", "This year", "PYA"], ["May 2022", 43.5, 84.3], ["June 2022", "[c]", "[low]"]]
    above = [sheet.cell(row, 1).value for row in range(1, 6)]
    assert above == [
        "Plans on time [note 1]",
        "This worksheet contains one table. Notes are explained on the sheet Notes.",
        "[c] withheld to protect confidentiality",
        "[low] rounds to zero but is not zero",
        "Numbers are counted in: percent.",
    ]


def test_no_cell_is_merged_and_each_sheet_but_the_cover_is_one_real_table(publication: Publication, tmp_path: Path) -> None:
    book = written(tmp_path, publication, MONTHS, shown(figure("a", "b", 1.0), name="other"))
    assert book.sheetnames == ["Cover", "Contents", "Notes", "Definitions", "Table 1", "Table 2"]
    assert not any(sheet.merged_cells.ranges for sheet in book)
    assert [len(sheet.tables) for sheet in book] == [0, 1, 1, 1, 1, 1]


def test_the_cover_says_whose_when_how_far_and_that_it_is_an_example(publication: Publication, tmp_path: Path) -> None:
    revised = replace(publication, revision=Revision(number=1, reason="A team's late rows", revised_on=date(2022, 7, 4)))
    book = written(tmp_path, revised, MONTHS, notice="Read with care.")
    cover = [cell.value for cell in book["Cover"]["A"]]
    assert cover[0] == publication.title
    for line in (
        "Publisher: Swindon Borough Council",
        "Figures as at: 22 June 2022",
        "Published: 29 June 2022",
        f"Status: {publication.status}",
        "Revision 1, 4 July 2022: A team's late rows",
        "Read with care.",
        publication.contact_email,
    ):
        assert line in cover
    assert any(str(line).startswith("Example:") for line in cover)
    assert any("Open Government Licence v3.0" in str(line) for line in cover)
    assert (book.properties.title, book.properties.creator) == (publication.title, "Swindon Borough Council")
    assert book.properties.created.date() == date(2022, 6, 29)


def test_notes_explain_each_symbol_and_each_note_once(publication: Publication, tmp_path: Path) -> None:
    book = written(tmp_path, publication, MONTHS, replace(MONTHS, name="other", title="Other"))
    told = dict(table_of(book["Notes"])[1:])
    assert told["[c]"] == "withheld to protect confidentiality"
    assert {"[z]", "[x]", "[low]", "[r]"} < set(told)
    assert [mark for mark in told if "note" in mark] == ["[note 1]"]
    assert told["[note 1]"] == "Dotted line: target 100%."
    assert book["Table 2"]["A1"].value == "Other [note 1]"


def test_definitions_are_those_of_the_measures_shown(publication: Publication, tmp_path: Path) -> None:
    rows = table_of(written(tmp_path, publication, MONTHS)["Definitions"])
    assert [row[0] for row in rows] == ["Measure", "Plans issued within 20 weeks, including exceptions"]


def test_units_that_differ_stand_beside_their_rows_or_in_their_headings(publication: Publication, tmp_path: Path) -> None:
    rows = shown(
        figure("Share", "2021", 81.04),
        figure("Rank", "2021", 38.0, "rank"),
        figure("Band", "2021", 2.0, "quartile band"),
    )
    columns = shown(
        figure("May", "On time", 50.0),
        figure("May", "Plans", 1204.0, "plans"),
        figure("June", "On time", 25.0),
        name="other",
    )
    book = written(tmp_path, publication, rows, columns)
    assert table_of(book["Table 1"])[1:] == [["Share", "percent", 81], ["Rank", "rank", 38], ["Band", "quartile band", "B"]]
    assert table_of(book["Table 2"]) == [
        ["Month", "On time (percent)", "Plans (plans)"],
        ["May", 50, 1204],
        ["June", 25, "[x]"],
    ]
    assert book["Table 1"].cell(5, 3).number_format == "#,##0"


def test_text_that_looks_like_a_formula_is_text(publication: Publication, tmp_path: Path) -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "https://example.org"]
    sheet = written(tmp_path, publication, shown(*(figure(text, "Share", 50.0) for text in dangerous)))["Table 1"]
    (table,) = sheet.tables.values()
    cells = [row[0] for row in sheet[table.ref]][1:]
    assert [cell.value for cell in cells] == dangerous
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_row_that_stands_twice_is_kept_twice_and_a_table_that_does_once(publication: Publication, tmp_path: Path) -> None:
    twice = shown(figure("Swindon", "Share", 50.0), figure("Swindon", "Share", 60.0))
    book = written(tmp_path, publication, twice, twice, replace(twice, rows=twice.rows.iloc[:0], name="empty"))
    assert book.sheetnames[4:] == ["Table 1"]
    assert table_of(book["Table 1"])[1:] == [["Swindon", 50], ["Swindon", 60]]


def test_the_same_tables_give_the_same_bytes(publication: Publication, tmp_path: Path) -> None:
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook([MONTHS], publication, definitions(), tmp_path / name)
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "two.xlsx").read_bytes()


def test_no_workbook_is_made_of_nothing(publication: Publication, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no table"):
        written(tmp_path, publication)


def test_a_column_names_the_revised_figures_of_each_row_and_numbers_stay_numbers(
    publication: Publication, tmp_path: Path
) -> None:
    may = figure("May 2022", "This year", 43.478, mark="r"), figure("May 2022", "PYA", 84.25, mark="r")
    june = figure("June 2022", "This year", NAN, symbol="c", mark=""), figure("June 2022", "PYA", 50.0, mark="")
    sheet = written(tmp_path, publication, shown(*may, *june))["Table 1"]
    assert table_of(sheet) == [
        ["Month", "This year", "PYA", "Revised"],
        ["May 2022", 43.5, 84.3, "[r] This year; PYA"],
        ["June 2022", "[c]", 50, "None"],
    ]
    assert "[r] revised since an earlier publication" in [sheet.cell(row, 1).value for row in range(1, 6)]
