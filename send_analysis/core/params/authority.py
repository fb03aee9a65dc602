"""What authority.yaml holds: who publishes, its standards and choices, and the dates its schools close."""

from datetime import time
from typing import Literal

from pydantic import Field, model_validator

from send_analysis.core.params.accessibility import AccessibilityParams
from send_analysis.core.params.contact import Contact
from send_analysis.core.params.fields import Day, Model, TimeOfDay
from send_analysis.core.params.national import NationalParams
from send_analysis.core.params.publication import PublicationParams
from send_analysis.core.windows import PreviousYear, YearKind
from send_analysis.core.working_time import Clock


class Closure(Model):
    """A closure of the authority's schools: first day closed and day of re-opening."""

    closed: Day = Field(alias="from")
    reopens: Day

    @model_validator(mode="after")
    def _reopens_after_it_closes(self) -> "Closure":
        if self.reopens <= self.closed:
            raise ValueError("reopens must be a later day than from")
        return self


class OfficeHoursParams(Model):
    """Opening and closing time on working days, used by the clock "office_hours"."""

    opens: TimeOfDay = time(9)
    closes: TimeOfDay = time(17)

    @model_validator(mode="after")
    def _closes_after_it_opens(self) -> "OfficeHoursParams":
        if self.closes <= self.opens:
            raise ValueError("closes must be later than opens")
        return self


class FrontDoorStandard(Model):
    """How a contact's response is timed and rated.

    Assumption: no public definition of the bands and ratings was found, so both are the authority's choice and are printed
    on the page. The default rates up to 48 hours Exceeded, up to 96 hours Met and beyond Not met.
    """

    clock: Clock = "elapsed_without_weekends_and_bank_holidays"
    exceeded_within_hours: float = Field(default=48, gt=0)
    met_within_hours: float = Field(default=96, gt=0)
    office_hours: OfficeHoursParams = OfficeHoursParams()
    assumption: bool = True

    @model_validator(mode="after")
    def _met_is_longer(self) -> "FrontDoorStandard":
        if self.met_within_hours <= self.exceeded_within_hours:
            raise ValueError("met_within_hours must be more than exceeded_within_hours")
        return self


class ServiceStandards(Model):
    """The authority's own standards."""

    front_door: FrontDoorStandard = FrontDoorStandard()


class DisclosureParams(Model):
    """Which counts of people are withheld: those from 1 to `withhold_up_to`, in breakdowns."""

    withhold_up_to: int = Field(default=4, ge=1, le=20)


class DataPolicy(Model):
    """What is done about faulty, repeated and corrected rows; the default sets aside, counts and goes on."""

    stop_above_percent: float | None = Field(
        default=None, ge=0, lt=100, description="publish nothing when more than this share of an extract's rows is set aside"
    )
    identical_rows: Literal["use_first", "stop"] = Field(
        default="use_first", description="rows that repeat an earlier one in every column"
    )
    same_key: Literal["use_first", "use_last", "use_none", "stop"] = Field(
        default="use_first", description="rows that have the key of another one and other content"
    )
    late_corrections: Literal["report", "stop"] = Field(
        default="report",
        description="rows that were changed, added or removed since the last release, about days it reported",
    )


class AuthorityParams(Model):
    """One local authority, for all its releases."""

    name: str = Field(min_length=1)
    code: str = Field(pattern=r"^\d{3}$", description="the Department for Education's three-digit code, in quotes")
    publisher: str = Field(min_length=1)
    contact: Contact
    introduction: str = ""
    reporting_year: YearKind = "calendar"
    previous_year: PreviousYear = "same_period"
    service_standards: ServiceStandards = ServiceStandards()
    closures: tuple[Closure, ...] = Field(default=(), strict=False)
    data_policy: DataPolicy = DataPolicy()
    disclosure: DisclosureParams = DisclosureParams()
    national: NationalParams = NationalParams()
    publication: PublicationParams = PublicationParams()
    accessibility: AccessibilityParams | None = Field(
        default=None, description="the assessment of the pages, for their accessibility statement; it says so when left out"
    )


#: The kinds of previous year actual in words, for the page.
PREVIOUS_YEAR_IN_WORDS: dict[Literal["same_period", "outturn"], str] = {
    "same_period": "the same measure for the same period one year before",
    "outturn": "the same measure for the whole of the last reporting year",
}
