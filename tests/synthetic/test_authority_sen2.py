"""The return of the made-up authority tells of its year what the other forms tell."""

import pandas as pd
import pytest
from lxml import etree

from send_analysis.core.params.release import IN_SEN2
from send_analysis.datasets.opening import OpenedData
from send_analysis.synthetic.authority.fault_key import KEY
from send_analysis.synthetic.authority.whole import Synthesised, synthesise
from send_analysis.synthetic.authority.writing import FORMS
from tests.synthetic.authorities import found, opened

YEAR = ("2025-01-01", "2025-12-31")
RETURNS = ("sen2-xml", "sen2-csv", "sen2-template")

#: What the return tells otherwise: its own numbers, who asked, and that there is an exception, not which.
OWN_WORDS = ["request_id", "person_id", "plan_id", "source", "exception_grounds", "draft_sent_on", "late_cause", "locality"]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Synthesised]:
    folder = tmp_path_factory.mktemp("made")
    return {form: synthesise(folder / form, requests=400, contacts=50, seed=21, form=form) for form in FORMS}


@pytest.fixture(scope="module")
def data(made: dict[str, Synthesised]) -> dict[str, OpenedData]:
    return {form: opened(each) for form, each in made.items()}


@pytest.fixture(scope="module")
def message(made: dict[str, Synthesised]) -> Synthesised:
    return made["sen2-xml"]


def of_the_year(name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """The rows that tell of the return's year, in an order of their own values."""
    if name == "requests":
        dates = ("received_on", "decision_on", "outcome_on", "plan_issued_on")
        rows = rows[pd.concat([rows[each].between(*YEAR) for each in dates], axis=1).any(axis=1)]
        rows = rows.assign(is_exception=rows["exception_grounds"].ne(""))
        # Of a request received before, what was over before the year is not told.
        told = rows["received_on"].between(*YEAR) | rows["decision"].ne("historical")
        rows = rows[told & (rows["received_on"] <= pd.Timestamp(YEAR[1]))].drop(columns="primary_need")
    if name == "plans":
        rows = rows[rows["active"].eq(True) | rows["ceased_on"].between(*YEAR) | rows["issued_on"].between(*YEAR)]
        rows = rows[~(rows["ceased_on"] > pd.Timestamp(YEAR[1]))].drop(columns="transferred_in")
    if name == "reviews":
        rows = rows[(rows["decided_on"] >= pd.Timestamp(YEAR[0])) | rows["decided_on"].isna()]
    rows = rows.drop(columns=OWN_WORDS, errors="ignore").astype(str)
    return rows.sort_values(list(rows.columns), ignore_index=True)


@pytest.mark.parametrize("form", FORMS)
def test_clean_data_raises_no_alarm(made: dict[str, Synthesised], data: dict[str, OpenedData], form: str) -> None:
    assert not (made[form].folder / KEY).exists()
    assert found(made[form], data[form]) == {}
    assert not data[form].unread
    assert data[form].counts[["set_aside", "dated_after", "events_after"]].to_numpy().sum() == 0


@pytest.mark.parametrize("name", IN_SEN2)
@pytest.mark.parametrize("form", RETURNS)
def test_a_return_has_the_rows_of_its_year_that_the_csv_has(data: dict[str, OpenedData], form: str, name: str) -> None:
    rows, expected = (of_the_year(name, data[each].datasets[name].rows) for each in (form, "csv"))
    assert len(rows) > 50
    pd.testing.assert_frame_equal(rows, expected)


@pytest.mark.parametrize("form", ["xlsx", "parquet"])
def test_a_table_has_the_same_rows_in_every_form(data: dict[str, OpenedData], form: str) -> None:
    for name, dataset in data["csv"].datasets.items():
        pd.testing.assert_frame_equal(data[form].datasets[name].rows, dataset.rows, obj=f"{form} {name}")


@pytest.mark.parametrize("form", RETURNS)
def test_advice_beside_a_return_belongs_to_its_requests(data: dict[str, OpenedData], form: str) -> None:
    advice, requests = data[form].datasets["advice"].rows, data[form].datasets["requests"].rows
    assert len(advice) > 300
    assert advice["request_id"].isin(requests["request_id"]).all()
    assessed = requests[requests["decision"].eq("assess")]
    assert assessed["request_id"].isin(advice["request_id"]).all()


def test_who_appeals_is_named_as_the_return_names_them(data: dict[str, OpenedData]) -> None:
    requests = data["sen2-xml"].datasets["requests"].rows
    refused = requests[requests["decision"].eq("not_assess")]["person_id"]
    appeals = data["sen2-xml"].datasets["appeals"].rows
    appeals = appeals[appeals["ground"].eq("refusal_to_assess") & appeals["registered_on"].between("2025-03-15", YEAR[1])]
    assert len(appeals) > 0
    assert appeals["person_id"].isin(refused).all()


def test_what_was_settled_before_the_year_is_historical_and_has_no_dates(message: Synthesised) -> None:
    root = etree.parse(message.files["requests"]).getroot()
    requests = root.findall(".//Requests")
    historical = [each for each in requests if each.findtext("RequestOutcome") == "H"]
    assert 0 < len(historical) < len(requests)
    for each in historical:
        assert each.find("RequestOutcomeDate") is None
        assert each.findtext("Assessment/AssessmentOutcome") == "H"
        assert each.findtext("Assessment/NamedPlan/StartDate") < YEAR[0]
    assert all(each.findtext("ReceivedDate") <= YEAR[1] for each in requests)


def test_what_could_tell_a_person_says_that_it_is_made_up(message: Synthesised) -> None:
    persons = etree.parse(message.files["requests"]).getroot().findall(".//Person")
    assert len(persons) == message.rows["sen2.person"]
    assert {each.findtext("Surname") for each in persons} == {"Synthetic"}
    assert {each.findtext("PostCode") for each in persons} == {"ZZ99 9ZZ"}
    assert all(each.findtext("Forename").startswith("Child") for each in persons)
    assert all(each.find("UPN") is None and each.find("UniqueLearnerNumber") is None for each in persons)


def test_the_records_counted_are_those_written(message: Synthesised) -> None:
    root = etree.parse(message.files["requests"]).getroot()
    elements = {"person": "Person", "requests": "Requests", "namedplan": "NamedPlan", "senneed": "SENneed"}
    for module, element in elements.items():
        assert len(root.findall(f".//{element}")) == message.rows[f"sen2.{module}"], element
