"""The rules about where children are: what a plan names (PlanDetail) and where they are placed (PlacementDetail).

A plan can do without its setting, so what is wrong with it is a warning; a placement is nothing else, so there it is an error.
"""

from functools import partial

from send_analysis.sen2.fields import SEN_SETTINGS, ModuleName
from send_analysis.sen2.joined import Flags, Joined
from send_analysis.sen2.rules.kinds import (
    RANKS,
    WITAN,
    Datasets,
    Rule,
    are_flags,
    given,
    has_first,
    is_date,
    matches,
    not_after_reference,
    not_before,
    of_its_parent,
    one_of,
    ranks_differ,
)

_PLACEMENT: Datasets = ("placements",)

#: The form of an establishment's numbers; only such a number leaves the return.
NUMBER_FORMS = {"urn": r"\d{6}", "ukprn": r"\d{8}"}


def has_establishment(module: ModuleName, the: Joined) -> Flags:
    """Whether a URN or a UKPRN is given."""
    return the.given(module, "urn") | the.given(module, "ukprn")


def _nowhere(module: ModuleName, the: Joined) -> Flags:
    return ~(has_establishment(module, the) | the.given(module, "setting"))


def _in_two_places(module: ModuleName, the: Joined) -> Flags:
    return has_establishment(module, the) & the.given(module, "setting")


def _numbered_twice(module: ModuleName, the: Joined) -> Flags:
    return the.given(module, "urn") & the.given(module, "ukprn")


def _unit_not_told(module: ModuleName, the: Joined) -> Flags:
    told = the.given(module, "sen_unit") & the.given(module, "resourced_provision")
    return has_establishment(module, the) & ~told


def _place_rules(series: str, module: ModuleName, what: str, source: str, sets_aside: Datasets) -> tuple[Rule, ...]:
    """The rules that details of plans and placements share."""
    where = ("urn", "ukprn", "setting")
    return (
        Rule(
            f"{series}11", module, where, f"{what} has a URN, a UKPRN or a SENSetting.", partial(_nowhere, module),
            sets_aside, WITAN,
        ),
        Rule(
            f"{series}12", module, where, f"{what} with a URN or a UKPRN has no SENSetting.", partial(_in_two_places, module),
            sets_aside,
        ),
        Rule(f"{series}13", module, where[:2], f"{what} has a URN or a UKPRN, not both.", partial(_numbered_twice, module)),
        one_of(f"{series}14", module, "setting", SEN_SETTINGS, sets_aside, source),
        matches(f"{series}15", module, "urn", NUMBER_FORMS["urn"], "URN has six digits; else it is left blank."),
        matches(f"{series}16", module, "ukprn", NUMBER_FORMS["ukprn"], "UKPRN has eight digits; else it is left blank."),
        Rule(
            f"{series}21", module, ("sen_unit", "resourced_provision"),
            f"{what} with an establishment says whether it is in an SEN unit or resourced provision.",
            partial(_unit_not_told, module), (), WITAN,
        ),
        are_flags(f"{series}22", module, ("sen_unit", "resourced_provision")),
        one_of(f"{series}32", module, "placement_rank", RANKS, sets_aside),
    )  # fmt: skip


DETAIL_RULES = (
    of_its_parent("SEN2-501", "plandetail", ()),
    Rule(
        "SEN2-502", "plandetail", (), "A plan has two PlanDetail records at most.",
        lambda the: the.number_of("plandetail", "plandetail") > 2,
    ),
    *_place_rules("SEN2-5", "plandetail", "A plan's detail", "item 4.7c of the 2025 return", ()),
    ranks_differ("SEN2-533", "plandetail", "placement_rank", "The ranks of a plan's details are distinct."),
    has_first("SEN2-534", "namedplan", "plandetail", "placement_rank", "A plan with details has one of rank 1."),
)  # fmt: skip


def _first_and_lasting(the: Joined) -> Flags:
    return the.is_in("placementdetail", "placement_rank", ["1"]) & ~the.given("placementdetail", "left_on")


def _several_first(the: Joined) -> Flags:
    first = _first_and_lasting(the)
    return first & (the.number_of("placementdetail", "placementdetail", first) > 1)


PLACEMENT_RULES = (
    of_its_parent("SEN2-701", "placementdetail", _PLACEMENT),
    *_place_rules("SEN2-7", "placementdetail", "A placement", "item 5.7c of the 2025 return", _PLACEMENT),
    given("SEN2-731", "placementdetail", "placement_rank", "A placement has a rank."),
    Rule(
        "SEN2-733", "placementdetail", ("placement_rank",), "Of the placements of a plan that last, one at most is of rank 1.",
        _several_first,
    ),
    has_first(
        "SEN2-734", "activeplans", "placementdetail", "placement_rank", "An active plan with placements has one of rank 1."
    ),
    given("SEN2-741", "placementdetail", "entered_on", "A placement has the day it began."),
    is_date("SEN2-742", "placementdetail", "entered_on", _PLACEMENT),
    is_date("SEN2-743", "placementdetail", "left_on", _PLACEMENT),
    not_after_reference("SEN2-744", "placementdetail", "entered_on", _PLACEMENT),
    not_after_reference("SEN2-745", "placementdetail", "left_on", _PLACEMENT),
    not_before(
        "SEN2-746", "placementdetail", "left_on", "placementdetail", "entered_on",
        "A placement ends on the day it began or later.", _PLACEMENT,
    ),
)  # fmt: skip
