"""A Dask cluster on this machine: a scheduler and workers as they are started by hand, each a process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.processes import wait_until
from tests.project import ROOT


class Cluster:
    """A scheduler and its workers."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.workers: list[subprocess.Popen[bytes]] = []
        said = folder / "scheduler.json"
        self.scheduler = self._start(
            "scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(said)
        )
        wait_until(lambda: said.is_file() and b"}" in said.read_bytes())
        self._said = said

    @property
    def address(self) -> str:
        """Where the scheduler listens."""
        from distributed import Client

        with Client(scheduler_file=str(self._said), set_as_default=False) as client:
            return str(client.scheduler.address)

    def add_worker(self, *options: str) -> "subprocess.Popen[bytes]":
        """Start a worker, in a folder of its own, that runs one call at a time."""
        named = ("--scheduler-file", str(self._said), "--nthreads", "1", "--local-directory", str(self._folder))
        worker = self._start("worker", "--no-dashboard", *named, *options)
        self.workers.append(worker)
        return worker

    def end(self) -> None:
        """End the workers, which say goodbye to the scheduler, and then that."""
        for ending in (self.workers, [self.scheduler]):
            for each in ending:
                each.terminate()
            for each in ending:
                each.wait(30)

    def _start(self, kind: str, *options: str) -> "subprocess.Popen[bytes]":
        paths = [str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])]
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
        with (self._folder / "log").open("ab") as log:
            command = [sys.executable, "-m", "dask", kind, *options]
            return subprocess.Popen(command, cwd=self._folder, env=environment, stdout=log, stderr=log)


@contextmanager
def cluster_in(folder: Path) -> Iterator[Cluster]:
    cluster = Cluster(folder)
    try:
        yield cluster
    finally:
        cluster.end()
