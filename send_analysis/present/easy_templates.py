"""The sentences of the easy-read page as easy_read.yaml holds them, before their numbers are filled in."""

from functools import cache
from importlib.resources import files
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict

from send_analysis.core.figures import TOTAL
from send_analysis.measures.registry import definition


class _Template(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Unknown(_Template):
    """How many are not known: the topic and breakdown of the figure beside a tell's own."""

    topic: str
    breakdown: str


class Tell(_Template):
    """How one figure is told; easy_read.yaml says what each key means."""

    name: str
    measure: str
    over: tuple[str, ...] = ("year_to_date",)
    topic: str = TOTAL
    breakdown: str = TOTAL
    about: str
    say: str
    rate: str = ""
    one: str = ""
    none: str = ""
    none_unless: Unknown | None = None
    not_of_none: bool = False
    explain: tuple[str, ...] = ()
    good: Literal["high", "low", ""] = ""

    def of_a_count(self, value: float) -> str:
        """The sentence for a count: of none or one where there is such a sentence."""
        return {0: self.none, 1: self.one}.get(int(value), "") or self.say

    @property
    def better(self) -> Literal["high", "low", "none"]:
        """Whether a high or a low figure is the better one."""
        return self.good or definition(self.measure).polarity


class Part(_Template):
    """What is told of one section."""

    section: str
    heading: str
    explain: tuple[str, ...] = ()
    tells: tuple[Tell, ...]


class Templates(_Template):
    """All of them: what the page begins with, its parts, and where to get help."""

    start: tuple[str, ...]
    parts: tuple[Part, ...]
    help: tuple[str, ...]


@cache
def templates() -> Templates:
    """The templates, read once."""
    text = files("send_analysis.present").joinpath("easy_read.yaml").read_text(encoding="utf-8")
    return Templates.model_validate(yaml.safe_load(text))
