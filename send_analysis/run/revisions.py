"""What becomes of a published release when it is run again: nothing, or a revision that params give a number and a reason.

A draft may be run again at will. Once a release is provisional or final, its public files change only by a revision, and
what it was before goes whole to `outputs/<authority>/.revisions/<period>/<number of the revision>/`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from send_analysis.compare.revised import differences
from send_analysis.core.errors import CheckError, ParamsError, SetupError, UsageError
from send_analysis.core.exchange import exchange
from send_analysis.core.file_hash import file_hash
from send_analysis.core.params import Params
from send_analysis.core.params.publication import Status
from send_analysis.disclosure.editions import comparable
from send_analysis.disclosure.protect import Policy
from send_analysis.present.differences import difference_rows, first_few
from send_analysis.present.numbers import figure_text
from send_analysis.released import REVISIONS, read_manifest, read_released, revision_folder
from send_analysis.run.formats import FORMATS, Format, formats_in


@dataclass(frozen=True)
class Former:
    """What stands in the place of a release: its folder, how far it was, and the number of its revision."""

    folder: Path
    status: Status
    revision: int

    @property
    def kept_at(self) -> Path:
        """Where it goes when it is superseded."""
        return revision_folder(self.folder, self.revision)


def read_former(target: Path) -> Former | None:
    """What stands in the place of a release; None where there is nothing. One that does not say how far it is, is a draft.

    Raises
    ------
    CheckError
        When its manifest cannot be read: whether it has been published is then not known.
    """
    if not (target / "manifest.json").is_file():
        return None
    said = read_manifest(target)
    status, revision = said.get("status", "draft"), said.get("revision", {"number": 0})
    if status not in ("draft", "provisional", "final") or not isinstance(revision, dict):
        raise CheckError(
            f"{target.name}/manifest.json is not as a run has written it. Move that folder away, and run again."
        )
    return Former(target, status, int(revision.get("number", 0)))


def settle_revision(params: Params, staged: Path, target: Path, formats: Collection[Format] = FORMATS) -> Former | None:
    """Whether the staged release may take the place of what stands at `target`, and whether that is superseded by it.

    Call it with the whole release staged and the target's lock held, before :func:`put_in_place`.

    Returns
    -------
    What is superseded and must be kept; None where nothing is: nothing was there, it was a draft, or its public files are
    byte for byte those of the staged release.

    Raises
    ------
    ParamsError
        When public files differ and params state no revision, or another than the next one; or when nothing differs and
        they state another than the one published; or when a draft would take the place of what is published.
    UsageError
        When they state no next revision, and fewer forms are made than are published: what then differs is no figure.
    SetupError
        When another release stands already where the superseded one is kept.
    """
    former = read_former(target)
    if former is None or former.status == "draft":
        return None
    shown, number = params.path.name, params.release.revision.number
    if params.release.status == "draft":
        raise ParamsError(
            f"{shown}: this is a draft, and {target.name} is published as {former.status}. "
            "Set status, or try things out under a params file of another name. Nothing was published."
        )
    changed = changed_files(former.folder / "public", staged / "public")
    if not changed and number == former.revision:
        return None
    if not changed:
        raise ParamsError(
            f"{shown}: states revision {number}, but what would be published is byte for byte revision {former.revision}, "
            f"which is published. Write revision {former.revision} again, or take the key out where that is 0."
        )
    if number != former.revision + 1:
        _stop_at_fewer_forms(former, formats)
        raise ParamsError(_asks_for_a_revision(params, former, staged, changed))
    _refuse_to_write_over(former)
    return former


def put_in_place(staged: Path, target: Path, superseded: Former | None) -> None:
    """Let the staged release take its place, and move what it supersedes, if anything, to where it is kept.

    Both are one exchange with one journal (`core.exchange`): a run that is killed between loses neither.

    Raises
    ------
    SetupError
        When the target cannot be replaced, or another release is kept where the superseded one would be.
    """
    if superseded is not None:
        _refuse_to_write_over(superseded)
    kept = None if superseded is None or superseded.kept_at.exists() else superseded.kept_at
    exchange(staged, target, keep_at=kept)


def changed_files(old: Path, new: Path) -> list[str]:
    """The files under two folders that are not byte for byte the same, or stand in one alone, by name."""
    before, after = _hashes(old), _hashes(new)
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def _hashes(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): file_hash(path) for path in folder.rglob("*") if path.is_file()}


def _refuse_to_write_over(former: Former) -> None:
    """What is kept already and is the same need not be kept twice; anything else is not written over."""
    if former.kept_at.exists() and changed_files(former.folder, former.kept_at):
        where = f"{REVISIONS}/{former.folder.name}/{former.revision}"
        raise SetupError(
            f"{where} holds another release already and is not written over. See which of the two was published as revision "
            f"{former.revision}, and move the other away. Nothing was published."
        )


def _stop_at_fewer_forms(former: Former, formats: Collection[Format]) -> None:
    published = formats_in(former.folder / "public")
    if missing := [name for name in FORMATS if name in published and name not in formats]:
        every = ",".join(name for name in FORMATS if name in published or name in formats)
        raise UsageError(
            f"{former.folder.name} is published as {former.status}, and this run makes fewer forms than what is published "
            f"({', '.join(missing)}). Run with all of them: --formats {every}. Nothing was published."
        )


def _asks_for_a_revision(params: Params, former: Former, staged: Path, changed: list[str]) -> str:
    number = params.release.revision.number
    stated = f"revision {number}" if number else "no revision"
    following = former.revision + 1
    return "\n".join(
        [
            f"{params.path.name}: {former.folder.name} is published as {former.status}, revision {former.revision}, and what "
            f"this run would publish differs from it. Params state {stated}. Nothing was published.",
            *_what_changed(params, former, staged, changed),
            f"If this is right, write revision: {{number: {following}, reason: why, revised_on: the day}} and run again. "
            "Readers will see the reason.",
        ]
    )


def _what_changed(params: Params, former: Former, staged: Path, changed: list[str]) -> list[str]:
    policy = Policy(params.authority.disclosure.withhold_up_to)
    files = ", ".join(changed[:5]) + (f" and {len(changed) - 5:,} more" if len(changed) > 5 else "")
    try:
        found = differences(read_released(former.folder), read_released(staged), figure_text)
    except CheckError as error:
        return [f"Files that differ: {files}. Their figures cannot be compared: {error}"]
    if found.empty:
        return [f"No figure differs, but words or layout do: {files}."]
    rows = first_few(difference_rows(comparable(found, policy)))
    return ["Figures that differ:", *(f"  {row}" for row in rows), f"Files that differ: {files}."]
