"""What params say of publishing: where a release will stand, its status, and what a revision changes and why."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from send_analysis.core.params.accent import Accent, AccentField, in_the_dark
from send_analysis.core.params.fields import Day, Model

#: Where a reader goes by a link: an address of the web.
WEB_ADDRESS = r"^https?://[^\s<>\"']+$"

#: The accent of the pages where params give none; the style sheet has it, and the shade of it for the dark scheme.
OWN_ACCENT = "#12436d"

#: How far a release is: a draft is for those who check it, and no site takes it.
Status = Literal["draft", "provisional", "final"]


class Link(Model):
    """A name that leads somewhere."""

    name: str = Field(min_length=1)
    address: str = Field(pattern=WEB_ADDRESS)


class PublicationParams(Model):
    """How and where the authority publishes."""

    address: str | None = Field(
        default=None,
        pattern=WEB_ADDRESS,
        description="where the folder that `send-analysis site` makes will stand, for the feed and the sitemap",
    )
    breadcrumb: tuple[Link, ...] = Field(
        default=(),
        strict=False,
        description="the pages of the authority's own site above the release, from its home page down",
    )
    licence: Link = Link(
        name="Open Government Licence v3.0",
        address="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
    releases: tuple[Day, ...] = Field(default=(), strict=False, description="the days on which releases are to come")
    accent: AccentField = Field(
        default=OWN_ACCENT,
        description="the colour of headers, links and tiles, dark enough to be read on white; in quotes, as it begins with #",
    )

    @property
    def colours(self) -> Accent | None:
        """The accent in both schemes; None for the colour that the style sheet has by itself."""
        return None if self.accent == OWN_ACCENT else Accent(light=self.accent, dark=in_the_dark(self.accent))


class Revision(Model):
    """What a release published again changes. The first publication is revision 0 and needs no words."""

    number: int = Field(default=0, ge=0)
    reason: str = Field(default="", description="why figures have changed, as readers will see it")
    revised_on: Day | None = None

    @model_validator(mode="after")
    def _says_why(self) -> Self:
        if self.number and not (self.reason.strip() and self.revised_on):
            raise ValueError("a revision says its reason and, as revised_on, its day")
        return self


class RevisedFigures(Model):
    """Why figures that the last edition published have another value in this one, as readers will see it."""

    measures: tuple[Annotated[str, Field(min_length=1)], ...] = Field(
        default=(), strict=False, description="ids of measures, or a section for all of its own; all measures when left out"
    )
    reason: str = Field(min_length=1, pattern=r"\S")

    def are_of(self, measure: str) -> bool:
        """Whether the reason is given for a measure, by its id."""
        return not self.measures or any(measure == each or measure.startswith(f"{each}.") for each in self.measures)


def _one_reason(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


#: Several reasons by measure, or one mapping for all; the first that fits a measure is its reason.
RevisedField = Annotated[
    tuple[RevisedFigures, ...],
    BeforeValidator(_one_reason),
    WithJsonSchema(
        {
            "anyOf": [
                RevisedFigures.model_json_schema(),
                {"type": "array", "items": RevisedFigures.model_json_schema()},
            ]
        }
    ),
]
