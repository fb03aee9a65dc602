"""The dataset `requests`: each request for an EHC needs assessment and how far it has come."""

import pandera.pandas as pa

from send_analysis.datasets.rules import always_with, not_before, not_long_ago, only_with
from send_analysis.datasets.spec import Event, Spec, column
from send_analysis.sen2.ages import AGE_GROUPS as FIRST_AGES
from send_analysis.sen2.fields import SEN_TYPES

#: "historical" is the SEN2 return's word for what was settled before the year that it covers, and how is not told.
DECISIONS = ("assess", "not_assess", "withdrawn", "pending", "historical")
OUTCOMES = ("issue", "not_issue", "withdrawn", "pending", "historical")

#: All but pending.
DECIDED = tuple(each for each in DECISIONS if each != "pending")
SETTLED = tuple(each for each in OUTCOMES if each != "pending")

#: SEND Regulations 2014, reg 10(4)(a) to (d): why a time limit need not be kept. The SEN2 return tells only that there is an
#: exception (item Week20); its ground is then "not_stated".
EXCEPTION_GROUNDS = ("school_closure", "exceptional_circumstances", "absence_from_area", "not_stated")

LATE_CAUSES = ("late_advice", "advice_quality", "staff_capacity", "parental_choice", "other")
AGE_GROUPS = tuple(FIRST_AGES)
SEXES = ("F", "M", "not_stated")

#: SEN2 return 2025, item 5.8a.
PRIMARY_NEEDS = SEN_TYPES

_COLUMNS = {
    "request_id": column("key", "The authority's own number of the request."),
    "person_id": column("key", "The authority's own number of the child or young person; never a name, UPN or NHS number."),
    "received_on": column("date", "The day the request came, or the authority became responsible: day 0 of every limit."),
    "source": column("text", "Who asked.", may_be_blank=True, may_be_absent=True),
    "decision_on": column("date", "The day of the decision whether to assess, or of the withdrawal.", may_be_blank=True),
    "decision": column(
        "code",
        "The decision whether to assess; pending until there is one. historical: settled before the year of a SEN2 return.",
        DECISIONS,
    ),
    "decision_reversed": column(
        "flag",
        "Whether it first was not to assess, and mediation or the Tribunal reversed that; decision_on is the first one's day.",
        may_be_absent=True,
    ),
    "outcome_on": column("date", "The day of the decision whether to issue, or of the withdrawal.", may_be_blank=True),
    "outcome": column("code", "What came of the assessment; pending while it goes on.", OUTCOMES, may_be_blank=True),
    "outcome_reversed": column(
        "flag",
        "Whether it first was not to issue, and mediation or the Tribunal reversed that; outcome_on is the first one's day.",
        may_be_absent=True,
    ),
    "draft_sent_on": column("date", "The day the draft plan was sent.", may_be_absent=True),
    "plan_issued_on": column("date", "The day the final plan was sent.", may_be_blank=True),
    "exception_grounds": column("set", "Why the 20 weeks need not be kept; none where it is blank.", EXCEPTION_GROUNDS),
    "late_cause": column("code", "Why the plan was late, as the authority sees it.", LATE_CAUSES, may_be_absent=True),
    "age_group": column("code", "Age at the request, in whole years.", AGE_GROUPS, may_be_absent=True),
    "sex": column("code", "Sex.", SEXES, may_be_absent=True),
    "primary_need": column("code", "Primary need, by the codes of the SEN2 return.", PRIMARY_NEEDS, may_be_absent=True),
    "locality": column("text", "The part of the authority's area.", may_be_absent=True),
}

_RULES = [
    not_long_ago("received_on"),
    not_before("decision_on", "received_on", "A decision is made after its request."),
    only_with("decision_on", "decision", DECIDED, "A decision that is pending has no date."),
    always_with("decision_on", "decision", DECISIONS[:2], "A decision to assess or not has a date."),
    not_before("outcome_on", "decision_on", "An assessment ends after the decision to assess."),
    only_with("outcome", "decision", ["assess", "historical"], "Only an assessment has an outcome."),
    always_with("outcome", "decision", ["assess"], "While an assessment goes on, its outcome is pending."),
    only_with("outcome_on", "outcome", SETTLED, "An outcome that is pending has no date."),
    always_with("outcome_on", "outcome", OUTCOMES[:2], "An outcome issue or not_issue has a date."),
    not_before("draft_sent_on", "received_on", "A draft plan is sent after its request."),
    not_before("draft_sent_on", "decision_on", "A draft plan is sent after the decision to assess."),
    only_with("draft_sent_on", "decision", ["assess", "historical"], "A draft plan comes of an assessment."),
    not_before("plan_issued_on", "received_on", "A plan is issued after its request."),
    not_before("plan_issued_on", "outcome_on", "A plan is issued after the decision to issue it."),
    not_before("plan_issued_on", "draft_sent_on", "A plan is issued after its draft."),
    only_with("plan_issued_on", "outcome", ["issue", "historical"], "A plan is issued only when that is the outcome."),
]

#: Everything that is known only once the decision to assess is.
_AFTER_DECISION = (
    *("decision_reversed", "outcome_on", "outcome", "outcome_reversed"),
    *("draft_sent_on", "plan_issued_on", "late_cause"),
)

REQUESTS = Spec(
    name="requests",
    meaning="One row for each request for an EHC needs assessment, however it ended.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("request_id",),
    happens_on="received_on",
    later=(
        Event("decision_on", blanks=_AFTER_DECISION, reverts={"decision": "pending"}),
        Event("outcome_on", blanks=("outcome_reversed", "plan_issued_on", "late_cause"), reverts={"outcome": "pending"}),
        Event("draft_sent_on"),
        Event("plan_issued_on", blanks=("late_cause",)),
    ),
)
