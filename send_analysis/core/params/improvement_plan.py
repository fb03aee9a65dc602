"""What params say of an improvement plan: areas of weakness, the actions in each, milestones, and what shows that it works.

Such a plan is a Written Statement of Action, which an authority and its partners write after an inspection of their SEND
services, or the Accelerated Progress Plan that may follow it.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, model_validator

from send_analysis.core.figures import TOTAL
from send_analysis.core.params.fields import DayOrMonth, DayOrNotStated, DayOrPeriod, Model

Kind = Literal["written_statement_of_action", "accelerated_progress_plan", "other"]

#: How an action stands. The order is that of the written key.
Status = Literal["complete", "on_track", "at_risk", "off_track", "paused", "not_started"]
STATUSES: tuple[Status, ...] = get_args(Status)

#: What each status means, where params do not say it. Assumption: no rule prescribes a plan's key; authorities use such ones.
STATUS_KEY: dict[Status, str] = {
    "complete": "Done.",
    "on_track": "Under way, and expected to be done when it is due.",
    "at_risk": "Under way, but it may not be done when it is due.",
    "off_track": "Not expected to be done when it is due.",
    "paused": "Stopped for now; the evidence says why.",
    "not_started": "Not begun yet.",
}

#: The three values of an impact measure, in order.
Point = Literal["baseline", "milestone", "actual"]
POINTS: tuple[Point, ...] = get_args(Point)

Text = Annotated[str, Field(min_length=1)]


def _whole_number_as_text(value: Any) -> Any:
    """The name of a params file such as 2025.yaml, which YAML reads as a number."""
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


class Action(Model):
    """One thing that is to be done, by a post and never by a person's name."""

    id: Text
    action: Text
    owner: Text = Field(description="the post or body that answers for it, never a person's name")
    due_on: DayOrNotStated | None = None
    status: Status
    evidence: str = ""
    completed_on: DayOrNotStated | None = None

    @model_validator(mode="after")
    def _completed_on_a_day(self) -> Self:
        if self.status == "complete" and self.completed_on is None:
            raise ValueError("is complete without a day: add completed_on, or completed_on: not stated")
        if self.status != "complete" and self.completed_on is not None:
            raise ValueError(f"has completed_on but is {self.status}: set status: complete, or take completed_on out")
        return self

    @property
    def due(self) -> date | None:
        """The day it is due, where one is stated."""
        return self.due_on if isinstance(self.due_on, date) else None

    @property
    def completed(self) -> date | None:
        """The day it was completed, where one is stated."""
        return self.completed_on if isinstance(self.completed_on, date) else None


class NamedFigure(Model):
    """One of our figures of the authority itself, by its measure and its window or calendar year."""

    measure: str
    window: str | None = Field(
        default=None, description="for instance last_year, rolling_12_months, as_at or a named window"
    )
    year: int | None = Field(default=None, ge=2010, le=2100, description="a calendar year")
    topic: str = TOTAL
    breakdown: str = TOTAL

    @model_validator(mode="after")
    def _has_one_period(self) -> Self:
        if (self.window is None) == (self.year is None):
            raise ValueError("needs a window or a year, and not both")
        return self


class ImpactValue(Model):
    """A value of an impact measure: typed with day and source, one of our figures, or a symbol that says why there is none."""

    value: float | None = None
    when: DayOrPeriod | None = Field(default=None, description="the day, month or year that the typed value is about")
    source: str = Field(default="", description="where the typed value comes from")
    figure: NamedFigure | None = None
    symbol: Literal["x", "z", "c"] | None = None
    reason: str = Field(
        default="", description="why there is no value, for instance 'national examinations cancelled, 2020'"
    )

    @model_validator(mode="after")
    def _is_one_of_three(self) -> Self:
        if [self.value is None, self.figure is None, self.symbol is None].count(False) != 1:
            raise ValueError("needs one of value, figure and symbol, and not several")
        if self.value is not None and (self.when is None or not self.source):
            raise ValueError("a typed value needs its day or year (when) and its source")
        if self.value is None and (self.when is not None or self.source):
            raise ValueError("when and source belong to a typed value, and there is none")
        if (self.symbol is None) == bool(self.reason):
            raise ValueError("a symbol needs its reason, and a reason its symbol")
        return self


class ImpactMeasure(Model):
    """What shows whether the actions of an area work. Unit and direction of one of our figures are those of its definition."""

    title: Text
    unit: str = Field(default="", description="of typed values: percent, weeks, or what is counted")
    polarity: Literal["high", "low", "none"] | None = Field(default=None, description="which direction is better")
    baseline: ImpactValue
    milestone: ImpactValue
    actual: ImpactValue

    @model_validator(mode="after")
    def _typed_values_have_a_unit(self) -> Self:
        if not self.unit and any(each.value is not None for _, each in self.values) and not self.figures:
            raise ValueError("has typed values and needs a unit, for instance unit: percent")
        return self

    @property
    def values(self) -> tuple[tuple[Point, ImpactValue], ...]:
        """Baseline, milestone and actual."""
        return (("baseline", self.baseline), ("milestone", self.milestone), ("actual", self.actual))

    @property
    def figures(self) -> tuple[NamedFigure, ...]:
        """The figures that it names."""
        return tuple(each.figure for _, each in self.values if each.figure is not None)


class Milestone(Model):
    """A day by which something is to be reached, for instance 6 months after the plan was submitted."""

    name: Text
    due_on: DayOrMonth
    goal: Text = Field(description="what is to be reached")
    progress: str = Field(default="", description="what has come of it")


class PlanArea(Model):
    """An area of weakness that the inspection found, with its actions and impact measures."""

    id: Text
    name: Text
    note: str = ""
    actions: tuple[Action, ...] = Field(default=(), strict=False)
    impact: tuple[ImpactMeasure, ...] = Field(default=(), strict=False)


class ImprovementPlan(Model):
    """One improvement plan as it stands in one release."""

    title: Text
    kind: Kind
    kind_name: str = Field(default="", description="what a plan of another kind is")
    submitted_on: DayOrMonth
    last_report: Annotated[str, BeforeValidator(_whole_number_as_text)] | None = Field(
        default=None,
        pattern=r"^[0-9A-Za-z][0-9A-Za-z_-]*$",
        description="the params file of the last report on the plan, without .yaml, for instance 2025-09",
    )
    status_key: dict[Status, Text] = Field(
        default_factory=lambda: dict(STATUS_KEY), description="the statuses that the plan uses, and what each means"
    )
    note: str = ""
    milestones: tuple[Milestone, ...] = Field(default=(), strict=False)
    actions: tuple[Action, ...] = Field(default=(), strict=False, description="actions of the plan as a whole")
    areas: tuple[PlanArea, ...] = Field(strict=False, min_length=1)

    @model_validator(mode="after")
    def _another_kind_has_a_name(self) -> Self:
        if (self.kind == "other") != bool(self.kind_name):
            raise ValueError("kind: other needs kind_name, and no other kind has one")
        return self

    @property
    def all_actions(self) -> Iterator[tuple[str, Action]]:
        """Every action that params list, with the id of its area; those of the plan as a whole first, with none."""
        yield from (("", action) for action in self.actions)
        yield from ((area.id, action) for area in self.areas for action in area.actions)
