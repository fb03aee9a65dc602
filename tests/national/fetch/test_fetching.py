"""The Department's files are fetched into a folder, each with what tells of its source, and nothing in it is ever changed."""

import hashlib
import json
from urllib.parse import parse_qs, urlsplit

import pytest

from send_analysis.core.errors import DataError, SetupError
from tests.national.fetch.department import CSV, TITLES, DataSet, Edition

TIMELINESS = "timeliness-education-health-and-care-plans-issued-within-the-statutory-20-week-timeframe"


def names(folder):
    return sorted(each.name for each in folder.iterdir())


def told(path):
    return json.loads(path.with_name(f"{path.name}.source.json").read_text(encoding="utf-8"))


# It works


def test_a_file_arrives_with_what_tells_of_its_source(department, fetched, tmp_path):
    found = fetched()
    (path,) = found.files
    assert names(tmp_path / "cache") == [f"{TIMELINESS}-1.0.csv", f"{TIMELINESS}-1.0.csv.source.json"]
    assert path.read_bytes() == CSV
    assert told(path) == {
        "publication": "Education, health and care plans",
        "title": TITLES["timeliness"],
        "data_set_id": department["timeliness"].id,
        "version": "1.0",
        "published_on": "2025-06-26",
        "release": "Reporting year 2025",
        "sha256": hashlib.sha256(CSV).hexdigest(),
        "labels": {"Characteristics": "breakdown", "Number of EHC plans issued": "plans_issued_den"},
        "file": f"{TIMELINESS}-1.0.csv",
    }


def test_the_summary_says_what_was_written(department, fetched, tmp_path):
    assert fetched().summary.splitlines() == [
        f'"Education, health and care plans", from {department.base}, in {tmp_path / "cache"}:',
        f"  {TIMELINESS}-1.0.csv: new (Reporting year 2025, version 1.0, published 2025-06-26)",
        "Files written: 1.",
    ]


def test_every_page_of_a_list_is_read_at_the_size_that_the_service_allows(department, fetched):
    fetched()
    lists = [urlsplit(each) for each in department.asked if "page=" in each]
    asked = [(each.path.rpartition("/")[2], parse_qs(each.query)) for each in lists]
    assert [(name, query["page"], query["pageSize"]) for name, query in asked] == [
        ("publications", ["1"], ["40"]),
        ("data-sets", ["1"], ["20"]),
        ("data-sets", ["2"], ["20"]),
        ("data-sets", ["3"], ["20"]),
    ]


def test_columns_and_file_are_asked_for_in_the_version_that_is_written(department, fetched):
    department["timeliness"].versions["2.0"] = Edition()
    fetched(version="1.0")
    asked = [urlsplit(each) for each in department.asked[-3:]]
    assert [(each.path.rpartition("/")[2], each.query) for each in asked] == [
        ("1.0", ""),
        ("meta", "dataSetVersion=1.0"),
        ("csv", "dataSetVersion=1.0"),
    ]


def test_a_file_that_is_not_packed_is_taken_as_it_is(department, fetched):
    department.packs = False
    assert fetched().files[0].read_bytes() == CSV


def test_it_is_told_what_is_asked_for_next(department, fetched):
    heard = []
    fetched(progress=heard.append)
    assert heard == [f"Asking {department.base}", f"Fetching {TITLES['timeliness']}"]


@pytest.mark.parametrize(
    ("published", "expected"),
    [("2025-06-30T23:30:00+00:00", "2025-07-01"), ("2026-01-31T23:30:00Z", "2026-01-31"), (None, None)],
    ids=["summer time", "winter time", "not told"],
)
def test_the_day_of_publication_is_that_in_london(department, fetched, published, expected):
    department["timeliness"].versions["1.0"].published = published
    assert told(fetched().files[0])["published_on"] == expected


# Fetched again


def test_the_same_file_fetched_again_is_not_written_again(fetched):
    (path,) = fetched().files
    before = path.stat().st_mtime_ns, path.with_name(f"{path.name}.source.json").stat().st_mtime_ns
    again = fetched()
    assert again.files == (path,)
    assert again.summary.endswith("Nothing was written: the folder has these files already.")
    assert (path.stat().st_mtime_ns, path.with_name(f"{path.name}.source.json").stat().st_mtime_ns) == before


def test_a_new_version_stands_beside_the_old_one(department, fetched, tmp_path):
    fetched()
    department["timeliness"].versions["1.1"] = Edition(CSV.replace(b",90", b",91"), release="Reporting year 2025, revised")
    (path,) = fetched().files
    assert [each for each in names(tmp_path / "cache") if each.endswith(".csv")] == [
        f"{TIMELINESS}-1.0.csv",
        f"{TIMELINESS}-1.1.csv",
    ]
    assert (told(path)["version"], told(path)["release"]) == ("1.1", "Reporting year 2025, revised")


