"""What one release costs: ours side by side with the plain loop over the same notebooks, and with the bare cells.

    python benchmarks/release.py [--runs 5] [--national FOLDER]

The ways take turns, so that each run of one is beside a run of the others; each is timed as a whole process from a cold
start, but for the floor, which is the cells' own time in a process that has imported everything.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PARAMS = "params/swindon/2022-06.yaml"
SECTIONS = ("timeliness", "quality", "tribunal", "front_door", "national_comparison")
BIN = Path(sys.executable).parent

#: Runs the cells of notebooks in one warm process, one after the other, and prints the seconds that they took.
FLOOR = """
import sys, time
import nbformat
from send_analysis.execution.warm import RUN_MODULES, preload
from send_analysis.execution.shell import open_shell
preload(RUN_MODULES)
shell = open_shell()
shell.enable_matplotlib("inline")
params, *paths = sys.argv[1:]
began = time.perf_counter()
for path in paths:
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code":
            named = "parameters" in cell.metadata.get("tags", [])
            _, _, error = shell.run(f"params = {params!r}" if named else cell.source)
            assert not error, error
sys.__stdout__.write(str(time.perf_counter() - began))
"""


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--national", default=os.fspath(ROOT.parent / "shared" / "data" / "national"))
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        project = Path(scratch)
        for name in ("notebooks", "params", "data"):
            shutil.copytree(ROOT / name, project / name)
        (project / "data" / "national").symlink_to(Path(asked.national).resolve())
        ways = _ways(project)
        taken: dict[str, list[float]] = {name: [] for name in ways}
        for _ in range(asked.runs):
            for name, way in ways.items():
                taken[name].append(way())
        print(table({name: statistics.median(each) for name, each in taken.items()}))


def _ways(project: Path) -> dict[str, Callable[[], float]]:
    run = [BIN / "send-analysis", "run", PARAMS, "--formats"]
    return {
        "plain loop: papermill and jupyter nbconvert for each notebook": lambda: _plain_loop(project),
        "send-analysis run --formats html,csv": lambda: _released(project, [*run, "html,csv", "--force"]),
        "the same with --engine jupyter": lambda: _released(project, [*run, "html,csv", "--engine", "jupyter"]),
        "the bare cells, warm, in one process": lambda: _floor(project),
    }


def _timed(project: Path, *commands: list[str | Path]) -> float:
    began = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=project, check=True, capture_output=True)
    return time.perf_counter() - began


def _plain_loop(project: Path) -> float:
    made = project / "plain"
    made.mkdir(exist_ok=True)
    commands: list[list[str | Path]] = []
    for section in SECTIONS:
        executed = made / f"{section}.ipynb"
        notebook = project / "notebooks" / f"{section}.ipynb"
        commands += [
            [BIN / "papermill", notebook, executed, "-p", "params", project / PARAMS, "--no-progress-bar"],
            [BIN / "jupyter", "nbconvert", "--to", "html", executed],
        ]
    return _timed(project, *commands)


def _released(project: Path, command: list[str | Path]) -> float:
    shutil.rmtree(project / "outputs" / "swindon", ignore_errors=True)  # what is kept of the published files stays
    return _timed(project, command)


def _floor(project: Path) -> float:
    notebooks = [project / "notebooks" / f"{section}.ipynb" for section in SECTIONS]
    command = [sys.executable, "-c", FLOOR, project / PARAMS, *notebooks]
    done = subprocess.run(command, cwd=project / "notebooks", check=True, capture_output=True, text=True)
    return float(done.stdout)


def table(medians: dict[str, float]) -> str:
    """Seconds, and the share of the plain loop's."""
    whole = next(iter(medians.values()))
    rows = [f"| {name} | {seconds:.2f} | {seconds / whole:.3f} |" for name, seconds in medians.items()]
    return "\n".join(["| | seconds | of the plain loop |", "|---|--:|--:|", *rows])


if __name__ == "__main__":
    main()
