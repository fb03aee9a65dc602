"""A Jupyter of their own for the tests of kernels; its warm parent serves a module's tests."""

import sys
from collections.abc import Iterator

import pytest

from tests.execution.jupyter import Jupyter, jupyter_in

if sys.platform != "linux":
    collect_ignore = ["test_parent.py", "test_sockets.py", "test_warm_kernels.py", "test_server.py"]


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Jupyter]:
    folder = tmp_path_factory.mktemp("jupyter")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("JUPYTER_RUNTIME_DIR", str(folder / "runtime"))
        environment.setenv("IPYTHONDIR", str(folder / "ipython"))
        made = jupyter_in(folder)
        yield made
        made.end()
