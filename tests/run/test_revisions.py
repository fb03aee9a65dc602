"""What is published changes only by a revision that params give a number and a reason, and nothing published is lost."""

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.errors import CheckError, ParamsError, SetupError, UsageError
from send_analysis.core.exchange import staging
from send_analysis.core.params import Params, load_params
from send_analysis.run.formats import FORMATS
from send_analysis.run.last_edition import compared_with
from send_analysis.run.revisions import put_in_place, read_former, settle_revision
from tests.editions import figure, write_release
from tests.project import ROOT

REVISED = "revision: {{number: {}, reason: Two requests were entered late, revised_on: 2022-09-01}}\n"


def params(root: Path, said="", status="final", name="2022-06") -> Params:
    """Params of a release without extracts, in a project of their own."""
    folder = root / "params" / "swindon"
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(ROOT / "params/swindon/authority.yaml", folder)
    text = (
        f"authority: swindon\nperiod: 2022-05\nas_at: 2022-05-31\nsections: [national_comparison]\nstatus: {status}\n{said}"
    )
    (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return load_params(folder / f"{name}.yaml", files="unchecked")


def publish(read: Params, *rows, page="<p>A page</p>", formats=FORMATS):
    """What a run does with a release that is made: returns what it superseded."""
    with staging(read.output_folder) as staged:
        write_release(staged, *rows, page=page, status=read.release.status, number=read.release.revision.number)
        superseded = settle_revision(read, staged, read.output_folder, formats)
        put_in_place(staged, read.output_folder, superseded)
    return superseded


def value_in(folder: Path) -> float:
    return pd.read_parquet(folder / "internal" / "released.parquet")["value"].iloc[0]


# It works


def test_the_whole_cycle_keeps_every_revision_and_publishes_the_last(tmp_path):
    read = params(tmp_path)
    kept = tmp_path / "outputs/swindon/.revisions/2022-06"
    publish(read, figure(value=27), page="27")
    publish(params(tmp_path, REVISED.format(1)), figure(value=29), page="29")
    publish(params(tmp_path, REVISED.format(2)), figure(value=31), page="31")
    assert [value_in(folder) for folder in (kept / "0", kept / "1", read.output_folder)] == [27, 29, 31]
    assert (kept / "0/public/index.html").read_text(encoding="utf-8") == "27"
    assert read_former(read.output_folder).revision == 2


@pytest.mark.parametrize("before", ["draft", None])
def test_a_draft_and_an_empty_place_are_taken_without_a_revision(tmp_path, before):
    if before:
        publish(params(tmp_path, status=before), figure(value=27), page="27")
    assert publish(params(tmp_path), figure(value=29), page="29") is None
    assert not (tmp_path / "outputs/swindon/.revisions").exists()


def test_a_run_whose_public_files_are_unchanged_makes_no_revision(tmp_path):
    publish(params(tmp_path), figure())
    assert publish(params(tmp_path), figure()) is None
    assert not (tmp_path / "outputs/swindon/.revisions").exists()


def test_a_manifest_names_what_the_release_is_compared_with_the_same_before_and_after_the_exchange(tmp_path):
    write_release(tmp_path / "outputs/swindon/2022-04", figure(value=20))
    publish(params(tmp_path), figure(value=27), page="27")
    read = params(tmp_path, "last_edition: 2022-04\n" + REVISED.format(1))
    before = compared_with(read)
    publish(read, figure(value=29), page="29")
    assert compared_with(read) == before
    assert [(each["what"], each["release"], each["revision"]) for each in before] == [
        ("last edition", "2022-04", 0),
        ("last revision", "2022-06", 0),
    ]
    assert len({each["sha256"] for each in before}) == 2


# One fault


def test_a_changed_figure_without_a_revision_stops_the_run_and_is_named(tmp_path):
    read = params(tmp_path)
    publish(read, figure(value=27), page="27")
    with pytest.raises(ParamsError) as caught:
        publish(read, figure(value=29), page="29")
    said = str(caught.value)
    assert "2022-06 is published as final, revision 0" in said
    assert "Swindon, May 2022, All: was 27, is 29" in said
    assert "write revision: {number: 1, reason: why, revised_on: the day}" in said
    assert value_in(read.output_folder) == 27


def test_where_only_words_changed_the_files_are_named(tmp_path):
    publish(params(tmp_path), figure(), page="before")
    with pytest.raises(ParamsError, match=r"No figure differs, but words or layout do: index\.html\."):
        publish(params(tmp_path), figure(), page="after")


def test_what_is_withheld_in_one_of_them_is_not_told_by_the_message(tmp_path):
    said = {"breakdown_topic": "outcome", "breakdown": "won", "unit": "appeals"}
    publish(params(tmp_path), figure("tribunal.outcome", 17, **said), page="17")
    with pytest.raises(ParamsError, match="withheld in one of them, so not shown here of either") as caught:
        publish(params(tmp_path), figure("tribunal.outcome", symbol="c", **said), page="c")
    assert "17" not in str(caught.value)
    assert "[c]" not in str(caught.value)


def test_a_change_that_would_tell_of_a_few_people_is_told_without_its_values(tmp_path):
    said = {"breakdown_topic": "outcome", "breakdown": "won", "unit": "appeals"}
    publish(params(tmp_path), figure("tribunal.outcome", 17, **said), page="17")
    with pytest.raises(ParamsError, match="changed; not shown here, because the two values together would tell") as caught:
        publish(params(tmp_path), figure("tribunal.outcome", 18, **said), page="18")
    assert not any(value in str(caught.value) for value in ("17", "18", "[c]"))


def test_fewer_forms_than_are_published_are_no_change_of_figures(tmp_path):
    read = params(tmp_path)
    publish(read, figure())
    for name in ("index.pdf", "data.xlsx"):
        (read.output_folder / "public" / name).write_text(name, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        publish(read, figure(), page="no link to the PDF", formats={"html", "csv"})
    assert "makes fewer forms than what is published (pdf, xlsx)" in str(caught.value)
    assert "Run with all of them: --formats html,csv,pdf,xlsx" in str(caught.value)
    assert "revision" not in str(caught.value)


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_a_revision_follows_that_of_the_one_before(tmp_path, number):
    publish(params(tmp_path, REVISED.format(1)), figure(value=27), page="27")
    with pytest.raises(ParamsError, match=rf"Params state revision {number}\..*\n(.*\n)*.*number: 2"):
        publish(params(tmp_path, REVISED.format(number)), figure(value=29), page="29")


def test_a_revision_that_changes_nothing_is_refused(tmp_path):
    publish(params(tmp_path), figure())
    with pytest.raises(ParamsError, match="states revision 1, but what would be published is byte for byte revision 0"):
        publish(params(tmp_path, REVISED.format(1)), figure())


def test_a_draft_does_not_take_the_place_of_what_is_published(tmp_path):
    publish(params(tmp_path), figure())
    with pytest.raises(ParamsError, match="this is a draft, and 2022-06 is published as final"):
        publish(params(tmp_path, status="draft"), figure(), page="draft")


def test_another_release_in_the_kept_place_is_not_written_over(tmp_path):
    publish(params(tmp_path), figure(value=27), page="27")
    kept = write_release(tmp_path / "outputs/swindon/.revisions/2022-06/0", figure(value=1), page="1")
    with pytest.raises(SetupError, match=r"^\.revisions/2022-06/0 holds another release already"):
        publish(params(tmp_path, REVISED.format(1)), figure(value=29), page="29")
    assert (value_in(kept), value_in(tmp_path / "outputs/swindon/2022-06")) == (1, 27)


def test_a_manifest_that_cannot_be_read_stops_what_would_replace_it(tmp_path):
    read = params(tmp_path)
    publish(read, figure())
    (read.output_folder / "manifest.json").write_text("{", encoding="utf-8")
    with pytest.raises(CheckError, match=r"2022-06/manifest\.json is not as a run has written it"):
        publish(read, figure(), page="new")


# Edges


def test_the_same_release_kept_already_is_not_kept_twice(tmp_path):
    read = params(tmp_path)
    publish(read, figure(value=27), page="27")
    shutil.copytree(read.output_folder, tmp_path / "outputs/swindon/.revisions/2022-06/0")
    publish(params(tmp_path, REVISED.format(1)), figure(value=29), page="29")
    assert value_in(read.output_folder) == 29
    assert value_in(tmp_path / "outputs/swindon/.revisions/2022-06/0") == 27


def test_figures_that_cannot_be_read_leave_the_files_to_be_named(tmp_path):
    read = params(tmp_path)
    publish(read, figure(value=27), page="27")
    (read.output_folder / "internal/released.parquet").write_bytes(b"PAR1")
    with pytest.raises(ParamsError, match=r"Files that differ: index\.html\. Their figures cannot be compared"):
        publish(read, figure(value=29), page="29")


def test_a_release_of_an_earlier_version_of_the_program_is_a_draft(tmp_path):
    folder = write_release(tmp_path / "2022-06", figure())
    (folder / "manifest.json").write_text(json.dumps({"authority": "Swindon"}), encoding="utf-8")
    assert read_former(folder).status == "draft"
    assert read_former(tmp_path / "nothing") is None
