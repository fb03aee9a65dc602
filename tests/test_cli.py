"""The commands: what they print, where they write, and the exit code of each kind of error."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from send_analysis.core import errors
from send_analysis.measures.methodology import methodology
from send_analysis.measures.registry import definitions
from tests.project import ROOT, copy_of_the_project


def command(*arguments: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """A command as a user types it."""
    typed = [sys.executable, "-m", "send_analysis", *arguments]
    return subprocess.run(typed, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("params", ["params/swindon/2022-06.yaml", "params/swindon/2022-04.yaml"])
def test_the_shipped_params_have_no_fault(params: str) -> None:
    done = command("check-params", params)
    assert done.returncode == 0
    assert f"{params}: no fault. Swindon, " in done.stdout


def test_params_are_found_from_the_notebooks_folder() -> None:
    assert command("check-params", "params/swindon/2022-06.yaml", cwd=ROOT / "notebooks").returncode == 0


def test_the_next_period_of_the_example_is_valid_at_once(tmp_path: Path) -> None:
    root = copy_of_the_project(tmp_path)
    done = command("new-period", "swindon", "2022-08", cwd=root)
    assert done.returncode == 0
    assert "Wrote params/swindon/2022-08.yaml" in done.stdout
    assert command("check-params", "params/swindon/2022-08.yaml", cwd=root).returncode == 0


@pytest.mark.parametrize(
    ("arguments", "title"),
    [(["params-schema"], "ReleaseParams"), (["params-schema", "--authority"], "AuthorityParams")],
)
def test_the_schema_is_printed_as_json(arguments: list[str], title: str) -> None:
    done = command(*arguments)
    assert json.loads(done.stdout)["title"] == title


@pytest.mark.parametrize(("name", "file"), [("data-dictionary", "data-dictionary.md"), ("methodology", "methodology.md")])
def test_a_generated_document_is_as_the_command_prints_it(name: str, file: str) -> None:
    assert command(name).stdout == (ROOT / "docs" / file).read_text(encoding="utf-8")


def test_the_methodology_defines_every_measure() -> None:
    assert [each for each in definitions() if f"`{each}`" not in methodology()] == []


def test_the_example_is_made_by_its_command(tmp_path: Path) -> None:
    assert command("make-example", str(tmp_path / "example")).returncode == 0
    for made in (tmp_path / "example").glob("*.csv"):
        assert made.read_bytes() == (ROOT / "data" / "swindon" / made.name).read_bytes()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["check-params", "params/nobody/2022-06.yaml"], 10, "there is no such params file"),
        (["new-period", "../etc", "2022-08"], 2, "'../etc' is not the name of a folder"),
        (["rnu"], 2, "No such command 'rnu'"),
        (["run"], 2, "Missing argument 'PARAMS'"),
    ],
)
def test_an_error_is_shown_without_a_traceback_and_with_its_exit_code(arguments: list[str], code: int, said: str) -> None:
    done = command(*arguments)
    assert done.returncode == code
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_each_kind_of_error_has_an_exit_code_of_its_own() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, errors.SendAnalysisError)]
    assert sorted(kind.exit_code for kind in kinds) == [1, 2, 10, 11, 12, 13, 14, 15, 16]
