"""Params name the edition before, and say why its figures are revised."""

from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError
from send_analysis.core.params import load_params
from send_analysis.core.params.publication import RevisedFigures
from send_analysis.run.params_rules import RULES

RELEASE = "authority: swindon\nperiod: 2022-05\nas_at: 2022-05-31\nsections: [national_comparison]\n"
EARLIER = RELEASE.replace("period: 2022-05", "period: 2022-03").replace("2022-05-31", "2022-03-31")
REASON = "revised_since_last_edition: {reason: Entered late}\n"


def load(project: Path, said: str):
    folder = project / "params" / "swindon"
    (folder / "2022-03.yaml").write_text(EARLIER, encoding="utf-8")
    (folder / "2022-05.yaml").write_text(RELEASE + said, encoding="utf-8")
    return load_params(folder / "2022-05.yaml", rules=RULES).release


# It works


def test_one_reason_is_for_every_measure(project):
    release = load(project, f"last_edition: 2022-03\n{REASON}")
    assert release.last_edition == "2022-03"
    assert release.revised_since_last_edition == (RevisedFigures(reason="Entered late"),)
    assert release.revised_since_last_edition[0].are_of("tribunal.outcome")


def test_reasons_are_for_measures_or_for_sections(project):
    listed = "revised_since_last_edition:\n  - {measures: [tribunal, timeliness.exceptions], reason: Entered late}\n"
    given = load(project, f"last_edition: 2022-03\n{listed}").revised_since_last_edition[0]
    assert given.are_of("tribunal.outcome")
    assert given.are_of("timeliness.exceptions")
    assert not given.are_of("timeliness.exceptions_of_another_kind")


# One fault


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (
            "last_edition: 2022-04\n",
            "line 5, last_edition: params/swindon/2022-04.yaml does not exist. Did you mean ",
        ),
        ("last_edition: 2022-05\n", "line 5, last_edition: params/swindon/2022-05.yaml is this file itself."),
        (REASON, "revised_since_last_edition: gives a reason, but params name no last_edition"),
        (
            "last_edition: 2022-03\nrevised_since_last_edition: [{measures: [tribunl], reason: Late}]\n",
            "`tribunl` is not a measure. Did you mean `tribunal`?",
        ),
        ("last_edition: 2022-03\nrevised_since_last_edition: {measures: [tribunal]}\n", "reason: is missing."),
        ("last_edition: 2022-03\nrevised_since_last_edition: {reason: ' '}\n", "does not have the form"),
        ("last_edition: 2022-03\nrevised_since_last_edition: {reason: Late, why: no}\n", "`why` is not a key here."),
    ],
)
def test_a_fault_is_told_with_what_to_do(project, said, message):
    with pytest.raises(ParamsError) as caught:
        load(project, said)
    assert message in str(caught.value)


def test_an_edition_that_is_not_earlier_is_none_before(project):
    later = RELEASE.replace("2022-05-31", "2022-06-30")
    load(project, "")
    (project / "params/swindon/2022-06.yaml").write_text(later, encoding="utf-8")
    with pytest.raises(ParamsError, match="is not earlier: it is as at 2022-06-30, this one as at 2022-05-31"):
        load(project, "last_edition: 2022-06\n")


def test_an_edition_with_faults_of_its_own_is_named(project):
    load(project, "")
    (project / "params/swindon/2022-04.yaml").write_text("period: none\n", encoding="utf-8")
    with pytest.raises(ParamsError, match=r"params/swindon/2022-04.yaml has faults of its own\. See them with"):
        load(project, "last_edition: 2022-04\n")
