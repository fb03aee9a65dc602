"""How long until a kernel can be used, with what notebooks import: a forked one side by side with an ordinary one.

The two take turns, so that each run of one is beside a run of the other. Ready is when the kernel answers what it is, as
JupyterLab asks; jupyter_client's own `wait_for_ready`, which `nbconvert --execute` uses, then listens for 0.2 s more, for
either. Run it with `make bench`.
"""

import os
import platform
import signal
import socket
import statistics
import struct
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

from jupyter_client import KernelManager
from jupyter_client.kernelspec import KernelSpecManager

from send_analysis.execution.installing import NAME, install
from send_analysis.execution.sockets import connect

RUNS = 5
IMPORTS = """
import matplotlib.pyplot as plt
import pandas as pd
import seaborn as sns
from send_analysis.notebook import open_release
"""
WAYS = {"forked": NAME, "ordinary": "python3"}
STEPS = ("started", "ready", "imported", "shut down")


def timed(specs: KernelSpecManager, name: str) -> dict[str, float]:
    """Seconds from nothing to each step, and what the shutdown takes."""
    begun = time.perf_counter()
    manager = KernelManager(kernel_name=name, kernel_spec_manager=specs)
    manager.start_kernel()
    taken = {"started": time.perf_counter() - begun}
    client = manager.client()
    client.start_channels(hb=False)
    client.kernel_info(reply=True, timeout=60)
    taken["ready"] = time.perf_counter() - begun
    client.execute(IMPORTS, reply=True, timeout=60)
    taken["imported"] = time.perf_counter() - begun
    client.stop_channels()
    ending = time.perf_counter()
    manager.shutdown_kernel()
    return {**taken, "shut down": time.perf_counter() - ending}


def table(runs: dict[str, list[dict[str, float]]], first: float) -> str:
    """The medians, and the ratio of the two."""
    medians = {way: {step: statistics.median(run[step] for run in runs[way]) for step in STEPS} for way in WAYS}
    lines = ["| | forked | ordinary | ratio |", "|---|---|---|---|"]
    for step in STEPS:
        forked, ordinary = (medians[way][step] for way in WAYS)
        lines.append(f"| {step} | {forked:.3f} s | {ordinary:.3f} s | {forked / ordinary:.2f} |")
    lines.append(f"| imported, where the warm parent has to be started first | {first:.3f} s | | |")
    packages = ", ".join(f"{name} {version(name)}" for name in ("ipykernel", "jupyter_client", "pandas", "matplotlib"))
    return "\n".join(
        [*lines, "", f"Python {platform.python_version()}, {packages}; {os.cpu_count()} cores; {RUNS} runs each."]
    )


def end_parents(folder: Path) -> None:
    """The warm parent would wait for the next notebook."""
    for path in folder.glob("runtime/send-analysis/*.sock"):
        if connection := connect(path):
            with connection:
                os.kill(
                    struct.unpack("3i", connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12))[0], signal.SIGTERM
                )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_RUNTIME_DIR"] = str(Path(folder) / "runtime")
        ordinary = Path(sys.prefix) / "share" / "jupyter" / "kernels"
        specs = KernelSpecManager(kernel_dirs=[str(install(Path(folder)).parent), str(ordinary)])
        first = timed(specs, WAYS["forked"])["imported"]
        timed(specs, WAYS["ordinary"])
        runs: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
        for _ in range(RUNS):
            for way, name in WAYS.items():
                runs[way].append(timed(specs, name))
        print(table(runs, first))
        end_parents(Path(folder))


if __name__ == "__main__":
    main()
