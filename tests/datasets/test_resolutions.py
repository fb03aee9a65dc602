"""Resolutions and questions are the same dataset, whether an extract or the params hold them."""

from pathlib import Path

import pandas as pd
import pytest

from send_analysis.core.params import Params
from send_analysis.datasets.opening import open_datasets
from send_analysis.datasets.resolutions import resolutions_of
from tests.papers import paper, params_of

ROWS = [
    {
        "raised_on": "2020-02-11", "kind": "question", "raised_by": "members", "text": "How many plans are late?",
        "asks_for_action": True, "answer": "A third.", "answered_on": "2020-03-02", "due_on": None, "due_text": "",
    },
    {
        "raised_on": None, "kind": "resolution", "raised_by": "the committee", "text": "A report be provided.",
        "asks_for_action": False, "answer": "", "answered_on": None, "due_on": "2021-02-28", "due_text": "February 2021",
    },
]  # fmt: skip


def inline(tmp_path: Path, *rows: dict[str, object]) -> Params:
    return params_of(tmp_path, committee_paper=paper(resolutions=[dict(row) for row in rows]))


def from_an_extract(tmp_path: Path) -> Params:
    pd.DataFrame(ROWS).to_csv(tmp_path / "asked.csv", index=False)
    return params_of(tmp_path, committee_paper=paper(), extracts={"resolutions": "asked.csv"})


def test_rows_of_an_extract_and_of_the_params_are_the_same(tmp_path: Path) -> None:
    extract = from_an_extract(tmp_path)
    read = resolutions_of(extract, open_datasets(extract).datasets)
    written = resolutions_of(inline(tmp_path, *ROWS), {})
    pd.testing.assert_frame_equal(read.rows.reset_index(drop=True), written.rows.reset_index(drop=True))
    assert written.rows["due_text"].isna().tolist() == [True, False]
    assert read.source == "asked.csv as at 31 August 2020"
    assert written.source == "committee_paper in the params file, as at 31 August 2020"


def test_an_old_list_is_not_taken_for_a_stale_extract(tmp_path: Path) -> None:
    params = from_an_extract(tmp_path)
    dataset = open_datasets(params).datasets["resolutions"]
    assert dataset.covers.end == params.release.as_at


@pytest.mark.parametrize("asked", [[], None])
def test_where_nothing_was_recorded_the_dataset_says_that_nothing_is_known(
    tmp_path: Path, asked: list[object] | None
) -> None:
    given = None if asked is None else paper(resolutions=asked)
    documents = ["performance_page"] if asked is None else ["committee_paper"]
    dataset = resolutions_of(params_of(tmp_path, committee_paper=given, documents=documents), {})
    assert dataset.rows.empty
    assert not dataset.holds_rows
