"""Why a section would run again, or would not, in words."""

from pathlib import Path

from send_analysis.core.errors import UsageError
from send_analysis.core.params import Params, load_params
from send_analysis.run.documents import chosen
from send_analysis.run.hashes import Files, differences, program_files
from send_analysis.run.kept import find, places, reusable
from send_analysis.run.keys import SectionKey, section_keys
from send_analysis.run.params_rules import RULES
from send_analysis.run.reads import never_unchanged
from send_analysis.run.unchanged import changes_since_made

#: So many changes of a section are named.
_NAMED = 5


def explained(path: str | Path, section: str | None = None, national: str | Path | None = None) -> list[str]:
    """A line for each section of a release, or for one, that says whether a run would run it again and what has changed.

    Parameters
    ----------
    section : one section; all, and the pages, unless given.
    national : the folder of the Department's files, in place of the one that params name.

    Raises
    ------
    UsageError
        When the release has no such section.
    """
    params = load_params(path, rules=RULES)
    notebooks = [name for document in chosen(params, None) for name in document.notebooks]
    wanted = [name for name in notebooks if section in (None, name)]
    if not wanted:
        raise UsageError(f"{params.path.name} has no section {section!r}; it has {', '.join(notebooks)}.")
    keys = section_keys(params, wanted, national, program_files(), Files(params.root))
    folders = places(params.output_folder)
    said = [_section(key, folders) for key in keys.values()]
    return said if section is not None else [*said, _pages(params, never_unchanged(params, notebooks))]


def _section(key: SectionKey, folders: list[Path]) -> str:
    if key.unforeseen:
        return f"{key.section} runs every time: {key.unforeseen}."
    if (kept := reusable(key.section, key.digest, folders)) is not None:
        return f"{key.section}: {kept.since}."
    before = next(iter(find(key.section, folders)), None)
    if before is None:
        return f"{key.section} would run: no earlier run of it is kept."
    if before.digest == key.digest:
        return f"{key.section} would run again: what was kept of it is no longer there, or has been changed."
    return f"{key.section} would run again: {_listed(differences(before.parts, key.parts))}."


def _pages(params: Params, never: str) -> str:
    if never:
        return f"The pages are made every time: {never}."
    changed = changes_since_made(params.root, params.output_folder)
    if changed is None:
        return "The pages would be made: no earlier run of them is kept."
    return f"The pages would be made again: {_listed(changed)}." if changed else "The pages: unchanged."


def _listed(changes: list[str]) -> str:
    more = f"; and {len(changes) - _NAMED:,} more" if len(changes) > _NAMED else ""
    return "; ".join(changes[:_NAMED]) + more
