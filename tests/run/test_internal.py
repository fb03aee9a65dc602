"""The rows set aside are written whole, whatever they hold."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from send_analysis.datasets.opening import OpenedData
from send_analysis.run.internal import write_set_aside


def opened(rows: pd.DataFrame) -> OpenedData:
    counts = pd.DataFrame({"dataset": ["contacts"], "set_aside": [len(rows)]})
    return OpenedData({}, [], {"contacts": rows}, counts)


def test_a_row_with_a_very_long_text_is_written(tmp_path: Path) -> None:
    write_set_aside(opened(pd.DataFrame({"row": [2], "text": ["x" * 200_000]})), tmp_path)
    assert len((tmp_path / "contacts.csv").read_text(encoding="utf-8")) > 200_000


def test_names_of_columns_and_tabs_stand_inert(tmp_path: Path) -> None:
    write_set_aside(opened(pd.DataFrame({"row": [2], "=cmd|' /C calc'!A0": ["\t=1+1"]})), tmp_path)
    assert (tmp_path / "contacts.csv").read_text(encoding="utf-8") == "row,\t=cmd|' /C calc'!A0\n2,\t\t=1+1\n"


def test_as_many_rows_must_be_there_as_were_counted(tmp_path: Path) -> None:
    right = opened(pd.DataFrame({"row": [2]}))
    with pytest.raises(AssertionError, match="contacts: 2 rows set aside, 1 to be written"):
        write_set_aside(replace(right, counts=right.counts.assign(set_aside=2)), tmp_path)
