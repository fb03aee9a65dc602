"""What params may say of an extract: where its rows are, how they are laid out, and what its names and values mean."""

from datetime import date
from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.params.release import IN_SEN2, Extract

RELEASE = "params/swindon/2022-06.yaml"


def extracts(project: Path, text: str) -> dict[str, Extract]:
    """The extracts of a release whose params say this under `extracts:`, beside the one of appeals."""
    written = (project / RELEASE).read_text(encoding="utf-8") + text
    (project / RELEASE).write_text(written, encoding="utf-8")
    return load_params(RELEASE).release.extracts


def refused(project: Path, text: str) -> str:
    with pytest.raises(ParamsError) as raised:
        extracts(project, text)
    return str(raised.value)


def test_a_path_alone_is_an_extract(project: Path) -> None:
    assert extracts(project, "  contacts: data/requests.csv\n")["contacts"].path == "data/requests.csv"


def test_a_query_names_the_variable_that_holds_the_address_of_its_database(project: Path) -> None:
    extract = extracts(project, "  contacts: {query: SELECT 1, connection: CASES_DB}\n")["contacts"]
    assert (extract.query, extract.connection) == ("SELECT 1", "CASES_DB")
    assert (extract.shown, extract.file_name) == ("query to CASES_DB", "database")


def test_names_values_constants_and_date_formats_are_texts_whatever_yaml_makes_of_them(project: Path) -> None:
    text = """\
  advice:
    path: data/requests.csv
    columns: {Asked for: requested_on, 2: agency}
    values: {missed_appointment: {Yes: true, No: false, N/A: }, agency: {1: health}}
    constants: {missed_appointment: no}
    date_formats: {requested_on: "%d.%m.%y"}
"""
    extract = extracts(project, text)["advice"]
    assert extract.columns == {"Asked for": "requested_on", "2": "agency"}
    assert extract.values == {
        "missed_appointment": {"Yes": "true", "No": "false", "N/A": ""},
        "agency": {"1": "health"},
    }
    assert extract.constants == {"missed_appointment": "false"}
    assert extract.date_formats == {"requested_on": "%d.%m.%y"}


def test_a_sen2_return_stands_for_all_its_datasets_but_those_with_an_extract_of_their_own(project: Path) -> None:
    found = extracts(project, "  sen2: {path: data/requests.csv, from: 2021-01-01}\n  needs: data/requests.csv\n")
    assert {name for name, each in found.items() if each.sen2} == set(IN_SEN2) - {"needs"}
    assert found["plans"].covers_from == date(2021, 1, 1)
    assert not found["needs"].sen2


def test_a_sen2_return_must_say_which_year_it_holds_and_is_named_once(project: Path) -> None:
    report = refused(project, "  sen2: data/requests.csv\n")
    assert report.count("a SEN2 return holds one calendar year. Say which: add `from`") == 1
    assert "line 7, extracts.sen2" in report


def test_a_return_that_is_missing_is_named_once(project: Path) -> None:
    assert refused(project, "  sen2: {path: data/retrun.xml, from: 2021-01-01}\n").count("retrun.xml does not exist") == 1


@pytest.mark.parametrize("path", ["s3://bucket/sen2.xml", "data/*.csv", "data/none-*.xml"])
def test_a_return_is_read_from_one_place_on_this_machine(project: Path, path: str) -> None:
    report = refused(project, f"  sen2: {{path: '{path}', from: 2021-01-01}}\n")
    assert "1 fault" in report
    assert "line 7, extracts.sen2: a SEN2 return is read from this machine: copy it first" in report
    assert "bucket" not in report


def test_a_return_may_be_a_folder(project: Path) -> None:
    assert extracts(project, "  sen2: {path: data, from: 2021-01-01}\n")["plans"].path == "data"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("  contacts: {as_at: 2022-05-31}\n", "needs a path or a query, and not both"),
        ("  contacts: {path: data/requests.csv, query: SELECT 1}\n", "needs a path or a query, and not both"),
        (
            "  contacts: {query: SELECT 1, connection: 'postgresql://me:secret@here/cases'}\n",
            "name of an environment variable in capitals",
        ),
        ("  contacts: {path: data/requests.csv, delimeter: ';'}\n", "Did you mean `delimiter`?"),
        ("  contacts: {path: data/requests.csv, delimiter: ', '}\n", "delimiter"),
        ("  contacts: {path: data/requests.csv, header_row: 0}\n", "header_row"),
        ("  contacts: {path: data/requests.csv, columns: [received_at]}\n", "must be a mapping of keys to values"),
        ("  contacts: data/exports-*.csv\n", "no file fits data/exports-*.csv"),
        ("  contacts: params/swindon/..\n", "is a folder without files"),
    ],
)
def test_what_an_extract_may_not_say_is_named(project: Path, text: str, said: str) -> None:
    assert said in refused(project, text)


def test_the_address_of_a_database_is_not_repeated_where_it_was_written_into_params(project: Path) -> None:
    report = refused(project, "  contacts: {query: SELECT 1, connection: 'postgresql://me:secret@here/cases'}\n")
    assert "secret" not in report


def test_a_folder_or_a_pattern_means_its_files_in_order_of_name(project: Path) -> None:
    for name in ("2022-06.csv", "2022-05.csv", ".hidden.csv", "~$2022-05.csv", "notes.txt"):
        (project / "data" / name).touch()
    params_of = {
        name: load_params(RELEASE).extract_files(extract)
        for name, extract in extracts(project, "  contacts: data/2022-*.csv\n  audits: data\n").items()
    }
    assert [path.name for path in params_of["contacts"]] == ["2022-05.csv", "2022-06.csv"]
    assert [path.name for path in params_of["audits"]] == ["2022-05.csv", "2022-06.csv", "notes.txt", "requests.csv"]


def test_an_address_is_not_looked_for_on_this_machine(project: Path) -> None:
    found = extracts(project, "  contacts: s3://bucket/contacts.csv\n")["contacts"]
    assert found.is_remote
    assert load_params(RELEASE).extract_files(found) == []
