"""Small published files in the forms of the Department's releases; every area and number in them is made up."""

from collections.abc import Iterable
from pathlib import Path

GEOGRAPHY = (
    "time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,"
    "new_la_code,old_la_code,la_name"
)
TIMELINESS_25 = (
    "plans_issued_den,plans_issued_den_ex,plans_issued_within_20_weeks,plans_issued_20_weeks_ex,"
    "pc_plans_issued_within_20_weeks,PC_plans_issued_20_weeks_ex"
)
HEADER_25 = f"{GEOGRAPHY},breakdown_topic,breakdown,{TIMELINESS_25}"
HEADLINE_25 = "All EHC plans issued,All EHC plans issued"
HEADLINE_26 = "All EHC plans,All EHC plans"

#: Plans, plans without an exception, both on time, and the two percentages.
Numbers = tuple[object, ...]


def england(year: int | str, numbers: Numbers, headline: str = HEADLINE_25) -> str:
    return _row(f"{year},Calendar year,National,E92000001,England,,,,,", headline, numbers)


def region(year: int | str, numbers: Numbers, headline: str = HEADLINE_25) -> str:
    return _row(f"{year},Calendar year,Regional,E92000001,England,E12000009,South West,,,", headline, numbers)


def authority(
    year: int | str, code: str, name: str, numbers: Numbers, headline: str = HEADLINE_25, new_code: str | None = None
) -> str:
    new = new_code or f"E06000{code}"
    place = f"{year},Calendar year,Local authority,E92000001,England,E12000009,South West,{new},{code},{name}"
    return _row(place, headline, numbers)


def _row(place: str, headline: str, numbers: Numbers) -> str:
    return ",".join([place, *([headline] if headline else []), *(str(each) for each in numbers)])


def write(folder: Path, rows: Iterable[str], *, name: str = "timeliness_20_week.csv", header: str = HEADER_25) -> Path:
    """A published file with these rows, with the byte-order mark that the Department's files begin with."""
    path = folder / name
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8-sig")
    return path


def rates(within: int, plans: int) -> Numbers:
    """The numbers of an area without exceptions."""
    percent = f"{int(within * 1000 / plans + 0.5) / 10:g}" if plans else "x"
    return plans, plans, within, within, percent, percent
