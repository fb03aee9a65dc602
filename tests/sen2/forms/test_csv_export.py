"""COLLECT's nine files: found, joined by their keys, and nothing lost on the way."""

from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZIP_STORED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from send_analysis.core.errors import DataError
from send_analysis.sen2.fields import MODULES, PLACE
from send_analysis.sen2.forms.csv_export import read_export
from send_analysis.sen2.tables import Batch
from tests.sen2.returns import SOUND, person, request, write_csv

PREFIX = "Blade-Export_30-01-2026_"


@pytest.fixture
def folder(tmp_path) -> Path:
    """A sound export of two persons, the first with two requests."""
    one = person()
    one["requests"].append(request(assessment=None))
    return write_csv(tmp_path / "export", [one, person()])


def read(path: Path) -> Batch:
    return read_export(path, path.name)


def refusal(path: Path) -> str:
    with pytest.raises(DataError) as error:
        read(path)
    return str(error.value)


def file_of(folder: Path, word: str) -> Path:
    return folder / f"{PREFIX}{word}.csv"


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def zipped(folder: Path, path: Path, inside: str = "", method: int = ZIP_STORED) -> Path:
    with ZipFile(path, "w", method) as archive:
        for each in sorted(folder.iterdir()):
            archive.write(each, f"{inside}{each.name}")
    return path


# It works


def test_each_record_stands_in_the_table_of_its_module(tmp_path):
    batch = read(write_csv(tmp_path / "export", [person()]))
    for module, values in SOUND.items():
        (row,) = [row.dropna().to_dict() for _, row in batch.tables[module].iterrows()]
        keys = {PLACE.record: 2, PLACE.person: "1001"} | ({} if module == "person" else {PLACE.request: "1002"})
        assert row == keys | values
    assert (batch.unknown, batch.faults, batch.malformed, batch.notes) == ((), {}, {}, ())


def test_the_header_is_read_with_its_dates(folder):
    header = read(folder).header
    assert (header.values["reference_date"], header.values["authority"], header.version) == ("2026-01-15", "999", "1.3")


def test_each_record_knows_its_request_through_the_chain_of_keys(folder):
    tables = read(folder).tables
    first, second, third = tables["requests"][PLACE.request]
    assert tables["namedplan"][PLACE.request].tolist() == tables["plandetail"][PLACE.request].tolist() == [first, third]
    assert tables["senneed"][PLACE.request].tolist() == [first, second, third]
    assert tables["senneed"][PLACE.person].tolist() == tables["requests"][PLACE.person].tolist()


def test_records_are_the_rows_of_their_file(folder):
    path = file_of(folder, "senneed")
    first, *rest = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([first, "", *rest]) + "\n", encoding="utf-8")
    assert read(folder).tables["senneed"][PLACE.record].tolist() == [3, 4, 5]


# Where the files are


def test_the_files_may_be_in_a_zip(folder, tmp_path):
    for inside in ("", "some folder/"):
        batch = read(zipped(folder, tmp_path / "export.zip", inside))
        assert batch.tables["requests"].equals(read(folder).tables["requests"])


def test_one_of_the_files_stands_for_all_beside_it(folder):
    assert read(file_of(folder, "senneed")).tables["requests"].equals(read(folder).tables["requests"])


@pytest.mark.parametrize("prefix", ["", "999_SEN2_2026_", "blade export ", "A-"])
def test_the_files_may_have_any_name_before_the_last_word(tmp_path, prefix):
    assert len(read(write_csv(tmp_path / "export", [person()], prefix=prefix)).tables["senneed"]) == 1


def test_capitals_of_names_of_files_do_not_count(folder):
    for each in folder.iterdir():
        each.rename(folder / each.name.upper())
    assert len(read(folder).tables["senneed"]) == 3


def test_other_files_beside_them_do_not_matter(folder):
    for name in ("notes.txt", "._Blade_person.csv", "~person.csv", "contacts.csv"):
        (folder / name).write_text("something else", encoding="utf-8")
    assert len(read(folder).tables["person"]) == 2


def test_a_module_without_a_file_has_no_records_and_is_named(folder):
    file_of(folder, "senneed").unlink()
    file_of(folder, "placementdetail").unlink()
    batch = read(folder)
    assert batch.notes == ("Files that the export does not have, and so no records: placementdetail.csv and senneed.csv.",)
    assert batch.tables["senneed"].empty


