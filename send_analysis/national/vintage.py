"""Which edition of a published file a figure comes from: the Department revises figures after it has published them."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from send_analysis.core.errors import DataError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.period import in_words, month_in_words

#: What is added to a file's name to name the file beside it that tells where it comes from; `national fetch` writes it.
SIDECAR = ".source.json"

#: A day or a month of publication.
_PUBLISHED = re.compile(r"\d{4}-(0[1-9]|1[0-2])(-\d{2})?")


@dataclass(frozen=True)
class Vintage:
    """One edition of one published file.

    Parameters
    ----------
    file : its name, without folders.
    sha256 : of its bytes.
    publication, release : what the Department calls them, for instance "Education, health and care plans", "reporting year 2025".
    edition : the year by which editions are told apart: that after the last year which the file holds.
    published : day or month of publication as year-month-day or year-month; empty when nobody has said it.
    version : the Department's number of the data set; empty for a file downloaded by hand.
    """

    file: str
    sha256: str
    publication: str
    release: str
    edition: int
    published: str = ""
    version: str = ""

    @property
    def newness(self) -> tuple[int, str, tuple[int, ...], str]:
        """By which the newest of several editions is found; the name of the file decides where nothing else does."""
        numbers = tuple(int(part) for part in self.version.split(".") if part.isdigit())
        return self.edition, self.published, numbers, self.file

    @property
    def text(self) -> str:
        """The vintage as a source line says it; :func:`in_short` gives what stands before the file."""
        published = f"published {_day_or_month(self.published)}" if self.published else ""
        version = f"version {self.version}" if self.version else ""
        known = ", ".join(filter(None, [self.publication, self.release, published, version]))
        return f"{known} ({self.file}, checksum {self.sha256[:12]}…)"

    def as_values(self) -> dict[str, Any]:
        """As plain values, for JSON; null where nobody has said it."""
        return {name: value if value != "" else None for name, value in asdict(self).items()}


def in_short(text: str) -> str:
    """A source line without the file and its checksum."""
    return text.rpartition(" (")[0] if ", checksum " in text else text


def _day_or_month(published: str) -> str:
    """A day or month of publication as readers write it: "26 June 2025", "July 2025"."""
    is_month = len(published) == len("2025-07")
    return month_in_words(date.fromisoformat(f"{published}-01")) if is_month else in_words(date.fromisoformat(published))


def vintage_of(path: Path, publication: str, last_year: int) -> Vintage:
    """The vintage of a file, from what stands beside it, else from what is known of its bytes, else from its years.

    Raises
    ------
    DataError
        When the file is not the one that the file beside it tells of, or that tells a day which is none.
    """
    digest = file_hash(path)
    told = {**_known().get(digest, {}), **sidecar(path)}
    published = str(told.get("published_on") or "")
    if published and not _PUBLISHED.fullmatch(published):
        raise DataError(
            f"{path.name}{SIDECAR}: published_on is {published[:40]!r}. Write the day or the month as year-month-day or "
            "year-month, for instance 2025-06-26 or 2025-06."
        )
    if (told.get("sha256") or digest) != digest:
        raise DataError(
            f"{path.name} is not the file that {path.name}{SIDECAR} tells of: it was cut short or changed. Fetch it again."
        )
    return Vintage(
        path.name,
        digest,
        str(told.get("publication") or publication),
        str(told.get("release") or f"reporting year {last_year + 1}"),
        last_year + 1,
        published,
        str(told.get("version") or ""),
    )


def sidecar(path: Path) -> Mapping[str, Any]:
    """What the file beside a published file tells of it; empty where there is none.

    Raises
    ------
    DataError
        When it is not such a file.
    """
    beside = path.with_name(path.name + SIDECAR)
    if not beside.is_file():
        return {}
    try:
        told = json.loads(beside.read_text(encoding="utf-8"))
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise DataError(f"{beside.name} is not as `send-analysis national fetch` writes it. Delete it, or fetch again.")
    return told


@cache
def _known() -> dict[str, dict[str, str]]:
    """What is known of published files that were downloaded by hand, by their SHA-256."""
    text = files("send_analysis.national").joinpath("known_files.yaml").read_text(encoding="utf-8")
    return {entry.pop("sha256"): entry for entry in yaml.safe_load(text)}
