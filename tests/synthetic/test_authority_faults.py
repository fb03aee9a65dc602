"""What is injected is found, all of it and nothing else, and the sound rows are as they are without."""

from pathlib import Path

import pandas as pd
import pytest

from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sen2.rules.register import RULES
from send_analysis.synthetic.authority.fault_key import KEY, found_of_injected, read_key
from send_analysis.synthetic.authority.fault_kinds import faults_of
from send_analysis.synthetic.authority.fault_recipes import RECIPES
from send_analysis.synthetic.authority.sen2_faults import RETURN_FAULTS
from send_analysis.synthetic.authority.whole import MADE, synthesise
from send_analysis.synthetic.authority.writing import FORMS
from tests.synthetic.authorities import found, opened

SIZES = {"csv": 500, "sen2-xml": 300}


def made_with(folder: Path, form: str, faults: float):
    return synthesise(folder, requests=SIZES.get(form, 60), contacts=200, seed=11, form=form, faults=faults)


@pytest.mark.parametrize("form", FORMS)
def test_all_that_is_injected_is_found_and_nothing_else(tmp_path: Path, form: str) -> None:
    made = made_with(tmp_path / "made", form, 0.02)
    outcome = found_of_injected(read_key(made.folder), found(made, opened(made)))
    assert len(outcome) > 150
    wrong = outcome[outcome["injected"] != outcome["found"]]
    assert wrong.empty, wrong.to_string()


def test_the_rows_set_aside_are_those_of_the_key_and_the_rows_used_those_without_faults(tmp_path: Path) -> None:
    spoiled, clean = made_with(tmp_path / "spoiled", "csv", 0.05), made_with(tmp_path / "clean", "csv", 0.0)
    key, data, sound = read_key(spoiled.folder), opened(spoiled), opened(clean)
    aside = key[~key["rule"].str.endswith(".as_at")]
    for name in MADE:
        assert data.set_aside[name]["row"].tolist() == sorted(aside.loc[aside["dataset"].eq(name), "row"]), name
        pd.testing.assert_frame_equal(
            data.datasets[name].rows.reset_index(drop=True), sound.datasets[name].rows.reset_index(drop=True)
        )
    assert key["file"].eq(key["dataset"] + ".csv").all()


def test_about_the_share_asked_for_is_spoiled_where_there_are_enough_rows(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", requests=6_000, contacts=6_000, faults=0.03)
    key = read_key(made.folder)
    few = ["audits", "golden_thread", "audit_sections", "appeals", "improvement_actions"]
    rows = pd.Series(made.rows).drop(few)
    shares = key.groupby("dataset").size().reindex(rows.index) / rows
    assert shares.between(0.028, 0.032).all(), shares
    assert made.faults == len(key)


@pytest.mark.parametrize("spec", [SPECS[name] for name in MADE], ids=MADE)
def test_every_rule_of_a_dataset_has_its_fault(spec: Spec) -> None:
    rules = {fault.rule for fault in faults_of(spec, is_text=True)}
    assert {f"{spec.name}.{rule.title}.{rule.name}" for rule in spec.schema.checks} <= rules
    assert {f"{spec.name}.{column}.readable" for column in spec.columns} <= rules
    assert len(rules) == len(faults_of(spec, is_text=True))


def test_no_recipe_is_for_a_rule_that_is_not_there() -> None:
    rules = {f"{spec.name}.{rule.title}.{rule.name}" for spec in map(SPECS.get, MADE) for rule in spec.schema.checks}
    assert set(RECIPES) == rules


def test_every_rule_of_the_return_has_its_fault_in_some_form() -> None:
    assert {rule.code for rule in RULES} <= {fault.found.rule for fault in RETURN_FAULTS}


def test_a_fault_that_follows_from_another_says_so(tmp_path: Path) -> None:
    key = read_key(made_with(tmp_path / "made", "sen2-csv", 0.01).folder)
    follows = key[key["follows"].ne("")]
    assert set(follows["follows"]) == {"SEN2-101", "SEN2-113", "SEN2-202", "SEN2-802"}
    assert not set(follows.index) & set(key.index[key["column"].ne("")])


def test_the_key_names_the_file_and_the_row_of_each_fault(tmp_path: Path) -> None:
    made = made_with(tmp_path / "made", "sen2-csv", 0.01)
    key = read_key(made.folder)
    missing = key[key["rule"].eq("SEN2-211")]
    assert len(missing) == 2
    lines = (made.folder / missing["file"].iloc[0]).read_text(encoding="utf-8").splitlines()
    place = lines[0].split(",").index("receiveddate")
    assert [lines[row - 1].split(",")[place] for row in missing["row"]] == ["", ""]


def test_what_was_made_is_told_in_short(tmp_path: Path) -> None:
    made = made_with(tmp_path / "made", "csv", 0.01)
    assert f"requests: {made.rows['requests']:,} rows" in made.summary
    assert f"{made.faults:,} faults injected; {KEY}" in made.summary
