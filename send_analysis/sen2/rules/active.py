"""The rules about active plans: their reviews and needs."""

from send_analysis.sen2.fields import REVIEW_OUTCOMES, SEN_TYPES
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.rules.kinds import (
    RANKS,
    REGULATIONS,
    WITAN,
    Datasets,
    Rule,
    given,
    has_first,
    has_some,
    is_date,
    matches,
    not_after_reference,
    not_before,
    of_its_parent,
    one_at_most,
    one_of,
    ranks_differ,
)

_REVIEW: Datasets = ("reviews",)
_NEED: Datasets = ("needs",)

#: Why letters of a review's outcome only make a warning.
_ASSUMED = "assumption: the letters are not published with the return, its three states are"


def _without_named_plan(the: Joined) -> Flags:
    historical = the.flag_of("activeplans", "requests", the.is_in("requests", "outcome", ["H"]))
    from_before = historical | the.given("activeplans", "transferred_from")
    has_request = the.at("activeplans", "requests") >= 0
    return has_request & ~from_before & (the.number_of("activeplans", "namedplan") == 0)


def _decided_without_meeting(the: Joined) -> Flags:
    return the.given("activeplans", "review_outcome") & ~the.given("activeplans", "review_decided_on")


ACTIVE_RULES = (
    of_its_parent("SEN2-601", "activeplans", ("plans", "reviews")),
    one_at_most("SEN2-602", "activeplans", ("plans", "reviews")),
    Rule(
        "SEN2-603", "activeplans", (),
        "An active plan has a NamedPlan record, unless its request is historical (H) or it came from another authority.",
        _without_named_plan, (), WITAN, "Add the plan's start; without it the day it was issued is blank.",
    ),
    has_some("SEN2-604", "activeplans", "placementdetail", "An active plan"),
    has_some("SEN2-605", "activeplans", "senneed", "An active plan"),
    is_date("SEN2-611", "activeplans", "review_held_on", _REVIEW),
    is_date("SEN2-612", "activeplans", "review_decided_on", _REVIEW),
    is_date("SEN2-613", "activeplans", "review_draft_on", _REVIEW),
    is_date("SEN2-614", "activeplans", "phase_transfer_due_on", _REVIEW),
    is_date("SEN2-615", "activeplans", "phase_transfer_on", _REVIEW),
    not_after_reference("SEN2-621", "activeplans", "review_held_on", _REVIEW),
    not_after_reference("SEN2-622", "activeplans", "review_decided_on", _REVIEW),
    not_after_reference("SEN2-623", "activeplans", "review_draft_on", _REVIEW),
    not_after_reference("SEN2-624", "activeplans", "phase_transfer_on", _REVIEW),
    not_before(
        "SEN2-631", "activeplans", "review_decided_on", "activeplans", "review_held_on",
        "A review is decided on the day of its meeting or later: both dates are of the same review.", _REVIEW,
    ),
    one_of("SEN2-632", "activeplans", "review_outcome", tuple(REVIEW_OUTCOMES), (), _ASSUMED),
    Rule(
        "SEN2-633", "activeplans", ("review_outcome", "review_decided_on"),
        "A review that has an outcome has the day of its decision.", _decided_without_meeting, (), REGULATIONS + ", reg 20(10)",
    ),
    matches("SEN2-641", "activeplans", "transferred_from", r"\d{3}", "TransferLA is the three-digit number of an authority."),
)  # fmt: skip


NEED_RULES = (
    of_its_parent("SEN2-801", "senneed", _NEED),
    Rule(
        "SEN2-802", "senneed", (), "An active plan has two SENneed records at most.",
        lambda the: the.number_of("senneed", "senneed") > 2,
    ),
    given("SEN2-811", "senneed", "need", "A need has its type.", _NEED),
    one_of("SEN2-812", "senneed", "need", SEN_TYPES, _NEED, "item 5.8a of the 2025 return"),
    given("SEN2-821", "senneed", "need_rank", "A need has its rank.", _NEED),
    one_of("SEN2-822", "senneed", "need_rank", RANKS, _NEED),
    ranks_differ(
        "SEN2-823", "senneed", "need_rank",
        "The ranks of a plan's needs are distinct; else it is not known which is the primary one.", _NEED,
    ),
    has_first("SEN2-824", "activeplans", "senneed", "need_rank", "An active plan with needs has one of rank 1."),
)  # fmt: skip
