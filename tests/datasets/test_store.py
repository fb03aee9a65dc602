"""Opened data written and mapped again is what it was."""

import json

import pytest
from pandas.testing import assert_frame_equal

from send_analysis.datasets.opening import OpenedData, open_datasets
from send_analysis.datasets.store import load, save
from tests.datasets.extracts import SOUND, project, rows_of, whole_project


def assert_same(one: OpenedData, other: OpenedData) -> None:
    assert list(one.datasets) == list(other.datasets)
    for name, dataset in one.datasets.items():
        again = other.datasets[name]
        assert_frame_equal(again.rows, dataset.rows, check_freq=True, check_flags=True)
        assert again.rows.dtypes.to_dict() == dataset.rows.dtypes.to_dict()
        assert (again.name, again.area, again.covers, again.source) == (
            dataset.name,
            dataset.area,
            dataset.covers,
            dataset.source,
        )
        assert again.windows == dataset.windows
        assert_frame_equal(other.set_aside[name], one.set_aside[name])
    assert other.checks == one.checks
    assert (other.digests, other.parts) == (one.digests, one.parts)
    assert_frame_equal(other.counts, one.counts)


def test_a_round_trip_changes_nothing(tmp_path):
    params = whole_project(tmp_path)
    opened = open_datasets(params)
    save(opened, tmp_path / "store")
    assert_same(opened, load(tmp_path / "store", params))


def test_rows_set_aside_warnings_and_missing_values_survive(tmp_path):
    tables = {
        "requests": rows_of(
            "requests", {}, {"sex": ""}, {"sex": "?"}, {"received_on": "2022-06-30"}, {"locality": "\U0001f600"}
        ),
        "contacts": rows_of("contacts", {"received_at": "2022-10-30 01:30"}, {"responded_at": ""}, {"channel": "<b>"}),
        "advice": rows_of("advice", {"missed_appointment": ""}, {"request_id": "R-9"}),
    }
    params = project(tmp_path, tables)
    opened = open_datasets(params)
    save(opened, tmp_path / "store")
    assert_same(opened, load(tmp_path / "store", params))


def test_tables_without_rows_keep_their_types(tmp_path):
    params = project(tmp_path, {name: rows_of(name) for name in SOUND})
    opened = open_datasets(params)
    save(opened, tmp_path / "store")
    assert_same(opened, load(tmp_path / "store", params))


def test_what_is_loaded_can_be_worked_with(tmp_path):
    params = whole_project(tmp_path)
    save(open_datasets(params), tmp_path / "store")
    contacts = load(tmp_path / "store", params).datasets["contacts"]
    assert len(contacts.where(channel="email").rows) == 1
    assert contacts.rows["channel"].cat.categories.tolist() == ["email", "phone", "post", "portal"]
    changed = contacts.rows.assign(channel=contacts.rows["channel"].cat.add_categories("fax"))
    changed.loc[2, "channel"] = "fax"
    assert contacts.rows["channel"].item() == "email"


def test_saving_twice_gives_the_same_bytes(tmp_path):
    opened = open_datasets(whole_project(tmp_path))
    save(opened, tmp_path / "one")
    save(opened, tmp_path / "two")
    names = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert [(tmp_path / "one" / name).read_bytes() for name in names] == [
        (tmp_path / "two" / name).read_bytes() for name in names
    ]
    assert set(json.loads((tmp_path / "one" / "about.json").read_text(encoding="utf-8"))) == {
        *("datasets", "checks", "digests", "parts", "last_report"),
    }


def test_nothing_saved_is_nothing_loaded(tmp_path):
    with pytest.raises(FileNotFoundError):
        load(tmp_path, whole_project(tmp_path))
