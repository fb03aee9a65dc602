"""The Papermill engine: what a notebook is given, and that nothing of it is left when it ends, however it ends."""

import os
import time
from pathlib import Path

import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError

from send_analysis.execution.limits import Limits
from tests.execution.cells import execute, last_text

ENDLESS = "while True:\n    pass"


def alive(pid: int) -> bool:
    """Whether a process runs; one that has ended and was not yet asked for does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False


def ended(pid: int) -> bool:
    """Whether a process ends within some seconds."""
    until = time.monotonic() + 10
    while alive(pid) and time.monotonic() < until:
        time.sleep(0.02)
    return not alive(pid)


def pid_in(folder: Path) -> int:
    return int((folder / "pid").read_text(encoding="ascii"))


WRITE_PID = "import os, pathlib\npathlib.Path('pid').write_text(str(os.getpid()))"


def test_a_notebook_runs_in_a_process_of_its_own_which_is_gone_afterwards(tmp_path: Path) -> None:
    execute(tmp_path, WRITE_PID)
    assert pid_in(tmp_path) != os.getpid()
    assert ended(pid_in(tmp_path))


def test_it_runs_in_the_folder_it_is_given_and_imports_from_it(tmp_path: Path) -> None:
    (tmp_path / "beside.py").write_text("WHERE = 'beside the notebook'", encoding="utf-8")
    assert last_text(execute(tmp_path, "from beside import WHERE\nprint(WHERE)")) == "beside the notebook\n"


def test_nothing_of_one_notebook_is_met_by_the_next(tmp_path: Path) -> None:
    execute(tmp_path, "import os\nimport pandas\npandas.options.display.max_rows = 7\nos.environ['LEFT'] = 'x'\nx = 1")
    ran = execute(
        tmp_path,
        "import os\nimport pandas as pd\nprint(pd.options.display.max_rows, 'LEFT' in os.environ, 'x' in globals())",
    )
    assert last_text(ran) == "60 False False\n"


def test_two_notebooks_draw_different_random_numbers(tmp_path: Path) -> None:
    draw = "import random\nimport numpy\nprint(random.random(), numpy.random.random())"
    first, second = (last_text(execute(tmp_path, draw)).split() for _ in range(2))
    assert first[0] != second[0]
    assert first[1] != second[1]


def test_what_is_slow_to_import_is_there_already_and_one_thread_runs(tmp_path: Path) -> None:
    there = "import sys, threading\nprint('seaborn' in sys.modules, [x.name for x in threading.enumerate() if not x.daemon])"
    assert last_text(execute(tmp_path, there)) == "True ['MainThread']\n"


def test_a_cell_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    with pytest.raises(CellTimeoutError):
        execute(tmp_path, WRITE_PID, ENDLESS, limits=Limits(cell_seconds=0.5))
    assert ended(pid_in(tmp_path))


def test_papermills_own_limit_holds_as_well(tmp_path: Path) -> None:
    with pytest.raises(CellTimeoutError):
        execute(tmp_path, "import time\ntime.sleep(60)", execution_timeout=1)


def test_a_cell_that_takes_all_memory_meets_an_error_of_its_own(tmp_path: Path) -> None:
    with pytest.raises(PapermillExecutionError) as caught:
        execute(tmp_path, "rows = [bytearray(2**20) for _ in range(2**20)]", limits=Limits(mebibytes=200))
    assert caught.value.ename == "MemoryError"


def test_memory_within_the_limit_is_given(tmp_path: Path) -> None:
    assert last_text(execute(tmp_path, "print(len(bytearray(100 * 2**20)))", limits=Limits(mebibytes=200))) == "104857600\n"


@pytest.mark.parametrize("death", ["import os\nos._exit(3)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"])
def test_a_process_that_dies_is_told_of(tmp_path: Path, death: str) -> None:
    with pytest.raises(DeadKernelError):
        execute(tmp_path, death)


def test_a_cell_that_forks_is_answered_once(tmp_path: Path) -> None:
    ran = execute(tmp_path, "import os\ncopy = os.fork()", "print('once')", "print('still here')")
    assert [cell.outputs[-1].text for cell in ran.cells[1:]] == ["once\n", "still here\n"]


def test_what_a_notebook_started_ends_with_it(tmp_path: Path) -> None:
    execute(
        tmp_path,
        "import subprocess\nsleeping = subprocess.Popen(['sleep', '600'])\nopen('pid', 'w').write(str(sleeping.pid))",
    )
    assert ended(pid_in(tmp_path))


def test_what_is_written_past_python_reaches_nobody(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    execute(tmp_path, "import os\nos.write(1, b'a row')\nos.write(2, b'a row')")
    assert "a row" not in "".join(capfd.readouterr())


def test_cells_that_failed_keep_what_they_said_before(tmp_path: Path) -> None:
    with pytest.raises(PapermillExecutionError):
        execute(tmp_path, "print('said')\n1 / 0")
    written = (tmp_path / "executed.ipynb").read_text(encoding="utf-8")
    assert '"said\\n"' in written
    assert "ZeroDivisionError" in written
