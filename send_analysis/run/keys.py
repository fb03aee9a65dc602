"""The key of each section: the hash of all that its results depend on, in named parts, so that one can say what changed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, DatasetName, Extract, NotebookName, read_by
from send_analysis.datasets.plan import ACTIONS, last_report_params
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.released import RELEASED
from send_analysis.run.hashes import BELOW, PACKAGE, Part, digest, files_hashed, installed, program_files
from send_analysis.run.imports import reached
from send_analysis.run.national import compares
from send_analysis.run.notebook_code import Code, code_of
from send_analysis.run.sections import notebook_path

#: What every notebook reaches beside what it imports: opening a release and showing figures.
_EVERY_NOTEBOOK = "send_analysis.notebook"

#: Params that pages alone show.
_OF_PAGES = frozenset(
    {"published_on", "next_release_on", "status", "revision", "last_edition", "revised_since_last_edition", "documents"}
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
    params: Params, sections: Iterable[NotebookName], national: str | Path | None, program: Part, package: Path = PACKAGE
) -> dict[NotebookName, SectionKey]:
    """The key of each section.

    Parameters
    ----------
    national : the folder of the Department's files, in place of the one that params name.
    program : the program's files with their hashes, as they were when it was imported; see :func:`program_files`.
    package : the folder that they stand in.
    """
    packages = installed()
    return {section: _key(params, section, national, program, package, packages) for section in sections}


def _key(
    params: Params, section: NotebookName, national: str | Path | None, program: Part, package: Path, packages: Part
) -> SectionKey:
    code = code_of(notebook_path(params.root, section))
    of_plan = section in (_PLAN, COMMITTEE_PAPER) or not _ASK_FOR_THE_PLAN.isdisjoint(code.named)
    anything = of_plan or not _ASK_FOR_ANYTHING.isdisjoint(code.named)
    datasets = _datasets(params, section, code, anything)
    closed = frozenset[str]() if of_plan else _ALL_MEASURES
    files = reached(package, [_EVERY_NOTEBOOK, *code.imported], program, closed)
    of_national = anything or section == "national_comparison" or not _ASK_FOR_NATIONAL.isdisjoint(code.named)
    parts = {
        "notebook": files_hashed(params.root, map(str, code.files)),
        "program": {f"send_analysis/{file}": program[file] for file in sorted(files)},
        "params": _params_seen(params, section, datasets, anything),
        "inputs": files_hashed(params.root, _patterns(params, datasets)),
        "published figures": files_hashed(params.root, national_patterns(params, national)) if of_national else {},
        "last edition": files_hashed(params.root, last_edition_patterns(params)),
        "last report": files_hashed(params.root, last_report_patterns(params)) if of_plan else {},
        "packages": packages,
    }
    return SectionKey(section, parts, code.unforeseen or _without_hash(params, datasets, of_plan))


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
    return {name: digest(value) for name, value in seen.items()}


def _patterns(params: Params, datasets: Iterable[DatasetName]) -> list[str]:
    return [pattern for name in datasets for pattern in extract_patterns(params, params.release.extracts[name])]


def extract_patterns(params: Params, extract: Extract) -> list[str]:
    """The files that an extract is read from, as patterns; of a SEN2 export named by one of its files, all beside it."""
    if extract.path is None or extract.is_remote:
        return []
    whole_export = extract.sen2 and extract.path.lower().endswith(".csv")
    return [str(Path(extract.path).parent) if whole_export else extract.path]


def national_patterns(params: Params, national: str | Path | None) -> list[str]:
    """The Department's files, where anything in the release compares with them."""
    if not compares(params):
        return []
    return [f"{params.national_source if national is None else Path(national).absolute()}{BELOW}"]


def last_edition_patterns(params: Params) -> list[str]:
    """The figures that the last edition released, where params name one."""
    name = params.release.last_edition
    return [] if name is None else [str(params.output_folder.with_name(name) / RELEASED)]


def last_report_patterns(params: Params) -> list[str]:
    """The params of the last report on the plan, and the extract of its actions, where the plan names one."""
    earlier = last_report_params(params)
    if earlier is None:
        return []
    actions = earlier.release.extracts.get(ACTIONS)
    return [str(earlier.path), *([] if actions is None else extract_patterns(earlier, actions))]


def without_hash(extracts: Iterable[tuple[str, Extract]]) -> str:
    """The first extract that no file of this machine shows, in words; empty where there is none."""
    for name, extract in extracts:
        if extract.path is None or extract.is_remote:
            return f"{name} comes from a database or another machine, where no hash tells whether it changed"
    return ""


def _without_hash(params: Params, datasets: Iterable[DatasetName], of_plan: bool) -> str:
    of_last = last_report_params(params) if of_plan else None
    actions = [] if of_last is None else [(ACTIONS, each) for name, each in of_last.release.extracts.items() if name == ACTIONS]
    return without_hash([*((name, params.release.extracts[name]) for name in datasets), *actions])
