"""A proposed mapping reads the extract it was proposed for, says how sure it is, and shows nothing personal."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.params.checking import checked
from send_analysis.core.params.release import Extract, ReleaseParams
from send_analysis.core.params.yaml_lines import read_yaml
from send_analysis.datasets.mapping_rules import mapping_rule
from send_analysis.datasets.preparing import prepare
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.suggest.names import is_never_used, likeness, synonyms
from send_analysis.datasets.suggest.proposal import suggest, suggest_mapping
from send_analysis.datasets.suggest.words import meaning
from send_analysis.datasets.typed import typed_rows
from send_analysis.sources.mapping import mapped
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.reading import read_extract
from tests.datasets.suggest.layouts import LAYOUTS, in_its_own_words, laid_out

HEAD = "authority: swindon\nperiod: 2022-06\nas_at: 2023-12-31\n"

EVERY_LAYOUT = [(name, number) for name, (_, layouts) in LAYOUTS.items() for number in range(len(layouts))]


def as_read(frame: pd.DataFrame) -> RawRows:
    return RawRows(frame.mask(frame.eq("")), np.arange(2, len(frame) + 2))


def proposal(dataset: str, frame: pd.DataFrame) -> str:
    return suggest(SPECS[dataset], as_read(frame), "exports/rows.csv")


def extract_in(text: str, dataset: str, folder: Path) -> Extract:
    """The extract that a proposal describes, as params read it."""
    path = folder / "2022-06.yaml"
    path.write_text(HEAD + text, encoding="utf-8")
    release, faults = checked(ReleaseParams, read_yaml(path))
    assert not faults
    assert not list(mapping_rule(release))
    return release.extracts[dataset]


def contacts(rows: int = 40, **columns: object) -> pd.DataFrame:
    """Made-up contacts in their own columns, but for those given; None leaves one out."""
    frame = in_its_own_words("contacts", 0, rows).drop(columns="subject")
    for name, values in columns.items():
        frame = frame.drop(columns=name) if values is None else frame.assign(**{name: values})
    return frame


# The round trip


@pytest.mark.parametrize(("dataset", "number"), EVERY_LAYOUT)
def test_a_proposal_reads_the_extract_without_a_fault_and_as_it_was_meant(dataset, number, tmp_path):
    (tmp_path / "exports").mkdir()
    laid_out(dataset, number).to_csv(tmp_path / "exports" / "rows.csv", index=False)
    raw = read_extract(Extract(path="exports/rows.csv"), tmp_path, SPECS[dataset].columns)
    extract = extract_in(suggest(SPECS[dataset], raw, "exports/rows.csv"), dataset, tmp_path)
    read = read_extract(extract, tmp_path, SPECS[dataset].columns)
    done = prepare(SPECS[dataset], read, date(2023, 12, 31))
    assert done.set_aside().empty
    assert len(done.rows) == len(raw)
    meant, _ = typed_rows(SPECS[dataset], as_read(in_its_own_words(dataset, number)))
    for name in done.rows.columns[done.rows.notna().any()]:
        if (dataset, number, name) == ("requests", 1, "exception_grounds"):  # this layout tells only that there is one
            assert done.rows[name].ne("").equals(meant[name].ne(""))
        else:
            pd.testing.assert_series_equal(done.rows[name], meant[name])


def test_a_file_is_read_and_its_mapping_proposed(tmp_path):
    path = tmp_path / "rows.csv"
    laid_out("contacts", 0).to_csv(path, index=False)
    text = suggest_mapping(path, "contacts")
    assert f"path: {path.as_posix()}" in text
    assert "Ticket number: contact_id  # name and content agree" in text


def test_a_sheet_is_read_and_named(tmp_path):
    with pd.ExcelWriter(tmp_path / "rows.xlsx") as book:
        pd.DataFrame({"a": ["1"]}).to_excel(book, sheet_name="Notes", index=False)
        laid_out("audits", 0).to_excel(book, sheet_name="Audits #1", index=False)
    text = suggest_mapping(tmp_path / "rows.xlsx", "audits", "Audits #1")
    assert "sheet: 'Audits #1'" in text
    assert "Overall judgement: overall_grade" in text


def test_a_dataset_that_there_is_not_is_named_with_the_nearest(tmp_path):
    with pytest.raises(UsageError, match="`request` is not a dataset"):
        suggest_mapping(tmp_path / "rows.csv", "request")


# How sure it is


def test_columns_named_as_in_the_dataset_need_no_mapping():
    text = proposal("contacts", contacts())
    assert "# Named as in the dataset: contact_id, received_at, channel, responded_at" in text
    assert "columns:" not in text.replace("# Proposed for contacts by the names and the content of the columns:", "")


def test_a_column_found_by_its_content_alone_says_so():
    frame = contacts().rename(columns={"channel": "Zz", "contact_id": "Qq"})
    text = proposal("contacts", frame)
    assert "Zz: channel  # content only: confirm" in text
    assert "Qq: contact_id  # content only: confirm" in text


def test_a_date_that_must_be_given_is_found_by_its_content_where_only_one_can_be_it():
    text = proposal("contacts", contacts().rename(columns={"received_at": "Xx"}))
    assert "Xx: received_at  # content only: confirm" in text
    other = contacts().rename(columns={"received_at": "Xx"})
    text = proposal("contacts", other.assign(Yy=other["Xx"]))
    assert "Needed, and not found: received_at" in text


def test_a_date_on_the_wrong_side_of_the_others_is_not_proposed():
    frame = contacts().rename(columns={"received_at": "Xx"})
    later = (pd.to_datetime(frame["Xx"]) + pd.Timedelta(days=900)).dt.strftime("%Y-%m-%d %H:%M")
    assert "Needed, and not found: received_at" in proposal("contacts", frame.assign(Xx=later))


def test_of_two_dates_of_like_names_the_one_in_order_is_proposed():
    frame = laid_out("reviews", 1).rename(columns={"Meeting date": "Review date"})
    late = frame.assign(**{"Date of review": frame["Decision date"].str.replace(r"\d\d$", "29", regex=True)})
    assert "Review date: held_on" in proposal("reviews", late[["Date of review", *frame.columns]])


def test_two_columns_that_are_about_as_likely_are_both_named():
    frame = laid_out("audits", 0).assign(**{"Overall rating": laid_out("audits", 0)["Overall judgement"]})
    text = proposal("audits", frame)
    assert "Overall judgement: overall_grade  # name and content agree; it may be Overall rating instead: confirm" in text


def test_values_that_cannot_be_read_are_counted():
    frame = laid_out("audits", 0)
    frame.loc[:3, "Completion time"] = "synthetic remark"
    text = proposal("audits", frame)
    assert "Completion time: audited_on  # name, but 4 values of 56 cannot be read: confirm" in text
    assert "synthetic remark" not in text


def test_a_column_without_a_value_is_proposed_for_its_name_alone():
    text = proposal("audits", laid_out("audits", 1).assign(**{"Auditor role": ""}))
    assert "Auditor role: auditor_role  # name, and no row has a value: confirm" in text


def test_what_is_missing_is_listed_and_what_may_be_blank_is_shown_as_such(tmp_path):
    text = proposal(
        "requests", laid_out("requests", 0).drop(columns=["Exception reason", "Decision to issue date", "Pupil ID"])
    )
    assert "# Needed, and not found: person_id, outcome_on, exception_grounds" in text
    commented = "    # constants:\n    #   outcome_on: ''\n    #   exception_grounds: ''\n"
    assert commented in text
    extract = extract_in(text.replace(commented, commented.replace("# ", "").replace("#", "")), "requests", tmp_path)
    assert extract.constants == {"outcome_on": "", "exception_grounds": ""}


def test_columns_that_tell_a_person_are_never_proposed():
    frame = laid_out("requests", 0).drop(columns=["Pupil ID"])
    text = proposal("requests", frame.assign(UPN=[f"X{n}" for n in range(len(frame))], **{"Child name": "Synthetic"}))
    assert "# Not used: Forename, UPN, Child name" in text
    assert "Needed, and not found: person_id" in text


# Dates


@pytest.mark.parametrize(
    ("written", "form"),
    [
        (["21.06.22", "01.02.22"], "'%d.%m.%y'"),
        (["21/06/22", ""], "'%d/%m/%y'"),
        (["Wed 22 Jun 2022", "Thu 23 Jun 2022"], "'%a %d %b %Y'"),
        (["06/22/2022", "01/02/2022"], "'%m/%d/%Y'  # the month comes first: confirm"),
        (["44734", "44735"], "excel  # serial numbers of Excel: confirm"),
        (["2022-06-22", "21.06.22"], "'%d.%m.%y'"),
    ],
)
def test_one_form_of_dates_is_proposed(written, form):
    frame = laid_out("audits", 0).assign(**{"Completion time": written * 28})
    assert f"      audited_on: {form}" in proposal("audits", frame)


def test_a_form_that_may_mean_two_days_is_asked_about(tmp_path):
    text = proposal("audits", laid_out("audits", 0).assign(**{"Completion time": "01.02.22"}))
    assert "# audited_on can be read in two ways, as no day in it is after the 12th." in text
    assert not extract_in(text, "audits", tmp_path).date_formats
    assert "01.02.22" not in text


def test_words_for_no_date_are_blanks_where_a_date_may_be_missing(tmp_path):
    frame = laid_out("contacts", 1)
    frame["Date and time responded"] = frame["Date and time responded"].mask(lambda texts: texts.eq(""), "N/A")
    extract = extract_in(proposal("contacts", frame), "contacts", tmp_path)
    assert extract.values["responded_at"] == {"N/A": ""}


# Values


def test_unknown_values_are_shown_only_where_they_are_many_rows():
    frame = contacts(channel=["fax"] * 5 + ["synthetic person"] * 4 + ["email"] * 31)
    text = proposal("contacts", frame)
    assert "# fax: ?  # channel, 5 rows: say whether it is email, phone, post or portal" in text
    assert "# channel: 1 more value not known, each in fewer than 5 rows" in text
    assert "synthetic person" not in text


def test_of_many_different_values_none_is_shown():
    frame = contacts(rows=200, channel=["email"] * 74 + [f"synthetic {n // 6}" for n in range(126)])
    text = proposal("contacts", frame)
    assert "synthetic" not in text
    assert "channel: 21 more values not known" in text


def test_what_stands_beside_a_known_word_is_shown_only_where_it_is_many_rows():
    frame = contacts(channel=["Email - synthetic person"] * 2 + ["Email: shared inbox"] * 5 + ["phone"] * 33)
    text = proposal("contacts", frame)
    assert "'Email: shared inbox': email" in text
    assert "synthetic person" not in text


@pytest.mark.parametrize(
    ("dataset", "column", "text", "meant"),
    [
        ("requests", "decision", "Yes - assess", "assess"),
        ("requests", "decision", "REFUSED", "not_assess"),
        ("requests", "primary_need", "Autism (ASD)", "ASD"),
        ("requests", "primary_need", "1: SEMH", "SEMH"),
        ("requests", "exception_grounds", "School holidays and absence", "school_closure;absence_from_area"),
        ("requests", "exception_grounds", "None", ""),
        ("plans", "active", "Open", "true"),
        ("plans", "active", "n", "false"),
        ("reviews", "outcome", "N/A", ""),
        ("requests", "decision", "N/A", None),
        ("requests", "decision", "assess - not_assess", None),
        ("requests", "decision", "synthetic", None),
    ],
)
def test_words_mean_values(dataset, column, text, meant):
    found = meaning(SPECS[dataset], column, text)
    assert (found[0] if found else None) == meant


# Names


@pytest.mark.parametrize(
    "name", ["Date request received", "date_request_received", "DateRequestReceived", "Request rec'd (dt)"]
)
def test_a_name_is_known_however_it_is_written(name):
    assert likeness(name, "requests", "received_on") > 0.95


def test_the_names_listed_are_those_of_columns():
    for dataset, columns in synonyms().items():
        assert set(columns) <= set(SPECS[dataset].columns)


def test_no_name_is_listed_twice_for_one_dataset():
    for dataset, columns in synonyms().items():
        names = [name.strip() for listed in columns.values() for name in listed.split(";")]
        assert sorted(names) == sorted(set(names)), dataset


@pytest.mark.parametrize(
    "name", ["Forename", "Child's date of birth", "UPN", "NHS No", "Home postcode", "LastModified", "Case officer"]
)
def test_names_that_tell_a_person_are_known(name):
    assert is_never_used(name, "requests")


# What a file may hold


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script> received date", "=cmd|' /C calc'!A0 received date", "received date: 'x' \"y\" # z",
        "- received date", "`received date`",
        "Received\n\tdate\r\n", "é received date ü — 日本", "&a *b !c received date", "received date \u2028 \x07",
        "{received: date}", "[received date]",
        "? received date", "%received date", "@received date", "yes", "null", "1", "2022-01-01", "~", "<<", "=",
    ],
)  # fmt: skip
def test_any_name_comes_out_as_yaml_that_names_it(name, tmp_path):
    frame = laid_out("contacts", 0, 20).rename(columns={"Created": name})
    text = proposal("contacts", frame)
    extract = extract_in(text, "contacts", tmp_path)
    assert set(extract.columns) <= set(frame.columns)
    assert name in extract.columns or "# Not used: " in text
    mapped(as_read(frame), extract)


@pytest.mark.parametrize("value", ["yes", "null", "a: b # c", "'", '"', "=cmd", "<b>", "&x", "*y", "a\nb", "\u2028", "é"])
def test_any_value_comes_out_as_yaml(value, tmp_path):
    frame = contacts(channel=[value] * 6 + [f"Email: {value}"] * 6 + ["email"] * 14 + ["phone"] * 14)
    extract = extract_in(proposal("contacts", frame), "contacts", tmp_path)
    assert set(extract.values.get("channel", {})) <= {value, f"Email: {value}"}


@pytest.mark.parametrize(
    "header",
    [
        ["SYN-0001", "Synthetic Person", "21/06/2022", "assess"],
        ["Synthetic", "Person", "Somewhere", "x"],
        ["request_id", "22/06/2022", "1001", "07/07/2022"],
    ],
)
def test_a_file_without_a_header_is_refused_and_not_repeated(header):
    with pytest.raises(DataError) as error:
        proposal("requests", pd.DataFrame([["a", "b", "c", "d"]], columns=header, dtype="str"))
    said = str(error.value)
    assert said.startswith("exports/rows.csv: row 1 has no names that are like the columns of requests. Is it a header row?")
    assert "Synthetic" not in said
    assert "SYN" not in said


def test_an_extract_without_rows_is_mapped_by_its_names(tmp_path):
    extract = extract_in(proposal("contacts", laid_out("contacts", 0).head(0)), "contacts", tmp_path)
    assert set(extract.columns.values()) == {"contact_id", "received_at", "channel", "responded_at"}


def test_dates_that_a_file_itself_types_are_dates(tmp_path):
    frame = laid_out("reviews", 0)
    for name in ("Annual review date", "Decision letter sent", "Amended draft date"):
        frame[name] = pd.to_datetime(frame[name], format="%d/%m/%Y")
    extract = extract_in(
        suggest(SPECS["reviews"], RawRows(frame, np.arange(2, len(frame) + 2)), "x.parquet"), "reviews", tmp_path
    )
    assert extract.columns["Annual review date"] == "held_on"
    assert extract.columns["Decision letter sent"] == "decided_on"


def test_a_few_slips_hide_neither_a_form_of_dates_nor_a_column_of_keys(tmp_path):
    days = pd.date_range("2021-01-01", periods=200).strftime("%d/%m/%y")
    rows = pd.DataFrame(
        {"Case No": [f"SYN-{n}" for n in range(200)], "Date request received": days, "Decision": "Y"}, dtype="str"
    )
    rows.loc[[3, 5], "Date request received"] = ["31/02/21", "n.k."]
    rows.loc[7, "Case No"] = None
    rows.to_csv(tmp_path / "tracker.csv", index=False)
    proposed = suggest_mapping(tmp_path / "tracker.csv", "requests")
    assert "received_on: '%d/%m/%y'" in proposed
    assert "Case No: request_id" in proposed
