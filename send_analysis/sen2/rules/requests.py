"""The rules about requests and assessments: what is decided, when, and what follows from what."""

import numpy as np

from send_analysis.sen2.fields import ASSESSMENT_OUTCOMES, REQUEST_OUTCOMES
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.rules.kinds import (
    ORDER,
    REGULATIONS,
    STRUCTURE,
    WITAN,
    Datasets,
    Rule,
    are_flags,
    given,
    is_date,
    matches,
    not_after_reference,
    not_before,
    of_its_parent,
    one_at_most,
    one_of,
)

_REQUEST: Datasets = ("requests",)
_BOTH: Datasets = ("requests", "plans")

#: A decision that has been made has a date; one that has not been made has none.
MADE, NOT_MADE = ("Y", "N"), ("A",)


def request_reversed(the: Joined) -> Flags:
    """The requests that were refused and assessed all the same, because mediation or the Tribunal reversed the refusal.

    The return says that there was mediation or an appeal, not how it ended; that an assessment followed says so.
    """
    heard = the.flag("requests", "mediation") | the.flag("requests", "tribunal")
    return the.is_in("requests", "outcome", ["N"]) & heard & (the.number_of("requests", "assessment") > 0)


def assessment_reversed(the: Joined) -> Flags:
    """The assessments after which a plan was refused and issued all the same, by mediation or the Tribunal."""
    heard = the.flag("assessment", "mediation") | the.flag("assessment", "tribunal")
    return the.is_in("assessment", "outcome", ["N"]) & heard & (the.number_of("assessment", "namedplan") > 0)


def _request_id_missing_or_again(the: Joined) -> Flags:
    return ~the.given("requests", "request_id") | (the.number_of("requests", "requests") > 1)


def _undated(the: Joined) -> Flags:
    return the.is_in("requests", "outcome", MADE) & ~the.given("requests", "outcome_on")


def _dated_too_soon(the: Joined) -> Flags:
    return the.is_in("requests", "outcome", NOT_MADE) & the.given("requests", "outcome_on")


def _not_assessed(the: Joined) -> Flags:
    unassessed = the.given("requests", "request_id") & (the.number_of("requests", "assessment") == 0)
    return the.is_in("requests", "outcome", ["Y"]) & unassessed


def _assessed_without_decision(the: Joined) -> Flags:
    undecided = the.is_in("requests", "outcome", ["A", "W"])
    refused = the.is_in("requests", "outcome", ["N"]) & ~request_reversed(the)
    return the.flag_of("assessment", "requests", undecided | refused)


def led_to_plan(the: Joined) -> Flags:
    """The assessments after which a plan was issued (also once a refusal was reversed) that has a day on which it started."""
    issued = the.is_in("assessment", "outcome", ["Y", "H"]) | assessment_reversed(the)
    return issued & ~np.isnat(the.day_of("assessment", "namedplan", "started_on"))


def ended_before_decision(the: Joined) -> Flags:
    """The assessments whose outcome is dated before the decision to assess."""
    return the.day("assessment", "outcome_on") < the.day_of("assessment", "requests", "outcome_on")


def ended_after_plan(the: Joined) -> Flags:
    """The assessments whose outcome is dated after the start of their plan."""
    return the.day("assessment", "outcome_on") > the.day_of("assessment", "namedplan", "started_on")


def assessment_undated(the: Joined) -> Flags:
    """The decisions to issue a plan or not that have no date."""
    return the.is_in("assessment", "outcome", MADE) & ~the.given("assessment", "outcome_on")


def _assessment_dated_too_soon(the: Joined) -> Flags:
    return the.is_in("assessment", "outcome", NOT_MADE) & the.given("assessment", "outcome_on")


def _no_plan(the: Joined) -> Flags:
    planless = (the.at("assessment", "requests") >= 0) & (the.number_of("assessment", "namedplan") == 0)
    return the.is_in("assessment", "outcome", ["Y"]) & planless


