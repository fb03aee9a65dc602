"""Kernels of the kernelspec, as any Jupyter client starts them: as ordinary ones, but forked from a warm parent."""

import logging
import os
import signal
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from tests.execution.jupyter import DEADLINE, ORDINARY, Jupyter, Running, is_alive, until
from tests.project import ROOT

CHART = """
import warnings
import matplotlib.pyplot as plt, pandas as pd, seaborn as sns
rows = pd.DataFrame({"weeks": range(8), "share": [4, 8, 15, 16, 23, 42, 4, 8]})
sns.lineplot(rows, x="weeks", y="share")
plt.show()
warnings.warn("as ever")
rows.head(2)
"""


@pytest.fixture
def kernel(jupyter: Jupyter):
    with jupyter.kernel() as running:
        yield running


def test_what_notebooks_import_is_there_at_the_start(kernel: Running) -> None:
    wanted = ["ipykernel", "matplotlib.pyplot", "pandas", "seaborn", "send_analysis.notebook"]
    assert kernel.value(f"[name for name in {wanted} if name in __import__('sys').modules]") == wanted


def test_the_parent_forks_with_one_thread(kernel: Running, jupyter: Jupyter) -> None:
    assert [kernel.parent] == jupyter.parents()
    assert len(list(Path(f"/proc/{kernel.parent}/task").iterdir())) == 1


def test_a_kernel_gives_the_same_outputs_as_an_ordinary_one(kernel: Running, jupyter: Jupyter) -> None:
    facts = """
        import asyncio, os, signal, sys
        print([signal.getsignal(each) for each in (signal.SIGTERM, signal.SIGHUP, signal.SIGCHLD, signal.SIGPIPE)])
        print(signal.pthread_sigmask(signal.SIG_BLOCK, []), sys.argv[0], sys.path, os.environ["MPLBACKEND"])
        print(os.getsid(0) == os.getpid(), os.environ.get("OMP_NUM_THREADS"), os.environ["JPY_PARENT_PID"], os.getcwd())
        print(await asyncio.sleep(0, "awaited"))
        !echo from a shell
    """
    with jupyter.kernel(ORDINARY) as ordinary:
        for code in (textwrap.dedent(facts), CHART):
            assert _told(kernel, code) == _told(ordinary, code)


def _told(running: Running, code: str) -> list[object]:
    """Outputs in order, those of one stream together, without the numbers of a process or a temporary file's name."""
    told: list[object] = []
    for each in running.outputs(code):
        if "text" in each and told and isinstance(told[-1], tuple) and told[-1][0] == each["name"]:
            told[-1] = (each["name"], told[-1][1] + each["text"])
        else:
            told.append((each["name"], each["text"]) if "text" in each else each["data"])
    return [(each[0], each[1].replace(str(running.process), "PID")) if isinstance(each, tuple) else each for each in told]


def test_a_kernel_has_no_open_file_of_its_parents_or_of_another_kernels(kernel: Running, jupyter: Jupyter) -> None:
    with jupyter.kernel() as other:
        for running in (kernel, other):
            theirs = {link for link in _links(running.parent) if "socket" in link} & _links(running.process)
            assert len(theirs) == 1, "the connection to whoever asked for the kernel, and no other"
        assert not {link for link in _links(kernel.process) & _links(other.process) if "socket" in link}


def _links(process: int) -> set[str]:
    return {str(path.readlink()) for path in Path(f"/proc/{process}/fd").iterdir()}


def test_kernels_know_nothing_of_each_other(jupyter: Jupyter, tmp_path: Path) -> None:
    draws = "[random.random(), numpy.random.random(), numpy.random.default_rng().random()]"
    state = "[pandas.options.display.max_rows == 3, hasattr(pandas, 'mark'), 'mine' in sys.path, 'x' in globals()]"
    environment = {**os.environ, "WHOSE": "the first's"}
    with jupyter.kernel(cwd=str(tmp_path), env=environment) as first, jupyter.kernel(cwd=os.path.relpath(ROOT)) as second:
        for each in (first, second):
            each.outputs("import os, random, sys, numpy, pandas")
        first.outputs("pandas.options.display.max_rows = 3; pandas.mark = 1; sys.path.append('mine'); x = 1")
        assert first.value(state) == [True, True, True, True]
        assert second.value(state) == [False, False, False, False]
        assert [each.value("os.getcwd()") for each in (first, second)] == [str(tmp_path), str(ROOT)]
        assert [each.value("os.environ.get('WHOSE')") for each in (first, second)] == ["the first's", None]
        assert not set(first.value(draws)) & set(second.value(draws))


