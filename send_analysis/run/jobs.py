"""The releases that a batch is asked for: which params files, where each is published, and which wait for which."""

import glob
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import yaml

from send_analysis.core.errors import UsageError
from send_analysis.core.params.finding import project_root

#: Stands beside the params of releases, so that patterns find it as well.
_NO_RELEASE = "authority.yaml"

#: The same reader in C, ten times as fast, where the library has it.
_READER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True)
class Job:
    """One release of a batch: its params file and the folder that it is published in."""

    path: Path
    target: Path

    @property
    def name(self) -> str:
        """What it is called, for instance "swindon 2022-06"."""
        return f"{self.target.parent.name} {self.target.name}"


def jobs(named: Iterable[str]) -> list[Job]:
    """The release of each params file that is named, or that a pattern finds, once.

    Raises
    ------
    UsageError
        When a name or a pattern finds nothing, or two files would be published in one folder.
    ParamsError
        When a file does not stand where params stand.
    """
    paths = sorted({path.resolve() for name in named for path in _found(name) if path.name != _NO_RELEASE})
    if not paths:
        raise UsageError("No params file of a release is named. For instance: send-analysis batch 'params/**/2022-*.yaml'")
    found = [Job(path, project_root(path) / "outputs" / path.parent.name / path.stem) for path in paths]
    _stop_at_same_target(found)
    return found


def lines(found: Sequence[Job]) -> list[list[int]]:
    """The numbers of the jobs of each authority, in the order of their days.

    A release is compared with the one before it, so those of one authority are made one after the other.
    """
    by_folder = sorted(range(len(found)), key=lambda number: found[number].target.parent)
    grouped = [list(line) for _, line in groupby(by_folder, key=lambda number: found[number].target.parent)]
    return [
        sorted(line, key=lambda number: (_as_at(found[number].path), number)) if len(line) > 1 else line for line in grouped
    ]


def _found(name: str) -> list[Path]:
    if Path(name).is_file():
        return [Path(name)]
    matches = [Path(each) for each in glob.glob(name, recursive=True)] if glob.has_magic(name) else []  # noqa: PTH207
    files = [each for each in matches if each.is_file()]
    if not files:
        raise UsageError(f"{name}: there is no such params file here. Patterns are written as in 'params/**/2022-*.yaml'.")
    return files


def _stop_at_same_target(found: Sequence[Job]) -> None:
    by_target = groupby(sorted(found, key=lambda job: job.target), key=lambda job: job.target)
    for target, group in by_target:
        names = [job.path.name for job in group]
        if len(names) > 1:
            shown = f"outputs/{target.parent.name}/{target.name}"
            raise UsageError(f"{' and '.join(names)} would both be published in {shown}: name one of them, or rename one.")


def _as_at(path: Path) -> str:
    """The day of a release as its params state it; what is wrong with them is told when it runs."""
    try:
        values = yaml.load(path.read_text(encoding="utf-8-sig"), Loader=_READER)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return ""
    return str(values.get("as_at", "")) if isinstance(values, dict) else ""
