"""What a release's params file holds: one authority, one period, its extracts, and what to say about them."""

import re
from typing import Annotated, Any, Literal, Self, get_args

from pydantic import BeforeValidator, Field, WithJsonSchema, field_validator, model_validator

from send_analysis.core.params.addresses import without_secrets
from send_analysis.core.params.committee_paper import CommitteePaper
from send_analysis.core.params.fields import Day, Model, ReportedPeriod
from send_analysis.core.params.improvement_plan import ImprovementPlan
from send_analysis.core.params.national import Stated
from send_analysis.core.params.publication import RevisedField, Revision, Status

DatasetName = Literal[
    "requests", "advice", "plans", "needs", "placements", "reviews",
    "audits", "audit_sections", "golden_thread", "appeals", "contacts", "improvement_actions", "resolutions",
]  # fmt: skip
SectionName = Literal[
    "timeliness", "statutory_return", "quality", "tribunal", "front_door", "national_comparison", "improvement_plan"
]
DocumentName = Literal["performance_page", "committee_paper"]

#: What has a notebook of its own: each section of the performance page, and the committee paper, which is none.
NotebookName = Literal[SectionName, "committee_paper"]

#: The document that sections make.
PERFORMANCE_PAGE: DocumentName = "performance_page"

#: The document that `committee_paper:` and its notebook make.
COMMITTEE_PAPER: Literal["committee_paper"] = "committee_paper"

#: The sections of a performance page for which params name none.
SECTIONS: tuple[SectionName, ...] = ("timeliness", "quality", "tribunal", "front_door")
DATASETS: tuple[DatasetName, ...] = get_args(DatasetName)

#: The datasets that each section's notebook needs.
DATASETS_OF: dict[SectionName, tuple[DatasetName, ...]] = {
    "timeliness": ("requests", "advice"),
    "statutory_return": ("requests", "plans", "needs", "placements", "reviews"),
    "quality": ("audits", "audit_sections", "golden_thread"),
    "tribunal": ("appeals",),
    "front_door": ("contacts",),
    "national_comparison": (),
    "improvement_plan": (),
}

#: The datasets that a section reads where there is an extract of them: a plan's actions may stand in params as well.
ALSO_READ: dict[SectionName, tuple[DatasetName, ...]] = {"improvement_plan": ("improvement_actions",)}


def read_by(section: SectionName) -> tuple[DatasetName, ...]:
    """Every dataset that a section reads, whether or not it needs it."""
    return (*DATASETS_OF[section], *ALSO_READ.get(section, ()))


#: The datasets that a SEN2 return holds.
IN_SEN2: tuple[DatasetName, ...] = ("requests", "plans", "needs", "placements", "reviews")

#: The key under `extracts:` that names a SEN2 return for all of its datasets that have no extract of their own.
SEN2 = "sen2"

#: The environment variable that holds the address of the database, where an extract names no other.
CONNECTION = "SEND_ANALYSIS_DATABASE"

_VARIABLE = "^[A-Z][A-Z0-9_]*$"


def _as_text(value: Any) -> Any:
    """What YAML reads as a flag, a number or nothing, as the text that was meant."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value) if isinstance(value, int | float) else value


Texts = dict[str, Annotated[str, BeforeValidator(_as_text)]]


class Extract(Model):
    """Where a dataset is read from, and how its columns and values are called there.

    Paths are relative to the project root, the folder that holds `params/`. What is left out is found out: text encoding,
    delimiter, and the row with the names of the columns.
    """

    path: str | None = Field(
        default=None,
        min_length=1,
        description="a file, a folder or pattern (exports/*.csv) of files that are read as one, or an address (s3://…)",
    )
    query: str | None = Field(default=None, min_length=1, description="SQL that gives the rows, in place of a path")
    connection: str = Field(
        default=CONNECTION,
        json_schema_extra={"pattern": _VARIABLE},
        description="for a query: the environment variable that holds the address of the database, never the address itself",
    )
    sen2: bool = Field(
        default=False, description="the path is a SEN2 return, and the dataset is the part of it with its name"
    )
    as_at: Day | None = Field(default=None, description="the day the extract was taken; the release's as_at when left out")
    covers_from: Day | None = Field(
        default=None, alias="from", description="the first day whose events the extract holds; no limit when left out"
    )
    sheet: str | None = Field(default=None, description="the sheet of a workbook; the first one when left out")
    header_row: int | None = Field(
        default=None, ge=1, description="the row with the names of the columns; found when left out"
    )
    encoding: str | None = Field(default=None, description="of a CSV file, for instance windows-1252; found when left out")
    delimiter: str | None = Field(default=None, min_length=1, max_length=1, description="of a CSV file; found when left out")
    columns: Texts = Field(default_factory=dict, description="the extract's name of a column: the dataset's name of it")
    values: dict[str, Texts] = Field(
        default_factory=dict, description="for a column of the dataset: the extract's value: the dataset's value"
    )
    constants: Texts = Field(default_factory=dict, description="for a column of the dataset: the value that every row has")
    date_formats: Texts = Field(
        default_factory=dict, description="for a column of the dataset: how its dates are written, for instance '%d.%m.%y'"
    )

    @field_validator("connection")
    @classmethod
    def _is_a_variable(cls, name: str) -> str:
        if not re.match(_VARIABLE, name):
            # What stands there may be the address, with its password: it is not repeated.
            raise ValueError(
                "must be the name of an environment variable in capitals, for instance CASES_DATABASE; the database's address "
                "stands in that variable and never in params"
            )
        return name

    @model_validator(mode="after")
    def _has_one_source(self) -> Self:
        if (self.path is None) == (self.query is None):
            raise ValueError("needs a path or a query, and not both")
        if self.sen2 and self.path is None:
            raise ValueError("a SEN2 return is named by its path")
        return self

    @property
    def shown(self) -> str:
        """What messages call the extract: its path without the secrets of an address, or that it is a query."""
        return f"query to {self.connection}" if self.path is None else without_secrets(self.path)

    @property
    def file_name(self) -> str:
        """The last part of the path, for provenance; "database" of a query."""
        return "database" if self.path is None else self.shown.rstrip("/").rsplit("/", 1)[-1]

    @property
    def is_remote(self) -> bool:
        """Whether the path is an address such as s3://bucket/requests.csv."""
        return self.path is not None and "://" in self.path


