"""The files themselves: columns, form, identifiers that show what they are, the same bytes each time."""

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from send_analysis.synthetic.swindon import write

COLUMNS = {
    "requests": "request_id,person_id,received_on,source,decision_on,decision,outcome_on,outcome,draft_sent_on,plan_issued_on,"
    "exception_grounds,late_cause,age_group,sex,primary_need,locality",
    "advice": "request_id,agency,requested_on,received_on,returned_on,missed_appointment",
    "audits": "audit_id,plan_type,audited_on,auditor_role,overall_grade",
    "audit_sections": "audit_id,section,grade",
    "golden_thread": "audit_id,need_section,provision_section,present",
    "appeals": "appeal_id,person_id,registered_on,ground,sections,outcome,outcome_on",
    "contacts": "contact_id,received_at,channel,responded_at",
}
ROOT = Path(__file__).parents[2]
DAY = r"(\d{4}-\d\d-\d\d)?"
MOMENT = r"(\d{4}-\d\d-\d\d \d\d:\d\d)?"


@pytest.mark.parametrize("name", COLUMNS)
def test_each_extract_has_the_canonical_columns_and_nothing_else(written: Path, name: str) -> None:
    assert (written / f"{name}.csv").read_text(encoding="utf-8").split("\n", 1)[0] == COLUMNS[name]


def test_nothing_but_the_extracts_is_written(written: Path) -> None:
    assert {path.name for path in written.iterdir()} == {f"{name}.csv" for name in COLUMNS}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_extracts_in_the_project_are_those_the_generator_writes(written: Path, name: str) -> None:
    assert (ROOT / "data" / "swindon" / f"{name}.csv").read_bytes() == (written / f"{name}.csv").read_bytes()


def test_a_second_write_gives_the_same_bytes_whatever_the_global_random_state(written: Path, tmp_path: Path) -> None:
    np.random.seed(4)
    write(tmp_path / "again")
    for name in COLUMNS:
        assert (tmp_path / "again" / f"{name}.csv").read_bytes() == (written / f"{name}.csv").read_bytes()


def test_the_command_writes_the_same_bytes_under_another_locale_and_time_zone(written: Path, tmp_path: Path) -> None:
    environment = {"LC_ALL": "C", "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "send_analysis", "make-example", str(tmp_path)]
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    for name in COLUMNS:
        assert (tmp_path / f"{name}.csv").read_bytes() == (written / f"{name}.csv").read_bytes()


@pytest.mark.parametrize("name", COLUMNS)
def test_lines_end_in_a_line_feed_and_no_value_is_quoted_or_spelt_as_missing(written: Path, name: str) -> None:
    text = (written / f"{name}.csv").read_bytes().decode("utf-8")
    assert text.endswith("\n")
    for unwanted in ("\r", '"', "nan", "NaN", "NaT", "None", "<NA>", " 00:00:00"):
        assert unwanted not in text


@pytest.mark.parametrize("name", COLUMNS)
def test_dates_times_and_booleans_have_the_form_of_the_data_dictionary(written: Path, name: str) -> None:
    rows = pd.read_csv(written / f"{name}.csv", dtype=str, keep_default_na=False)
    for column in rows:
        if column.endswith("_on"):
            assert rows[column].str.fullmatch(DAY).all()
        if column.endswith("_at"):
            assert rows[column].str.fullmatch(MOMENT).all()
        if column in {"missed_appointment", "present"}:
            assert set(rows[column]) == {"true", "false"}


@pytest.mark.parametrize(
    ("name", "column", "pattern"),
    [
        ("requests", "request_id", r"SYN-R-\d{5}"),
        ("audits", "audit_id", r"SYN-A-\d{3}"),
        ("appeals", "appeal_id", r"SYN-T-\d{3}"),
        ("contacts", "contact_id", r"SYN-C-\d{6}"),
    ],
)
def test_identifiers_are_unique_and_visibly_synthetic(
    extracts: dict[str, pd.DataFrame], name: str, column: str, pattern: str
) -> None:
    identifiers = extracts[name][column]
    assert identifiers.is_unique
    assert identifiers.str.fullmatch(pattern).all()


def test_persons_are_visibly_synthetic(extracts: dict[str, pd.DataFrame]) -> None:
    persons = pd.concat([extracts["requests"]["person_id"], extracts["appeals"]["person_id"]])
    assert persons.str.fullmatch(r"SYN-P-\d{5}").all()


def test_the_readme_says_that_the_rows_are_synthetic() -> None:
    text = (ROOT / "data" / "swindon" / "README.md").read_text(encoding="utf-8")
    assert re.search(r"every row .*is synthetic", text, re.IGNORECASE)
