"""The folder that runs read: every edition of a file stands in it beside the others, and none is ever changed."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from tempfile import TemporaryDirectory

from send_analysis.core.errors import SetupError
from send_analysis.core.file_hash import file_hash

#: What is added to the name of a file to name the one beside it that tells where it comes from.
SIDECAR = ".source.json"


class Outcome(StrEnum):
    """What became of a file that was fetched."""

    NEW = "new"
    SAME = "unchanged"
    DESCRIBED = "unchanged; what tells of its source was missing and is written"
    REVISED = "REVISED"
    BESIDE = "new, beside another file of that name"


@dataclass(frozen=True)
class Source:
    """Where a file comes from, as the file beside it tells; None where the service does not tell it.

    Parameters
    ----------
    title : of the data set.
    published_on : day, as year-month-day.
    release : what the service calls the release that the version belongs to.
    labels : column names by the labels that people read.
    file : the name of the file.
    """

    publication: str
    title: str
    data_set_id: str
    version: str
    published_on: str | None
    release: str | None
    sha256: str
    labels: Mapping[str, str]
    file: str


@dataclass(frozen=True)
class Placing:
    """A file that was fetched: what stands beside it, what becomes of it, and where it waits meanwhile."""

    source: Source
    outcome: Outcome
    waiting: Path


@contextmanager
def staging(cache: Path) -> Iterator[Path]:
    """A folder inside the cache for files that are not complete. Whatever goes wrong, the cache is as it was.

    Raises
    ------
    SetupError
        When the cache cannot be written to.
    """
    made = [each for each in (cache, *cache.parents) if not each.exists()]
    try:
        cache.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=cache, prefix=".fetching-", ignore_cleanup_errors=True) as folder:
            yield Path(folder)
    except OSError as error:
        raise SetupError(
            f"The folder {cache} cannot be written to ({error.strerror or type(error).__name__}). Make room, or name another "
            "folder."
        ) from None
    finally:
        for each in made:
            with suppress(OSError):  # it holds something now
                each.rmdir()


def placing(cache: Path, source: Source, waiting: Path) -> Placing:
    """Where a file that was fetched belongs.

    The name of its version is taken where it is free or holds the same bytes. Where it holds others, the Department changed the
    file without a new number, or someone else did: both are kept, the new one with the first figures of its hash in its name.
    """
    path = cache / source.file
    if not path.exists():
        return Placing(source, Outcome.NEW, waiting)
    if file_hash(path) != source.sha256:
        beside = Source(**{**asdict(source), "file": f"{path.stem}-{source.sha256[:8]}{path.suffix}"})
        if (cache / beside.file).exists():
            return placing(cache, beside, waiting)
        return Placing(beside, Outcome.REVISED if _was_fetched(path, source) else Outcome.BESIDE, waiting)
    return Placing(source, Outcome.SAME if _told(path) else Outcome.DESCRIBED, waiting)


def place(cache: Path, placings: Sequence[Placing]) -> None:
    """Put the files where they belong, all of them or none; what tells of a file comes before the file."""
    placed: list[Path] = []
    try:
        for each in placings:
            for waiting, target in _moves(cache, each):
                waiting.replace(target)
                placed.append(target)
    except OSError:
        for target in placed:
            target.unlink(missing_ok=True)
        raise


def _moves(cache: Path, placing: Placing) -> list[tuple[Path, Path]]:
    target = cache / placing.source.file
    told = placing.waiting.with_suffix(SIDECAR)
    told.write_text(json.dumps(asdict(placing.source), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    moves = {told: target.with_name(target.name + SIDECAR), placing.waiting: target}
    wanted = {Outcome.SAME: [], Outcome.DESCRIBED: [told]}.get(placing.outcome, [told, placing.waiting])
    return [(waiting, moves[waiting]) for waiting in wanted]


def _told(path: Path) -> dict[str, object]:
    """What stands beside a file; empty where that is nothing, or nothing that can be read."""
    try:
        told = json.loads(path.with_name(path.name + SIDECAR).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}


def _was_fetched(path: Path, source: Source) -> bool:
    """Whether the file is the one that was fetched under the same data set and version, and has not been changed since."""
    told = _told(path)
    was_fetched = (told.get("data_set_id"), told.get("version")) == (source.data_set_id, source.version)
    return was_fetched and told.get("sha256") == file_hash(path)
