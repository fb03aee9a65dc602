"""What becomes of each release of a batch, whatever runs them."""

from collections.abc import Callable, Generator, Mapping, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from send_analysis.core.errors import CheckError, DataError
from send_analysis.execution.queue import Ended
from send_analysis.run.batch import Outcome, run_batch
from send_analysis.run.jobs import Job

JOBS = [Job(Path(f"/p/params/{name}/2022-06.yaml"), Path(f"/p/outputs/{name}/2022-06")) for name in ("anytown", "swindon")]


def in_turn(*results: Any) -> Callable[..., Generator[Ended, None, None]]:
    """A runner that gives these results, the last job's first."""

    def run(
        asked: Sequence[Mapping[str, Any]], lines: Sequence[Sequence[int]], progress: Callable[[int, str], None]
    ) -> Generator[Ended, None, None]:
        for number in reversed(range(len(asked))):
            progress(number, f"Reading {asked[number]['path']} {asked[number]['formats']}")
            result = results[number]
            failed = isinstance(result, Exception)
            yield Ended(number, 1.5, *([None, result] if failed else [SimpleNamespace(summary=result)]))

    return run


def outcomes(*results: Any) -> tuple[list[Outcome], list[tuple[str, str]]]:
    heard: list[tuple[str, str]] = []
    made = run_batch(JOBS, {"formats": ["html"]}, in_turn(*results), lambda job, said: heard.append((job.name, said)))
    return list(made), heard


def test_each_release_is_asked_for_by_its_file_and_the_options_of_all() -> None:
    made, heard = outcomes("12 checks passed.", "13 checks passed.")
    assert heard == [
        ("swindon 2022-06", "Reading /p/params/swindon/2022-06.yaml ['html']"),
        ("anytown 2022-06", "Reading /p/params/anytown/2022-06.yaml ['html']"),
    ]
    assert [(each.job.name, each.summary, each.exit_code) for each in made] == [
        ("swindon 2022-06", "13 checks passed.", 0),
        ("anytown 2022-06", "12 checks passed.", 0),
    ]


def test_one_that_fails_has_its_cause_and_the_exit_code_of_its_kind() -> None:
    made, _ = outcomes(DataError("No file."), CheckError("Wrong."))
    assert [(each.cause, each.exit_code, each.said) for each in made] == [
        ("Wrong.", 12, "failed after"),
        ("No file.", 11, "failed after"),
    ]


def test_an_error_that_is_not_ours_is_named_and_not_repeated_because_it_could_hold_a_value_of_a_row() -> None:
    made, _ = outcomes("Well.", KeyError("Ada Lovelace"))
    assert made[0].exit_code == 1
    assert made[0].cause.startswith("KeyError, which was not foreseen.")
    assert "Ada" not in made[0].cause


def test_a_release_that_was_as_it_should_be_is_said_to_be_unchanged() -> None:
    made, _ = outcomes("Published.", "2022-06: unchanged since 2 June; nothing to do.")
    assert [each.said for each in made] == ["unchanged, seen in", "published in"]
