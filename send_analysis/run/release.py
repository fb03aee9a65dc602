"""One run: from a params file to a published release, all at once or not at all."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from nbformat import NotebookNode

from send_analysis.core.errors import SetupError, UsageError
from send_analysis.core.exchange import exchange, staging
from send_analysis.core.params import Params, load_params
from send_analysis.core.params.release import SectionName
from send_analysis.datasets.opening import OpenedData
from send_analysis.prepared import Prepared
from send_analysis.publish.document import join
from send_analysis.publish.exporter import export
from send_analysis.run.checking import look, remove_checks, shown_from, stop_at_failed, summary
from send_analysis.run.internal import write_internal
from send_analysis.run.log import Progress, RunLog
from send_analysis.run.manifest import write_manifest
from send_analysis.run.national import look_at_national, national_checks
from send_analysis.run.page import performance_page_context
from send_analysis.run.params_rules import RULES
from send_analysis.run.sections import run_section


@dataclass(frozen=True)
class Published:
    """What a run has published: the folder, its page, and what was found in the data in short."""

    folder: Path
    page: Path
    summary: str


def run_release(
    path: str | Path,
    *,
    only: str | None = None,
    national: str | Path | None = None,
    progress: Progress = lambda said: None,
) -> Published:
    """Run a release and publish it under `outputs/`.

    Parameters
    ----------
    path : the params file.
    only : one section to run alone. Its page stands in a folder of its own, so that the whole release stays what it is.
    national : the folder of the Department's files, in place of the one that params name.
    progress : told each step as it begins.

    Raises
    ------
    SendAnalysisError
        Of the kind that fits; nothing is published then, and what was published before stays as it was.
    """
    params = load_params(path, rules=RULES)
    sections = _sections(params, only)
    target = params.output_folder if only is None else params.output_folder.with_name(f"{params.name}-only-{only}")
    log = RunLog(progress)
    with _system_errors_explained(target), staging(target) as staged:
        log.step("Reading and checking the extracts")
        opened = look(params)
        published = look_at_national(params, national)
        opened = replace(opened, checks=[*opened.checks, *national_checks(params, published)])
        stop_at_failed(params, opened)
        prepared = Prepared(staged / ".prepared")
        prepared.prepare(params, opened, published)
        executed = _run_sections(params, sections, prepared, staged, log)
        log.step("Making the page")
        _write_page(params, opened, prepared, executed, staged)
        write_internal(params, opened, prepared, staged)
        prepared.remove()
        log.write(staged / "internal" / "run.log")
        write_manifest(params, opened, sections, staged, published)
        exchange(staged, target)
        remove_checks(params)
    said = summary(opened, f"{shown_from(params, target)}/internal")
    return Published(target, target / "public" / "index.html", said)


@contextmanager
def _system_errors_explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise SetupError(
            f"{target.name} could not be written: {error.strerror or type(error).__name__}. Nothing was published."
        ) from error


def _sections(params: Params, only: str | None) -> list[SectionName]:
    sections = list(params.release.sections)
    if only is None:
        return sections
    chosen = [section for section in sections if section == only]
    if not chosen:
        raise UsageError(f"{params.path.name} has no section {only!r}; it has {', '.join(sections)}.")
    return chosen


def _run_sections(
    params: Params, sections: Sequence[SectionName], prepared: Prepared, staged: Path, log: RunLog
) -> list[tuple[str, NotebookNode]]:
    folder = staged / "internal" / "notebooks"
    folder.mkdir(parents=True)
    executed: list[tuple[str, NotebookNode]] = []
    for section in sections:
        log.step(f"Running {section}")
        executed.append((section, run_section(section, params, prepared.folder, folder / f"{section}.ipynb")))
    return executed


def _write_page(
    params: Params, opened: OpenedData, prepared: Prepared, executed: list[tuple[str, NotebookNode]], staged: Path
) -> None:
    context = performance_page_context(params, opened, prepared, [section for section, _ in executed])
    page = export(join(executed, context))
    (staged / "public").mkdir()
    (staged / "public" / "index.html").write_text(page, encoding="utf-8", newline="\n")
