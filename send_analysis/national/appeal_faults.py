"""Rows of the appeal-rate tables whose code is known not to be the authority's own."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True)
class Fault:
    """A row as it stands in a table, and the authority's own code; see appeal_faults.yaml for what each name means."""

    published_code: str
    name: str
    code: str
    until: int | None = None


def is_mixed(code: str, name: str, year: int) -> bool:
    """Whether a row's appeals are of one authority and its decisions of another."""
    return any(each.code == code and each.name == name and each.until is not None and year > each.until for each in faults())


@cache
def faults() -> tuple[Fault, ...]:
    """The rows whose code is known not to be the authority's own."""
    text = files("send_analysis.national").joinpath("appeal_faults.yaml").read_text(encoding="utf-8")
    return tuple(Fault(**entry) for entry in yaml.safe_load(text))


def own_code(published: str, name: str) -> str:
    """The code of a row's own authority."""
    return next((each.code for each in faults() if (each.published_code, each.name) == (published, name)), published)
