"""What a batch over many authorities costs: seconds and memory a release, for one period of made-up authorities.

    python benchmarks/country.py [--authorities 153] [--workers 2] [--requests 600] [--formats html,csv] [--cluster ADDRESS]

Each authority is Anytown with rows of its own: a yearly page from a SEN2 return with an improvement plan. Memory is what all
processes of the batch hold together, what they share counted once (PSS), looked at four times a second; the processes of a
cluster are not among them. Seconds of processor time are of the same processes.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from importlib.metadata import version
from pathlib import Path

from send_analysis.execution.processes import cores
from send_analysis.synthetic.authority import whole

ROOT = Path(__file__).resolve().parents[1]
EXAMPLE = ROOT / "params" / "anytown"
LOOK_EVERY = 0.25


def make_country(root: Path, authorities: int, requests: int) -> None:
    """Params, returns and notebooks of so many authorities."""
    shutil.copytree(ROOT / "notebooks", root / "notebooks")
    for number in range(1, authorities + 1):
        name = f"anytown-{number:03}"
        whole.synthesise(root / "data" / name, requests=requests, contacts=0, years=3, seed=number, form="sen2-xml")
        (root / "params" / name).mkdir(parents=True)
        for path in EXAMPLE.glob("*.yaml"):
            text = path.read_text(encoding="utf-8").replace("authority: anytown", f"authority: {name}")
            text = text.replace("data/anytown/", f"data/{name}/").replace("name: Anytown", f"name: Anytown {number}")
            (root / "params" / name / path.name).write_text(text, encoding="utf-8")


class Watch:
    """Looks at a process and all below it until it ends: the most memory and the processor time that they took."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self.mebibytes, self.processor_seconds, self.processes = 0.0, 0.0, 0
        self._process = process
        self._thread = threading.Thread(target=self._look)
        self._thread.start()

    def wait(self) -> None:
        self._process.wait()
        self._thread.join()

    def _look(self) -> None:
        while self._process.poll() is None:
            pids = [self._process.pid, *below(self._process.pid)]
            self.mebibytes = max(self.mebibytes, sum(map(held, pids)) / 1024)
            self.processor_seconds = max(self.processor_seconds, sum(map(worked, pids)))
            self.processes = max(self.processes, len(pids))
            time.sleep(LOOK_EVERY)


def below(pid: int) -> list[int]:
    """The processes below one."""
    try:
        tasks = list(Path(f"/proc/{pid}/task").glob("*/children"))
        children = [int(each) for path in tasks for each in path.read_text(encoding="ascii").split()]
    except OSError:  # it has ended meanwhile
        return []
    return [*children, *(further for child in children for further in below(child))]


def held(pid: int) -> int:
    """The kibibytes that a process holds; of what it shares with others its part."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def worked(pid: int) -> float:
    """The seconds of processor time of a process and of those below it that have ended."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--authorities", type=int, default=12)
    asked.add_argument("--workers", type=int, default=cores())
    asked.add_argument("--requests", type=int, default=600)
    asked.add_argument("--formats", default="html,csv")
    asked.add_argument("--cluster", default="")
    asked.add_argument("--folder", help="where the workers of a cluster see it as well; a scratch folder unless given")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        root = Path(folder)
        make_country(root, options.authorities, options.requests)
        command = [sys.executable, "-m", "send_analysis", "batch", "params/*/2025.yaml", "--formats", options.formats]
        command += ["--cluster", options.cluster] if options.cluster else ["--workers", str(options.workers)]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])}
        begun = time.perf_counter()
        with (root / "said").open("wb") as said:
            watch = Watch(process := subprocess.Popen(command, cwd=root, env=environment, stdout=said, stderr=said))
            watch.wait()
        print(table(options, time.perf_counter() - begun, watch))
        published = len(list(root.glob("outputs/*/2025/manifest.json")))
        if process.returncode or published != options.authorities:
            sys.exit((root / "said").read_text(encoding="utf-8"))


def table(options: argparse.Namespace, seconds: float, watch: Watch) -> str:
    """What it took, as a row of a table."""
    names = [
        "authorities",
        "workers",
        "requests each",
        "formats",
        "seconds",
        "seconds a release",
        "processor seconds a release",
    ]
    values = [options.authorities, "a cluster" if options.cluster else options.workers, options.requests, options.formats]
    values += [f"{seconds:.1f}", f"{seconds / options.authorities:.2f}"]
    values += [f"{watch.processor_seconds / options.authorities:.2f}", f"{watch.mebibytes:,.0f} MiB", watch.processes]
    names += ["peak memory", "processes"]
    lines = [f"| {' | '.join(names)} |", "|" + "--:|" * len(names), f"| {' | '.join(map(str, values))} |", ""]
    packages = ", ".join(f"{name} {version(name)}" for name in ("pandas", "matplotlib", "papermill"))
    return "\n".join(
        [*lines, f"Python {platform.python_version()}, {packages}; {os.cpu_count()} cores, {platform.machine()}."]
    )


if __name__ == "__main__":
    main()
