"""The commands on published figures, as a user types them; and a fetch whose files a rank is then worked out from."""

import io
import json
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from send_analysis.cli import main
from tests.national.fetch.department import TITLES, DataSet, Department, Edition, serving

EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"
RANK = ["rank", "--measure", EXCLUDING]


def typed(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """`send-analysis national …` in this process."""
    out, err, code = io.StringIO(), io.StringIO(), 0
    words = ["send-analysis", "national", *arguments]
    with redirect_stdout(out), redirect_stderr(err), mock.patch.object(sys, "argv", words):
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
    return subprocess.CompletedProcess(words, code, out.getvalue(), err.getvalue())


def ranked(source: Path, authority: str, year: int) -> dict[str, Any]:
    done = typed(*RANK, "--authority", authority, "--year", str(year), "--source", str(source), "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_rank_is_printed_as_json(national_data: Path) -> None:
    found = ranked(national_data, "Oldham", 2019)
    expected = {
        "value": 86.6, "rank": 43, "ranked": 150, "in_file": 151, "quartile": "B", "neighbours_lower": 9,
        "neighbours_compared": 10, "symbol": "", "code": "353",
    }  # fmt: skip
    assert {name: found[name] for name in expected} == expected
    assert found["vintage"]["file"] == "timeliness_20_week.csv"


def test_what_is_missing_is_null_with_its_symbol(national_data: Path) -> None:
    found = ranked(national_data, "Dorset", 2024)
    assert [found[name] for name in ("value", "rank", "quartile", "neighbours_lower")] == [None] * 4
    assert found["symbol"] == "x"


def test_a_rank_is_told_in_words(national_data: Path) -> None:
    said = typed(*RANK, "--authority", "866", "--year", "2021", "--source", str(national_data)).stdout
    for line in (
        "Swindon (866), 2021",
        "Plans issued within 20 weeks, excluding exceptions: 85.6%",
        "rank 42 of 152 ranked (152 in the file)",
        "Quartile band B (A is the best quarter of authorities)",
        "Statistical neighbours with a lower value: 8 of 10 (version of April 2021)",
    ):
        assert line in said.splitlines()


def test_the_faults_of_the_files_are_named_and_counted(national_data: Path) -> None:
    file = national_data / "ees_2025_july" / "timeliness_20_week.csv"
    found, every = (typed("check", "--source", str(file), *option).stdout for option in ([], ["--all"]))
    assert "WARNING national.every_plan_an_exception: timeliness_20_week.csv: 2 areas" in found
    assert "PASS" not in found
    assert found.splitlines()[-1].endswith("found something.")
    assert "PASS national.period_form: timeliness_20_week.csv" in every


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["--authority", "Oldhum", "--year", "2019"], 2, "Did you mean `Oldham`?"),
        (["--authority", "Oldham", "--year", "1999"], 2, "no file here holds"),
        (["--authority", "Oldham", "--year", "2019", "--neighbours", "May 2052"], 2, "no version 'May 2052'"),
        (["--authority", "Oldham", "--year", "2019", "--source", "nowhere"], 2, "nowhere: there is no such folder or file."),
    ],
)
def test_what_cannot_be_answered_is_said_with_the_exit_code_of_its_kind(
    national_data: Path, arguments: list[str], code: int, said: str
) -> None:
    source = [] if "--source" in arguments else ["--source", str(national_data)]
    done = typed(*RANK, *arguments, *source)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_files_that_were_fetched_are_ranked_from_without_the_service(national_data: Path, tmp_path: Path) -> None:
    content = (national_data / "ees_2025_july" / "timeliness_20_week.csv").read_bytes()
    cache = tmp_path / "national"
    with serving() as server:
        rows = content.count(b"\n") - 1
        server.department = department = Department()
        department.data_sets = [DataSet(TITLES["timeliness"], {"1.1": Edition(content, rows=rows)})]
        base = f"http://127.0.0.1:{server.server_port}/v1"
        first, again = (typed("fetch", "--to", str(cache), "--base", base) for _ in range(2))
        department.let_go.set()
    assert (first.returncode, again.returncode) == (0, 0), first.stderr
    found = ranked(cache, "Oldham", 2019)
    assert (found["value"], found["rank"], found["ranked"]) == (86.6, 43, 150)
    assert (found["vintage"]["version"], found["vintage"]["published"]) == ("1.1", "2025-06-26")
    assert found["vintage"]["release"] == "Reporting year 2025"
    assert len(list(cache.glob("*.csv"))) == 1
