"""The folder of open data: its files, and what describes them."""

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from send_analysis.measures.registry import definition
from send_analysis.publish.opendata.writing import WrittenFile, write_data
from tests.publish.conftest import ON_TIME
from tests.publish.opendata.published import YEARS, by_grade, on_time, publication, read, shown, timeliness

TABLES = [
    shown(on_time({YEARS[0]: (139.0, 280.0)})),
    shown(by_grade(), "quality_grades", "Grades", "quality"),
]
RELEASED = {"timeliness": timeliness(), "quality": by_grade()}
#: One of the measures has a title that a spreadsheet would run.
MEASURES = [definition("quality.overall_grade"), definition(ON_TIME).model_copy(update={"title": "=Plans"})]

#: Datatypes of CSV on the Web that we use, as what a cell must look like.
DATATYPES = {"string": ".*", "integer": r"-?\d+", "decimal": r"-?\d+(\.\d+)?", "gYear": r"\d{4}"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("public")
    write_data(TABLES, RELEASED, publication(), made, MEASURES)
    return made / "data"


def names(written: list[WrittenFile]) -> list[str]:
    return [each.name for each in written]


def test_each_section_its_calendar_years_and_each_table_has_a_file_and_its_meta_data(tmp_path: Path) -> None:
    written = write_data(TABLES, RELEASED, publication(), tmp_path)
    assert names(written) == ["quality", "timeliness", "timeliness_calendar_years", "timeliness_plans", "quality_grades"]
    for each in written:
        assert len(read(each.path)) == each.rows
        assert each.path.stat().st_size == each.bytes
        assert each.meta_path.exists()
        assert not each.path.read_bytes().startswith(b"\xef\xbb\xbf")
    assert sorted(path.name for path in (tmp_path / "data").glob("*.json*")) == ["csvw-metadata.json", "dataset.jsonld"]


def test_the_same_figures_give_the_same_bytes(tmp_path: Path, folder: Path) -> None:
    write_data(TABLES, RELEASED, publication(), tmp_path, MEASURES)
    made = {path.name: path.read_bytes() for path in (tmp_path / "data").iterdir()}
    assert made == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_hostile_titles_stay_in_the_folder_and_two_of_the_same_name_in_two_files(tmp_path: Path) -> None:
    rows = on_time({YEARS[0]: (1.0, 2.0)})
    hostile = ["../x", "<script>alert(1)</script>", "y" * 500, "", "dictionary", "same", "same"]
    written = write_data([shown(rows, name, f"=cmd|{name}\n") for name in hostile], {}, publication(), tmp_path)
    assert [path for path in tmp_path.rglob("*") if path.parent not in (tmp_path, tmp_path / "data")] == []
    assert len(set(names(written))) == len(hostile)
    assert names(written)[-2:] == ["same", "same_2"]
    assert [each.asked for each in written] == hostile
    assert "dictionary" not in names(written)


def test_a_table_without_figures_has_no_file(tmp_path: Path) -> None:
    empty = on_time({YEARS[0]: (1.0, 2.0)}).iloc[:0]
    assert write_data([shown(empty)], {"timeliness": empty}, publication(), tmp_path) == []


def test_the_dictionary_is_inert_and_listed(folder: Path) -> None:
    dictionary = read(folder / "dictionary.csv")
    assert list(dictionary.loc[dictionary["name"] == ON_TIME, "title"]) == ["\t=Plans"]
    described = json.loads((folder / "csvw-metadata.json").read_text("utf-8"))["tables"][-1]
    assert described["url"] == "dictionary.csv"
    assert [each["name"] for each in described["tableSchema"]["columns"]] == list(dictionary.columns)


def test_without_measures_there_is_no_dictionary_and_none_is_listed(tmp_path: Path) -> None:
    write_data(TABLES, RELEASED, publication(), tmp_path)
    assert not (tmp_path / "data" / "dictionary.csv").exists()
    assert "dictionary.csv" not in (tmp_path / "data" / "csvw-metadata.json").read_text("utf-8")


def test_csv_on_the_web_lists_each_file_and_column_and_each_cell_is_of_its_datatype(folder: Path) -> None:
    described = json.loads((folder / "csvw-metadata.json").read_text("utf-8"))
    files = {path.name for path in folder.glob("*.csv") if not path.name.endswith(".meta.csv")}
    assert {table["url"] for table in described["tables"]} == files
    for table in described["tables"][:-1]:
        data = read(folder / table["url"])
        columns = table["tableSchema"]["columns"]
        assert [each["name"] for each in columns] == list(data.columns)
        for each in columns:
            assert each["titles"][0] == each["name"]
            cells = data[each["name"]]
            shown_cells = cells[~cells.isin([*each.get("null", []), ""])]
            assert shown_cells.str.fullmatch(DATATYPES[each["datatype"]]).all()
            assert not (each.get("required") and cells.eq("").any())
        keys = table["tableSchema"].get("primaryKey")
        assert keys is None or not data.duplicated(keys).any()
    assert any("primaryKey" in table["tableSchema"] for table in described["tables"])


def test_csv_on_the_web_says_licence_publisher_and_day(folder: Path) -> None:
    described = json.loads((folder / "csvw-metadata.json").read_text("utf-8"))
    assert described["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en"}]
    assert described["dc:publisher"] == publication().publisher
    assert described["dc:license"]["@id"].startswith("https://www.nationalarchives.gov.uk/")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", described["dc:issued"])
    assert "made-up case records" in described["dc:description"]


def test_the_data_set_is_described_with_a_download_for_each_file(folder: Path) -> None:
    described = json.loads((folder / "dataset.jsonld").read_text("utf-8"))
    assert described["@type"] == "Dataset"
    assert described["temporalCoverage"] == "2020-01-01/2022-06-22"
    assert described["spatialCoverage"]["identifier"] == "E06000030"
    files = {path.name for path in folder.glob("*.csv") if not path.name.endswith((".meta.csv", "dictionary.csv"))}
    assert {each["contentUrl"].rpartition("/")[2] for each in described["distribution"]} == files
    variables = {each["name"] for each in described["variableMeasured"]}
    assert "pc_plans_issued_within_20_weeks" in variables


def test_an_address_of_the_site_makes_the_downloads_absolute(tmp_path: Path) -> None:
    facts = publication()
    sited = replace(facts, params=facts.params.model_copy(update={"address": "https://www.example.org/send/"}))
    write_data(TABLES, RELEASED, sited, tmp_path)
    described = json.loads((tmp_path / "data" / "dataset.jsonld").read_text("utf-8"))
    assert described["distribution"][0]["contentUrl"] == "https://www.example.org/send/2022-06/data/quality.csv"
