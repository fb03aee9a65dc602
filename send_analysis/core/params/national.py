"""What params say of published figures: where they are, which neighbours are used, and what others have stated."""

from typing import Literal

from pydantic import Field

from send_analysis.core.params.fields import Model


class NationalParams(Model):
    """The published figures that releases are compared with."""

    source: str = Field(
        default="data/national",
        min_length=1,
        description="the folder of the Department's files, from the project root; the facts that come with the program stand in "
        "where it is not there",
    )
    neighbours: str = Field(
        default="",
        description="the version of the statistical neighbours, for instance 'April 2021'; that in force on the day of the "
        "release when left out",
    )


class Stated(Model):
    """A number that a minute or a page states of the authority's national standing; a check holds it against the data."""

    by: str = Field(min_length=1, description="who states it and where, for instance 'minute of the Select Committee'")
    measure: str
    year: int = Field(ge=2014, le=2100, description="the calendar year it is about")
    what: Literal["value", "rank", "ranked", "in_file", "neighbours_lower", "neighbours_compared"]
    number: float = Field(ge=0)
