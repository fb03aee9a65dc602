"""Many releases: each by itself, so that one that fails leaves the others as they are."""

from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from send_analysis.core.errors import SendAnalysisError
from send_analysis.execution.queue import Ended
from send_analysis.run.jobs import Job, lines


class Runner(Protocol):
    """Runs releases somewhere: on this machine (`execution.many`) or on others (`execution.cluster`)."""

    def __call__(
        self,
        asked: Sequence[Mapping[str, Any]],
        lines: Sequence[Sequence[int]],
        progress: Callable[[int, str], None],
        /,
    ) -> Generator[Ended, None, None]:
        """Run each; yields each as it ends. Those in one line run one after the other."""
        ...


@dataclass(frozen=True)
class Outcome:
    """What became of a release of a batch.

    Parameters
    ----------
    seconds : that it took.
    summary : what was found in its data in short; nothing where it failed.
    error : why it was not published; None where it was.
    """

    job: Job
    seconds: float
    summary: str = ""
    error: Exception | None = None

    @property
    def exit_code(self) -> int:
        """0, or that of the error's kind."""
        if self.error is None:
            return 0
        return self.error.exit_code if isinstance(self.error, SendAnalysisError) else SendAnalysisError.exit_code

    @property
    def said(self) -> str:
        """What became of it in a word or two."""
        if self.error is not None:
            return "failed after"
        return "unchanged, seen in" if "unchanged since" in self.summary else "published in"

    @property
    def cause(self) -> str:
        """Why it failed; an error that is not ours is only named, because what it says could hold a value of a row."""
        if isinstance(self.error, SendAnalysisError):
            return str(self.error)
        return f"{type(self.error).__name__}, which was not foreseen. `send-analysis run {self.job.path}` shows where."


def run_batch(
    found: Sequence[Job], options: Mapping[str, Any], runner: Runner, progress: Callable[[Job, str], None]
) -> Generator[Outcome, None, None]:
    """Run these releases; yields what became of each as it ends.

    Parameters
    ----------
    options : further arguments of :func:`send_analysis.run.release.run_release`, for all of them.
    progress : told each step of each release as it begins, where the runner can tell.
    """
    asked = [{**options, "path": str(job.path)} for job in found]
    with closing(runner(asked, lines(found), lambda number, said: progress(found[number], said))) as ended:
        for each in ended:
            summary = each.value.summary if each.error is None else ""
            yield Outcome(found[each.number], each.seconds, summary, each.error)


def absolute(folder: str | Path | None) -> str | None:
    """A folder as another process, in another folder, finds it."""
    return None if folder is None else str(Path(folder).resolve())
