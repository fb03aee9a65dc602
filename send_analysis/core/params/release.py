"""What a release's params file holds: one authority, one period, its extracts, and what to say about them."""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema

from send_analysis.core.params.fields import Day, Model, ReportedPeriod

DatasetName = Literal["requests", "advice", "audits", "audit_sections", "golden_thread", "appeals", "contacts"]
SectionName = Literal["timeliness", "quality", "tribunal", "front_door"]
DocumentName = Literal["performance_page"]

SECTIONS: tuple[SectionName, ...] = get_args(SectionName)
DATASETS: tuple[DatasetName, ...] = get_args(DatasetName)

#: The datasets that each section's notebook reads.
DATASETS_OF: dict[SectionName, tuple[DatasetName, ...]] = {
    "timeliness": ("requests", "advice"),
    "quality": ("audits", "audit_sections", "golden_thread"),
    "tribunal": ("appeals",),
    "front_door": ("contacts",),
}


class Extract(Model):
    """Where a dataset is read from. Paths are relative to the project root, the folder that holds `params/`."""

    path: str = Field(min_length=1)
    as_at: Day | None = Field(default=None, description="the day the extract was taken; the release's as_at when left out")
    covers_from: Day | None = Field(
        default=None, alias="from", description="the first day whose events the extract holds; no limit when left out"
    )
    sheet: str | None = Field(default=None, description="the sheet of a workbook; the first one when left out")


def _path_alone(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


ExtractField = Annotated[
    Extract,
    BeforeValidator(_path_alone),
    WithJsonSchema({"anyOf": [{"type": "string"}, Extract.model_json_schema()]}),
]


class NamedWindow(Model):
    """A window of days of its own for the measures of one dataset, for instance audits since the tool's launch."""

    dataset: DatasetName
    start: Day = Field(alias="from")
    end: Day | None = Field(default=None, alias="to", description="the day the extract was taken when left out")


class Benchmark(Model):
    """A rate published by others that a figure is set beside."""

    measure: str
    breakdown: str
    value: float = Field(ge=0, le=100, description="percent")
    of: str = Field(description="whose rate it is, for instance 'authorities using the tool'")
    authorities: int = Field(gt=0)
    tool: str
    as_at: Day
    source: str


class AppealableDecisions(Model):
    """Decisions of one calendar year that could have been appealed, as the Department for Education counts them."""

    year: int = Field(ge=2010, le=2100)
    decisions: int = Field(gt=0)
    source: str


class Post(Model):
    """One kind of post in a team, in full-time equivalents."""

    title: str = Field(min_length=1)
    reports_to: str | None = None
    established_fte: float = Field(gt=0)
    filled_fte: float = Field(ge=0)


class Team(Model):
    """A team and its posts; each post but the first line reports to another post of the team."""

    name: str = Field(min_length=1)
    posts: tuple[Post, ...] = Field(min_length=1, strict=False)


class ReleaseParams(Model):
    """One authority, one period."""

    authority: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="the folder under params/ that holds authority.yaml")
    period: ReportedPeriod
    as_at: Day
    published_on: Day | None = None
    next_release_on: Day | None = None
    synthetic: bool = Field(default=False, description="the rows are made up: said on every page made from them")
    extracts: dict[DatasetName, ExtractField] = Field(min_length=1)
    windows: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], NamedWindow] = Field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = Field(default=(), strict=False)
    appealable_decisions: tuple[AppealableDecisions, ...] = Field(default=(), strict=False)
    teams: tuple[Team, ...] = Field(default=(), strict=False)
    sections: tuple[SectionName, ...] = Field(default=SECTIONS, strict=False, min_length=1)
    documents: tuple[DocumentName, ...] = Field(default=("performance_page",), strict=False, min_length=1)
    commentary: dict[SectionName, str] = Field(default_factory=dict)