# What is wrong with records


def test_a_record_whose_parent_is_not_there_has_no_request(folder):
    change(file_of(folder, "assessment"), ",1002,", ",77,")
    tables = read(folder).tables
    assert tables["assessment"][PLACE.request].isna().tolist() == [True, False]
    assert tables["namedplan"][PLACE.request].isna().tolist() == [True, False]
    assert tables["plandetail"][PLACE.request].isna().tolist() == [True, False]
    assert tables["activeplans"][PLACE.request].notna().all()


def test_a_request_whose_person_is_not_there_has_no_person_and_keeps_its_own_number(folder):
    change(file_of(folder, "requests"), ",1001,", ",77,")
    requests = read(folder).tables["requests"]
    assert requests[PLACE.person].isna().tolist() == [True, False, False]
    assert requests[PLACE.request].notna().all()


def test_records_below_a_file_that_is_missing_have_no_request(folder):
    file_of(folder, "activeplans").unlink()
    assert read(folder).tables["senneed"][PLACE.request].isna().all()


def test_a_key_that_two_requests_have_means_the_first(folder):
    _, second, third = read(folder).tables["requests"][PLACE.request]
    change(file_of(folder, "requests"), f"\n{third},", f"\n{second},")
    tables = read(folder).tables
    assert tables["requests"][PLACE.request].tolist()[1:] == [second, second]
    assert tables["senneed"][PLACE.request].isna().tolist() == [False, False, True]


def test_rows_with_too_many_fields_are_kept_beside_the_records(folder):
    path = file_of(folder, "senneed")
    path.write_text(path.read_text(encoding="utf-8") + "1,2,3\n", encoding="utf-8")
    batch = read(folder)
    assert batch.malformed["senneed"]["row"].tolist() == [5]
    assert batch.malformed["senneed"]["text"].tolist() == ["1,2,3"]
    assert len(batch.tables["senneed"]) == 3


def test_columns_that_mean_nothing_are_named_with_their_module(folder):
    change(file_of(folder, "senneed"), "sourceid", "colour")
    assert read(folder).unknown == ("SENneed/colour",)


def test_two_columns_of_one_field_are_read_as_one(folder):
    path = file_of(folder, "namedplan")
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},PlanWPB", *(f"{row},X" for row in rows)]), encoding="utf-8")
    batch = read(folder)
    assert batch.tables["namedplan"]["work_based_learning"].tolist() == ["X", "X"]
    assert batch.faults == {}


def test_two_columns_of_one_field_that_are_both_filled_are_a_fault(folder):
    path = file_of(folder, "namedplan")
    header, *rows = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{header},BeginDate,StartDate", *(f"{row},,2025-01-01" for row in rows)]), encoding="utf-8")
    batch = read(folder)
    assert batch.tables["namedplan"]["started_on"].tolist() == ["2025-05-19", "2025-05-19"]
    assert batch.faults["namedplan"][0].rows.tolist() == [2, 3]


def test_a_header_of_several_rows_is_noted_and_the_first_is_used(folder):
    path = file_of(folder, "sen2")
    header, row = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([header, row, row.replace("999", "998")]), encoding="utf-8")
    batch = read(folder)
    assert batch.header.values["authority"] == "999"
    assert batch.notes == (f"export/{PREFIX}sen2.csv has 2 rows in place of 1; the first is used.",)


# One fault


def test_indispensable_files_that_are_missing_are_all_named(folder):
    for word in ("sen2", "requests", "senneed"):
        file_of(folder, word).unlink()
    assert refusal(folder) == (
        "export: of the export's nine files these are missing: …_sen2.csv, …_requests.csv and …_senneed.csv. "
        "Export the return again, whole."
    )


def test_keys_that_are_missing_are_all_named(folder):
    change(file_of(folder, "requests"), "persontableid", "person")
    change(file_of(folder, "namedplan"), "assessmenttableid", "assessment")
    said = refusal(folder)
    assert f"export/{PREFIX}requests.csv has no column persontableid" in said
    assert f"export/{PREFIX}namedplan.csv has no column assessmenttableid" in said


def test_a_file_without_its_header_is_refused_without_a_word_of_its_rows(folder):
    file_of(folder, "person").write_text("1001,7,8,9,10,SYNTHETIC,PERSON\n", encoding="utf-8")
    said = refusal(folder)
    assert "row 1 must name them" in said
    assert "SYNTHETIC" not in said


