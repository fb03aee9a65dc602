"""How each of the Department's tidy files is told by its columns, and which of them hold which measure."""

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

import pandas as pd
import yaml
from pydantic import BaseModel, ConfigDict

#: Columns of every file. Source: the Department's open data standard for its statistics service.
_AREAS_AND_YEARS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name",
    "region_code", "region_name", "new_la_code", "old_la_code", "la_name",
)  # fmt: skip


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class MeasureColumns(_Part):
    """The columns of one measure: its published value, and for a rate what it is worked out from."""

    measure: str
    value: str
    numerator: str = ""
    denominator: tuple[str, ...] = ()


class Bands(_Part):
    """Columns that should add up to another."""

    whole: str
    parts: tuple[str, ...]


class Layout(_Part):
    """One kind of published file; see layouts.yaml for what each key means."""

    id: str
    title: str
    publication: str
    signature: tuple[str, ...]
    headline: tuple[str, ...]
    measures: tuple[MeasureColumns, ...]
    aliases: dict[str, tuple[str, ...]] = {}
    not_used: dict[str, str] = {}
    bands: tuple[Bands, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The columns that a file of this kind must have: those of areas and years, and the rates with and without exceptions."""
        rates = self.measures[:2] if self.has_exceptions else ()
        counted = [name for each in rates for name in (each.value, each.numerator, *each.denominator)]
        return (*_AREAS_AND_YEARS, *(["breakdown"] if self.headline else []), *counted)

    @property
    def has_exceptions(self) -> bool:
        """Whether the first two measures are the rates including and excluding exceptions."""
        return self.measures[0].measure.endswith("including_exceptions")

    def named(self, header: Iterable[str]) -> list[str]:
        """The columns of a file by our names: in lower case, and those that a release calls otherwise by their first name."""
        ours = {alias: name for name, aliases in self.aliases.items() for alias in aliases}
        return [ours.get(each.strip().lower(), each.strip().lower()) for each in header]

    def fits(self, header: Iterable[str]) -> bool:
        """Whether a file with this header is of this kind."""
        return set(self.signature) <= set(self.named(header))

    def is_headline(self, frame: pd.DataFrame) -> pd.Series:
        """Which rows are about all cases, and not about those of one age, sex or ethnic group."""
        if "breakdown" not in frame:
            return pd.Series(True, index=frame.index)
        return frame["breakdown"].str.strip().isin(self.headline)


@cache
def layouts() -> tuple[Layout, ...]:
    """Every kind of tidy file that is read."""
    text = files("send_analysis.national").joinpath("layouts.yaml").read_text(encoding="utf-8")
    return tuple(Layout(**entry) for entry in yaml.safe_load(text))


def layout_of(header: Iterable[str]) -> Layout | None:
    """The kind of file that has this header; None when it is none that is read."""
    columns = list(header)
    return next((layout for layout in layouts() if layout.fits(columns)), None)
