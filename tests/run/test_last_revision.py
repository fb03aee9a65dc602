"""A revision is compared with the one that it supersedes: what is revised, and what the two tell together."""

from send_analysis.run.last_revision import revised_against_last_revision
from send_analysis.run.revised_list import revised_rows
from tests.editions import edition, figure, write_release
from tests.run.test_revisions import REVISED, params

PEOPLE = {"breakdown_topic": "outcome", "breakdown": "won", "unit": "appeals"}


def revised(root, old, new, number=1, status="final"):
    write_release(root / "outputs/swindon/2022-06", *old, status=status)
    return revised_against_last_revision(params(root, REVISED.format(number) if number else ""), edition(*new))


# It works


def test_a_figure_that_a_revision_changes_has_both_values_and_the_reason_of_the_revision(tmp_path):
    frame, checks = revised(tmp_path, [figure(value=27)], [figure(value=29)])
    row = revised_rows(frame)[0]
    assert (row["was"], row["now"], row["since"]) == ("27", "29", "revision 0")
    assert row["reason"] == "Two requests were entered late"
    assert [(each.check, each.result) for each in checks] == [("release.revision_tells", "PASS")]


def test_what_two_revisions_tell_together_is_a_warning_that_says_what_to_do(tmp_path):
    old, new = (figure("tribunal.outcome", value, **PEOPLE) for value in (17, 18))
    frame, checks = revised(tmp_path, [old], [new])
    assert [(row["was"], row["now"]) for row in revised_rows(frame)] == [("[c]", "[c]")]
    assert [(each.check, each.result, each.rows) for each in checks] == [("release.revision_tells", "WARNING", 1)]
    assert "1 figure of revision 0 and of this revision" in checks[0].message
    assert "revision 0 stays in the public archive" in checks[0].message
    assert "before whoever is responsible for disclosure has agreed" in checks[0].guidance


def test_once_superseded_the_kept_revision_is_compared_with(tmp_path):
    write_release(tmp_path / "outputs/swindon/.revisions/2022-06/0", figure(value=27))
    frame, _ = revised(tmp_path, [figure(value=29)], [figure(value=29)])
    assert [(row["was"], row["now"]) for row in revised_rows(frame)] == [("27", "29")]


# Nothing to compare with


def test_a_first_publication_and_what_stood_as_a_draft_are_compared_with_nothing(tmp_path):
    for number, status in ((0, "final"), (1, "draft"), (3, "final")):
        frame, checks = revised(tmp_path, [figure(value=27)], [figure(value=29)], number, status)
        assert (len(frame), checks) == (0, [])


# One fault


def test_a_damaged_revision_is_told(tmp_path):
    read = params(tmp_path, REVISED.format(1))
    folder = write_release(tmp_path / "outputs/swindon/2022-06", figure())
    (folder / "internal/released.parquet").write_bytes(b"PAR1")
    frame, checks = revised_against_last_revision(read, edition(figure()))
    assert (len(frame), [each.result for each in checks]) == (0, ["WARNING"])
    assert "released.parquet is not as a run has written it" in checks[0].message
