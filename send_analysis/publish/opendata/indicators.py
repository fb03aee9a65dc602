"""Which columns the numbers of a figure stand in, and what those are called: the Department's own names where it has them."""

from dataclasses import dataclass
from functools import cache

import pandas as pd

from send_analysis.compare.changes import CHANGE, CHANGE_TOPIC
from send_analysis.core.figures import CROSS, TOTAL
from send_analysis.measures.registry import definitions
from send_analysis.national.layouts import layouts
from send_analysis.present.numbers import DECIMALS, NEIGHBOURS, QUARTILE_BAND, RANK

#: The numbers of a figure, and how the name and the label of each goes on after the measure's.
PARTS = ("value", "numerator", "denominator", "lower", "upper")

#: How the name of a column ends by the unit of its numbers. Every other unit is what is counted.
_ENDINGS = {
    "percent": "_percent", "percentage points": "_points", "weeks": "_weeks", "hours": "_hours", "per 100": "_per_100",
    RANK: "_rank", QUARTILE_BAND: "_quartile_band", "points": "_points", "": "_value",
}  # fmt: skip

#: Units of the standard. Source: the Department's standard (blank, %, pp, £, £m, numberstring).
_UNITS = {"percent": "%", "percentage points": "pp"}

#: How a place among others is told: topics, breakdowns, and what the column is called.
_PLACES = {
    ("rank", "rank"): ("", "rank"),
    ("rank", "in file"): ("_in_file", "authorities in the file"),
    ("rank", "quartile"): ("", "quartile band, 1 for A to 4 for D"),
    ("neighbours", "lower"): ("_neighbours_lower", "statistical neighbours with a lower figure"),
}

#: What a place is told among: how many are ranked, how many neighbours have a figure.
_AMONG = {RANK: "_ranked_count", NEIGHBOURS: "_neighbours_count"}

#: Longest measure that still leaves room in a column's name of 50 for its longest ending.
_ROOM = 30


@dataclass(frozen=True)
class Kind:
    """What figures that share columns have in common: measure, unit, and whether they are changes or places."""

    measure: str
    unit: str
    infix: str = ""
    words: str = ""


@dataclass(frozen=True)
class Indicator:
    """What a column of numbers holds: the kind of its figures, and which of :data:`PARTS` of each."""

    kind: Kind
    part: str

    @property
    def unit(self) -> str:
        """Its unit in words: that of its figures; numerators and denominators, and the numbers of places, are counts."""
        return "count" if self.part in ("numerator", "denominator") else self.kind.unit or "as stated"


def kind_of(measure: str, unit: str, topic: str, breakdown: str) -> tuple[Kind, str, str]:
    """The kind of a figure, with the topic and the breakdown that are left when the kind has said its part."""
    if topic.endswith(CROSS + CHANGE_TOPIC):
        own = topic.removesuffix(CROSS + CHANGE_TOPIC), breakdown.removesuffix(CROSS + CHANGE)
        return Kind(measure, unit, "_change", CHANGE_TOPIC), *own
    if (topic, breakdown) in _PLACES and (unit in (RANK, QUARTILE_BAND, NEIGHBOURS) or breakdown == "in file"):
        return Kind(measure, unit, *_PLACES[topic, breakdown]), TOTAL, TOTAL
    return Kind(measure, unit), topic, breakdown


@cache
def department_names() -> dict[tuple[str, str], str]:
    """The Department's own names of columns, in small letters, by measure and part."""
    found: dict[tuple[str, str], str] = {}
    for layout in layouts():
        for columns in layout.measures:
            named = {"value": columns.value, "numerator": columns.numerator}
            named["denominator"] = columns.denominator[0] if len(columns.denominator) == 1 else ""
            for part, name in named.items():
                published = layout.aliases.get(name, (name,))[0].lower()
                if published:
                    found.setdefault((columns.measure, part), published)
    return found


def base_and_ending(kind: Kind, part: str) -> tuple[str, str]:
    """A column's name in two halves: the measure, and what may not be cut off."""
    full = kind.measure.replace(".", "_")
    base = full if len(full) <= _ROOM else kind.measure.partition(".")[2].replace(".", "_") or full
    ending = _ENDINGS.get(kind.unit, "_count")
    if part == "denominator" and kind.unit in _AMONG:
        return base, _AMONG[kind.unit]
    between = {"value": "", "numerator": "_numerator", "denominator": "_denominator"}.get(part, f"_{part}")
    return base, kind.infix + between + ("_count" if part in ("numerator", "denominator") else ending)


def label_of(kind: Kind, part: str) -> str:
    """What a column is called in words: the measure's title, and which of its numbers this is."""
    known = definitions().get(kind.measure)
    title = known.title if known else kind.measure
    told = {"numerator": "number", "denominator": "out of", "lower": "lower 95% limit", "upper": "upper 95% limit"}
    spoken = kind.unit if kind.unit in ("weeks", "hours", "points") and part not in ("numerator", "denominator") else ""
    words = [kind.words, told.get(part, ""), spoken]
    said = [each for each in words if each]
    if known and len(": ".join([title, ", ".join(said)])) > 100:
        title = known.label
    return ": ".join([title, ", ".join(said)]) if said else title


def unit_of(kind: Kind, part: str) -> str:
    """The unit in the standard's own signs; blank for counts, weeks, ranks."""
    return "" if part in ("numerator", "denominator") else _UNITS.get(kind.unit, "")


def decimals_of(kind: Kind, part: str, numbers: pd.Series) -> int:
    """Decimal places: as published for a value, none for counts that are whole."""
    whole = bool((numbers.dropna() % 1 == 0).all())
    if part not in ("numerator", "denominator") and kind.unit in DECIMALS:
        return DECIMALS[kind.unit]
    return 0 if whole else 1


def parts_of(rows: pd.DataFrame) -> list[str]:
    """The numbers that figures of one kind have: the value always, the others where any has them and they say more."""
    same = rows["numerator"].isna() | (rows["numerator"] == rows["value"])
    says_more = {"numerator": not same.all()} | {
        each: rows[each].notna().any() for each in ("denominator", "lower", "upper")
    }
    return [part for part in PARTS if part == "value" or says_more[part]]
