"""Install the kernelspec of warm kernels, so that Jupyter offers them."""

import json
import sys
import tempfile
from pathlib import Path

from jupyter_client.kernelspec import KernelSpecManager

#: The name by which commands call for it: `jupyter nbconvert --execute --ExecutePreprocessor.kernel_name=send-analysis`.
NAME = "send-analysis"


def kernelspec(python: str = sys.executable) -> dict[str, object]:
    """The kernelspec, for a Python."""
    read = json.loads((Path(__file__).parent / "kernelspec" / "kernel.json").read_text(encoding="utf-8"))
    return {**read, "argv": [python, *read["argv"][1:]]}


def install(prefix: Path | None = None) -> Path:
    """Install the kernelspec into an environment's share/jupyter; this one's, unless another is named.

    Returns
    -------
    Path
        The folder that it is in.
    """
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "kernel.json").write_text(json.dumps(kernelspec(), indent=1) + "\n", encoding="utf-8")
        return Path(KernelSpecManager().install_kernel_spec(folder, kernel_name=NAME, prefix=str(prefix or sys.prefix)))
