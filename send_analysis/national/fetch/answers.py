"""What the Department's service tells of its publications and data sets, as far as it is needed here.

Source of the fields: the API's description at https://beta-find-and-use-an-api.education.gov.uk (release 1.0.3) and the models in
its public code, GovUk.Education.ExploreEducationStatistics.Public.Data.Api/ViewModels.
"""

from collections import Counter
from datetime import date, datetime
from typing import Annotated, Generic, TypeVar
from uuid import UUID
from zoneinfo import ZoneInfo

from pydantic import Field

from send_analysis.core.working_time import LONDON
from send_analysis.national.fetch.forms import Answer, Text

#: A number such as 1.0 or 2.1.3: it becomes part of a file's name.
VersionNumber = Annotated[str, Field(pattern=r"^\d{1,6}(\.\d{1,6}){0,2}$")]


class Paging(Answer):
    """How long a list is."""

    total_pages: int
    total_results: int


Item = TypeVar("Item", bound=Answer)


class Page(Answer, Generic[Item]):
    """One page of a list."""

    paging: Paging
    results: list[Item]


class Publication(Answer):
    """A publication, such as "Education, health and care plans"."""

    id: UUID
    title: Text
    slug: Text


class LatestVersion(Answer):
    """The version of a data set that is given to those who ask for none."""

    version: VersionNumber


class DataSet(Answer):
    """One table of a publication; `status` is Published, Deprecated or Withdrawn."""

    id: UUID
    title: Text
    status: Text = "Published"
    latest_version: LatestVersion | None = None


class Release(Answer):
    """The release that a version was published with, such as "Reporting year 2025"."""

    title: Text


class Version(Answer):
    """One version of a data set; `total_results` is how many rows its file has."""

    version: VersionNumber
    published: datetime | None = None
    total_results: int | None = None
    release: Release | None = None

    @property
    def published_on(self) -> date | None:
        """The day of publication in London; None where the service does not tell it."""
        if self.published is None:
            return None
        is_placed = self.published.tzinfo is not None
        return (self.published.astimezone(ZoneInfo(LONDON)) if is_placed else self.published).date()


class Column(Answer):
    """A column of a data set by its name and by its label, to the letter as they stand in its file."""

    column: str
    label: str


class Meta(Answer):
    """What a data set's columns are, apart from those of time and place, whose names are the same in every file."""

    filters: list[Column]
    indicators: list[Column]

    @property
    def labels(self) -> dict[str, str]:
        """Column names by label. A label that two columns share names neither, so it is left out."""
        columns = [*self.filters, *self.indicators]
        often = Counter(each.label for each in columns)
        return {each.label: each.column for each in columns if often[each.label] == 1}

    @property
    def names(self) -> set[str]:
        """Every name and label of a column."""
        return {name for each in (*self.filters, *self.indicators) for name in (each.column, each.label)}
