"""The commands `site` and `serve`: what they print and the exit code of each kind of error."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.project import ROOT
from tests.publish.site.releases import release


def command(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """A command as a user types it."""
    typed = [sys.executable, "-m", "send_analysis", *arguments]
    return subprocess.run(typed, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)


def test_the_site_is_written_and_what_was_left_out_is_told(tmp_path: Path) -> None:
    release(tmp_path, "2022-06")
    release(tmp_path, "2022-08", status="draft", address=None)
    done = command("site", str(tmp_path))
    assert done.returncode == 0
    assert "Left out 2022-08: it is a draft" in done.stdout
    assert f"Wrote {(tmp_path / '.site' / 'index.html').as_posix()}" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["site", "{folder}/nobody"], 2, "there is no folder"),
        (["site", "{folder}/empty"], 15, "holds no release that can be published"),
        (["serve", "{folder}/empty", "--port", "1000000"], 2, "--port"),
    ],
)
def test_an_error_has_its_exit_code(tmp_path: Path, arguments: list[str], code: int, said: str) -> None:
    (tmp_path / "empty").mkdir()
    done = command(*(argument.format(folder=tmp_path) for argument in arguments))
    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert said in done.stderr
