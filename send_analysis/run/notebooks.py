"""Running the notebooks of a release: side by side where their processes are our own, one after the other in kernels."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from nbformat import NotebookNode

from send_analysis.core.params import Params
from send_analysis.core.params.release import NotebookName
from send_analysis.execution.limits import Limits
from send_analysis.run.documents import Executed
from send_analysis.run.formats import Engine
from send_analysis.run.log import RunLog
from send_analysis.run.sections import run_section


def run_notebooks(
    params: Params,
    names: Sequence[NotebookName],
    prepared: Path,
    folder: Path,
    log: RunLog,
    engine: Engine,
    limits: Limits,
    workers: int,
) -> Executed:
    """Run each notebook; returns them executed, which are also written to `folder`.

    Parameters
    ----------
    workers : how many may run at once.

    Raises
    ------
    NotebookError
        When one fails: the first of them in the order of `names`. Those that have not begun then do not.
    """
    folder.mkdir(parents=True)

    def run(name: NotebookName) -> NotebookNode:
        log.step(f"Running {name}")
        return run_section(name, params, prepared, folder / f"{name}.ipynb", engine, limits)

    at_once = workers if engine == "warm" else 1
    with ThreadPoolExecutor(at_once) as pool:
        running = {name: pool.submit(run, name) for name in names}
        try:
            return {name: future.result() for name, future in running.items()}
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