WORDS = ("sen2", *(own.file for own in MODULES.values()))


@pytest.mark.parametrize("row", ["Dr Zebedee,SEN2,2026", "Zebedee,Zebedee,,2026", "Zebedee"])
@pytest.mark.parametrize("word", WORDS)
def test_no_file_without_its_header_has_a_word_of_its_rows_told(folder, word, row):
    file_of(folder, word).write_text(f"{row}\n{row}\n", encoding="utf-8")
    said = refusal(folder)
    assert said.startswith(f"export/{PREFIX}{word}.csv")
    assert "row 1" in said
    assert "Zebedee" not in said


def test_of_a_file_with_its_keys_alone_no_other_name_is_told(folder):
    file_of(folder, "senneed").write_text("activeplanstableid,Zebedee\n1,2\n", encoding="utf-8")
    assert read(folder).unknown == ("SENneed (none of its fields is named)",)


def test_exports_of_different_days_are_asked_about(folder):
    write_csv(folder, [person()], prefix="Blade-Export_31-01-2026_")
    said = refusal(folder)
    assert "holds several exports. Name a file of the one that is meant" in said
    assert f"{PREFIX}activeplans.csv or Blade-Export_31-01-2026_activeplans.csv" in said
    assert len(read(file_of(folder, "person")).tables["person"]) == 2


def test_a_folder_without_an_export_is_said_to_be_one(tmp_path):
    assert "holds no file of a SEN2 export" in refusal(tmp_path)


def test_a_csv_file_of_something_else_is_no_export(tmp_path):
    (tmp_path / "contacts.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert "is no file of a SEN2 export" in refusal(tmp_path / "contacts.csv")


def test_a_damaged_zip_is_said_in_words(folder, tmp_path):
    path = zipped(folder, tmp_path / "export.zip")
    path.write_bytes(path.read_bytes()[:300])
    assert "cannot be unpacked" in refusal(path)


def test_a_zip_leaves_nothing_outside_its_own_folder(folder, tmp_path):
    before = set(tmp_path.iterdir())
    path = zipped(folder, tmp_path / "export.zip", inside="../../")
    assert len(read(path).tables["person"]) == 2
    assert set(tmp_path.iterdir()) == before | {path}


# Any bytes at all


def outcome(path: Path) -> Batch | str:
    """The return, or why there is none."""
    try:
        return read(path)
    except DataError as error:
        return str(error)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(word=st.sampled_from(["sen2", "person", "requests", "namedplan"]), data=st.data())
def test_whatever_happens_to_a_file_the_export_is_read_or_refused(folder, word, data):
    path = file_of(folder, word)
    whole = path.read_bytes()
    begin = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(begin, min(begin + 40, len(whole))))
    path.write_bytes(whole[:begin] + data.draw(st.binary(max_size=20)) + data.draw(st.sampled_from([whole[end:], b""])))
    found = outcome(folder)
    path.write_bytes(whole)
    assert found.startswith("export") if isinstance(found, str) else set(found.tables) == set(MODULES)


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_LZMA, ZIP_BZIP2])
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_flipped_in_a_zip_it_is_read_or_refused(folder, tmp_path, method, data):
    path = zipped(folder, tmp_path / "export.zip", method=method)
    damaged = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        place = data.draw(st.integers(0, len(damaged) - 1))
        damaged[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(damaged)
    found = outcome(path)
    assert found.startswith("export.zip") if isinstance(found, str) else set(found.tables) == set(MODULES)


@pytest.mark.parametrize("method", [ZIP_DEFLATED, ZIP_LZMA, ZIP_BZIP2])
def test_a_zip_whose_files_are_damaged_is_said_in_words(folder, tmp_path, method):
    path = zipped(folder, tmp_path / "export.zip", method=method)
    with ZipFile(path) as archive:
        inside = archive.getinfo(f"{PREFIX}person.csv")
    whole, begin = path.read_bytes(), inside.header_offset + 39 + len(inside.filename)  # after what LZMA says of itself
    for place in range(begin, begin + inside.compress_size // 2, 11):
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0xFF]) + whole[place + 1 :])
        assert "cannot be unpacked" in refusal(path)
