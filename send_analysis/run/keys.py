"""The key of each section: the hash of all that its results depend on, in named parts, so that one can say what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, DatasetName, NotebookName, read_by
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.released import RELEASED, last_revision
from send_analysis.run.hashes import PACKAGE, Files, Part, digest, installed
from send_analysis.run.imports import reached
from send_analysis.run.notebook_code import Code, code_of
from send_analysis.run.reads import (
    extract_patterns,
    last_edition_patterns,
    last_report_patterns,
    national_patterns,
    without_hash,
)
from send_analysis.run.sections import notebook_path

#: What every notebook reaches beside what it imports: opening a release and showing figures.
_EVERY_NOTEBOOK = "send_analysis.notebook"

#: Params that pages alone show.
_OF_PAGES = frozenset(
    {"published_on", "next_release_on", "status", "revision", "revised_since_last_edition", "documents"}
    | {"sections", "extracts", "commentary"}
)
_OF_PAGES_AUTHORITY = frozenset({"publication", "accessibility", "contact", "publisher", "introduction"})

_PLAN = "improvement_plan"

#: With these a notebook asks for any dataset or any of the params.
_ASK_FOR_ANYTHING = frozenset({"datasets", "dataset", ".params", "getattr", "vars", "__dict__"})

#: With these it asks for the plan, whose impact is measured by any measure of any dataset.
_ASK_FOR_THE_PLAN = frozenset({_PLAN, "plan", "impact", "catalogue"})

#: With these it asks for the Department's figures.
_ASK_FOR_NATIONAL = frozenset({"national", "neighbours"})

#: From here every measure is reached, and only the measures of a plan's impact go there.
_ALL_MEASURES = frozenset({"measures/catalogue.py"})


@dataclass(frozen=True)
class SectionKey:
    """What a section depends on, and its hash.

    Parameters
    ----------
    parts : named hashes of each: notebook, program, params, inputs, published figures, last edition, packages.
    unforeseen : why it must run every time; empty where a hash tells.
    """

    section: NotebookName
    parts: Mapping[str, Part]
    unforeseen: str = ""

    @property
    def digest(self) -> str:
        """The hash of all parts."""
        return digest(self.parts)


def section_keys(
    params: Params,
    sections: Iterable[NotebookName],
    national: str | Path | None,
    program: Part,
    files: Files,
    package: Path = PACKAGE,
) -> dict[NotebookName, SectionKey]:
    """The key of each section.

    Parameters
    ----------
    national : the folder of the Department's files, in place of the one that params name.
    program : the program's files with their hashes, as they were when it was imported; see :func:`program_files`.
    files : hashes of the files that it reads.
    package : the folder that the program's files stand in.
    """
    packages = installed()
    return {section: _key(params, section, national, program, files, package, packages) for section in sections}


def _key(
    params: Params,
    section: NotebookName,
    national: str | Path | None,
    program: Part,
    files: Files,
    package: Path,
    packages: Part,
) -> SectionKey:
    code = code_of(notebook_path(params.root, section))
    of_plan = section in (_PLAN, COMMITTEE_PAPER) or not _ASK_FOR_THE_PLAN.isdisjoint(code.named)
    anything = of_plan or not _ASK_FOR_ANYTHING.isdisjoint(code.named)
    datasets = _datasets(params, section, code, anything)
    closed = frozenset[str]() if of_plan else _ALL_MEASURES
    reaches = reached(package, [_EVERY_NOTEBOOK, *code.imported], program, closed)
    of_national = anything or section == "national_comparison" or not _ASK_FOR_NATIONAL.isdisjoint(code.named)
    parts = {
        "notebook": files.hashed(map(str, code.files)),
        "program": {f"send_analysis/{file}": program[file] for file in sorted(reaches)},
        "params": _params_seen(params, section, datasets, anything),
        "inputs": files.hashed(extract_patterns(params, datasets)),
        "published figures": files.hashed(national_patterns(params, national)) if of_national else {},
        "last edition": files.hashed(last_edition_patterns(params)),
        "last revision": _last_revision(params, files),
        "last report": files.hashed(last_report_patterns(params)) if of_plan else {},
        "packages": packages,
    }
    return SectionKey(section, parts, code.unforeseen or without_hash(params, datasets, of_plan))


def _last_revision(params: Params, files: Files) -> Part:
    """The figures that the revision before this one released; it moves when this one takes its place, so by what it is."""
    folder = last_revision(params)
    found = {} if folder is None else files.hashed([str(folder / RELEASED)])
    return {"the figures of the last revision": digest(sorted(found.values()))} if found else {}


def _datasets(params: Params, section: NotebookName, code: Code, anything: bool) -> list[DatasetName]:
    """The datasets that a section reads, and those that their rows belong to, which decide on strays."""
    if anything:
        return list(params.release.extracts)
    named = {name for name in get_args(DatasetName) if name in code.named}
    wanted = named | set(() if section == COMMITTEE_PAPER else read_by(section))
    for name in list(wanted):
        wanted |= _parents(name)
    return [name for name in params.release.extracts if name in wanted]


def _parents(name: DatasetName) -> set[DatasetName]:
    parent = SPECS[name].parent
    found: set[DatasetName] = {each for each in SPECS if parent and each == parent[0]}
    return found.union(*map(_parents, found))


def _params_seen(params: Params, section: NotebookName, datasets: Iterable[DatasetName], anything: bool) -> Part:
    """The params that a section sees, as they take effect, each by the hash of its value."""
    release, authority = (each.model_dump(mode="json") for each in (params.release, params.authority))
    unseen = frozenset[str]() if anything else _OF_PAGES | {COMMITTEE_PAPER, _PLAN}
    seen: dict[str, Any] = {f"params {name}": value for name, value in release.items() if name not in unseen}
    seen |= {f"params extracts.{name}": release["extracts"][name] for name in datasets}
    seen[f"params commentary.{section}"] = release["commentary"].get(section)
    unseen = frozenset() if anything else _OF_PAGES_AUTHORITY
    seen |= {f"authority.yaml {name}": value for name, value in authority.items() if name not in unseen}
    return {name: digest(value, ordered=True) for name, value in seen.items()}
