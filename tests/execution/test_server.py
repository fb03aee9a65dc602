"""A Jupyter server, as JupyterLab uses it: a session with the kernelspec, and no process left when the server ends."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
import requests
from jupyter_client import BlockingKernelClient

from tests.execution.jupyter import DEADLINE, Jupyter, is_alive, until

pytest.importorskip("jupyter_server")
TOKEN = "only-for-this-test"


def test_a_session_runs_cells_and_the_parent_ends_with_the_server(jupyter: Jupyter, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    options = [f"--port={port}", "--ip=127.0.0.1", f"--IdentityProvider.token={TOKEN}", f"--ServerApp.root_dir={tmp_path}"]
    command = [
        sys.executable,
        "-m",
        "jupyter_server",
        *options,
        "--no-browser",
        "--allow-root",
        "--ServerApp.jpserver_extensions={}",
    ]
    environment = {**os.environ, "JUPYTER_PATH": str(jupyter.kernels.parent), "JUPYTER_CONFIG_DIR": str(tmp_path / "config")}
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            processes = _use(f"http://127.0.0.1:{port}/api", jupyter)
            assert all(is_alive(each) for each in processes)
        finally:
            server.terminate()
    until(lambda: not any(is_alive(each) for each in processes))
    assert jupyter.parents() == []


def _use(address: str, jupyter: Jupyter) -> list[int]:
    """Start a session, run a cell, restart; the processes of the kernel and its parent."""
    with requests.Session() as http:
        http.headers["Authorization"] = f"token {TOKEN}"
        until(lambda: _answers(http, f"{address}/status"))
        asked = {"kernel": {"name": "send-analysis"}, "name": "n", "path": "n.ipynb", "type": "notebook"}
        session = http.post(f"{address}/sessions", json=asked, timeout=DEADLINE).json()
        http.post(f"{address}/kernels/{session['kernel']['id']}/restart", timeout=DEADLINE).raise_for_status()
        client = BlockingKernelClient(connection_file=str(jupyter.runtime / f"kernel-{session['kernel']['id']}.json"))
        client.load_connection_file()
        client.start_channels()
        printed: list[str] = []
        client.wait_for_ready(timeout=DEADLINE)
        cell = "import os, sys; print(os.getpid(), os.getppid(), 'seaborn' in sys.modules)"
        client.execute_interactive(
            cell, timeout=DEADLINE, output_hook=lambda message: printed.append(message["content"].get("text", ""))
        )
        client.stop_channels()
    kernel, parent, warm = "".join(printed).split()
    assert warm == "True"
    return [int(kernel), int(parent)]


def _answers(http: requests.Session, address: str) -> bool:
    try:
        return http.get(address, timeout=DEADLINE).ok
    except requests.ConnectionError:
        return False
