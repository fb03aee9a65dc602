"""What a warm parent has imported, with one thread."""

import json
import os
import subprocess
import sys
import threading

import pytest

from send_analysis.core.errors import SetupError
from send_analysis.execution.warm import NOTEBOOK_MODULES, ONE_THREAD, one_thread
from tests.project import ROOT


@pytest.fixture(scope="module")
def loaded() -> dict:
    code = """
import json, os, sys
from send_analysis.execution import kernel, warm
warm.preload((*kernel.KERNEL_MODULES, *warm.NOTEBOOK_MODULES))
warm.one_thread(os.getpid())
print(json.dumps({"modules": sorted(sys.modules)}))
"""
    environment = {**os.environ, **ONE_THREAD}
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_everything_is_imported_and_one_thread_runs(loaded: dict) -> None:
    assert {*NOTEBOOK_MODULES, "ipykernel.kernelapp"} <= set(loaded["modules"])


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_what_takes_hold_of_a_shell_or_does_not_survive_a_fork_is_not_imported(loaded: dict) -> None:
    assert not {"matplotlib_inline.backend_inline", "polars"} & set(loaded["modules"])


@pytest.mark.skipif(sys.platform != "linux", reason="the system does not tell the threads of a process")
def test_a_second_thread_is_seen() -> None:
    end = threading.Event()
    thread = threading.Thread(target=end.wait)
    thread.start()
    with pytest.raises(SetupError, match="threads run in the process that starts notebooks"):
        one_thread(os.getpid())
    end.set()
    thread.join()


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
def test_a_grammar_that_takes_a_second_to_compile_is_left_out_and_can_be_imported_later() -> None:
    code = """
import sys
from send_analysis.execution.warm import RUN_MODULES, preload
preload(RUN_MODULES)
print("rfc3987_syntax" in sys.modules, "jsonschema" in sys.modules)
import rfc3987_syntax
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "False True\n"
