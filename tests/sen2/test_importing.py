"""An import of a return: files that say what the return says, all at once or not at all, and nothing of a person in them."""

import csv
from pathlib import Path

import pandas as pd
import pytest
import yaml

from send_analysis.core.errors import DataError, SetupError
from send_analysis.core.exchange import staging
from send_analysis.core.params.release import IN_SEN2
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sen2 import streaming
from send_analysis.sen2.fields import MODULES
from send_analysis.sen2.importing import CHECKS, OURS, SNIPPET, Written, import_return
from send_analysis.sen2.reading import read_batches
from send_analysis.sen2.returned import read_return
from send_analysis.sources.reading import read_rows
from tests.sen2.returns import REFERENCE_DATE, every_field, person, write_csv, write_xml
from tests.sen2.rules.cases import CASES
from tests.sen2.test_returned import PERSONS

MANY = [each for case in CASES.values() for each in (*case.broken, *case.kept) if isinstance(each, dict)]


@pytest.fixture
def imported(tmp_path):
    return import_return(write_xml(tmp_path / "r.xml", PERSONS), tmp_path / "data" / "sen2", "r.xml")


def datasets_of(rows):
    """The typed datasets, parents first, by value."""
    prepared = {}
    for name in IN_SEN2:
        parent = SPECS[name].parent
        prepared[name] = prepare(SPECS[name], rows[name], REFERENCE_DATE, prepared.get(parent[0]) if parent else None)
    return {name: each.rows.reset_index(drop=True) for name, each in prepared.items()}


def beside(folder):
    """What stands beside a folder but for the lock, which stays."""
    return sorted(each.name for each in folder.parent.iterdir() if each.suffix != ".lock")


def test_its_files_give_the_same_datasets_as_the_return_itself(tmp_path):
    path = write_xml(tmp_path / "r.xml", MANY)
    import_return(path, tmp_path / "out", "r.xml")
    direct = datasets_of(read_return(path, "r.xml").rows)
    again = datasets_of({name: read_rows(tmp_path / "out" / f"{name}.csv") for name in IN_SEN2})
    for name in IN_SEN2:
        assert len(direct[name]) > 10
        pd.testing.assert_frame_equal(again[name], direct[name])


def test_every_row_is_written_or_rejected(imported):
    assert imported.rows == {
        "requests": Written(7, 7, 0), "plans": Written(6, 6, 0), "needs": Written(4, 3, 1), "placements": Written(4, 4, 0),
        "reviews": Written(1, 1, 0),
    }  # fmt: skip
    for name, written in imported.rows.items():
        assert len(pd.read_csv(imported.folder / f"{name}.csv")) == written.used
    rejected = pd.read_csv(imported.folder / "rejected" / "needs.csv")
    assert rejected["row"].tolist() == [3]
    assert rejected["record"].tolist() == ["SENneed 3"]
    assert rejected["reasons"].tolist() == [
        "breaking SEN2-812 of the SEN2 return (SENneed: SENtype). SENtype is SPLD, MLD, SLD, PMLD, SEMH, SLCN, HI, VI, MSI, PD, "
        "ASD, DS or OTH."
    ]
    assert not (imported.folder / "rejected" / "plans.csv").exists()


def test_all_rules_are_in_the_checks_worst_first(imported):
    checks = pd.read_csv(imported.folder / CHECKS)
    assert set(CASES) <= set(checks["check"])
    assert checks["result"].tolist() == sorted(checks["result"], reverse=True)
    assert checks["check"].tolist()[0] == "SEN2-102"
    assert len(imported.checks) == len(checks)


def test_the_lines_for_params_name_the_files_and_the_days_they_cover(imported):
    extracts = yaml.safe_load((imported.folder / SNIPPET).read_text())["extracts"]
    assert list(extracts) == list(IN_SEN2)
    assert extracts["plans"]["path"] == (imported.folder / "plans.csv").as_posix()
    assert (extracts["plans"]["as_at"].isoformat(), extracts["plans"]["from"].isoformat()) == ("2026-01-15", "2025-01-01")


def test_without_a_reference_date_the_lines_have_no_days(tmp_path):
    done = import_return(write_xml(tmp_path / "r.xml", PERSONS, {"collection": "SEN2"}), tmp_path / "out")
    extracts = yaml.safe_load((done.folder / SNIPPET).read_text())["extracts"]
    assert extracts["needs"] == {"path": (tmp_path / "out" / "needs.csv").as_posix()}


@pytest.mark.parametrize("year", ["0000", "0001", "9999"])
def test_a_header_of_an_impossible_year_is_told_and_the_return_is_read(tmp_path, year):
    header = {"collection": "SEN2", "authority": "999", "year": year, "reference_date": f"{year}-01-15"}
    done = import_return(write_xml(tmp_path / "r.xml", PERSONS, header), tmp_path / "out")
    assert {"SEN2-003", "SEN2-004"} <= {check.check for check in done.checks if check.found_something}


def test_the_lines_for_params_can_be_read_whatever_the_folder_is_called(tmp_path):
    folder = tmp_path / 'a "name": # of\' ours'
    done = import_return(write_xml(tmp_path / "r.xml", PERSONS), folder)
    extracts = yaml.safe_load((done.folder / SNIPPET).read_text(encoding="utf-8"))["extracts"]
    assert extracts["needs"]["path"] == (folder / "needs.csv").as_posix()


