"""Audits of plans: the grades of the publication, and rows that hold together."""

import pandas as pd
import pytest

SECTIONS = ["A", "B", "C", "D", "E", "F", "G", "H1", "H2", "I", "J", "K"]
PROVISION = {("B", "F"), ("C", "G"), ("D", "H1"), ("D", "H2")}


@pytest.fixture
def grades(extracts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Audits by section and grade."""
    return extracts["audit_sections"].groupby(["section", "grade"]).size().unstack(fill_value=0)


def test_28_new_and_amended_plans_were_audited_and_21_are_good(extracts: dict[str, pd.DataFrame]) -> None:
    audits = extracts["audits"]
    assert len(audits) == 28
    assert audits["plan_type"].value_counts().to_dict() == {"new": 17, "amended": 11}
    assert audits["overall_grade"].value_counts().to_dict() == {
        "good": 21, "requires_improvement": 5, "outstanding": 1, "inadequate": 1,
    }  # fmt: skip
    assert set(audits["auditor_role"]) == {"statutory_team_leader"}


def test_audits_lie_between_the_launch_of_the_tool_and_the_extract(extracts: dict[str, pd.DataFrame]) -> None:
    audited = extracts["audits"]["audited_on"]
    assert audited.between("2022-04-04", "2022-06-22").all()
    assert (audited.dt.day_of_week < 5).all()


def test_each_audit_has_each_section_once(extracts: dict[str, pd.DataFrame]) -> None:
    sections = extracts["audit_sections"].groupby("audit_id")["section"].agg(list)
    assert set(sections.index) == set(extracts["audits"]["audit_id"])
    assert sections.eq(pd.Series([SECTIONS] * len(sections), index=sections.index)).all()


def test_sections_g_and_b_are_graded_as_published(grades: pd.DataFrame) -> None:
    assert (grades.at["G", "requires_improvement"], grades.at["G", "inadequate"]) == (7, 3)
    assert (grades.at["B", "good"], grades.at["B", "outstanding"]) == (25, 3)
    assert grades.loc[["B", "G"], "not_applicable"].eq(0).all()


def test_g_is_the_weakest_section_and_b_the_strongest(grades: pd.DataFrame) -> None:
    graded = grades.drop(columns="not_applicable")
    good_or_better = (graded["good"] + graded["outstanding"]) / graded.sum(axis=1)
    assert good_or_better.drop("G").gt(good_or_better["G"]).all()
    assert good_or_better.drop("B").lt(good_or_better["B"]).all()
    assert graded["requires_improvement"].drop("B").ge(1).all()


def test_some_sections_do_not_apply_to_every_plan(grades: pd.DataFrame) -> None:
    not_applicable = grades["not_applicable"]
    assert not_applicable[not_applicable > 0].to_dict() == {"H1": 11, "H2": 6, "J": 20}


def test_golden_thread_breaks_are_mostly_between_c_and_g(extracts: dict[str, pd.DataFrame]) -> None:
    thread = extracts["golden_thread"]
    broken = thread[thread["present"] == "false"].groupby(["need_section", "provision_section"]).size().to_dict()
    assert broken == {("B", "F"): 1, ("C", "G"): 9, ("D", "H1"): 1, ("D", "H2"): 2}


def test_a_link_is_looked_at_once_for_each_audit_where_its_provision_applies(extracts: dict[str, pd.DataFrame]) -> None:
    thread, sections = extracts["golden_thread"], extracts["audit_sections"]
    links = list(zip(thread["audit_id"], thread["need_section"], thread["provision_section"], strict=True))
    applicable = sections[sections["grade"] != "not_applicable"]
    applies = set(zip(applicable["audit_id"], applicable["section"], strict=True))
    assert len(links) == len(set(links))
    assert set(links) == {(audit, *pair) for pair in PROVISION for audit, section in applies if section == pair[1]}
