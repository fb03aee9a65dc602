"""Running the notebooks of a release: side by side where their processes are our own, one after the other in kernels."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from nbformat import NotebookNode

from send_analysis.core.errors import NotebookError
from send_analysis.core.params import Params
from send_analysis.core.params.release import NotebookName
from send_analysis.execution.limits import Limits
from send_analysis.run.documents import Executed
from send_analysis.run.formats import Engine
from send_analysis.run.log import RunLog
from send_analysis.run.sections import run_section


@dataclass(frozen=True)
class Means:
    """What notebooks run in, what each of them may take, and how many may run at once where that is a process of ours."""

    engine: Engine
    limits: Limits
    workers: int


def run_notebooks(
    params: Params,
    names: Sequence[NotebookName],
    prepared: Path,
    folder: Path,
    log: RunLog,
    means: Means,
    keep: Callable[[NotebookName], None] = lambda name: None,
) -> Executed:
    """Run each notebook; returns them executed, which are also written to `folder`.

    Parameters
    ----------
    means : what they run in.
    keep : told each that has come to its end, as soon as it has.

    Raises
    ------
    NotebookError
        When any fails, after all have run: each is named.
    """
    folder.mkdir(parents=True, exist_ok=True)
    stop = Event()

    def run(name: NotebookName) -> NotebookNode | NotebookError:
        log.step(f"Running {name}")
        try:
            notebook = run_section(name, params, prepared, folder / f"{name}.ipynb", means.engine, means.limits, stop)
        except NotebookError as error:
            return error
        keep(name)
        return notebook

    with ThreadPoolExecutor(means.workers if means.engine == "warm" else 1) as pool:
        running = {name: pool.submit(run, name) for name in names}
        try:
            ended = {name: future.result() for name, future in running.items()}
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    _stop_at_failed([each for each in ended.values() if isinstance(each, NotebookError)])
    return {name: each for name, each in ended.items() if isinstance(each, NotebookNode)}


def _stop_at_failed(failed: Sequence[NotebookError]) -> None:
    if failed:
        raise NotebookError("\n".join(str(error) for error in failed))
