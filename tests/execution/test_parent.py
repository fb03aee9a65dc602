"""A warm parent ends when nobody needs it: after a while without kernels, or with its server, never under a kernel."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from send_analysis.core.errors import SetupError
from send_analysis.execution.asking import Keeper
from send_analysis.execution.messages import Request
from send_analysis.execution.process import ForkedProcess
from tests.execution.jupyter import DEADLINE, Jupyter, is_alive, until
from tests.project import ROOT


@pytest.fixture
def sleeper() -> Iterator["subprocess.Popen[bytes]"]:
    """A process in the place of a Jupyter server."""
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        yield process
        process.kill()


@contextmanager
def asked(keeper: Keeper, tmp_path: Path, outlives_asker: bool = False) -> Iterator[ForkedProcess]:
    """A kernel, asked for without any Jupyter."""
    tmp_path.mkdir(exist_ok=True)
    request = Request(["-f", str(tmp_path / "connection.json"), "--quiet"], str(ROOT), dict(os.environ), outlives_asker)
    nowhere = os.open(os.devnull, os.O_RDWR)
    process = keeper.kernel(request, (nowhere, nowhere))
    os.close(nowhere)
    try:
        yield process
    finally:
        process.close()


def parent_of(process: ForkedProcess) -> int:
    return int(Path(f"/proc/{process.pid}/stat").read_text().rpartition(")")[2].split()[1])


def test_it_ends_after_a_while_without_kernels_and_removes_its_socket(jupyter: Jupyter, tmp_path: Path) -> None:
    keeper = Keeper(sys.executable, tmp_path, idle=0.05)
    with asked(keeper, tmp_path) as kernel:
        parent = parent_of(kernel)
        until(lambda: (tmp_path / "connection.json").exists())  # which is long after what it waits without kernels
        assert is_alive(parent)
        assert len(list(tmp_path.glob("send-analysis/*.sock"))) == 1
    until(lambda: not is_alive(kernel.pid) and not is_alive(parent))
    assert list(tmp_path.glob("send-analysis/*.sock")) == []


def test_two_who_ask_at_once_share_a_parent_which_ends_with_its_owner_once_it_has_no_kernels(
    jupyter: Jupyter, tmp_path: Path, sleeper: "subprocess.Popen[bytes]"
) -> None:
    keeper = Keeper(sys.executable, tmp_path, idle=600, owner=sleeper.pid)
    with ThreadPoolExecutor(2) as threads, ExitStack() as kernels:
        waiting = [threads.submit(kernels.enter_context, asked(keeper, tmp_path / name)) for name in ("first", "second")]
        first, second = (each.result() for each in waiting)
        parent = parent_of(first)
        assert parent_of(second) == parent
        sleeper.kill()
        sleeper.wait()
        first.kill()
        first.wait(DEADLINE)
        assert is_alive(parent)
    until(lambda: not is_alive(parent))


def test_a_kernel_has_the_exit_code_and_the_methods_of_a_process(jupyter: Jupyter, tmp_path: Path) -> None:
    with asked(Keeper(sys.executable, jupyter.runtime, idle=600), tmp_path) as kernel:
        assert kernel.poll() is None
        with pytest.raises(subprocess.TimeoutExpired):
            kernel.wait(timeout=0.01)
        kernel.kill()
        assert kernel.wait(DEADLINE) == -9
        kernel.terminate()  # does nothing to whoever has its number by now
        assert kernel.poll() == -9


def test_a_kernel_that_is_to_outlive_the_asker_does(jupyter: Jupyter, tmp_path: Path) -> None:
    with asked(Keeper(sys.executable, jupyter.runtime, idle=600), tmp_path, outlives_asker=True) as kernel:
        until(lambda: (tmp_path / "connection.json").exists())
    assert is_alive(kernel.pid)
    os.kill(kernel.pid, 9)
    until(lambda: not is_alive(kernel.pid))


def test_an_exit_code_that_nobody_can_tell_is_still_an_end(jupyter: Jupyter, tmp_path: Path) -> None:
    with asked(Keeper(sys.executable, jupyter.runtime, idle=600), tmp_path) as kernel:
        os.kill(parent_of(kernel), 9)
        kernel.kill()
        assert kernel.wait(DEADLINE) == 255


@pytest.mark.parametrize("python", ["/bin/false", "/no/such/python"])
def test_a_parent_that_cannot_be_started_is_said_to_be_so(python: str, tmp_path: Path) -> None:
    with (
        pytest.raises(SetupError, match="the process that starts kernels cannot be started"),
        asked(Keeper(python, tmp_path, idle=1), tmp_path),
    ):
        pass


def test_a_parent_that_ends_as_it_imports_is_said_to_have_ended(tmp_path: Path) -> None:
    broken = tmp_path / "IPython.py"
    broken.write_text("raise ImportError('half installed')")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    request = Request(["-f", str(tmp_path / "connection.json")], str(ROOT), environment)
    with pytest.raises(SetupError, match=r"ends at once; .*\.log may say why"):
        Keeper(sys.executable, tmp_path, idle=1).kernel(request, (1, 2))
    assert "half installed" in next(tmp_path.glob("send-analysis/*.log")).read_text()