def test_a_file_that_the_department_changed_without_a_new_number_is_kept_beside_the_old_one(department, fetched, tmp_path):
    (old,) = fetched().files
    changed = CSV.replace(b",90", b",91")
    department["timeliness"].versions["1.0"].content = changed
    again = fetched()
    (new,) = again.files
    digest = hashlib.sha256(changed).hexdigest()
    assert (old.read_bytes(), new.read_bytes(), new.name) == (CSV, changed, f"{TIMELINESS}-1.0-{digest[:8]}.csv")
    assert told(new)["file"] == new.name
    assert f"{new.name}: REVISED (Reporting year 2025, version 1.0, published 2025-06-26)" in again.summary
    assert "The Department changed this file without a new version number. Both are kept; compare them" in again.summary
    assert fetched().summary.endswith("Nothing was written: the folder has these files already.")


def test_a_file_that_was_changed_by_hand_is_kept_too(fetched):
    (old,) = fetched().files
    old.write_bytes(b"mended\n")
    again = fetched()
    assert (old.read_bytes(), again.files[0].read_bytes()) == (b"mended\n", CSV)
    assert (
        "The folder has another file of that name, which was changed or put there by hand. Both are kept." in again.summary
    )


@pytest.mark.parametrize("spoilt", [None, b"{", b"[]"], ids=["missing", "no JSON", "no object"])
def test_what_tells_of_a_source_is_written_where_it_is_missing(fetched, spoilt):
    (path,) = fetched().files
    beside = path.with_name(f"{path.name}.source.json")
    beside.unlink() if spoilt is None else beside.write_bytes(spoilt)
    assert "unchanged; what tells of its source was missing and is written" in fetched().summary
    assert told(path)["title"] == TITLES["timeliness"]


# Versions


@pytest.mark.parametrize(("asked", "given"), [("1.0", "1.0"), ("2.0", "2.0"), ("2.*", "2.1"), (None, "2.1")])
def test_a_version_can_be_asked_for(department, fetched, asked, given):
    department["timeliness"].versions |= {
        number: Edition(CSV + f"2025,Calendar year,National,,,{number},1\n".encode()) for number in ("2.0", "2.1")
    }
    (path,) = fetched(version=asked).files
    assert path.name == f"{TIMELINESS}-{given}.csv"
    assert told(path)["version"] == given
    assert (given == "1.0") == (path.read_bytes() == CSV)


# The folder


def test_a_file_in_the_place_of_the_folder_is_said_and_left(said, tmp_path):
    (tmp_path / "cache").write_text("mine")
    text = said(SetupError)
    assert text.startswith(f"The folder {tmp_path / 'cache'} cannot be written to (")
    assert text.endswith("). Make room, or name another folder.")


def test_a_failure_while_files_are_put_in_place_takes_all_of_them_back(department, fetched, said, tmp_path):
    fetched()
    name = "number-and-outcome-of-annual-reviews-of-education-health-and-care-plans-1.0.csv"
    (tmp_path / "cache" / f"{name}.source.json").mkdir()  # what tells of the source cannot take this name
    text = said(SetupError, data_sets=[TITLES["requests"], TITLES["reviews"]])
    assert "cannot be written to" in text


def test_a_folder_that_was_made_for_a_fetch_that_failed_is_gone(department, said, tmp_path):
    department["timeliness"].versions["1.0"].content = b""
    said(DataError)
    assert not (tmp_path / "cache").exists()


# Names of files


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "etc-passwd-1.0.csv"),
        ("..\\..\\Windows: CON?", "windows-con-1.0.csv"),
        ("<script>alert(1)</script>", "script-alert-1-script-1.0.csv"),
        ("=cmd|'/c calc'!A1", "cmd-c-calc-a1-1.0.csv"),
        ("Wrecsam \N{LATIN SMALL LETTER E WITH ACUTE}\x1b[2J", "wrecsam-e-2j-1.0.csv"),
        ("\N{GREEK SMALL LETTER ALPHA}" * 5, "data-set-12345678-1.0.csv"),
        ("Plans " * 60, "plans" + "-plans" * 19 + "-12345678-1.0.csv"),
    ],
    ids=["folders", "Windows", "script", "formula", "terminal", "no letters", "long"],
)
def test_no_title_leads_out_of_the_folder(department, fetched, tmp_path, title, name):
    department.data_sets.append(DataSet(title, id="12345678-0000-4000-8000-000000000000"))
    (path,) = fetched(data_sets=["12345678-0000-4000-8000-000000000000"]).files
    assert path == tmp_path / "cache" / name
    assert path.is_file()
    assert not set(told(path)["title"]) & set("\x1b\n\r")


def test_data_sets_whose_names_would_be_the_same_are_told_apart_by_their_ids(department, fetched):
    twins = [DataSet("Plans, by need"), DataSet("Plans: by need")]
    department.data_sets += twins
    found = fetched(data_sets=[each.title for each in twins])
    assert [each.name for each in found.files] == [f"plans-by-need-{each.id[:8]}-1.0.csv" for each in twins]