def test_an_endless_loop_is_interrupted(kernel: Running) -> None:
    message = kernel.client.execute("print('begun', flush=True)\nwhile True: pass", stop_on_error=False)
    until(lambda: kernel.client.get_iopub_msg(timeout=DEADLINE)["content"].get("text") == "begun\n")
    kernel.manager.interrupt_kernel()
    reply = kernel.client.get_shell_msg(timeout=DEADLINE)
    assert reply["parent_header"]["msg_id"] == message
    assert reply["content"]["ename"] == "KeyboardInterrupt"
    assert kernel.value("6 * 7") == 42


def test_a_restarted_kernel_begins_anew(kernel: Running) -> None:
    kernel.outputs("kept = 1")
    before, parent = kernel.process, kernel.parent
    kernel.manager.restart_kernel()
    kernel.client.wait_for_ready(timeout=DEADLINE)
    assert kernel.value("'kept' in globals()") is False
    assert not is_alive(before)
    assert (kernel.process != before, kernel.parent) == (True, parent)


def test_a_kernel_that_is_shut_down_leaves_no_process(jupyter: Jupyter) -> None:
    with jupyter.kernel() as running:
        process = running.process
        started = running.value("__import__('subprocess').Popen(['sleep', '600']).pid")
        running.manager.shutdown_kernel()
        assert running.manager.provisioner is None or not running.manager.has_kernel
    until(lambda: not is_alive(process) and not is_alive(started))


def test_a_kernel_that_is_killed_is_reported_dead(kernel: Running) -> None:
    process = kernel.manager.provisioner.process
    os.kill(kernel.process, signal.SIGKILL)
    until(lambda: not kernel.manager.is_alive())
    assert process.returncode == -signal.SIGKILL


def test_a_kernel_that_exits_tells_its_code(kernel: Running) -> None:
    process = kernel.manager.provisioner.process
    kernel.client.execute("__import__('os')._exit(7)")
    assert process.wait(DEADLINE) == 7


def test_a_kernel_ends_with_whoever_asked_for_it(jupyter: Jupyter) -> None:
    script = f"""
        from pathlib import Path
        from tests.execution.jupyter import Jupyter
        with Jupyter(Path({str(jupyter.runtime)!r}), Path({str(jupyter.kernels)!r})).kernel() as running:
            print(running.process, running.value("__import__('subprocess').Popen(['sleep', '600']).pid"), flush=True)
            input()
    """
    command = [sys.executable, "-c", textwrap.dedent(script)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asker:
        processes = [int(each) for each in asker.stdout.readline().split()]
        assert all(is_alive(each) for each in processes)
        asker.kill()
    until(lambda: not any(is_alive(each) for each in processes))


def test_kernels_go_on_without_their_parent_and_the_next_start_makes_a_new_one(kernel: Running, jupyter: Jupyter) -> None:
    parent = kernel.parent
    os.kill(parent, signal.SIGKILL)
    until(lambda: not is_alive(parent))
    with jupyter.kernel() as after:
        assert after.parent != parent
        assert jupyter.parents() == [after.parent]
    assert kernel.value("1 + 1") == 2
    os.kill(kernel.process, signal.SIGKILL)
    until(lambda: not kernel.manager.is_alive())


def test_an_edited_module_is_imported_anew_by_the_next_kernel(jupyter: Jupyter, tmp_path: Path) -> None:
    module = tmp_path / "sitecustomize.py"
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(tmp_path), os.environ.get("PYTHONPATH", "")])}
    parents = []
    for version in ("first", "second, which is longer"):
        module.write_text(f"version = {version!r}\n")
        with jupyter.kernel(env=environment) as running:
            assert running.value("__import__('sitecustomize').version") == version
            parents.append(running.parent)
    until(lambda: not is_alive(parents[0]))
    assert is_alive(parents[1])


def test_what_a_warm_parent_cannot_give_is_started_in_the_ordinary_way(
    jupyter: Jupyter, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING), jupyter.kernel(stdout=subprocess.PIPE) as running:
        assert isinstance(running.manager.provisioner.process, subprocess.Popen)
        assert running.value("1 + 1") == 2
    assert "Starting an ordinary kernel, which takes longer: it is started with pipes" in caplog.text


def test_a_folder_of_sockets_that_others_can_enter_is_not_used(jupyter: Jupyter, caplog: pytest.LogCaptureFixture) -> None:
    folder = jupyter.runtime / "send-analysis"
    folder.chmod(0o755)
    try:
        with caplog.at_level(logging.WARNING), jupyter.kernel() as running:
            assert isinstance(running.manager.provisioner.process, subprocess.Popen)
    finally:
        folder.chmod(0o700)
    assert f"{folder} must be a folder of yours that nobody else can enter" in caplog.text
