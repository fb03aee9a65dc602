"""What a run says while it works, and keeps in `internal/run.log`: its steps and how long each took, never a value of a row."""

import time
from collections.abc import Callable
from pathlib import Path

#: Told what the run is doing: a short sentence for each step.
Progress = Callable[[str], None]


class RunLog:
    """The steps of one run, each told to `progress` as it begins."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._begun: list[tuple[float, str]] = []

    def step(self, said: str) -> None:
        """Begin a step."""
        self._begun.append((time.perf_counter(), said))
        self._progress(said)

    def write(self, path: Path) -> None:
        """Write each step with the seconds it took."""
        ends = [start for start, _ in self._begun[1:]] + [time.perf_counter()]
        lines = [f"{end - start:7.2f} s  {said}\n" for (start, said), end in zip(self._begun, ends, strict=True)]
        path.write_text("".join(lines), encoding="utf-8")