REQUEST_RULES = (
    of_its_parent("SEN2-201", "requests", _BOTH),
    Rule(
        "SEN2-202", "requests", (), "A request has a number of its own in the return.", _request_id_missing_or_again, _BOTH,
        WITAN, "Give each request one record and one number, and make the return again.",
    ),
    Rule(
        "SEN2-203", "requests", (), "The number of a request in the return does not hold a UPN.",
        lambda the: the.is_personal("requests", "request_id"), (), STRUCTURE,
        "Number the requests otherwise. Until then the record's number stands in the datasets in its place.",
    ),
    given("SEN2-211", "requests", "received_on", "A request has the day it was received.", _REQUEST),
    is_date("SEN2-212", "requests", "received_on", _REQUEST),
    not_after_reference("SEN2-213", "requests", "received_on", _REQUEST),
    not_before(
        "SEN2-214", "requests", "received_on", "person", "birth_date", "A request is not received before the person is born.",
        _BOTH,
    ),
    given("SEN2-221", "requests", "outcome", "A request has an outcome; A (not yet decided) is one.", _REQUEST),
    one_of("SEN2-222", "requests", "outcome", tuple(REQUEST_OUTCOMES), _REQUEST),
    Rule(
        "SEN2-223", "requests", ("outcome", "outcome_on"), "A decision to assess (Y) or not to assess (N) has its date.",
        _undated, _REQUEST, REGULATIONS + ", reg 5(1)",
    ),
    Rule(
        "SEN2-224", "requests", ("outcome", "outcome_on"), "A decision that has not been made (A) has no date.", _dated_too_soon,
        _REQUEST, ORDER,
    ),
    is_date("SEN2-225", "requests", "outcome_on", _REQUEST),
    not_after_reference("SEN2-226", "requests", "outcome_on", _REQUEST),
    not_before(
        "SEN2-227", "requests", "outcome_on", "requests", "received_on",
        "A request is decided on the day it is received or later.", _REQUEST,
    ),
    Rule(
        "SEN2-228", "requests", ("outcome",), "After a decision to assess (Y) there is an Assessment record.", _not_assessed,
        advice="Add the assessment, with the outcome A while it goes on. It is counted as going on.",
    ),
    are_flags("SEN2-231", "requests", ("youth_accommodation", "mediation", "tribunal")),
    matches("SEN2-232", "requests", "exported_to", r"\d{3}", "Exported is the three-digit number of an authority."),
    matches("SEN2-233", "requests", "request_source", r"\d{1,2}", "RequestSource is a number; else it is left blank."),
)  # fmt: skip

ASSESSMENT_RULES = (
    of_its_parent("SEN2-301", "assessment", _REQUEST),
    one_at_most("SEN2-302", "assessment", _REQUEST),
    Rule(
        "SEN2-303", "assessment", (),
        "There is an assessment only after a decision to assess (Y), a historical one (H), or a refusal (N) with "
        "RequestMediation or RequestTribunal set, which reversed it.",
        _assessed_without_decision, _REQUEST, REGULATIONS + ", regs 5, 42 and 44",
        "Mend RequestOutcome, or set the flag of what reversed it.",
    ),
    given("SEN2-311", "assessment", "outcome", "An assessment has an outcome; A (not yet decided) is one.", _REQUEST),
    one_of("SEN2-312", "assessment", "outcome", tuple(ASSESSMENT_OUTCOMES), _REQUEST),
    Rule(
        "SEN2-313", "assessment", ("outcome", "outcome_on"),
        "A decision to issue a plan has its date, also when the plan has started; else its StartDate is taken.",
        lambda the: assessment_undated(the) & led_to_plan(the), (), REGULATIONS + ", reg 10(1)",
    ),
    Rule(
        "SEN2-314", "assessment", ("outcome", "outcome_on"), "A decision that has not been made (A) has no date.",
        _assessment_dated_too_soon, _REQUEST, ORDER,
    ),
    is_date("SEN2-315", "assessment", "outcome_on", _REQUEST),
    not_after_reference("SEN2-316", "assessment", "outcome_on", _REQUEST),
    not_before(
        "SEN2-317", "assessment", "outcome_on", "requests", "received_on",
        "An assessment ends on the day its request was received or later.", _REQUEST,
    ),
    Rule(
        "SEN2-318", "assessment", ("outcome_on",),
        "An assessment that led to a plan ends on the day it was decided on or later; else the plan's StartDate is taken.",
        lambda the: ended_before_decision(the) & led_to_plan(the), (), ORDER,
    ),
    Rule(
        "SEN2-319", "assessment", ("outcome",), "After a decision to issue a plan (Y) there is a NamedPlan record.", _no_plan,
        advice="Add the plan once it is issued. Until then it is counted as decided and not issued.",
    ),
    are_flags("SEN2-321", "assessment", ("exception",), _REQUEST),
    are_flags("SEN2-322", "assessment", ("mediation", "tribunal", "other_mediation", "other_tribunal")),
    Rule(
        "SEN2-323", "assessment", ("outcome", "outcome_on"),
        "A decision not to issue a plan (N), or to issue one (Y) of which no start is known, has its date.",
        lambda the: assessment_undated(the) & ~led_to_plan(the), _REQUEST, REGULATIONS + ", reg 10(1)",
    ),
    Rule(
        "SEN2-324", "assessment", ("outcome_on",),
        "An assessment that led to no plan ends on the day it was decided on or later.",
        lambda the: ended_before_decision(the) & ~led_to_plan(the), _REQUEST, ORDER,
    ),
)  # fmt: skip
