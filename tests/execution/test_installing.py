"""The kernelspec is installed where Jupyter looks for it."""

import json
import sys
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

from send_analysis.execution.installing import NAME, install
from tests.test_cli import command


def test_the_command_installs_it_into_an_environment(tmp_path: Path) -> None:
    done = command("install-kernel", "--prefix", str(tmp_path))
    folder = tmp_path / "share" / "jupyter" / "kernels" / NAME
    assert done.stdout == f"Installed the kernel {NAME} in {folder.as_posix()}\n"
    spec = KernelSpecManager(kernel_dirs=[str(folder.parent)]).get_kernel_spec(NAME)
    assert spec.display_name == "SEND analysis (warm)"
    assert spec.argv == [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
    assert spec.metadata["kernel_provisioner"]["provisioner_name"] == "send-analysis"


def test_it_is_installed_again_in_place_of_itself(tmp_path: Path) -> None:
    first = install(tmp_path)
    (first / "kernel.json").write_text("{}")
    assert install(tmp_path) == first
    assert json.loads((first / "kernel.json").read_text())["language"] == "python"
