"""The process that builds, as seen by the one that serves: started, told what was saved, listened to, and ended."""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from threading import Thread

import psutil

from send_analysis.preview.faults import Fault
from send_analysis.preview.reports import END, Report, saved_to_line
from send_analysis.preview.watching import Thing

#: How long a process may take to end by itself, with the kernels that it has started.
_PATIENCE_SECONDS = 5.0

_PLACE = re.compile(r'^\s*File "(.+)", line (\d+)', re.MULTILINE)


class BuildingProcess:
    """A process that builds, and the next one after the package was edited.

    Parameters
    ----------
    path, only, scratch : what is previewed, and the folder for all that is written.
    package : the folder of the package, which the process uses as it is when it starts.
    told : given each report.
    """

    def __init__(self, path: Path, only: str | None, scratch: Path, package: Path, told: Callable[[Report], None]) -> None:
        self._arguments = [str(path), only or "", str(scratch)]
        self._package, self._told = package, told
        self._said = scratch / "process.log"
        self._process = self._start()

    @property
    def is_alive(self) -> bool:
        """Whether it can be told anything."""
        return self._process.poll() is None

    def tell(self, saved: Iterable[Thing]) -> None:
        """Say what was saved; a process that has ended gives way to a new one."""
        try:
            self._write(saved_to_line(saved))
        except OSError:
            self.restart_engine()

    def restart_engine(self) -> None:
        """End the process and what it has started, warm or not, and start a new one, which imports the package anew."""
        self.end()
        self._process = self._start()

    def end(self) -> None:
        """End the process and every other that it has started; afterwards none is left."""
        process = self._process
        started = _started_by(process.pid)
        with contextlib.suppress(OSError):  # it has ended by itself
            self._write(END)
        try:
            process.wait(_PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        _, living = psutil.wait_procs(started, timeout=1)
        for each in living:
            each.kill()
        psutil.wait_procs(living, timeout=_PATIENCE_SECONDS)

    def _write(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line)
        self._process.stdin.flush()

    def _start(self) -> "subprocess.Popen[str]":
        paths = [str(self._package.parent), *filter(None, [os.environ.get("PYTHONPATH")])]
        with self._said.open("w", encoding="utf-8") as said:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "send_analysis.preview.worker", *self._arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=said,
                text=True,
                encoding="utf-8",
                env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
                creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
                start_new_session=True,  # Ctrl-C is for the one that serves, which then ends this one
            )
        Thread(target=self._listen, args=(process,), daemon=True).start()
        return process

    def _listen(self, process: "subprocess.Popen[str]") -> None:
        assert process.stdout is not None
        with process.stdout as lines:
            for line in lines:
                self._told(Report.from_line(line))
        if process.wait() > 0:
            self._told(Report(working="", faults=(self._why_ended(),)))

    def _why_ended(self) -> Fault:
        """Where the process failed and by what kind of error; its text may hold a value of a row."""
        said = self._said.read_text(encoding="utf-8", errors="replace")
        places, last = _PLACE.findall(said), said.strip().rpartition("\n")[2]
        shown = Path(places[-1][0]) if places else None
        if shown is None:
            return Fault("The process that builds the page has ended. Save a file to start another one.")
        if shown.is_relative_to(self._package):
            shown = shown.relative_to(self._package.parent)
        return Fault(f"{shown.as_posix()}, line {places[-1][1]}: {last.partition(':')[0]}")


def _started_by(pid: int) -> list[psutil.Process]:
    try:
        return list(psutil.Process(pid).children(recursive=True))
    except psutil.NoSuchProcess:
        return []
