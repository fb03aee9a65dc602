"""Params are found from any folder of the project, and every fault of both files is named in one report."""

from datetime import date
from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.period import Period

RELEASE = "params/swindon/2022-06.yaml"


def faults(project: Path, text: str, *, authority: str | None = None) -> str:
    """The report on a project whose release params are `text`."""
    (project / RELEASE).write_text(text, encoding="utf-8")
    if authority is not None:
        (project / "params/swindon/authority.yaml").write_text(authority, encoding="utf-8")
    with pytest.raises(ParamsError) as raised:
        load_params(RELEASE)
    return str(raised.value)


def test_valid_params_are_read(project: Path) -> None:
    params = load_params(RELEASE)
    assert params.root == project
    assert params.name == "2022-06"
    assert params.release.as_at == date(2022, 6, 22)
    assert params.release.extracts["appeals"].path == "data/requests.csv"
    assert params.output_folder == project / "outputs" / "swindon" / "2022-06"


def test_params_are_found_from_a_folder_below_the_project_root(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (project / "notebooks").mkdir()
    monkeypatch.chdir(project / "notebooks")
    assert load_params(RELEASE).root == project


def test_the_periods_are_cut_at_as_at_and_at_each_extracts_own_date(project: Path) -> None:
    text = (project / RELEASE).read_text(encoding="utf-8")
    extract = "  contacts: {path: data/requests.csv, as_at: 2022-05-31}\n"
    windows = "windows:\n  log: {dataset: contacts, from: 2020-09-01, to: 2022-12-31}\n"
    (project / RELEASE).write_text(text + extract + windows, encoding="utf-8")
    params = load_params(RELEASE)
    assert params.windows_of("appeals").period == Period(date(2022, 5, 1), date(2022, 6, 22))
    assert params.windows_of("contacts").period == Period(date(2022, 5, 1), date(2022, 5, 31))
    assert params.windows_of("contacts").by_name("log") == Period(date(2020, 9, 1), date(2022, 5, 31))
    assert "log" not in params.windows_of("appeals").named


def test_one_fault_names_file_line_key_and_nearest_name(project: Path) -> None:
    text = (project / RELEASE).read_text(encoding="utf-8") + "sectoins: [timeliness]\n"
    report = faults(project, text)
    assert report.startswith("params/swindon/2022-06.yaml: 1 fault\n  line 7, sectoins: `sectoins` is not a key here.")
    assert "Did you mean `sections`?" in report


def test_all_faults_of_both_files_stand_in_one_report(project: Path) -> None:
    report = faults(
        project,
        "authority: swindon\nperiod: 2022-13\nas_at: 2022-02-30\nextracts: {appeals: data/request.csv}\nsections: [timelines]\n",
        authority='name: Swindon\ncode: 866\npublisher: ""\n',
    )
    assert report.splitlines() == [
        "params/swindon/2022-06.yaml: 3 faults",
        "  line 2, period: '2022-13' is not a month; the months are 2022-01 to 2022-12.",
        "  line 3, as_at: '2022-02-30' does not exist in the calendar.",
        "  line 5, sections.0: `timelines` is not allowed here. Did you mean `timeliness`? "
        "Allowed: timeliness, statutory_return, quality, tribunal, front_door, national_comparison, "
        "improvement_plan.",
        "params/swindon/authority.yaml: 3 faults",
        "  line 1, contact: is missing.",
        "  line 2, code: must be text; put it in quotes; it is 866.",
        "  line 3, publisher: String should have at least 1 character; it is ''.",
    ]


def test_an_extract_that_is_not_there_is_a_fault_with_the_nearest_file(project: Path) -> None:
    report = faults(project, (project / RELEASE).read_text(encoding="utf-8").replace("requests.csv", "reqests.csv"))
    assert "extracts.appeals: data/reqests.csv does not exist. Did you mean `requests.csv`?" in report


def test_extracts_need_not_exist_where_files_are_not_asked_for(project: Path) -> None:
    (project / "data" / "requests.csv").unlink()
    assert load_params(RELEASE, files="unchecked").name == "2022-06"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("as_at: 2022-04-30", "as_at: lies before the period begins (2022-05-01). Nothing could be reported."),
        ("as_at: 20220622", "as_at: '20220622' is not a date; write year-month-day"),
        ("as_at: 22/06/2022", "as_at: '22/06/2022' is not a date; write year-month-day"),
        ("period: May 2022", "period: 'May 2022' is not a period; write a month 2022-06"),
        ("period: 2022-06..2022-05", "period: a period ends on or after the day it starts"),
        ("period: academic 2021/23", "period: 'academic 2021/23' does not name two years that follow each other"),
        ("authority: oldham", "authority: is oldham, but the file stands in params/swindon."),
        ("authority: ../../etc", "authority: '../../etc' does not have the form ^[a-z][a-z0-9-]*$."),
        ('synthetic: "yes"', "synthetic: must be true or false; it is 'yes'."),
        ("extracts: {}", "timeliness needs the extract requests and advice"),
        ("extracts: {requsts: a.csv}", "Did you mean `requests`?"),
        ("sections: [quality]", "quality needs the extract audits and audit_sections and golden_thread. Add it."),
        ("sections: [tribunal, tribunal]", "tribunal stands twice. Keep one of them."),
        ("published_on: 2022-06-01", "published_on: lies before as_at (2022-06-22)."),
        ("extracts: {appeals: {path: data/requests.csv, from: 2022-07-01}}", "extracts.appeals.from: lies after the day"),
        ("sections: []", "sections: Tuple should have at least 1 item"),
    ],
)
def test_each_kind_of_wrong_value_is_named(project: Path, line: str, message: str) -> None:
    good = {
        "authority": "swindon",
        "period": "2022-05..2022-06",
        "as_at": "2022-06-22",
        "extracts": "{requests: data/requests.csv}",
    }
    key, _, value = line.partition(": ")
    text = "".join(f"{name}: {given}\n" for name, given in (good | {key: value}).items())
    assert message in faults(project, text)


