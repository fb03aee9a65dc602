"""One run: from a params file to a published release, all at once or not at all."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from send_analysis.core.errors import SendAnalysisError, SetupError
from send_analysis.core.exchange import staging
from send_analysis.core.params import Params, load_params
from send_analysis.datasets.opening import OpenedData
from send_analysis.execution.limits import Limits
from send_analysis.execution.processes import begin_warming, cores
from send_analysis.national.national import National
from send_analysis.prepared import Prepared
from send_analysis.released import read_earlier
from send_analysis.run.checking import look, remove_checks, shown_from, stop_at_failed, summary
from send_analysis.run.documents import chosen
from send_analysis.run.formats import FORMATS, Engine, Format, Gate
from send_analysis.run.hashes import Files, Part, program_files
from send_analysis.run.internal import write_internal
from send_analysis.run.kept import leave_unfinished, places, remove_unfinished
from send_analysis.run.keys import section_keys
from send_analysis.run.log import Progress, RunLog
from send_analysis.run.manifest import write_manifest
from send_analysis.run.national import look_at_national, national_checks
from send_analysis.run.notebooks import Means, run_notebooks
from send_analysis.run.params_rules import RULES
from send_analysis.run.publishing import missing, publish
from send_analysis.run.reads import never_unchanged, reads
from send_analysis.run.reuse import Reuse, kept_with
from send_analysis.run.revisions import put_in_place, settle_revision
from send_analysis.run.unchanged import Asked, made_from, record


@dataclass(frozen=True)
class Published:
    """What a run has published: the folder, its documents, and what was found in the data in short."""

    folder: Path
    pages: tuple[Path, ...]
    summary: str

    @property
    def page(self) -> Path:
        """The front page: the performance page where there is one."""
        return self.pages[0]


def run_release(
    path: str | Path,
    *,
    only: str | None = None,
    national: str | Path | None = None,
    formats: Collection[Format] = FORMATS,
    gate: Gate = "static",
    engine: Engine = "warm",
    limits: Limits | None = None,
    workers: int = 0,
    force: bool = False,
    program: Part | None = None,
    progress: Progress = lambda said: None,
) -> Published:
    """Run a release and publish it under `outputs/`.

    Parameters
    ----------
    path : the params file.
    only : one section or document to make alone. It stands in a folder of its own, so that the whole release stays what it is.
    national : the folder of the Department's files, in place of the one that params name.
    formats : the forms to publish in; the pages are always made.
    gate : how the pages are audited before they are published.
    engine : what notebooks run in.
    limits : what each notebook may take.
    workers : how many notebooks may run at once; as many as there are cores unless given.
    force : run every section, also where nothing changed that it depends on.
    program : the program's files with their hashes as they were before it was imported; as they are now unless given.
    progress : told each step as it begins.

    Raises
    ------
    SendAnalysisError
        Of the kind that fits; nothing is published then, and what was published before stays as it was.
    """
    if engine == "warm":
        begin_warming()
    at = datetime.now(UTC).replace(microsecond=0)
    program = program_files() if program is None else program
    params = load_params(path, rules=RULES)
    documents = chosen(params, only)
    notebooks = [name for document in documents for name in document.notebooks]
    asked = Asked.of(only, national, formats, gate)
    target, files = asked.target(params.output_folder), Files(params.root)
    log = RunLog(progress)
    with _system_errors_explained(target), staging(target) as staged, _kept_for_the_next(staged, target):
        prepared, internal = Prepared(staged / ".prepared"), staged / "internal"
        keys = section_keys(params, notebooks, national, program, files)
        kept = {} if force else kept_with(keys, places(target, params.output_folder))
        reuse = Reuse(keys, kept, at, prepared.figures, internal)
        made = made_from(files, target, at, str(params.release.as_at), reads(params, notebooks, national), asked, program)
        opened, published = _read(params, national, log)
        prepared.prepare(params, opened, published, read_earlier(params))
        means = Means(engine, limits or Limits(), workers or cores())
        executed = reuse.take_over(log) | run_notebooks(
            params, reuse.to_run, prepared.folder, internal / "notebooks", log, means, reuse.keep
        )
        public = staged / "public"
        found = publish(params, opened, prepared, documents, executed, public, formats, gate, log)
        opened = replace(opened, checks=[*opened.checks, *found])
        write_internal(params, opened, prepared, staged)
        prepared.remove()
        log.write(internal / "run.log")
        if not never_unchanged(params, notebooks) and not missing(formats):
            record(made, staged)
        write_manifest(params, opened, notebooks, staged, published)
        superseded = settle_revision(params, staged, target, formats) if only is None else None
        put_in_place(staged, target, superseded)
        remove_checks(params)
        remove_unfinished(target)
    said = summary(opened, f"{shown_from(params, target)}/internal")
    return Published(target, tuple(target / "public" / document.file for document in documents), said)


def _read(params: Params, national: str | Path | None, log: RunLog) -> tuple[OpenedData, National]:
    """The extracts and the published figures, with the checks of both; none of these stops the release."""
    log.step("Reading and checking the extracts")
    opened = look(params)
    published = look_at_national(params, national)
    opened = replace(opened, checks=[*opened.checks, *national_checks(params, published)])
    stop_at_failed(params, opened)
    return opened, published


@contextmanager
def _kept_for_the_next(staged: Path, target: Path) -> Iterator[None]:
    """A run that does not come to its end leaves the sections that did: the next one goes on from there."""
    try:
        yield
    except (SendAnalysisError, KeyboardInterrupt):
        with suppress(OSError):  # the disk may be full, which is told already
            leave_unfinished(staged / "internal", target)
        raise


@contextmanager
def _system_errors_explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"{target.name} could not be written: {error.strerror or type(error).__name__}. Nothing was published."
        ) from error
