"""The releases that a batch is asked for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from send_analysis.core.errors import ParamsError, UsageError
from send_analysis.run.jobs import jobs, lines

Write = Callable[..., None]


@pytest.fixture
def write(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Write:
    """Writes params files of a project that is the current folder."""

    def write_each(**days: str) -> None:
        for name, day in days.items():
            path = tmp_path / "params" / name.replace("__", "/").replace("_", "-")
            path = path.with_name(f"{path.name}.yaml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"as_at: {day}  # a day\n", encoding="utf-8")

    monkeypatch.chdir(tmp_path)
    return write_each


def test_files_and_patterns_name_releases_and_each_runs_once(write: Write) -> None:
    write(anytown__2022_06="2022-06-30", swindon__2022_06="2022-06-22", swindon__2023_06="2023-06-22")
    found = jobs(["params/swindon/2022-06.yaml", "params/**/2022-*.yaml", "params/swindon/../swindon/2022-06.yaml"])
    assert [job.name for job in found] == ["anytown 2022-06", "swindon 2022-06"]
    assert found[1].target == Path.cwd() / "outputs" / "swindon" / "2022-06"


def test_what_stands_beside_the_params_of_releases_is_no_release(write: Write) -> None:
    write(swindon__2022_06="2022-06-22", swindon__authority="")
    assert [job.name for job in jobs(["params/swindon/*.yaml"])] == ["swindon 2022-06"]


@pytest.mark.parametrize("name", ["params/**/2031-*.yaml", "params/swindon/2031-01.yaml", "params"])
def test_a_name_that_finds_nothing_is_said(write: Write, name: str) -> None:
    write(swindon__2022_06="2022-06-22")
    with pytest.raises(UsageError, match="there is no such params file here"):
        jobs(["params/swindon/2022-06.yaml", name])


def test_an_authority_alone_is_no_batch(write: Write) -> None:
    write(swindon__authority="")
    with pytest.raises(UsageError, match="No params file of a release is named"):
        jobs(["params/swindon/authority.yaml"])


def test_a_file_that_does_not_stand_among_params_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("2022-06.yaml").touch()
    with pytest.raises(ParamsError, match="a params file stands in params/<authority>"):
        jobs(["2022-06.yaml"])


def test_two_files_of_one_release_are_refused_before_anything_runs(write: Write) -> None:
    write(swindon__2022_06="2022-06-22")
    Path("params/swindon/2022-06.yml").touch()
    with pytest.raises(UsageError, match=r"2022-06.yaml and 2022-06.yml would both be published in outputs/swindon/2022-06"):
        jobs(["params/swindon/2022-06.*"])


def test_releases_of_one_authority_run_one_after_the_other_in_the_order_of_their_days(write: Write) -> None:
    write(anytown__2025="2026-01-15", anytown__2025_09="2025-09-30", anytown__2026_02="2026-02-28", swindon__2022_06="2022")
    found = jobs(["params/*/*.yaml"])
    named = [[found[number].name for number in line] for line in lines(found)]
    assert named == [["anytown 2025-09", "anytown 2025", "anytown 2026-02"], ["swindon 2022-06"]]


def test_a_file_that_cannot_be_read_comes_first_and_is_told_when_it_runs(write: Write) -> None:
    write(swindon__2022_04="2022-04-30", swindon__2022_06="'")
    found = jobs(["params/*/*.yaml"])
    assert [found[number].name for number in lines(found)[0]] == ["swindon 2022-06", "swindon 2022-04"]
