"""The indicators of open data: each measure's columns, their names, labels and units."""

from dataclasses import dataclass

from send_analysis.measures.registry import definition, definitions
from send_analysis.present.labels import label
from send_analysis.present.numbers import DECIMALS

#: Most letters of a column's name and of a label. Source: the limits of the Department's publishing service.
LONGEST_NAME, LONGEST_LABEL = 50, 100

PERCENT, POINTS = "percent", "percentage points"

#: How the Department's metadata writes a unit; every other one is left blank and said by the label.
_UNITS = {PERCENT: "%", POINTS: "pp"}

#: What the name of a column ends in, by unit; other units are counts of what they name.
_ENDINGS = {
    PERCENT: "percent", POINTS: "points", "weeks": "weeks", "hours": "hours", "per 100": "per_100",
    "rank": "rank", "quartile band": "quartile_band", "neighbours": "neighbours", "authorities": "authorities",
}  # fmt: skip


@dataclass(frozen=True)
class Indicator:
    """One column of numbers.

    Parameters
    ----------
    name : the column.
    field : which number of a figure stands in it: `value`, `numerator`, `denominator`, `lower` or `upper`.
    """

    name: str
    field: str
    label: str
    grouping: str
    unit: str
    decimals: int


def indicators_of(measure: str, unit: str, *, change: bool = False) -> list[Indicator]:
    """The columns of a measure in one of its units: its value, and for a share its counts and 95 % interval.

    Of a `change` on the previous year it is the value alone.

    A name leaves out the section that the measure belongs to: no two measures have the same without it, by test.
    """
    title, short = _label(measure), _short(measure)
    decimals = DECIMALS.get(unit, 0)
    ending = _ENDINGS.get(unit, "count")
    if change:
        ending = f"change_{ending}"
    value = Indicator(f"{short}_{ending}", "value", _labelled(title, unit, change), title, _UNITS.get(unit, ""), decimals)
    if unit != PERCENT or change:
        return [value]
    return [
        value,
        Indicator(f"{short}_count", "numerator", f"{title}: number", title, "", 0),
        Indicator(f"{short}_of_count", "denominator", f"{title}: out of how many", title, "", 0),
        Indicator(f"{short}_lower_percent", "lower", f"{title}: lower bound of 95% interval", title, "%", 1),
        Indicator(f"{short}_upper_percent", "upper", f"{title}: upper bound of 95% interval", title, "%", 1),
    ]


def _labelled(title: str, unit: str, change: bool) -> str:
    said = {PERCENT: "percentage"}.get(unit, unit or "as stated")
    return f"{title}: change on previous year, {said}" if change else f"{title}: {said}"


def _label(measure: str) -> str:
    """A measure's label, which its column's labels begin with; short enough for what follows."""
    return definition(measure).label[: LONGEST_LABEL - 35] if measure in definitions() else label(measure.split(".", 1)[-1])


def _short(measure: str) -> str:
    return measure.split(".", 1)[-1].replace(".", "_")
