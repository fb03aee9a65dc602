"""Figures that the last edition published with another value are revised, and params say why."""

import pytest

from send_analysis.run.last_edition import revised_against_last_edition
from send_analysis.run.revised_list import revised_rows, write_revisions
from tests.editions import edition, figure, write_release
from tests.run.test_revisions import params

LATE = "Two requests were entered late."
BEFORE = "last_edition: 2022-04\n"


def revised(root, old, new, said=BEFORE):
    write_release(root / "outputs/swindon/2022-04", *old)
    return revised_against_last_edition(params(root, said), edition(*new))


def results(checks):
    return [(each.check.removeprefix("release.last_edition."), each.result) for each in checks]


# It works


def test_a_revised_figure_has_both_values_a_mark_and_the_reason(tmp_path):
    said = f"{BEFORE}revised_since_last_edition: {{reason: {LATE}}}\n"
    frame, checks = revised(tmp_path, [figure(value=27)], [figure(value=29), figure("tribunal.registered")], said)
    row = revised_rows(frame)[0]
    assert (row["was"], row["now"], row["mark"], row["reason"]) == ("27", "29", "r", LATE)
    assert (row["period"], row["breakdown"], row["area"]) == ("May 2022", "All", "Swindon")
    assert results(checks) == [("reason", "PASS")]


@pytest.mark.parametrize("named", ["timeliness", "timeliness.requests_received"])
def test_a_reason_is_given_for_a_measure_or_for_a_section(tmp_path, named):
    said = f"{BEFORE}revised_since_last_edition:\n  - {{measures: [{named}], reason: {LATE}}}\n"
    frame, checks = revised(tmp_path, [figure(value=27)], [figure(value=29)], said)
    assert list(frame["reason"]) == [LATE]
    assert results(checks) == [("reason", "PASS")]


def test_the_list_is_written_as_rows_that_no_spreadsheet_runs(tmp_path):
    said = f'{BEFORE}revised_since_last_edition: {{reason: "=1+1"}}\n'
    frame, _ = revised(tmp_path, [figure(value=27)], [figure(value=29)], said)
    write_revisions(frame, tmp_path / "revisions.csv")
    head, row = (tmp_path / "revisions.csv").read_text(encoding="utf-8").splitlines()
    assert head.startswith(
        "measure,area_code,period_start,period_end,breakdown_topic,breakdown,area_name,unit,was,now,status"
    )
    assert (
        row
        == "timeliness.requests_received,866,2022-05-01,2022-05-31,Total,Total,Swindon,requests,27,29,r,\t=1+1,the last edition"
    )


def test_nothing_is_checked_where_params_name_no_last_edition(tmp_path):
    frame, checks = revised(tmp_path, [figure(value=27)], [figure(value=29)], "")
    assert (len(frame), checks) == (0, [])


# One fault


def test_a_change_without_a_reason_fails_and_names_both_values(tmp_path):
    _, checks = revised(tmp_path, [figure(value=27)], [figure(value=29)])
    assert results(checks) == [("reason", "FAIL")]
    assert "timeliness.requests_received: 1 figure changed since 2022-04, and params give no reason." in checks[0].message
    assert "May 2022, All: was 27, is 29" in checks[0].message


def test_a_last_edition_that_is_not_there_fails(tmp_path):
    frame, checks = revised_against_last_edition(params(tmp_path, BEFORE), edition(figure()))
    assert results(checks) == [("there", "FAIL")]
    assert frame.empty


def test_a_damaged_last_edition_fails(tmp_path):
    folder = write_release(tmp_path / "outputs/swindon/2022-04", figure())
    (folder / "internal/released.parquet").write_bytes(b"PAR1")
    _, checks = revised_against_last_edition(params(tmp_path, BEFORE), edition(figure()))
    assert results(checks) == [("there", "FAIL")]
    assert "2022-04/internal/released.parquet is not as a run has written it" in checks[0].message


def test_a_last_edition_that_is_a_draft_is_told(tmp_path):
    write_release(tmp_path / "outputs/swindon/2022-04", figure(), status="draft")
    _, checks = revised_against_last_edition(params(tmp_path, BEFORE), edition(figure()))
    assert results(checks) == [("published", "WARNING")]


def test_a_reason_for_which_nothing_is_revised_is_told(tmp_path):
    said = f"{BEFORE}revised_since_last_edition: {{reason: {LATE}}}\n"
    _, checks = revised(tmp_path, [figure()], [figure()], said)
    assert results(checks) == [("reason_used", "WARNING")]


def test_a_small_change_among_people_is_withheld_and_told_to_the_authority(tmp_path):
    said = {"breakdown_topic": "outcome", "breakdown": "won", "unit": "appeals"}
    why = f"{BEFORE}revised_since_last_edition: {{reason: {LATE}}}\n"
    old, new = (figure("tribunal.outcome", value, **said) for value in (17, 18))
    frame, checks = revised(tmp_path, [old], [new], why)
    assert [(row["was"], row["now"]) for row in revised_rows(frame)] == [("[c]", "[c]")]
    assert results(checks) == [("side_by_side", "WARNING")]


# Edges


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (figure(symbol="x"), figure()),
        (figure(symbol="c"), figure()),
        (figure(), figure(symbol="c")),
        (
            figure(value=1, breakdown_topic="Total / change on previous year", breakdown="Total / change"),
            figure(value=9, breakdown_topic="Total / change on previous year", breakdown="Total / change"),
        ),
    ],
    ids=["not available before", "withheld before", "withheld now", "a change on the previous year"],
)
def test_what_had_no_value_or_follows_from_others_is_not_revised(tmp_path, old, new):
    frame, checks = revised(tmp_path, [old], [new])
    assert frame.empty
    assert results(checks) == [("reason", "PASS")]