def _path_alone(value: Any) -> Any:
    return {"path": value} if isinstance(value, str) else value


ExtractField = Annotated[
    Extract,
    BeforeValidator(_path_alone),
    WithJsonSchema({"anyOf": [{"type": "string"}, Extract.model_json_schema()]}),
]


def _spread_sen2(value: Any) -> Any:
    """Each dataset of a SEN2 return as an extract of its own, where it has none."""
    if not isinstance(value, dict) or SEN2 not in value:
        return value
    whole = _path_alone(value[SEN2])
    if not isinstance(whole, dict):
        raise ValueError(f"{SEN2} must be a path, or a mapping with path, as_at and from")
    rest = {name: each for name, each in value.items() if name != SEN2}
    return {name: whole | {"sen2": True} for name in IN_SEN2} | rest


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


def _sections_left_out(values: dict[str, Any]) -> tuple[SectionName, ...]:
    """The sections where params name none: a release of which no performance page is made has none either."""
    return SECTIONS if PERFORMANCE_PAGE in values.get("documents", ()) else ()


class ReleaseParams(Model):
    """One authority, one period."""

    authority: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="the folder under params/ that holds authority.yaml")
    period: ReportedPeriod
    as_at: Day
    published_on: Day | None = None
    next_release_on: Day | None = None
    status: Status = Field(default="draft", description="a draft is not for publication: its pages say so, no site takes it")
    revision: Revision = Revision()
    last_edition: str | None = Field(
        default=None,
        min_length=1,
        description="the params file of the edition before, without .yaml, to name revised figures",
    )
    revised_since_last_edition: RevisedField = Field(
        default=(), strict=False, description="why figures of the last edition have another value in this one"
    )
    synthetic: bool = Field(default=False, description="the rows are made up: said on every page made from them")
    notice: str = Field(
        default="", description="what a reader must know before anything else: said at the top of every document"
    )
    extracts: Annotated[dict[DatasetName, ExtractField], BeforeValidator(_spread_sen2)] = Field(
        default_factory=dict, json_schema_extra={"propertyNames": {"enum": [*DATASETS, SEN2]}}
    )
    windows: dict[Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")], NamedWindow] = Field(default_factory=dict)
    benchmarks: tuple[Benchmark, ...] = Field(default=(), strict=False)
    appealable_decisions: tuple[AppealableDecisions, ...] = Field(default=(), strict=False)
    stated: tuple[Stated, ...] = Field(default=(), strict=False)
    teams: tuple[Team, ...] = Field(default=(), strict=False)
    improvement_plan: ImprovementPlan | None = None
    documents: tuple[DocumentName, ...] = Field(
        default=(PERFORMANCE_PAGE,), strict=False, min_length=1, description="what a run makes"
    )
    sections: tuple[SectionName, ...] = Field(
        default_factory=_sections_left_out, strict=False, min_length=1, description="of the performance page"
    )
    commentary: dict[SectionName, str] = Field(default_factory=dict)
    committee_paper: CommitteePaper | None = Field(default=None, description="what stands in the committee paper")
