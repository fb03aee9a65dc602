"""The one registry of definitions: what each measure counts, by which clock and rule, and how it is shown."""

from functools import cache
from importlib.resources import files
from typing import Any, Literal

import yaml
from pydantic import BaseModel, ConfigDict, Field


class Definition(BaseModel):
    """One measure as registry.yaml defines it.

    `about` steers disclosure control: figures about people are withheld in small groups, figures about process are not.
    `unit` is "percent" (0 to 100), "weeks", "hours", "per 100", or what is counted ("plans", "contacts").
    `total_of` names the measure whose denominator is this one's plus a group too small to be told (see `disclosure`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    id: str = Field(pattern=r"^[a-z_]+\.[a-z0-9_]+(\.[a-z0-9_]+)?$")
    title: str
    label: str
    dataset: str
    unit: str
    numerator: str
    denominator: str = ""
    clock: str = ""
    polarity: Literal["high", "low", "none"]
    about: Literal["people", "process"]
    target: float | None = None
    source: str
    caveat: str = ""
    total_of: str = ""

    @property
    def section(self) -> str:
        """The section that the measure belongs to."""
        return self.id.split(".")[0]

    @property
    def counted(self) -> str:
        """What is counted, and out of what, in one line."""
        return f"{self.numerator}, out of {self.denominator}" if self.denominator else self.numerator


#: The C form of YAML's safe loader reads the registry ten times as fast; some systems have none.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def definitions() -> dict[str, Definition]:
    """Every definition by its id, in the order of registry.yaml."""
    text = files("send_analysis.measures").joinpath("registry.yaml").read_text(encoding="utf-8")
    read = [Definition(**entry) for entry in yaml.load(text, Loader=_LOADER)]
    by_id = {definition.id: definition for definition in read}
    if len(by_id) < len(read):
        raise ValueError("registry.yaml defines a measure twice")
    return by_id


def definition(measure: str) -> Definition:
    """The definition of a measure.

    Raises
    ------
    KeyError
        When the registry has no such measure.
    """
    return definitions()[measure]
