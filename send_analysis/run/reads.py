"""Which files a release reads, as patterns: its extracts, the Department's files, the last edition, the last report."""

from collections.abc import Iterable, Sequence
from pathlib import Path

from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName, Extract, NotebookName
from send_analysis.datasets.plan import ACTIONS, last_report_params
from send_analysis.released import RELEASED, last_revision
from send_analysis.run.hashes import BELOW, shown
from send_analysis.run.national import compares
from send_analysis.run.notebook_code import code_of
from send_analysis.run.sections import notebook_path


def reads(params: Params, notebooks: Sequence[NotebookName], national: str | Path | None) -> dict[str, list[str]]:
    """Everything that a release is made from and that stands in files beside the program, by what it is."""
    beside = [params.path.with_name("authority.yaml"), *_params_beside(params)]
    code = [file for name in notebooks for file in code_of(notebook_path(params.root, name)).files]
    return {
        "params": _shown(params, params.path, *beside),
        "notebooks": [*dict.fromkeys(_shown(params, *code)), "notebooks/*.py"],
        "inputs": extract_patterns(params, params.release.extracts),
        "published figures": national_patterns(params, national),
        "last edition": last_edition_patterns(params),
        "last revision": last_revision_patterns(params),
        "last report": last_report_patterns(params),
    }


def never_unchanged(params: Params, notebooks: Sequence[NotebookName]) -> str:
    """Why a release must be made every time, whatever hashes say; empty where they tell."""
    code = [(name, code_of(notebook_path(params.root, name)).unforeseen) for name in notebooks]
    of_notebooks = next((f"{name}: {unforeseen}" for name, unforeseen in code if unforeseen), "")
    return of_notebooks or without_hash(params, params.release.extracts, of_plan=True)


def _shown(params: Params, *paths: Path) -> list[str]:
    """Paths from the root, so that the whole project may be moved or copied."""
    return [shown(params.root, path) for path in paths]


def _params_beside(params: Params) -> list[Path]:
    """The params of the last edition; those of the last report stand with its actions."""
    name = params.release.last_edition
    return [] if name is None else [params.path.with_name(f"{name}.yaml")]


def extract_patterns(params: Params, datasets: Iterable[DatasetName]) -> list[str]:
    """The files that extracts are read from."""
    extracts = [params.release.extracts[name] for name in datasets]
    return list(dict.fromkeys(_pattern(extract) for extract in extracts if _is_in_files(extract)))


def _pattern(extract: Extract) -> str:
    """Of a SEN2 export that is named by one of its files, all beside it are read."""
    path = extract.path or ""
    return str(Path(path).parent) if extract.sen2 and path.lower().endswith(".csv") else path


def national_patterns(params: Params, national: str | Path | None) -> list[str]:
    """The Department's files, where anything in the release compares with them.

    Parameters
    ----------
    national : their folder, in place of the one that params name.
    """
    folder = params.national_source if national is None else Path(national).absolute()
    return [f"{each}{BELOW}" for each in _shown(params, folder)] if compares(params) else []


def last_edition_patterns(params: Params) -> list[str]:
    """The figures that the last edition released, where params name one."""
    name = params.release.last_edition
    return [] if name is None else _shown(params, params.output_folder.with_name(name) / RELEASED)


def last_revision_patterns(params: Params) -> list[str]:
    """The figures that the revision before this one released, in place or where it is kept once this one took its place."""
    folder = last_revision(params)
    return [] if folder is None else _shown(params, folder / RELEASED)


def last_report_patterns(params: Params) -> list[str]:
    """The params of the last report on the plan, and the extract of its actions, where the plan names one."""
    earlier = last_report_params(params)
    if earlier is None:
        return []
    actions = [name for name in earlier.release.extracts if name == ACTIONS]
    return [*_shown(params, earlier.path), *extract_patterns(earlier, actions)]


def without_hash(params: Params, datasets: Iterable[DatasetName], of_plan: bool) -> str:
    """The first extract that no file of this machine shows, in words; empty where there is none.

    Parameters
    ----------
    of_plan : whether the actions of the last report are read as well.
    """
    extracts = [(str(name), params.release.extracts[name]) for name in datasets]
    earlier = last_report_params(params) if of_plan else None
    if earlier is not None:
        extracts += [
            (f"{name} of the last report", each) for name, each in earlier.release.extracts.items() if name == ACTIONS
        ]
    elsewhere = next((name for name, each in extracts if not _is_in_files(each)), "")
    return (
        f"{elsewhere} comes from a database or another machine, where no hash tells whether it changed" if elsewhere else ""
    )


def _is_in_files(extract: Extract) -> bool:
    return extract.path is not None and not extract.is_remote