TEAM = """\
teams:
  - name: Front door
    posts:
      - {title: Lead, established_fte: 1, filled_fte: 1}
      - {title: Officer, reports_to: Laed, established_fte: 4, filled_fte: 1}
"""


def test_a_post_that_reports_to_no_post_is_a_fault(project: Path) -> None:
    report = faults(project, (project / RELEASE).read_text(encoding="utf-8") + TEAM)
    assert "line 11, teams.0.posts.1: reports to 'Laed', no post of the team. Did you mean `Lead`?" in report


def test_posts_that_report_in_a_circle_are_a_fault(project: Path) -> None:
    team = TEAM.replace("Laed", "Lead").replace("{title: Lead,", "{title: Lead, reports_to: Officer,")
    report = faults(project, (project / RELEASE).read_text(encoding="utf-8") + team)
    assert "the line of 'Lead' runs in a circle." in report


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "the file: is empty."),
        ("- a list\n", "line 1: must be a mapping of keys to values."),
        ("authority: [\n", "is not valid YAML"),
        ("a: &x [*x]\n", "line 1: uses & or * or !"),
        ("a: !!python/object/apply:os.system [x]\n", "line 1: uses & or * or !"),
        ("authority: a\nauthority: b\n", "line 2, authority: stands twice (first on line 1). Keep one of them."),
        ("a:\n\t- b\n", "line 2: is not valid YAML"),
    ],
)
def test_a_file_that_is_no_params_file_is_explained(project: Path, text: str, message: str) -> None:
    assert message in faults(project, text)


def test_a_file_in_another_encoding_is_explained(project: Path) -> None:
    (project / RELEASE).write_bytes("name: Süd".encode("latin-1"))
    with pytest.raises(ParamsError, match="is not UTF-8 text"):
        load_params(RELEASE)


def test_a_missing_file_is_explained(project: Path) -> None:
    with pytest.raises(ParamsError, match=r"params/swindon/2023-01.yaml: there is no such params file"):
        load_params("params/swindon/2023-01.yaml")


def test_a_missing_authority_file_is_explained(project: Path) -> None:
    (project / "params/swindon/authority.yaml").unlink()
    with pytest.raises(ParamsError, match=r"has no authority.yaml beside it. Write params/swindon/authority.yaml"):
        load_params(RELEASE)


def test_a_params_file_outside_a_params_folder_is_explained(project: Path) -> None:
    (project / "loose.yaml").write_text("authority: swindon\n", encoding="utf-8")
    with pytest.raises(ParamsError, match=r"stands in params/<authority>/<period>.yaml"):
        load_params("loose.yaml")
