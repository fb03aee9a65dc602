"""The next period's params file begins from the last one's, without what belonged to that period."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from send_analysis.core.errors import ParamsError, UsageError
from send_analysis.core.params import load_params
from send_analysis.core.params.scaffold import scaffold
from send_analysis.core.period import Period
from tests.papers import LEAST

LAST = """\
# The page of June.
authority: swindon
period: 2022-05..2022-06   # every two months
as_at: 2022-06-22
published_on: 2022-06-29
synthetic: true            # made up
extracts:
  appeals: {path: data/requests.csv, from: 2020-01-01, as_at: 2022-06-20}
  contacts:
    path: data/requests.csv
    as_at: 2022-05-31
windows:
  log: {dataset: contacts, from: 2020-09-01, to: 2022-05-31}
commentary:
  timeliness: |
    Something happened.

    And more.
sections: [tribunal]
"""


@pytest.fixture
def last(project: Path) -> Path:
    (project / "params/swindon/2022-06.yaml").write_text(LAST, encoding="utf-8")
    return project


def test_the_next_period_is_as_long_as_the_last_and_valid_at_once(last: Path) -> None:
    written = scaffold("swindon", "2022-08")
    params = load_params(written)
    assert written == last / "params/swindon/2022-08.yaml"
    assert params.release.period == Period(date(2022, 7, 1), date(2022, 8, 31))
    assert params.release.as_at == date(2022, 8, 31)
    assert params.release.sections == ("tribunal",)


def test_dates_and_words_of_the_last_period_are_not_carried_over(last: Path) -> None:
    params = load_params(scaffold("swindon", "2022-08"))
    assert params.release.published_on is None
    assert params.release.commentary == {}
    assert params.release.extracts["appeals"].as_at is None
    assert params.release.extracts["contacts"].as_at is None
    assert params.release.extracts["appeals"].covers_from == date(2020, 1, 1)
    assert params.release.windows["log"].end is None


def test_the_file_begun_from_is_the_last_edition_and_why_its_figures_were_revised_is_left_behind(last: Path) -> None:
    file = last / "params/swindon/2022-06.yaml"
    file.write_text(f"{LAST}revised_since_last_edition:\n  - reason: Entered late.\n", encoding="utf-8")
    file.with_name("2022-04.yaml").write_text(LAST.replace("2022-06-22", "2022-04-22"), encoding="utf-8")
    file.write_text(file.read_text(encoding="utf-8") + "last_edition: 2022-04\n", encoding="utf-8")
    release = load_params(scaffold("swindon", "2022-08")).release
    assert release.last_edition == "2022-06"
    assert release.revised_since_last_edition == ()


def test_a_last_edition_of_a_year_is_named_as_text(last: Path) -> None:
    file = last / "params/swindon/2022-06.yaml"
    file.rename(file.with_name("2021.yaml"))
    assert load_params(scaffold("swindon", "2022-08")).release.last_edition == "2021"


def test_comments_on_other_lines_stay(last: Path) -> None:
    text = scaffold("swindon", "2022-08").read_text(encoding="utf-8")
    assert "synthetic: true            # made up" in text
    assert text.startswith("# July and August 2022, begun from 2022-06.yaml.")


def test_the_texts_of_a_paper_are_of_one_meeting_and_those_of_the_next_are_asked_for(last: Path) -> None:
    documents = yaml.safe_dump({"documents": ["performance_page", "committee_paper"], "committee_paper": LEAST})
    (last / "params/swindon/2022-06.yaml").write_text(LAST + documents, encoding="utf-8")
    written = scaffold("swindon", "2022-08")
    assert "Plans are better" not in written.read_text(encoding="utf-8")
    with pytest.raises(ParamsError) as fault:
        load_params(written)
    for asked in ("summary: is missing", "purpose: is missing", "recommendations: is missing", "legal: is blank. Write in"):
        assert asked in str(fault.value)


def test_a_paper_keeps_its_committee_and_what_was_resolved_and_loses_what_was_said(last: Path) -> None:
    resolution = {"kind": "resolution", "raised_by": "the committee", "text": "Report again.", "due_on": date(2022, 9, 30)}
    said = {"statements": [{"who": "members", "said": "Well done."}], "resolutions": [resolution]}
    paper = yaml.safe_dump({"documents": ["performance_page", "committee_paper"], "committee_paper": LEAST | said})
    (last / "params/swindon/2022-06.yaml").write_text(LAST + paper, encoding="utf-8")
    kept = yaml.safe_load(scaffold("swindon", "2022-08").read_text(encoding="utf-8"))["committee_paper"]
    assert kept["committee"] == LEAST["committee"]
    assert kept["resolutions"] == [resolution]
    assert not {"statements", "summary", "implications", "recommendations"} & set(kept)


@pytest.mark.parametrize(
    ("month", "year", "day"),
    [("2023-02", 2022, date(2023, 2, 28)), ("2022-12", 2022, date(2022, 12, 31)), ("2024-01", 2023, date(2024, 1, 31))],
)
def test_a_calendar_year_is_followed_by_the_last_one_that_has_ended(last: Path, month: str, year: int, day: date) -> None:
    file = last / "params/swindon/2022-06.yaml"
    file.write_text(LAST.replace("2022-05..2022-06 ", "2021 "), encoding="utf-8")
    release = load_params(scaffold("swindon", month)).release
    assert release.period == Period(date(year, 1, 1), date(year, 12, 31))
    assert release.as_at == day


@pytest.mark.parametrize(
    ("period", "expected"),
    [("2022-07", (date(2022, 6, 1), date(2022, 7, 31))), ("2023-01", (date(2022, 12, 1), date(2023, 1, 31)))],
)
def test_the_period_ends_with_the_month_named(last: Path, period: str, expected: tuple[date, date]) -> None:
    assert load_params(scaffold("swindon", period)).release.period == Period(*expected)


def test_an_existing_file_is_never_overwritten(last: Path) -> None:
    with pytest.raises(UsageError, match=r"params/swindon/2022-06.yaml exists already; nothing was written"):
        scaffold("swindon", "2022-06")
    assert (last / "params/swindon/2022-06.yaml").read_text(encoding="utf-8") == LAST


@pytest.mark.parametrize(
    ("authority", "period", "message"),
    [
        ("swindon", "2022-13", "'2022-13' is not a month"),
        ("swindon", "../x", "'../x' is not a month"),
        ("../etc", "2022-08", "'../etc' is not the name of a folder under params/"),
        ("oldham", "2022-08", "There is no folder params/oldham here or above"),
        ("swindon", "2022-05", "params/swindon has no params file before 2022-05 to start from"),
    ],
)
def test_what_cannot_be_begun_is_explained(last: Path, authority: str, period: str, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        scaffold(authority, period)


PLAN = """\
improvement_plan:                # in two areas
  title: Accelerated Progress Plan
  kind: accelerated_progress_plan
  submitted_on: 2022-01
  areas:
    - {id: "1", name: Waiting}
"""


def test_a_plan_that_is_begun_again_reports_on_what_has_changed_since_the_file_it_was_begun_from(last: Path) -> None:
    file = last / "params/swindon/2022-06.yaml"
    file.write_text(file.read_text(encoding="utf-8") + PLAN, encoding="utf-8")
    first = scaffold("swindon", "2022-08")
    assert "in two areas" in first.read_text(encoding="utf-8")
    for written, reported_last in ((first, "2022-06"), (scaffold("swindon", "2022-10"), "2022-08")):
        plan = load_params(written).release.improvement_plan
        assert plan is not None
        assert plan.last_report == reported_last
