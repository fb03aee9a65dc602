"""The SEN2 person-level return: its modules, their fields, and the names by which each form and version calls them.

Sources: the guide to the 2023 return (version 1.0) for the structure and cardinalities, the specifications of versions 1.1 to
1.3 for added fields, COLLECT's own export for its file and column names. Fields that hold a person's name, number, address or
day of birth are read only as far as a rule or an age group needs them; none of them leaves this package.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

#: What a field holds; see the codes below. "days" are dates, "flag" is 0 or 1, "text" everything else.
FieldKind = Literal["text", "date", "flag", "code", "number"]

#: The modules in the order of the return; each record belongs to one of the module named beside it.
ModuleName = Literal[
    "person", "requests", "assessment", "namedplan", "plandetail", "activeplans", "placementdetail", "senneed"
]

#: The version of the return that each field came with, and the last that has it. The January 2023 return is version 1.0,
#: January 2024 1.1 and 1.2, January 2026 1.3.
FIRST, LATEST = "1.0", "1.3"

REQUEST_OUTCOMES = {"Y": "assess", "N": "not_assess", "A": "pending", "W": "withdrawn", "H": "historical"}
ASSESSMENT_OUTCOMES = {"Y": "issue", "N": "not_issue", "A": "pending", "W": "withdrawn", "H": "historical"}

#: Item 4.6 of the 2025 return.
CEASE_REASONS = {
    "1": "maximum_age",
    "2": "needs_met_without_plan",
    "3": "higher_education",
    "4": "paid_employment",
    "5": "moved_in_england",
    "6": "no_longer_engages",
    "7": "moved_outside_england",
    "8": "deceased",
    "9": "other",
}

#: Items 4.7c and 5.7c: where there is no establishment with a URN or UKPRN.
SEN_SETTINGS = ("OLA", "OPA", "EHE", "EYP", "OTH", "NEET", "NIEC", "NIEO")

#: Item 5.8a of the 2025 return; DS came with version 1.3.
SEN_TYPES = tuple("SPLD MLD SLD PMLD SEMH SLCN HI VI MSI PD ASD DS OTH".split())

#: Assumption: the letters of the review's outcome are not published with the return; its three states are.
REVIEW_OUTCOMES = {"A": "amend", "C": "cease", "M": "maintain"}

#: Version 1.2 on; until then GenderCurrent with 1, 2, 0 (not stated) and 9 (neither).
SEXES = {"F": "F", "M": "M", "1": "M", "2": "F", "0": "not_stated", "9": "not_stated"}


@dataclass(frozen=True)
class Field:
    """One field of a module.

    Parameters
    ----------
    name : ours, in the columns of a module's table.
    xml : its element in the message; the CSV export has it in lower case.
    label : its column in the Excel template, without its remarks in brackets.
    aliases : other names under which it has been met, misspellings among them; case and punctuation never count.
    since, until : the versions of the return that have it.
    personal : whether it could tell a person; such a field stays in this package.
    """

    name: str
    xml: str
    label: str
    kind: FieldKind = "text"
    aliases: tuple[str, ...] = ()
    since: str = FIRST
    until: str = LATEST
    personal: bool = False


@dataclass(frozen=True)
class Module:
    """One module of the return.

    Parameters
    ----------
    element : its element in the XML message.
    title : its table in the Excel template.
    file : the last word of its file in COLLECT's export, which also begins the name of its own key ("requeststableid").
    parent : the module that its records belong to.
    at_least, at_most : how many records of it one record of the parent has.
    """

    name: ModuleName
    element: str
    title: str
    file: str
    parent: ModuleName | None
    at_least: int
    at_most: int | None
    fields: tuple[Field, ...]


_RESIDENTIAL = "Residential Settings"
_WORK = "Work Based Learning Activity"
_URN = Field("urn", "URN", "URN - Unique Reference Number")
_UKPRN = Field("ukprn", "UKPRN", "UKPRN - UK Provider Reference Number")
_SETTING = Field("setting", "SENSetting", "SEN Setting - Establishment type", "code", ("SENSettingType",))
_SETTING_OTHER = Field("setting_other", "SENSettingOther", "SEN Setting - Other", aliases=("Not in education - Other",))
_RANK = Field("placement_rank", "PlacementRank", "Placement Rank", "number")
_UNIT = Field("sen_unit", "SENunitIndicator", "SEN Unit Indicator", "flag")
_RESOURCED = Field("resourced_provision", "ResourcedProvisionIndicator", "Resourced Provision Indicator", "flag")

MODULES: Mapping[ModuleName, Module] = {
    each.name: each
    for each in (
        Module(
            "person", "Person", "Person Record", "person", None, 0, None,
            (
                Field("surname", "Surname", "Surname", personal=True),
                Field("forename", "Forename", "Forename", personal=True),
                Field("birth_date", "PersonBirthDate", "Date of Birth", "date", ("DOB",), personal=True),
                Field("gender", "GenderCurrent", "Gender", "code", until="1.1"),
                Field("sex", "Sex", "Sex", "code", since="1.2"),
                Field("ethnicity", "Ethnicity", "Ethnicity", personal=True),
                Field("postcode", "PostCode", "Post Code", personal=True),
                Field("upn", "UPN", "UPN - Unique Pupil Number", aliases=("UniquePupilNumber",), personal=True),
                Field(
                    "uln", "UniqueLearnerNumber", "ULN - Young Persons Unique Learner Number",
                    aliases=("ULN", "ULN - Young person unique learner number"), personal=True,
                ),
                Field("upn_unknown", "UPNunknown", "UPN and ULN unavailable - Reason", aliases=("UPNunknownReason",)),
            ),
        ),
        Module(
            "requests", "Requests", "Requests Records", "requests", "person", 1, None,
            (
                Field("received_on", "ReceivedDate", "Date request was received", "date"),
                Field(
                    "request_source", "RequestSource", "Source of request for an EHC needs assessment",
                    aliases=("rquestsource",), since="1.3",
                ),
                Field("youth_accommodation", "RYA", "Initial Request Whilst In RYA", "flag"),
                Field("outcome_on", "RequestOutcomeDate", "Request Outcome Date", "date"),
                Field("outcome", "RequestOutcome", "Request Outcome", "code"),
                Field("mediation", "RequestMediation", "Request Mediation", "flag"),
                Field("tribunal", "RequestTribunal", "Request Tribunal", "flag"),
                Field(
                    "exported_to", "Exported",
                    "Exported - Child or young person moves out of LA before assessment is completed",
                    aliases=("Exported - moves out of LA before assessment is completed",),
                ),
            ),
        ),
        Module(
            "assessment", "Assessment", "Assessments Records", "assessment", "requests", 0, 1,
            (
                Field(
                    "outcome", "AssessmentOutcome", "Assessment Outcome - Decision to issue EHC plan", "code",
                    ("Assessment outcome to issue EHC plan",),
                ),
                Field("outcome_on", "AssessmentOutcomeDate", "Assessment Outcome Date", "date"),
                Field("mediation", "AssessmentMediation", "Assessment Mediation", "flag"),
                Field("tribunal", "AssessmentTribunal", "Assessment Tribunal", "flag"),
                Field("other_mediation", "OtherMediation", "Other Mediation", "flag"),
                Field("other_tribunal", "OtherTribunal", "Other Tribunal", "flag"),
                Field(
                    "exception", "Week20", "Twenty week time limit exceptions apply", "flag",
                    ("Week20Exception", "20-week time limit exceptions apply"),
                ),
            ),
        ),
        Module(
            "namedplan", "NamedPlan", "Named Plan Records", "namedplan", "assessment", 0, 1,
            (
                Field("started_on", "StartDate", "EHC Plan Start Date", "date"),
                Field("residential", "PlanRes", _RESIDENTIAL),
                Field("work_based_learning", "PlanWBP", _WORK, aliases=("PlanWPB",)),
                Field("personal_budget", "PB", "Personal Budget taken up", "flag"),
                Field("organised_arrangements", "OA", "Personal Budget - Organised Arrangements", "flag"),
                Field("direct_payments", "DP", "Personal Budget - Direct Payments"),
                Field("ceased_on", "CeaseDate", "Date EHC plan ceased", "date"),
                Field("cease_reason", "CeaseReason", "Reason EHC plan ceased", "code"),
            ),
        ),
        Module(
            "plandetail", "PlanDetail", "Plan Detail Records", "plandetail", "namedplan", 1, 2,
            (_URN, _UKPRN, _SETTING, _SETTING_OTHER, _RANK, _UNIT, _RESOURCED),
        ),
        Module(
            "activeplans", "ActivePlans", "Active Plan Records", "activeplans", "requests", 0, 1,
            (
                Field(
                    "transferred_from", "TransferLA", "EHC Plan transferred in from another LA during calendar year",
                    aliases=("Transferred in from another LA during calendar year",),
                ),
                Field("residential", "RES", _RESIDENTIAL, until="1.1"),
                Field("work_based_learning", "WBP", _WORK, aliases=("WPB",), until="1.1"),
                Field("review_held_on", "ReviewMeeting", "Annual Review Meeting Date", "date", since="1.2"),
                Field(
                    "review_outcome", "ReviewOutcome", "Annual Review Decision", "code", ("Annual review outcome",), since="1.2",
                ),
                Field(
                    "review_decided_on", "LastReview", "EHC Plan Review Decisions Date", "date",
                    ("Annual review decision date",),
                ),
                Field(
                    "review_draft_on", "ReviewDraft", "Annual review - date draft amended EHC plan issued", "date",
                    ("Annual review draft amended plan date",), since="1.3",
                ),
                Field(
                    "phase_transfer_due_on", "PhaseTransferDueDate", "Phase transfer review - due date for any amended plan",
                    "date", ("Phase transfer due date",), since="1.3",
                ),
                Field(
                    "phase_transfer_on", "PhaseTransferFinalDate", "Phase transfer review - final plan date", "date",
                    ("Phase transfer final plan date",), since="1.3",
                ),
            ),
        ),
        Module(
            "placementdetail", "PlacementDetail", "Placement Detail Records", "placementdetail", "activeplans", 1, None,
            (
                _URN, _UKPRN, _SETTING, _SETTING_OTHER, _RANK,
                Field("entered_on", "EntryDate", "Placement Start Date", "date", ("Placement entry date",)),
                Field("left_on", "LeavingDate", "Placement Leaving Date", "date"),
                Field("attendance", "AttendancePattern", "Attendance Pattern", until="1.1"),
                _UNIT, _RESOURCED,
                Field("residential", "RES", _RESIDENTIAL, since="1.2"),
                Field("work_based_learning", "WBP", _WORK, aliases=("WPB",), since="1.2"),
            ),
        ),
        Module(
            "senneed", "SENneed", "SEN Need Records", "senneed", "activeplans", 1, 2,
            (
                Field("need", "SENtype", "SEN Type of Need", "code"),
                Field("need_rank", "SENtypeRank", "SEN Type of Need rank", "number"),
            ),
        ),
    )
}  # fmt: skip

#: The header of the return.
HEADER = (
    Field("collection", "Collection", "Collection Name"),
    Field("year", "Year", "Year", "number"),
    Field("reference_date", "ReferenceDate", "Reference Date", "date"),
    Field("source_level", "SourceLevel", "Source Level"),
    Field("authority", "LEA", "LA Number", aliases=("LA", "Local authority")),
    Field("software", "SoftwareCode", "Software Code"),
    Field("release", "Release", "Release"),
    Field("serial_number", "SerialNo", "Serial Number", "number"),
    Field("made_at", "DateTime", "Date & Time", aliases=("Date and time",)),
    Field("medical_officer", "DMO", "Designated Medical Officer", personal=True),
    Field("clinical_officer", "DCO", "Designated Clinical Officer", personal=True),
    Field("social_care_officer", "DSCO", "Designated Social Care Officer", since="1.3", personal=True),
)


@dataclass(frozen=True)
class Place:
    """Where the module tables of a return keep what joins and numbers their records; beside the fields' own columns.

    `record` is the number of the record as a person finds it: the row in its CSV file or sheet (header is row 1 of a file), in
    XML its count within the module from 1. `person_id` and `request_id` are texts without personal meaning; a record of the
    modules below requests has the `request_id` of its request, missing where no record above it can be found (an orphan).
    """

    record: str = "record"
    person: str = "person_id"
    request: str = "request_id"


PLACE = Place()


@dataclass(frozen=True)
class Header:
    """What the header says.

    Parameters
    ----------
    values : by our names of the fields, as text; dates as 2026-01-15 where they can be read, all else as it stands. A field
        that the header does not fill is not among them.
    version : of the return, such as "1.3".
    """

    values: Mapping[str, str] = field(default_factory=dict)
    version: str = LATEST
