"""Real kernels in a Jupyter of their own: a scratch runtime folder, and the kernelspec as it is installed."""

import json
import os
import signal
import socket
import struct
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from jupyter_client import BlockingKernelClient, KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from send_analysis.execution import sockets
from send_analysis.execution.installing import install

DEADLINE = 60

#: The same kernel without what is ours.
ORDINARY = "ordinary"


def until(happens: Callable[[], object]) -> None:
    """Wait for what must happen before the deadline."""
    end = time.monotonic() + DEADLINE
    while not happens():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.01)


def is_alive(process: int) -> bool:
    """Whether a process runs; one that only waits for its parent to look does not."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@dataclass
class Running:
    """A kernel that runs, and its client."""

    manager: KernelManager
    client: BlockingKernelClient

    @property
    def process(self) -> int:
        return self.manager.provisioner.process.pid

    @property
    def parent(self) -> int:
        return int(Path(f"/proc/{self.process}/stat").read_text().rpartition(")")[2].split()[1])

    def outputs(self, code: str) -> list[dict]:
        """The outputs of a cell."""
        found = []
        reply = self.client.execute_interactive(code, timeout=DEADLINE, output_hook=lambda message: found.append(message))
        assert reply["content"]["status"] == "ok", reply["content"]
        return [message["content"] for message in found if message["msg_type"] not in ("status", "execute_input")]

    def value(self, expression: str) -> object:
        """The value of an expression, by way of JSON."""
        printed = "".join(each["text"] for each in self.outputs(f"import json; print(json.dumps({expression}))"))
        return json.loads(printed)


@dataclass
class Jupyter:
    """A user's Jupyter."""

    runtime: Path
    kernels: Path

    @contextmanager
    def kernel(self, name: str = "send-analysis", **how: object) -> Iterator[Running]:
        """A kernel, shut down in the end."""
        manager = KernelManager(kernel_name=name, kernel_spec_manager=KernelSpecManager(kernel_dirs=[str(self.kernels)]))
        manager.start_kernel(**how)
        client = manager.client()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=DEADLINE)
            yield Running(manager, client)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)

    def parents(self) -> list[int]:
        """The warm parents that listen."""
        return [peer(path) for path in (self.runtime / "send-analysis").glob("*.sock") if peer(path)]

    def end(self) -> None:
        """End the warm parents."""
        for parent in self.parents():
            os.kill(parent, signal.SIGKILL)
            until(lambda parent=parent: not is_alive(parent))


def peer(path: Path) -> int:
    """The process that listens on a socket, or 0."""
    if not (connection := sockets.connect(path)):
        return 0
    with connection:
        credentials = connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        return struct.unpack("3i", credentials)[0]


def jupyter_in(folder: Path, idle_minutes: float = 10) -> Jupyter:
    """A Jupyter in a folder; its warm parents end after so many minutes without a kernel."""
    installed = install(folder)
    spec = json.loads((installed / "kernel.json").read_text())
    spec["metadata"]["kernel_provisioner"]["config"] = {"idle_minutes": idle_minutes}
    (installed / "kernel.json").write_text(json.dumps(spec))
    del spec["metadata"]["kernel_provisioner"]
    (installed.parent / ORDINARY).mkdir()
    (installed.parent / ORDINARY / "kernel.json").write_text(json.dumps(spec))
    return Jupyter(folder / "runtime", installed.parent)
