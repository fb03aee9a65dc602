"""Builds the publisher's folder from an authority's releases: the whole of it, or nothing."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from posixpath import dirname, relpath
from urllib.parse import quote

from send_analysis.core.errors import PublicationError, UsageError
from send_analysis.core.exchange import exchange, staging
from send_analysis.core.params.publication import WEB_ADDRESS
from send_analysis.publish.site.block import PublicationBlock
from send_analysis.publish.site.editions import Edition, LeftOut, find_editions
from send_analysis.publish.site.feed import atom_feed, calendar, site_map
from send_analysis.publish.site.history import History
from send_analysis.publish.site.links import broken_links
from send_analysis.publish.site.listing import front
from send_analysis.publish.site.notice import Notice, with_notice
from send_analysis.publish.site.pages import site_pages

#: Where the site is built unless another folder is named, in the authority's output folder.
SITE = ".site"

#: What every site has, by which an earlier one is known; no other folder is ever replaced.
_ALWAYS = ("index.html", "corrections.html", "calendar.html", "latest/index.html")


@dataclass(frozen=True)
class Built:
    """A site as built: its folder, the releases in it, newest first, what was left out and why, and what is to be known."""

    folder: Path
    releases: tuple[str, ...]
    left_out: tuple[LeftOut, ...]
    notes: tuple[str, ...]


def build_site(folder: Path, to: Path | None = None, address: str | None = None) -> Built:
    """Build the site of an authority.

    Parameters
    ----------
    folder : the authority's output folder, `outputs/swindon`.
    to : the folder to write; `.site` in the authority's folder unless given. An earlier site there is replaced.
    address : where the site will stand, in place of what the latest release's params say. Without either there is no feed.

    Raises
    ------
    UsageError
        When the folder is not there, `to` holds something else, or the address is none.
    PublicationError
        When there is nothing to publish, a published file was altered, or a link leads nowhere. What stood in the
        folder before still stands.
    """
    target = _target(folder, to)
    found = find_editions(folder)
    if not found.current:
        said = [f"  {each.path}: {each.reason}" for each in found.left_out]
        raise PublicationError("\n".join([f"{folder} holds no release that can be published.", *said]))
    history = History.of(found)
    top = _address(address or history.latest.block.address)
    with staging(target) as staged:
        _write(history, top, staged)
        if broken := broken_links(staged):
            raise PublicationError(
                "\n".join(["The site was not built: links lead nowhere.", *(f"  {each}" for each in broken)])
            )
        exchange(staged, target)
    no_address = [] if top else ["no feed and no site map: they need publication.address in params, or --address"]
    releases = tuple(edition.block.name for edition in history.editions)
    return Built(target, releases, found.left_out, (*no_address, *history.unknown_revisions()))


def _target(folder: Path, to: Path | None) -> Path:
    target = to or folder / SITE
    real, home = target.resolve(), folder.resolve()
    if real == home or home.is_relative_to(real) or (real.is_relative_to(home) and real != home / SITE):
        raise UsageError(f"{target} is among the releases themselves; name another folder with --to.")
    is_site = all((target / name).is_file() for name in _ALWAYS)
    if target.is_dir() and any(target.iterdir()) and not is_site:
        raise UsageError(f"{target} holds files that are no earlier site; name an empty or a new folder with --to.")
    return target


def _address(address: str | None) -> str | None:
    if address is not None and (not re.fullmatch(WEB_ADDRESS, address) or set("?#") & set(address)):
        raise UsageError("the address of a site begins with https:// and has no ? or #, as https://www.example.org/send/.")
    return address


def _write(history: History, top: str | None, staged: Path) -> None:
    for edition in history.editions:
        _copy(edition, staged / edition.block.name, partial(_not_latest, history, edition.block))
    for old in history.superseded:
        new = next(edition.block for edition in history.editions if edition.block.name == old.block.name)
        place = staged / new.name / "revisions" / str(old.block.revision.number)
        if place.exists():
            raise PublicationError(f"{new.name} has files of its own in revisions/, where the archive is to stand.")
        _copy(old, place, partial(_replaced, old.block, new))
    texts = site_pages(history, feed=top is not None)
    texts |= {"calendar.ics": calendar(history)} if history.coming() else {}
    texts |= {"feed.xml": atom_feed(history, top), "sitemap.xml": site_map(history, top)} if top else {}
    for path, text in texts.items():
        (staged / path).parent.mkdir(exist_ok=True)
        (staged / path).write_bytes(text.encode())


def _copy(edition: Edition, place: Path, notice: Callable[[str], Notice | None]) -> None:
    """Copy the files, each checked by the bytes that are written; pages that are not the ones to read get a notice."""
    for file in edition.block.files:
        data = (edition.public / file.path).read_bytes()
        if sha256(data).hexdigest() != file.sha256:
            raise PublicationError(f"{edition.block.name}: public/{file.path} was altered while the site was built.")
        if file.kind == "page" and (said := notice(file.path)):
            data = with_notice(_text(data, shown := f"{edition.block.name}/{file.path}"), said, shown).encode()
        (place / file.path).parent.mkdir(parents=True, exist_ok=True)
        (place / file.path).write_bytes(data)


def _text(data: bytes, shown: str) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise PublicationError(f"{shown} is not in UTF-8, so no line can be put at its head.") from None


def _not_latest(history: History, block: PublicationBlock, page: str) -> Notice | None:
    latest = history.latest.block
    if block is latest:
        return None
    link = relpath(f"{latest.name}/{_same_page(latest, page)}", dirname(f"{block.name}/{page}"))
    return Notice("This is not the latest release.", quote(link), f"The latest release is {latest.title}")


def _replaced(old: PublicationBlock, new: PublicationBlock, page: str) -> Notice:
    here = dirname(f"{new.name}/revisions/{old.revision.number}/{page}")
    link = relpath(f"{new.name}/{_same_page(new, page)}", here)
    said = f"This has been replaced by revision {new.revision.number}."
    return Notice(said, quote(link), f"Read {new.title} as it stands now", _called(old))


def _called(old: PublicationBlock) -> str:
    """What the title of a replaced page says of it, so that a list of pages tells the copies apart."""
    return f"revision {old.revision.number}, replaced" if old.revision.number else "first publication, replaced"


def _same_page(block: PublicationBlock, page: str) -> str:
    return page if any(file.path == page for file in block.files) else front(block)
