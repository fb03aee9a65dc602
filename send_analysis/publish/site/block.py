"""What a release's manifest says to the site: the block `publication`, as it is written and as it is read again."""

import re
from datetime import date
from pathlib import PurePosixPath
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from send_analysis.core.params.accent import Accent
from send_analysis.core.params.publication import Link, Status

#: What a file of a release is to a reader.
Kind = Literal["page", "pdf", "workbook", "data", "metadata", "other"]

#: The names that a release can stand under in an address; hidden folders and what leads elsewhere are none.
NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def kind_of(path: str) -> Kind:
    """What a file of a release is, by its name."""
    name = PurePosixPath(path).name.lower()
    if name.endswith((".meta.csv", ".json", ".jsonld")):
        return "metadata"
    kinds: dict[str, Kind] = {".html": "page", ".pdf": "pdf", ".xlsx": "workbook", ".ods": "workbook", ".csv": "data"}
    return kinds.get(PurePosixPath(name).suffix, "other")


def _inside(path: str) -> str:
    """A path that stays in its folder and reads the same on every system."""
    parts = path.split("/")
    if any(part in {"", ".", ".."} or part.startswith(".") for part in parts) or re.search(r"[\x00-\x1f\\:]", path):
        raise ValueError("a file's path must lead from `public/` downwards, with / between folders")
    return path


class _Block(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class PublishedFile(_Block):
    """One file under `public/`: its path from there, its hash and size in bytes; a page also has its heading as title."""

    path: Annotated[str, AfterValidator(_inside)]
    sha256: str = Field(pattern="^[0-9a-f]{64}$")
    bytes: int = Field(ge=0)
    kind: Kind
    title: str = ""


class RevisionFacts(_Block):
    """Which revision this is, and why and when figures were changed; 0 is the first publication."""

    number: int = Field(ge=0)
    reason: str = ""
    revised_on: date | None = None


class ContactFacts(_Block):
    """Whom a reader asks."""

    team: str
    email: str


class PublicationBlock(_Block):
    """A release as its manifest states it; days are days, `period_*` its first and last, `headlines` plain sentences."""

    name: str = Field(pattern=f"^{NAME.pattern}$")
    title: str = Field(min_length=1)
    publisher: str = Field(min_length=1)
    authority: str = Field(min_length=1)
    period: str
    period_start: date
    period_end: date
    as_at: date
    published_on: date | None
    next_release_on: date | None = None
    status: Status
    revision: RevisionFacts
    contact: ContactFacts
    licence: Link
    accent: Accent | None = None
    address: str | None = None
    breadcrumb: tuple[Link, ...] = ()
    synthetic: bool = False
    releases: tuple[date, ...] = ()
    headlines: tuple[str, ...] = ()
    files: tuple[PublishedFile, ...] = Field(min_length=1)
