"""Which publication and data sets are fetched, and what is said of those that are not there."""

import pytest

from send_analysis.core.errors import DataError, UsageError
from send_analysis.national.fetch.choosing import subjects_of
from tests.national.fetch.department import TITLES, DataSet

WANTED = [TITLES[name] for name in ("timeliness", "requests", "assessments", "reviews")]


# It works


def test_without_names_those_about_the_four_subjects_are_fetched(department, fetched):
    found = fetched(data_sets=[])
    assert [each.source.title for each in found.placings] == WANTED
    assert (found.missing, len(found.files)) == ((), 4)


@pytest.mark.parametrize(
    ("title", "subjects"),
    [
        (TITLES["timeliness"], {"20-week timeliness"}),
        (
            "Timeliness of new education, health and care plans, including those issued within the statutory 20 week timeframe",
            {"20-week timeliness"},
        ),
        ("EHC plans issued within 20-weeks", {"20-week timeliness"}),
        (TITLES["requests"], {"requests"}),
        ("Requests for assessments", {"requests"}),
        (TITLES["assessments"], {"assessments"}),
        (TITLES["reviews"], {"annual reviews"}),
        (
            "Initial requests, assessments, discontinued plans, 20 week timeliness, mediation and tribunals",
            {"requests", "assessments", "20-week timeliness"},
        ),
        (TITLES["budgets"], set()),
        ("Assessed needs within 120 weeks", set()),
    ],
)
def test_a_title_tells_its_subjects(title, subjects):
    assert subjects_of(title) == subjects


@pytest.mark.parametrize("name", ["education-health-and-care-plans", "  education, HEALTH and  care plans "])
def test_a_publication_is_known_by_slug_and_by_title(department, fetched, name):
    assert fetched(publication=name).publication == "Education, health and care plans"
    assert len([each for each in department.asked if "/publications?" in each]) == 1  # searching is enough


def test_a_publication_that_searching_does_not_find_is_looked_for_in_the_whole_list(department, fetched):
    department.publications[0]["slug"] = "ehcp"
    assert fetched(publication="ehcp").publication == "Education, health and care plans"


def test_data_sets_are_known_by_title_and_by_id_and_fetched_once(department, fetched):
    one = department["budgets"]
    found = fetched(data_sets=[one.title.upper(), one.id.upper(), TITLES["requests"]])
    assert [each.source.title for each in found.placings] == [one.title, TITLES["requests"]]


def test_a_data_set_that_is_superseded_is_fetched_only_when_it_is_named(department, fetched):
    department["requests"].status = "Deprecated"
    assert fetched(data_sets=[]).missing == ("requests",)
    assert len(fetched(data_sets=[TITLES["requests"]]).files) == 1


# What is not there


def test_subjects_that_no_title_is_about_are_said_with_the_titles_there_are(department, fetched):
    department.data_sets = [department["timeliness"], department["budgets"]]
    summary = fetched(data_sets=[]).summary
    assert summary.splitlines()[-1] == (
        "No title is about requests, assessments, annual reviews. The data sets that the API gives are: "
        f'"{TITLES["timeliness"]}"; "{TITLES["budgets"]}". Name those that you want.'
    )


def test_where_no_title_is_about_any_subject_nothing_is_fetched(department, said):
    department.data_sets = [department["budgets"]]
    assert said(DataError, data_sets=[]) == (
        'None of the data sets of "Education, health and care plans" is about 20-week timeliness, requests, assessments, annual '
        f'reviews, by its title. Name those that you want. The data sets that the API gives are: "{TITLES["budgets"]}".'
    )


def test_a_publication_without_data_sets_is_said(department, said):
    department.data_sets = []
    assert said(DataError, data_sets=[]).endswith("Name those that you want. The API gives no data set of it.")


def test_a_data_set_that_is_not_there_is_said_with_the_nearest_and_all_titles(said):
    text = said(UsageError, data_sets=[TITLES["requests"], "Number of EHC plans with personal budget"])
    assert text.startswith(
        '"Education, health and care plans" has no data set "Number of EHC plans with personal budget". '
        f'Did you mean "{TITLES["budgets"]}"? The data sets that the API gives are: "{TITLES["timeliness"]}"; '
    )


def test_a_title_that_two_data_sets_have_asks_for_the_id(department, said):
    department.data_sets.append(DataSet(TITLES["requests"]))
    first, second = department["requests"].id, department.data_sets[-1].id
    assert said(UsageError, data_sets=[TITLES["requests"]]) == (
        f'"Education, health and care plans" has 2 data sets called "{TITLES["requests"]}". '
        f"Name the one that you want by its id: {first}, {second}."
    )


@pytest.mark.parametrize(("name", "near"), [("Pupil absences", ' Did you mean "Pupil absence"?'), ("xy", ""), ("", "")])
def test_a_publication_that_is_not_there_is_said(said, name, near):
    assert said(UsageError, publication=name) == f'The Department\'s service has no publication "{name}".{near}'


def test_the_publication_that_there_should_be_is_the_services_fault(department, said):
    department.publications[0]["title"] = "EHC plans"
    department.publications[0]["slug"] = "ehc-plans"
    assert said(DataError).startswith('The Department\'s service has no publication "Education, health and care plans".')


def test_a_version_that_is_not_there_is_said_with_the_latest(said):
    assert said(UsageError, version="9.9") == (
        f'There is no version 9.9 of the data set "{TITLES["timeliness"]}". Its latest is 1.0.'
    )


@pytest.mark.parametrize("version", ["latest", "../1.0", "1.0?x", "*", "", "1.0.0.0", "1\n"])
def test_a_version_that_is_none_is_refused_before_anything_is_fetched(said, version):
    assert said(UsageError, version=version).startswith(f"`{version}` is no version of a data set. Versions are such as 1.0")


def test_a_data_set_without_a_version_is_said(department, said):
    department["timeliness"].versions = {}
    assert said(DataError) == f'The Department\'s service gives no version of the data set "{TITLES["timeliness"]}".'