def test_batches_write_the_same_files_as_one(tmp_path, monkeypatch, imported):
    monkeypatch.setattr(streaming, "read_batches", lambda path, file: read_batches(path, file, persons=2))
    parted = import_return(tmp_path / "r.xml", tmp_path / "parted", "r.xml")
    for name in (*(f"{name}.csv" for name in IN_SEN2), CHECKS, "rejected/needs.csv"):
        assert (parted.folder / name).read_bytes() == (imported.folder / name).read_bytes()


def test_rows_of_a_file_that_are_no_records_are_rejected_by_number(tmp_path):
    folder = write_csv(tmp_path / "export", PERSONS[:1])
    needs = next(folder.glob("*senneed.csv"))
    needs.write_text(needs.read_text() + "Zebedee,2\n")
    done = import_return(folder, tmp_path / "out")
    assert done.rows["needs"] == Written(2, 1, 1)
    with (tmp_path / "out" / "rejected" / "needs.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["row"], row["reasons"], row["need"]) for row in rows] == [
        ("3", "with more or fewer fields than there are names of columns.", "")
    ]


# Where it writes


def test_an_earlier_import_is_replaced_whole(tmp_path, imported):
    import_return(write_xml(tmp_path / "r.xml", PERSONS[:1]), imported.folder)
    assert len(pd.read_csv(imported.folder / "requests.csv")) == 1
    assert not (imported.folder / "rejected").exists()
    assert beside(imported.folder) == ["sen2"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "out").mkdir()
    import_return(write_xml(tmp_path / "r.xml", PERSONS), tmp_path / "out")
    assert {each.name for each in (tmp_path / "out").iterdir()} == OURS


@pytest.mark.parametrize("held", [["notes.txt"], ["requests.csv"], ["extracts.yaml", "budget.xlsx"]])
def test_a_folder_with_other_files_is_left_as_it_is(tmp_path, held):
    out = tmp_path / "out"
    out.mkdir()
    for name in held:
        (out / name).write_text("ours")
    with pytest.raises(DataError, match=r"holds other files than those of an import\. Name an empty folder\."):
        import_return(write_xml(tmp_path / "r.xml", PERSONS), out)
    assert {each.name: each.read_text() for each in out.iterdir()} == dict.fromkeys(held, "ours")


def test_a_file_is_not_a_folder(tmp_path):
    (tmp_path / "out").write_text("ours")
    with pytest.raises(DataError, match=r"is a file\. Name a folder\."):
        import_return(write_xml(tmp_path / "r.xml", PERSONS), tmp_path / "out")


def test_where_nothing_can_be_written_is_said_in_words(tmp_path):
    (tmp_path / "ours.txt").write_text("ours")
    with pytest.raises(SetupError, match="cannot be written"):
        import_return(write_xml(tmp_path / "r.xml", PERSONS), tmp_path / "ours.txt" / "sub")
    assert (tmp_path / "ours.txt").read_text() == "ours"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="a folder in which nobody can write")
def test_a_system_folder_is_said_in_words(tmp_path):
    with pytest.raises(SetupError, match="cannot be written"):
        import_return(write_xml(tmp_path / "r.xml", PERSONS), Path("/proc/sen2-import"))


def test_a_second_import_waits_for_the_first(tmp_path):
    with staging(tmp_path / "out"), pytest.raises(SetupError, match="another run is writing"):
        import_return(write_xml(tmp_path / "r.xml", PERSONS), tmp_path / "out")


def test_a_return_that_breaks_off_leaves_what_was_there(tmp_path, monkeypatch, imported):
    before = {each.name: each.read_bytes() for each in imported.folder.glob("*.*")}
    damaged = tmp_path / "damaged.xml"
    damaged.write_bytes((tmp_path / "r.xml").read_bytes()[:-200])
    monkeypatch.setattr(streaming, "read_batches", lambda path, file: read_batches(path, file, persons=4))
    with pytest.raises(DataError, match="damaged"):
        import_return(damaged, imported.folder)
    assert {each.name: each.read_bytes() for each in imported.folder.glob("*.*")} == before
    assert beside(imported.folder) == ["sen2"]


# Whom it is about


def test_no_file_holds_a_value_of_a_personal_field_or_a_formula(tmp_path):
    whole = every_field() | {"birth_date": "2011-11-11"}
    whole["requests"][0]["request_source"] = "=cmd()"
    whole["requests"][0]["activeplans"][0]["senneed"][0]["need_rank"] = "=cmd()"
    done = import_return(
        write_xml(tmp_path / "r.xml", [whole, person(placementdetail={"urn": "@SUM(1)"})]), tmp_path / "out"
    )
    written = {each: each.read_text() for each in done.folder.rglob("*.*")}
    assert len(written) >= len(OURS) - 1
    for path in written:
        with path.open(newline="") as file:
            assert path.suffix == ".yaml" or not any(
                cell.startswith(("=", "+", "-", "@")) for row in csv.reader(file) for cell in row
            )
    for path, text in written.items():
        for each in MODULES["person"].fields:
            assert not (each.personal and whole[each.name] in text), (path.name, each.name)
        assert "cmd" not in text
        assert "@SUM" not in text
