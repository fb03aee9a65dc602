"""Where a kernel cannot be forked, an ordinary one is started, and the log says why."""

import subprocess
import sys
from importlib.metadata import entry_points

import pytest

from send_analysis.execution.provisioner import WarmProvisioner, why_not

COMMAND = [sys.executable, "-m", "ipykernel_launcher", "-f", "connection.json"]


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_kernels_are_forked_on_linux_only(platform: str) -> None:
    assert why_not(COMMAND, {}, platform) == "it can be had sooner on Linux only"


@pytest.mark.skipif(sys.platform != "linux", reason="kernels are forked on Linux only")
@pytest.mark.parametrize(
    ("command", "how", "reason"),
    [
        (COMMAND, {}, None),
        (COMMAND, {"cwd": "/", "env": {}, "stdout": subprocess.DEVNULL, "stderr": None, "kernel_id": "1"}, None),
        (["R", "--slave"], {}, "its kernelspec starts something else than ipykernel"),
        (COMMAND, {"stderr": subprocess.PIPE}, "it is started with pipes"),
        (COMMAND, {"umask": 0o77, "user": "somebody"}, "it is started with umask, user"),
    ],
)
def test_the_reason_is_said(command: list[str], how: dict, reason: str | None) -> None:
    assert why_not(command, how) == reason


def test_jupyter_finds_the_provisioner_by_the_name_in_the_kernelspec() -> None:
    (found,) = entry_points(group="jupyter_client.kernel_provisioners", name="send-analysis")
    assert found.load() is WarmProvisioner
