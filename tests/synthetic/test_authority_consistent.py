"""The datasets of the made-up authority agree with each other."""

import pandas as pd
import pytest

from send_analysis.synthetic.authority.whole import CENSUS, synthesise

LAST = pd.Timestamp(CENSUS)

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    made = synthesise(tmp_path_factory.mktemp("made") / "csv", requests=3000, contacts=1000, seed=5)
    read = {name: pd.read_csv(path, dtype=str) for name, path in made.files.items()}
    for table in read.values():
        for column in table.columns[table.columns.str.endswith(("_on", "_at"))]:
            table[column] = pd.to_datetime(table[column])
    return read


def test_nothing_happens_after_the_last_day(tables: Tables) -> None:
    due = ["phase_transfer_due_on", "due_on"]
    for name, table in tables.items():
        for column in table.columns[table.columns.str.endswith(("_on", "_at"))].drop(due, errors="ignore"):
            assert not (table[column] >= LAST + pd.Timedelta(days=1)).any(), (name, column)


def test_each_plan_issued_on_a_request_is_among_the_plans(tables: Tables) -> None:
    issued = tables["requests"].dropna(subset="plan_issued_on").set_index("request_id")
    plans = tables["plans"].set_index("plan_id")
    plans = plans[plans.index.str.startswith("SYN-R")]
    assert set(issued.index) == set(plans.index)
    assert (plans["issued_on"].reindex(issued.index) == issued["plan_issued_on"]).all()
    assert (plans["person_id"].reindex(issued.index) == issued["person_id"]).all()
    assert (plans["sex"].reindex(issued.index) == issued["sex"]).all()
    assert (issued["outcome"] == "issue").all()


def test_older_plans_were_issued_before_the_first_request(tables: Tables) -> None:
    plans = tables["plans"]
    older = plans[plans["plan_id"].str.startswith("SYN-H")]
    assert len(older) > 0
    assert older["issued_on"].max() < tables["requests"]["received_on"].min()


def test_a_plan_is_active_or_has_ended_for_a_reason(tables: Tables) -> None:
    plans = tables["plans"]
    active = plans["active"].eq("true")
    assert (active == plans["ceased_on"].isna()).all()
    assert (active == plans["cease_reason"].isna()).all()


def test_each_active_plan_has_one_primary_need_and_one_main_placement_that_lasts(tables: Tables) -> None:
    active = set(tables["plans"].loc[tables["plans"]["active"].eq("true"), "plan_id"])
    needs, placements = tables["needs"], tables["placements"]
    primary = needs[needs["rank"].eq("1")]["plan_id"]
    main = placements[placements["rank"].eq("1") & placements["left_on"].isna()]["plan_id"]
    assert sorted(primary) == sorted(active)
    assert sorted(main) == sorted(active)
    assert set(needs["plan_id"]) == set(placements["plan_id"]) == active


def test_the_primary_need_is_that_of_the_request(tables: Tables) -> None:
    needs = tables["needs"]
    primary = needs[needs["rank"].eq("1") & needs["plan_id"].str.startswith("SYN-R")].set_index("plan_id")["need"]
    assert (tables["requests"].set_index("request_id")["primary_need"].reindex(primary.index) == primary).all()


def test_no_plan_has_two_reviews_of_which_anything_lies_in_the_returns_year(tables: Tables) -> None:
    reviews = tables["reviews"]
    plans = tables["plans"].set_index("plan_id")
    since = pd.Timestamp("2025-01-01")
    in_year = reviews[(reviews["held_on"] >= since) | (reviews["decided_on"] >= since) | reviews["decided_on"].isna()]
    assert not in_year["plan_id"].duplicated().any()
    assert reviews["plan_id"].duplicated().any()
    assert plans["active"].reindex(reviews["plan_id"]).eq("true").all()
    assert (reviews["held_on"].to_numpy() > plans["issued_on"].reindex(reviews["plan_id"]).to_numpy()).all()


def test_advice_is_asked_for_every_assessment(tables: Tables) -> None:
    requests, advice = tables["requests"], tables["advice"]
    assessed = requests[requests["decision"].eq("assess")]
    assert set(advice["request_id"]) == set(assessed["request_id"])
    decided = assessed.set_index("request_id")["decision_on"].reindex(advice["request_id"])
    assert (advice["requested_on"].to_numpy() >= decided.to_numpy()).all()
    assert not advice.duplicated(["request_id", "agency"]).any()


@pytest.mark.parametrize(
    ("ground", "column", "code", "when"),
    [
        ("refusal_to_assess", "decision", "not_assess", "decision_on"),
        ("refusal_to_issue", "outcome", "not_issue", "outcome_on"),
    ],
)
def test_who_appeals_had_a_fitting_decision_shortly_before(
    tables: Tables, ground: str, column: str, code: str, when: str
) -> None:
    requests = tables["requests"]
    decided = requests.loc[requests[column].eq(code), ["person_id", when]].set_axis(["person_id", "decided"], axis=1)
    appeals = tables["appeals"][tables["appeals"]["ground"].eq(ground)]
    assert len(appeals) > 0
    both = appeals.merge(decided, on="person_id")
    waited = (both["registered_on"] - both["decided"]).dt.days
    assert set(both.loc[waited.between(10, 62), "appeal_id"]) == set(appeals["appeal_id"])


def test_some_persons_are_refused_and_ask_again(tables: Tables) -> None:
    requests = tables["requests"]
    again = requests[requests["person_id"].duplicated(keep=False)]
    assert 0.01 < requests["person_id"].duplicated().mean() < 0.1
    first = again.sort_values("received_on").groupby("person_id").first()
    assert (first["decision"] == "not_assess").all()
    assert (again.groupby("person_id")["sex"].nunique() == 1).all()


def test_requests_mostly_come_on_working_days(tables: Tables) -> None:
    weekend = tables["requests"]["received_on"].dt.day_of_week >= 5
    assert 0 < weekend.mean() < 0.05
    assert (tables["requests"]["plan_issued_on"].dropna().dt.day_of_week < 5).all()
