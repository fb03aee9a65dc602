"""Where a figure is about, in the columns of the Department's files: level, country, region and authority."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from send_analysis.national.areas import ENGLAND, is_region
from send_analysis.publish.opendata.texts import plain_text

NATIONAL, REGIONAL, LOCAL_AUTHORITY = "National", "Regional", "Local authority"

#: The columns of geography in the order of the Department's SEN2 files.
GEOGRAPHY = (
    "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "new_la_code", "old_la_code", "la_name",
)  # fmt: skip

#: Name and code where there is none. Source: the Department's standard ("Not available" geography has the code x).
NOT_AVAILABLE, NO_CODE = "Not available", "x"


@dataclass(frozen=True)
class Authority:
    """A local authority: code of the Department, code of the Office for National Statistics, name, and its region."""

    old_code: str
    new_code: str
    name: str
    region_code: str
    region_name: str


@cache
def authorities() -> tuple[Authority, ...]:
    """Every authority of England since 2014, once with each code that it has had."""
    text = files("send_analysis.publish.opendata").joinpath("authorities.yaml").read_text(encoding="utf-8")
    regions: Mapping[str, dict[str, object]] = yaml.safe_load(text)
    return tuple(
        Authority(old, new, name, code, str(region["name"]))
        for code, region in regions.items()
        for old, new, name in region["authorities"]  # type: ignore[attr-defined]
    )


@cache
def regions() -> dict[str, str]:
    """The regions of England: name by code."""
    return {each.region_code: each.region_name for each in authorities()}


@cache
def _present() -> dict[str, Authority]:
    return {each.old_code: each for each in authorities()}


def place(code: str, name: str) -> dict[str, str]:
    """The columns :data:`GEOGRAPHY` of an area of figures.

    An authority that the Department's files do not know, for instance a made-up one, has the code x of what is not available.
    A code that is no area's (the mean of the neighbours, a benchmark) is told about England as a whole.
    """
    columns = dict.fromkeys(GEOGRAPHY, "") | {"country_code": ENGLAND.code, "country_name": ENGLAND.name}
    if is_region(code):
        named = {"region_code": code, "region_name": regions().get(code, plain_text(name))}
        return columns | named | {"geographic_level": REGIONAL}
    if is_authority(code):
        return columns | _authority(code, name) | {"geographic_level": LOCAL_AUTHORITY}
    return columns | {"geographic_level": NATIONAL}


def is_authority(code: str) -> bool:
    """Whether a code is the Department's three digits of an authority."""
    return len(code) == 3 and code.isdigit()


def is_place(code: str) -> bool:
    """Whether a code is that of England, a region or an authority."""
    return code == ENGLAND.code or is_region(code) or is_authority(code)


def _authority(code: str, name: str) -> dict[str, str]:
    known = _present().get(code, Authority(code, NO_CODE, plain_text(name), NO_CODE, NOT_AVAILABLE))
    return {
        "region_code": known.region_code,
        "region_name": known.region_name,
        "new_la_code": known.new_code,
        "old_la_code": known.old_code,
        "la_name": known.name,
    }
