"""The rules about named plans: when a plan was issued, when and why it ended."""

from send_analysis.sen2.fields import CEASE_REASONS
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.rules.kinds import (
    ORDER,
    REGULATIONS,
    Datasets,
    Rule,
    are_flags,
    given,
    has_some,
    is_date,
    not_after_reference,
    not_before,
    of_its_parent,
    one_at_most,
    one_of,
)
from send_analysis.sen2.rules.requests import assessment_reversed

_REQUEST: Datasets = ("requests",)
_PLAN: Datasets = ("plans",)
_BOTH: Datasets = ("requests", "plans")


def _issued_without_decision(the: Joined) -> Flags:
    undecided = the.is_in("assessment", "outcome", ["A", "W"])
    refused = the.is_in("assessment", "outcome", ["N"]) & ~assessment_reversed(the)
    return the.flag_of("namedplan", "assessment", undecided | refused)


def _reason_without_date(the: Joined) -> Flags:
    return the.given("namedplan", "ceased_on") != the.given("namedplan", "cease_reason")


def _ceased_and_active(the: Joined) -> Flags:
    return the.given("namedplan", "ceased_on") & (the.number_of("namedplan", "activeplans") > 0)


def _lost(the: Joined) -> Flags:
    has_request = the.at("namedplan", "requests") >= 0
    has_ended = the.given("namedplan", "ceased_on") | the.given("namedplan", "cease_reason")
    return has_request & ~has_ended & (the.number_of("namedplan", "activeplans") == 0)


PLAN_RULES = (
    of_its_parent("SEN2-401", "namedplan", _REQUEST),
    one_at_most("SEN2-402", "namedplan", _BOTH),
    Rule(
        "SEN2-403", "namedplan", (),
        "There is a plan only after a decision to issue it (Y), a historical one (H), or a refusal (N) with "
        "AssessmentMediation or AssessmentTribunal set, which reversed it.",
        _issued_without_decision, _REQUEST, REGULATIONS + ", regs 10, 42 and 44",
        "Mend AssessmentOutcome, or set the flag of what reversed it.",
    ),
    has_some("SEN2-404", "namedplan", "plandetail", "A plan"),
    given("SEN2-411", "namedplan", "started_on", "A plan has the day it started.", _REQUEST),
    is_date("SEN2-412", "namedplan", "started_on", _BOTH),
    not_after_reference("SEN2-413", "namedplan", "started_on", _BOTH),
    not_before(
        "SEN2-414", "namedplan", "started_on", "requests", "received_on", "A plan starts on the day of its request or later.",
        _BOTH,
    ),
    not_before(
        "SEN2-415", "namedplan", "started_on", "assessment", "outcome_on",
        "A plan starts on the day it was decided to issue it or later; else its StartDate is taken for that day too.",
    ),
    not_before(
        "SEN2-416", "namedplan", "started_on", "requests", "outcome_on",
        "A plan starts on the day it was decided to assess or later.", _REQUEST,
    ),
    is_date("SEN2-421", "namedplan", "ceased_on", _PLAN),
    not_after_reference("SEN2-422", "namedplan", "ceased_on", _PLAN),
    not_before(
        "SEN2-423", "namedplan", "ceased_on", "namedplan", "started_on", "A plan ends on the day it started or later.", _PLAN
    ),
    Rule(
        "SEN2-424", "namedplan", ("ceased_on", "cease_reason"),
        "A plan that ended has a reason and a day, and only such a plan.", _reason_without_date, _PLAN,
    ),
    one_of("SEN2-425", "namedplan", "cease_reason", tuple(CEASE_REASONS), _PLAN, "item 4.6 of the 2025 return"),
    Rule(
        "SEN2-426", "namedplan", ("ceased_on",), "A plan that ended has no ActivePlans record.", _ceased_and_active, _PLAN, ORDER,
        "Take out the day it ended, or the active plan.",
    ),
    Rule(
        "SEN2-427", "namedplan", ("ceased_on",), "A plan that has not ended has an ActivePlans record.", _lost,
        advice="Add the day it ended and why, or the active plan. Until then the plan is counted as neither active nor ended.",
    ),
    are_flags("SEN2-431", "namedplan", ("personal_budget", "organised_arrangements")),
)  # fmt: skip
