"""The same return says the same in each of its forms."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from send_analysis.core.errors import DataError
from send_analysis.sen2.fields import HEADER
from send_analysis.sen2.reading import read_batches
from tests.sen2.returns import SOUND_HEADER, every_field, person, read_values, request, write_csv, write_template, write_xml

FORMS = ["an XML message", "nine CSV files", "nine CSV files in a zip", "the template", "the template on sheets"]


def written(form: str, folder: Path, persons: list, header: dict) -> Path:
    """A return in one of its forms."""
    if form == "an XML message":
        return write_xml(folder / "return.xml", persons, header)
    if "template" in form:
        return write_template(folder / "return.xlsx", persons, header, own_sheets="sheets" in form)
    path = write_csv(folder / "export", persons, header)
    return zipped(path, folder / "export.zip") if "zip" in form else path


def zipped(folder: Path, path: Path) -> Path:
    with ZipFile(path, "w") as archive:
        for each in folder.iterdir():
            archive.write(each, each.name)
    return path


def returned() -> tuple[list, dict]:
    """Persons with one request and with two, with a plan and without, and one with a value in every field."""
    two = person()
    two["requests"].append(
        request(requests={"received_on": "2025-11-03", "outcome": "A"}, assessment=None, activeplans=None)
    )
    refused = person(requests={"outcome": "N"}, assessment=None, activeplans=None)
    every_header = {each.name: "2026-01-15" if each.kind == "date" else "synthetic" for each in HEADER}
    return [two, refused, every_field(), person(person={"surname": "SÝNTHETIC & <CO>"})], every_header | SOUND_HEADER


@pytest.mark.parametrize("form", FORMS)
def test_a_return_says_the_same_in_every_form(tmp_path, form):
    persons, header = returned()
    (expected,) = read_batches(write_xml(tmp_path / "expected.xml", persons, header), "expected.xml")
    (batch,) = read_batches(written(form, tmp_path, persons, header), "return")
    assert read_values([batch]) == read_values([expected])
    assert batch.header == expected.header
    assert set(batch.header.values) == {each.name for each in HEADER}
    assert (batch.unknown, batch.faults, batch.notes) == ((), {}, expected.notes)


@pytest.mark.parametrize("form", FORMS)
def test_the_parts_of_a_return_hang_together_in_every_form(tmp_path, form):
    persons, header = returned()
    (batch,) = read_batches(written(form, tmp_path, persons, header), "return")
    requests = batch.tables["requests"]
    assert requests["request_id"].is_unique
    assert requests["person_id"].isin(batch.tables["person"]["person_id"]).all()
    for module, positions in {"assessment": [0, 3, 4], "plandetail": [0, 3, 4], "senneed": [0, 3, 4]}.items():
        assert batch.tables[module]["request_id"].tolist() == requests["request_id"].iloc[positions].tolist()


def test_what_is_not_there_is_said(tmp_path):
    with pytest.raises(DataError, match=r"^return\.xml: there is no such file or folder\.$"):
        list(read_batches(tmp_path / "return.xml", "return.xml"))


def test_an_empty_file_is_said_to_be_empty(tmp_path):
    (tmp_path / "return.xml").write_bytes(b"")
    with pytest.raises(DataError, match=r"^return\.xml: is empty\.$"):
        list(read_batches(tmp_path / "return.xml", "return.xml"))


def test_a_file_of_another_kind_is_told_what_a_return_is(tmp_path):
    (tmp_path / "return.docx").write_bytes(b"x")
    with pytest.raises(DataError, match=r"files that end in \.docx are not read\. A SEN2 return is an \.xml message"):
        list(read_batches(tmp_path / "return.docx", "return.docx"))
