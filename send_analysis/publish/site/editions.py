"""Finds the releases of an authority: what its folder holds, what can be published of it, and why the rest cannot."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from send_analysis.core.errors import PublicationError, UsageError
from send_analysis.core.file_hash import file_hash
from send_analysis.publish.site.block import NAME, PublicationBlock

#: Where superseded revisions are kept: `.revisions/<release>/<number>/`.
REVISIONS = ".revisions"

#: What the site itself has at its top, so that no release can be called so.
RESERVED = ("latest", "index.html", "corrections.html", "calendar.html", "calendar.ics", "feed.xml", "sitemap.xml")


@dataclass(frozen=True)
class Edition:
    """One publication of a release: the folder of its files, and what its manifest says of them."""

    public: Path
    block: PublicationBlock


@dataclass(frozen=True)
class LeftOut:
    """A folder that the site does not take, by its path from the authority's folder, and the reason in words."""

    path: str
    reason: str


@dataclass(frozen=True)
class Found:
    """Releases as they stand, superseded revisions, and what was left out."""

    current: tuple[Edition, ...]
    superseded: tuple[Edition, ...]
    left_out: tuple[LeftOut, ...]


class _NotForTheSiteError(Exception):
    """A folder is no release that a site takes; the message is the reason."""


def find_editions(folder: Path) -> Found:
    """What an authority's output folder holds, in the order of its names.

    Raises
    ------
    UsageError
        When there is no such folder.
    PublicationError
        When a published file is not the one that its manifest names: altered, missing, or not named at all.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}. Give the one that holds an authority's releases, outputs/swindon.")
    current, left = _read_all(folder, _releases(folder))
    standing = {edition.block.name: edition.block.revision.number for edition in current}
    superseded, left_revisions = _read_all(folder, _revisions(folder), standing)
    superseded.sort(key=lambda edition: (edition.block.name, edition.block.revision.number))
    return Found(tuple(current), tuple(superseded), (*left, *left_revisions))


def _releases(folder: Path) -> Iterator[Path]:
    return (path for path in sorted(folder.iterdir()) if path.is_dir() and not path.name.startswith("."))


def _revisions(folder: Path) -> Iterator[Path]:
    return (path for path in sorted((folder / REVISIONS).glob("*/*")) if path.is_dir() and not path.name.startswith("."))


def _read_all(
    folder: Path, paths: Iterator[Path], standing: dict[str, int] | None = None
) -> tuple[list[Edition], list[LeftOut]]:
    editions, left = [], []
    for path in paths:
        try:
            edition = _read(path)
            _check_name(path, edition.block) if standing is None else _check_revision(path, edition.block, standing)
        except _NotForTheSiteError as reason:
            left.append(LeftOut(path.relative_to(folder).as_posix(), str(reason)))
        else:
            _check_files(folder, edition)
            editions.append(edition)
    return editions, left


def _read(path: Path) -> Edition:
    if "-only-" in path.name:
        raise _NotForTheSiteError("it holds one section or document alone, not a whole release")
    if path.name.endswith("-checks"):
        raise _NotForTheSiteError("it holds checks, not a release")
    block = _block(path / "manifest.json")
    if block.status == "draft":
        raise _NotForTheSiteError("it is a draft; give it the status provisional or final and run it again")
    if block.published_on is None:
        raise _NotForTheSiteError("its params give no published_on; give the day and run it again")
    return Edition(path / "public", block)


def _block(manifest: Path) -> PublicationBlock:
    try:
        read = json.loads(manifest.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise _NotForTheSiteError("it has no manifest.json") from None
    except (OSError, ValueError, RecursionError):
        raise _NotForTheSiteError("its manifest.json cannot be read; run the release again") from None
    if not isinstance(read, dict) or "publication" not in read:
        raise _NotForTheSiteError("its manifest.json says nothing of its publication; run the release again")
    try:
        return PublicationBlock.model_validate(read["publication"])
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"]))
        raise _NotForTheSiteError(f"its manifest.json is not as it must be: publication.{where}: {first['msg']}") from None


def _check_name(path: Path, block: PublicationBlock) -> None:
    if block.name != path.name:
        raise _NotForTheSiteError(
            f"its manifest.json is that of {block.name}; a release keeps the name that it was run under"
        )
    if not NAME.fullmatch(path.name) or path.name.lower() in RESERVED:
        raise _NotForTheSiteError("a release cannot have this name in an address")


def _check_revision(path: Path, block: PublicationBlock, standing: dict[str, int]) -> None:
    release, number = path.parent.name, path.name
    if block.name != release or str(block.revision.number) != number:
        raise _NotForTheSiteError(f"its manifest.json is that of {block.name}, revision {block.revision.number}")
    if release not in standing:
        raise _NotForTheSiteError("the release that replaces it is not published")
    if block.revision.number >= standing[release]:
        raise _NotForTheSiteError(f"the release stands at revision {standing[release]}, which does not replace it")


def _check_files(folder: Path, edition: Edition) -> None:
    """Hold what stands under `public/` against the manifest; a link is no file, it could lead anywhere."""
    named = {file.path: file for file in edition.block.files}
    present = {path.relative_to(edition.public).as_posix() for path in edition.public.rglob("*") if not path.is_dir()}
    shown = edition.public.relative_to(folder).as_posix()
    for path in sorted(present | named.keys()):
        file = edition.public / path
        if path not in named:
            raise PublicationError(f"{shown}/{path} is not named in the manifest. {_WHAT_TO_DO}")
        if path not in present:
            raise PublicationError(f"{shown}/{path} is missing, though the manifest names it. {_WHAT_TO_DO}")
        if not file.resolve().is_relative_to(edition.public.resolve()) or file.is_symlink():
            raise PublicationError(f"{shown}/{path} is a link to another place. {_WHAT_TO_DO}")
        if file_hash(file) != named[path].sha256:
            raise PublicationError(f"{shown}/{path} has been altered since the release was made. {_WHAT_TO_DO}")


_WHAT_TO_DO = "Run the release again, or put back the file as it was; the site was not built."
