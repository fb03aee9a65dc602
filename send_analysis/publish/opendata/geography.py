"""Where a figure is about, in the columns of the Department's own files, so that local and national data join."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from send_analysis.core.figures import Area
from send_analysis.national.areas import ENGLAND, is_region

#: The columns of a place, in the Department's order.
PLACE_COLUMNS = (
    "geographic_level", "country_code", "country_name", "region_code", "region_name",
    "new_la_code", "old_la_code", "la_name",
)  # fmt: skip

#: What stands for a code and a name that are not known. Source: the Department's open-data standard, "Not available" has code x.
UNKNOWN = ("x", "Not available")

_AUTHORITY = re.compile(r"\d{3}")


@dataclass(frozen=True)
class Places:
    """The areas that figures are about.

    Parameters
    ----------
    own : the publisher's area, which figures are filed under that are about no place, such as the mean of its neighbours.
    areas : index `code`; columns `name`, `level`, `region` (the code of its region) and `new_code`, as the Department's files
        tell them. Empty where there were no files.
    """

    own: Area
    areas: pd.DataFrame

    def is_a_place(self, code: str) -> bool:
        """Whether a code is one of an authority, a region or England."""
        return bool(_AUTHORITY.fullmatch(code)) or code == ENGLAND.code or is_region(code)

    def of(self, code: str, name: str) -> Mapping[str, str]:
        """The columns :data:`PLACE_COLUMNS` of an area; those that do not apply to its level are blank."""
        filled = {"country_code": ENGLAND.code, "country_name": ENGLAND.name}
        if code == ENGLAND.code:
            filled["geographic_level"] = "National"
        elif is_region(code):
            filled |= {"geographic_level": "Regional", "region_code": code, "region_name": name}
        else:
            filled |= {"geographic_level": "Local authority", **self._authority(code, name)}
        return {column: filled.get(column, "") for column in PLACE_COLUMNS}

    def _authority(self, code: str, name: str) -> dict[str, str]:
        region = self._told(code, "region")
        region_name = self._told(region, "name") if region else ""
        return {
            "region_code": region or UNKNOWN[0],
            "region_name": region_name or UNKNOWN[1],
            "new_la_code": self._told(code, "new_code") or UNKNOWN[0],
            "old_la_code": code,
            "la_name": name,
        }

    def _told(self, code: str, column: str) -> str:
        if column not in self.areas.columns or code not in self.areas.index:
            return ""
        told = self.areas.at[code, column]
        return told if isinstance(told, str) else ""
