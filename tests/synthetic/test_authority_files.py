"""What is written: the same bytes for the same arguments, in every form, and every row said to be made up."""

from datetime import datetime
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from openpyxl import load_workbook

from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.synthetic.authority.whole import ABOUT, MADE, synthesise
from send_analysis.synthetic.authority.writing import FORMS
from tests.synthetic.authorities import bytes_of

SMALL = {"requests": 150, "contacts": 200, "years": 3}


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    made = synthesise(tmp_path_factory.mktemp("made") / "csv", seed=1, **SMALL)
    return {name: pd.read_csv(path, dtype=str, keep_default_na=False) for name, path in made.files.items()}


@pytest.mark.parametrize(("form", "faults"), [*((form, 0.0) for form in FORMS), ("csv", 0.05), ("sen2-xml", 0.05)])
def test_the_same_arguments_write_the_same_bytes(tmp_path: Path, form: str, faults: float) -> None:
    for name in ("once", "again"):
        synthesise(tmp_path / name, seed=3, form=form, faults=faults, **SMALL)
    assert bytes_of(tmp_path / "once") == bytes_of(tmp_path / "again")


def test_another_seed_writes_other_rows(tmp_path: Path) -> None:
    for seed in (1, 2):
        synthesise(tmp_path / str(seed), seed=seed, **SMALL)
    one, other = bytes_of(tmp_path / "1"), bytes_of(tmp_path / "2")
    assert one.keys() == other.keys()
    assert all(one[name] != other[name] for name in one)


def test_every_dataset_is_there_with_as_many_rows_as_said(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", **SMALL)
    assert set(made.files) == set(MADE)
    assert made.rows["requests"] == SMALL["requests"]
    assert made.rows["contacts"] == SMALL["contacts"]
    assert {name: len(pd.read_csv(path)) for name, path in made.files.items()} == made.rows


def test_the_columns_are_those_of_the_datasets(tables: dict[str, pd.DataFrame]) -> None:
    assert {name: list(table.columns) for name, table in tables.items()} == {
        name: list(SPECS[name].columns) for name in MADE
    }


def test_a_column_that_is_a_key_says_that_it_is_made_up(tables: dict[str, pd.DataFrame]) -> None:
    keys = [table[name] for table in tables.values() for name in table if name.endswith("_id")]
    assert len(keys) >= len(MADE)
    assert all(each.str.startswith("SYN-").all() for each in keys)


def test_the_folder_says_that_all_rows_are_made_up_and_how_to_make_them_again(tmp_path: Path) -> None:
    synthesise(tmp_path / "made", seed=42, **SMALL)
    about = (tmp_path / "made" / ABOUT).read_text(encoding="utf-8")
    assert "made up" in about
    assert "No person" in about
    assert "seed: 42\n" in about
    assert "requests: 150\n" in about


def test_a_workbook_has_dates_as_dates_and_moments_as_moments(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "xlsx", form="xlsx", **SMALL)
    plain = synthesise(tmp_path / "csv", **SMALL)
    rows = list(load_workbook(made.files["contacts"])["contacts"].iter_rows(values_only=True))
    expected = pd.read_csv(plain.files["contacts"])
    assert rows[0] == tuple(expected.columns)
    assert isinstance(rows[1][1], datetime)
    received = pd.Series([row[1] for row in rows[1:]])
    assert (received.dt.round("s") == pd.to_datetime(expected["received_at"])).all()
    issued = [row[2] for row in load_workbook(made.files["plans"])["plans"].iter_rows(min_row=2, values_only=True)]
    assert [f"{day:%Y-%m-%d}" for day in issued] == pd.read_csv(plain.files["plans"])["issued_on"].tolist()


def test_parquet_has_dates_moments_and_flags(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", form="parquet", **SMALL)
    types = {str(each.name): str(each.type) for name in ("plans", "contacts") for each in pq.read_schema(made.files[name])}
    assert types["issued_on"] == "date32[day]"
    assert types["active"] == "bool"
    assert types["received_at"].startswith("timestamp")


def test_beside_a_return_stands_what_it_does_not_hold(tmp_path: Path) -> None:
    made = synthesise(tmp_path / "made", form="sen2-csv", **SMALL)
    assert len(list((tmp_path / "made" / "sen2").iterdir())) == 9
    assert {path.name for path in made.folder.glob("*.csv")} == {
        f"{name}.csv"
        for name in ("advice", "audits", "audit_sections", "golden_thread", "appeals", "contacts", "improvement_actions")
    }
