"""Jupyter's kernel provisioner "send-analysis": kernels forked from a warm parent, which start with everything imported."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.multikernelmanager import MultiKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from jupyter_core.paths import jupyter_runtime_dir
from traitlets import Float

from send_analysis.core.errors import SetupError

#: What a warm parent can give a child; a kernel that is to be started with anything else is started in the ordinary way.
CAN_GIVE = {"cwd", "env", "independent", "kernel_id", "stderr", "stdout"}


class WarmProvisioner(LocalProvisioner):
    """Kernels forked from a warm parent; ordinary ones, with the reason in the log, where that cannot be.

    All but the start is as for ordinary kernels, which have a process too.
    """

    process: Any = None
    idle_minutes = Float(10, help="minutes without a kernel after which the warm parent ends").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork a kernel, or start one."""
        reason = why_not(cmd, kwargs)
        if not reason:
            try:
                return await self._fork(cmd, **kwargs)
            except (SetupError, OSError) as error:
                reason = str(error)
        self.log.warning("Starting an ordinary kernel, which takes longer: %s", reason)
        return await super().launch_kernel(cmd, **kwargs)

    async def _fork(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        from send_analysis.execution.asking import Keeper
        from send_analysis.execution.messages import Request

        self.cwd = str(Path(kwargs.get("cwd") or ".").absolute())
        alone = bool(kwargs.get("independent"))
        environment = {**kwargs["env"], **({} if alone else {"JPY_PARENT_PID": str(os.getpid())})}
        request = Request(cmd[3:], self.cwd, environment, alone)
        keeper = Keeper(cmd[0], Path(jupyter_runtime_dir()), self.idle_minutes * 60, self._owner())
        with _Outputs(kwargs.get("stdout"), kwargs.get("stderr")) as outputs:
            self.process = await asyncio.to_thread(keeper.kernel, request, outputs)
        self.pid = self.pgid = self.process.pid
        return self.connection_info

    def _owner(self) -> int | None:
        """A Jupyter server takes the parent with it; what runs one notebook leaves it to the next."""
        is_server = isinstance(getattr(self.parent, "parent", None), MultiKernelManager)
        return os.getpid() if is_server else None


def why_not(cmd: list[str], kwargs: dict[str, Any], platform: str = sys.platform) -> str | None:
    """Why a kernel cannot be forked; None where it can."""
    if platform != "linux" or not hasattr(os, "pidfd_open"):
        return "it can be had sooner on Linux only"
    if cmd[1:3] != ["-m", "ipykernel_launcher"]:
        return "its kernelspec starts something else than ipykernel"
    outputs = [kwargs.get("stdout"), kwargs.get("stderr")]
    asked = {name for name, value in kwargs.items() if value is not None} - CAN_GIVE
    if asked or subprocess.PIPE in outputs:
        return f"it is started with {', '.join(sorted(asked)) or 'pipes'}"
    return None


class _Outputs:
    """Where a kernel's outputs go, as `subprocess` takes them: nowhere said, a file, its number, or one of two constants."""

    def __init__(self, stdout: Any, stderr: Any) -> None:
        self._stdout, self._stderr = stdout, stderr

    def __enter__(self) -> tuple[int, int]:
        self._nowhere = os.open(os.devnull, os.O_RDWR)
        stdout = self._number(self._stdout, 1)
        return stdout, stdout if self._stderr == subprocess.STDOUT else self._number(self._stderr, 2)

    def __exit__(self, *_: object) -> None:
        os.close(self._nowhere)

    def _number(self, file: Any, own: int) -> int:
        if file == subprocess.DEVNULL:
            return self._nowhere
        if file is None:
            return own
        return file if isinstance(file, int) else int(file.fileno())
