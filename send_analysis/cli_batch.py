"""The command `send-analysis batch`: many releases, with progress for all and for each, and one exit code for all."""

import time
from collections.abc import Sequence
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.markup import escape
from rich.status import Status

from send_analysis.cli_options import (
    ALL_FORMATS,
    CellMemory,
    CellSeconds,
    Force,
    Formats,
    HowFarAudited,
    NationalFolder,
    RunIn,
)
from send_analysis.core.errors import UsageError
from send_analysis.execution.limits import CELL_SECONDS, Limits, share_of_memory
from send_analysis.run.formats import formats_of

if TYPE_CHECKING:
    from send_analysis.run.batch import Outcome, Runner
    from send_analysis.run.jobs import Job

_out = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)

ParamsFiles = Annotated[
    list[str], typer.Argument(metavar="PARAMS...", help="params files, or patterns such as 'params/**/2022-*.yaml'")
]


def batch(
    params: ParamsFiles,
    workers: Annotated[int | None, typer.Option(min=1, help="how many run at once; as many as cores unless given")] = None,
    national: NationalFolder = None,
    formats: Formats = ALL_FORMATS,
    gate: HowFarAudited = "static",
    engine: RunIn = "warm",
    cell_seconds: CellSeconds = CELL_SECONDS,
    cell_memory: CellMemory = None,
    cluster: Annotated[
        str | None, typer.Option(help="the address of a Dask scheduler whose workers are to run them: tcp://host:8786")
    ] = None,
    force: Force = False,
) -> None:
    """Make many releases, several at once. The exit code is 0, or the highest of those that failed."""
    from send_analysis.execution.processes import cores
    from send_analysis.run.batch import absolute
    from send_analysis.run.hashes import program_files
    from send_analysis.run.jobs import jobs, lines

    if cluster and workers:
        raise UsageError("--workers is for this machine: a cluster runs as many at once as it has workers. Leave one out.")
    at_once = workers or cores()
    found = jobs(params)
    options = {
        "national": absolute(national),
        "formats": formats_of(formats),
        "gate": gate,
        "engine": engine,
        "limits": Limits(cell_seconds, cell_memory or (None if cluster else share_of_memory(at_once))),
        "force": force,
        "program": None if cluster else program_files(),
        "workers": 1 if cluster else max(1, at_once // len(lines(found))),
    }
    code = _Batch(found).run(options, _runner(at_once, cluster))
    if code:
        raise typer.Exit(code)


def _runner(at_once: int, cluster: str | None) -> "Runner":
    from send_analysis.execution.cluster import call_each_on_cluster
    from send_analysis.execution.many import call_each
    from send_analysis.run.job import release_if_needed, release_on_worker

    if cluster is not None:
        return partial(call_each_on_cluster, release_on_worker, cluster)
    return partial(call_each, release_if_needed, at_once)


class _Batch:
    """A batch as it is shown: a line for each release that has ended, and in a terminal what is under way."""

    def __init__(self, found: "Sequence[Job]") -> None:
        self._found, self._ended = found, list["Outcome"]()
        self._under_way: dict[str, str] = {}

    def run(self, options: dict[str, Any], runner: "Runner") -> int:
        """Run all; returns the exit code."""
        from send_analysis.run.batch import run_batch

        begun = time.perf_counter()
        try:
            with (
                _out.status(f"0 of {len(self._found)}") as status,
                closing(run_batch(self._found, options, runner, partial(self._step, status))) as outcomes,
            ):
                for outcome in outcomes:
                    self._show(outcome, status)
        except KeyboardInterrupt:
            _errors.print(f"Interrupted. {self._published()}; nothing is half published. Start it again to go on.")
            return 130
        self._show_failed()
        _out.print(f"{self._published()} in {time.perf_counter() - begun:.1f} s.", markup=False)
        return max(each.exit_code for each in self._ended)

    def _step(self, status: Status, job: "Job", said: str) -> None:
        self._under_way[job.name] = said
        status.update(self._progress())

    def _show(self, outcome: "Outcome", status: Status) -> None:
        self._ended.append(outcome)
        self._under_way.pop(outcome.job.name, None)
        number = f"{len(self._ended)} of {len(self._found)}"
        _out.print(f"{number}: {outcome.job.name} {outcome.said} {outcome.seconds:.1f} s", markup=False)
        status.update(self._progress())

    def _progress(self) -> str:
        each = [f"{name}: {said}" for name, said in self._under_way.items()]
        return escape("; ".join([f"{len(self._ended)} of {len(self._found)}", *each]))

    def _show_failed(self) -> None:
        failed = [each for each in self._ended if each.error is not None]
        if failed:
            _errors.print(f"{len(failed)} of {len(self._found)} failed:")
        for each in failed:
            _errors.print(f"{each.job.name} ({each.job.path}):")
            _errors.print("\n".join(f"  {line}" for line in each.cause.splitlines()))

    def _published(self) -> str:
        done = sum(each.error is None for each in self._ended)
        return f"{done} of {len(self._found)} releases are published"
