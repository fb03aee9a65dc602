"""What a warm parent holds before it forks: everything imported that its children need, one thread, and no data.

A fork copies the thread that forks and no other, so a lock that another holds at that moment stays locked for ever in
the child. Therefore the parent has one thread, which `one_thread` asserts.
"""

import gc
import importlib
import sys
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from send_analysis.core.errors import SetupError

#: Libraries start threads as they are imported: those for numbers one for each core, Arrow's allocator one that tidies up.
#: With these in the environment they start none. Source: the libraries' own documentation; `one_thread` sees whether it holds.
ONE_THREAD = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "NUMEXPR_NUM_THREADS": "1",
    "VECLIB_MAXIMUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
}

#: What notebooks import, and what they have imported by their end.
NOTEBOOK_MODULES = (
    "holidays.countries",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "pyarrow.dataset",
    "pyarrow.parquet",
    "seaborn",
    "send_analysis.compare",
    "send_analysis.measures",
    "send_analysis.notebook",
)

#: What a run imports beside that, and what it has imported by its end where it makes pages and data.
RUN_MODULES = (
    *NOTEBOOK_MODULES,
    "papermill",
    "send_analysis.execution.shell",
    "send_analysis.publish.exporter",
    "send_analysis.run.release",
)


#: jsonschema, which nbformat needs, looks for this package to check internationalised addresses, which no notebook has. It
#: compiles a grammar as it is imported: 0.9 s, two fifths of all that a run imports (`python -X importtime`).
_COMPILES_A_GRAMMAR = "rfc3987_syntax"


@contextmanager
def _without(name: str) -> Iterator[None]:
    """Let a package that others can do without be none while they are imported."""
    if name in sys.modules:
        yield
        return
    sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        del sys.modules[name]


def preload(modules: Iterable[str] = NOTEBOOK_MODULES) -> None:
    """Import what will be needed, and set aside what was made by it, so that a child's collector does not copy its pages."""
    with warnings.catch_warnings(), _without(_COMPILES_A_GRAMMAR):
        warnings.simplefilter("ignore")
        for name in modules:
            importlib.import_module(name)
    gc.collect()
    gc.freeze()


def one_thread(process: int) -> None:
    """Assert that a process has one thread; where the system does not say, trust it.

    Raises
    ------
    SetupError
        When it has more: a fork of it is not safe.
    """
    tasks = Path(f"/proc/{process}/task")
    if tasks.is_dir() and (threads := len(list(tasks.iterdir()))) != 1:
        raise SetupError(
            f"{threads} threads run in the process that starts notebooks, which makes starting them there unsafe. Use "
            "ordinary kernels: --engine jupyter for a run, Python 3 in JupyterLab."
        )
