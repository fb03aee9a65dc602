"""Every kind of fault that the rules about a SEN2 return know, and how a sound request is made to have it."""

from collections.abc import Iterator

from send_analysis.sen2.fields import ModuleName
from send_analysis.synthetic.authority.sen2_draft import AGED_25, AGED_26, LATE
from send_analysis.synthetic.authority.sen2_fault_edits import (
    KEYED,
    MESSAGE,
    NO_CODE,
    NO_DAY,
    NO_FLAG,
    TEMPLATE,
    Found,
    ReturnFault,
    add,
    drop,
    looking_like_a_pupil,
    mark,
    of_field,
    orphan,
    put,
    twice,
)

_NO_PLAN = drop("namedplan", "activeplans")
_PENDING = (drop("assessment", "activeplans"), put("requests", outcome="A", outcome_on=None))
_REFUSED = (drop("assessment", "activeplans"), put("requests", outcome="N"))
_NOT_ISSUED = (_NO_PLAN, put("assessment", outcome="N"))
_HISTORICAL = (put("requests", outcome="H", outcome_on=None), put("assessment", outcome="H", outcome_on=None))
_ENDED = (drop("activeplans"), put("namedplan", ceased_on=300, cease_reason="9"))
_UNDECIDED = put("activeplans", review_decided_on=None, review_outcome=None, review_draft_on=None)


def _persons() -> Iterator[ReturnFault]:
    person: ModuleName = "person"
    childless = Found("SEN2-102", person, (1,))
    yield ReturnFault(Found("SEN2-101", person, (0, 1)), (add(person, "same"),), "", (childless,), KEYED)
    yield ReturnFault(Found("SEN2-102", person), (drop("requests"),))
    yield ReturnFault(Found("SEN2-103", person), (), in_pairs=True)
    yield of_field("SEN2-104", person, "upn_unknown", None)
    yield of_field("SEN2-105", person, "upn", "Z999999999999")
    yield ReturnFault(
        Found("SEN2-106", person), (looking_like_a_pupil("person_ids"),), "", (Found("SEN2-203", "requests"),), TEMPLATE
    )
    yield of_field("SEN2-111", person, "birth_date", None)
    yield of_field("SEN2-112", person, "birth_date", NO_DAY)
    late = Found("SEN2-214", "requests")
    yield ReturnFault(Found("SEN2-113", person), (put(person, birth_date=LATE),), "birth_date", (late,))
    yield of_field("SEN2-114", person, "birth_date", AGED_25)
    yield of_field("SEN2-115", person, "birth_date", AGED_26)
    yield of_field("SEN2-121", person, "sex", None)
    yield of_field("SEN2-122", person, "sex", NO_CODE)
    yield of_field("SEN2-123", person, "ethnicity", None)
    yield ReturnFault(Found("sen2.person.surname.once", person), (mark(person, twice="surname"),), "surname", forms=MESSAGE)
    yield ReturnFault(Found("SEN2-006", person), (mark(person, unknown="MadeUp"),), forms=MESSAGE, once=True)


def _requests() -> Iterator[ReturnFault]:
    module: ModuleName = "requests"
    yield orphan("SEN2-201", module, outcome="A", outcome_on=None)
    several_plans = Found("SEN2-103", "person")
    yield ReturnFault(Found("SEN2-202", module, (0, 1)), (add(module, "same"),), "", (several_plans,), KEYED)
    yield ReturnFault(Found("SEN2-203", module), (looking_like_a_pupil("request_ids"),), forms=TEMPLATE)
    yield of_field("SEN2-211", module, "received_on", None)
    yield of_field("SEN2-212", module, "received_on", NO_DAY)
    yield of_field("SEN2-213", module, "received_on", LATE, *_PENDING)
    yield ReturnFault(Found("SEN2-214", module), (put("person", birth_date=5),), "received_on")
    yield of_field("SEN2-221", module, "outcome", None)
    yield of_field("SEN2-222", module, "outcome", NO_CODE)
    yield of_field("SEN2-223", module, "outcome_on", None, *_REFUSED)
    yield of_field("SEN2-224", module, "outcome_on", 20, *_PENDING)
    yield of_field("SEN2-225", module, "outcome_on", NO_DAY)
    yield of_field("SEN2-226", module, "outcome_on", LATE, *_REFUSED)
    yield of_field("SEN2-227", module, "outcome_on", -3, *_REFUSED)
    yield ReturnFault(Found("SEN2-228", module), (drop("assessment", "activeplans"),), "outcome")
    yield of_field("SEN2-231", module, "mediation", NO_FLAG)
    yield of_field("SEN2-232", module, "exported_to", "12")
    yield of_field("SEN2-233", module, "request_source", NO_CODE)


def _assessments() -> Iterator[ReturnFault]:
    module: ModuleName = "assessment"
    yield orphan("SEN2-301", module)
    yield twice("SEN2-302", module)
    yield ReturnFault(Found("SEN2-303", module), (put("requests", outcome="N"),))
    yield of_field("SEN2-311", module, "outcome", None)
    yield of_field("SEN2-312", module, "outcome", NO_CODE)
    yield of_field("SEN2-313", module, "outcome_on", None)
    yield of_field("SEN2-314", module, "outcome_on", 80, _NO_PLAN, put(module, outcome="A"))
    yield of_field("SEN2-315", module, "outcome_on", NO_DAY)
    yield of_field("SEN2-316", module, "outcome_on", LATE, *_NOT_ISSUED)
    yield of_field("SEN2-317", module, "outcome_on", -3, *_NOT_ISSUED, put("requests", outcome="H", outcome_on=None))
    yield of_field("SEN2-318", module, "outcome_on", 20)
    yield ReturnFault(Found("SEN2-319", module), (_NO_PLAN,), "outcome")
    yield of_field("SEN2-321", module, "exception", NO_FLAG)
    yield of_field("SEN2-322", module, "mediation", NO_FLAG)
    yield of_field("SEN2-323", module, "outcome_on", None, *_NOT_ISSUED)
    yield of_field("SEN2-324", module, "outcome_on", 20, *_NOT_ISSUED)


def _plans() -> Iterator[ReturnFault]:
    module: ModuleName = "namedplan"
    yield orphan("SEN2-401", module)
    yield twice("SEN2-402", module)
    yield ReturnFault(Found("SEN2-403", module), (put("assessment", outcome="N"),))
    yield ReturnFault(Found("SEN2-404", module), (drop("plandetail"),))
    yield of_field("SEN2-411", module, "started_on", None)
    yield of_field("SEN2-412", module, "started_on", NO_DAY)
    yield of_field("SEN2-413", module, "started_on", LATE)
    yield of_field("SEN2-414", module, "started_on", -3, *_HISTORICAL)
    yield of_field("SEN2-415", module, "started_on", 95)
    assessed_too_late = (put("requests", outcome_on=120), put("assessment", outcome_on=None, outcome="H"))
    yield of_field("SEN2-416", module, "started_on", 110, *assessed_too_late)
    yield of_field("SEN2-421", module, "ceased_on", NO_DAY, *_ENDED)
    yield of_field("SEN2-422", module, "ceased_on", LATE, *_ENDED)
    yield of_field("SEN2-423", module, "ceased_on", 120, *_ENDED)
    yield of_field("SEN2-424", module, "cease_reason", None, *_ENDED)
    yield of_field("SEN2-425", module, "cease_reason", NO_CODE, *_ENDED)
    yield ReturnFault(Found("SEN2-426", module), (put(module, ceased_on=300, cease_reason="9"),), "ceased_on")
    yield ReturnFault(Found("SEN2-427", module), (drop("activeplans"),), "ceased_on")
    yield of_field("SEN2-431", module, "personal_budget", NO_FLAG)


def _places(series: str, module: ModuleName) -> Iterator[ReturnFault]:
    """What details of plans and placements share."""
    yield orphan(f"{series}01", module)
    yield of_field(f"{series}11", module, "urn", None)
    yield of_field(f"{series}12", module, "setting", "OLA")
    yield of_field(f"{series}13", module, "ukprn", "90000001")
    yield of_field(f"{series}14", module, "setting", NO_CODE, put(module, urn=None))
    yield of_field(f"{series}15", module, "urn", "12")
    yield of_field(f"{series}16", module, "ukprn", "12", put(module, urn=None))
    yield of_field(f"{series}21", module, "sen_unit", None)
    yield of_field(f"{series}22", module, "sen_unit", NO_FLAG)
    yield of_field(f"{series}32", module, "placement_rank", "3", add(module), place=1)


def _details() -> Iterator[ReturnFault]:
    module: ModuleName = "plandetail"
    yield from _places("SEN2-5", module)
    three = (add(module, placement_rank="2"), add(module, placement_rank=None))
    yield ReturnFault(Found("SEN2-502", module, (0, 1, 2)), three)
    yield ReturnFault(Found("SEN2-533", module, (0, 1)), (add(module),), "placement_rank")
    yield ReturnFault(Found("SEN2-534", "namedplan"), (put(module, placement_rank=None),))


def _active() -> Iterator[ReturnFault]:
    module: ModuleName = "activeplans"
    yield orphan("SEN2-601", module)
    yield twice("SEN2-602", module)
    yield ReturnFault(Found("SEN2-603", module), (drop("namedplan"), put("assessment", outcome="A", outcome_on=None)))
    yield ReturnFault(Found("SEN2-604", module), (drop("placementdetail"),))
    yield ReturnFault(Found("SEN2-605", module), (drop("senneed"),))
    yield of_field("SEN2-611", module, "review_held_on", NO_DAY)
    yield of_field("SEN2-612", module, "review_decided_on", NO_DAY)
    yield of_field("SEN2-613", module, "review_draft_on", NO_DAY)
    yield of_field("SEN2-614", module, "phase_transfer_due_on", NO_DAY)
    yield of_field("SEN2-615", module, "phase_transfer_on", NO_DAY)
    yield of_field("SEN2-621", module, "review_held_on", LATE, _UNDECIDED)
    yield of_field("SEN2-622", module, "review_decided_on", LATE)
    yield of_field("SEN2-623", module, "review_draft_on", LATE)
    yield of_field("SEN2-624", module, "phase_transfer_on", LATE)
    yield of_field("SEN2-631", module, "review_decided_on", 240)
    yield of_field("SEN2-632", module, "review_outcome", NO_CODE)
    yield ReturnFault(Found("SEN2-633", module), (put(module, review_decided_on=None),), "review_outcome")
    yield of_field("SEN2-641", module, "transferred_from", "12")


def _placements() -> Iterator[ReturnFault]:
    module: ModuleName = "placementdetail"
    second = add(module, placement_rank="2")
    yield from _places("SEN2-7", module)
    yield of_field("SEN2-731", module, "placement_rank", None, second, place=1)
    yield ReturnFault(Found("SEN2-733", module, (0, 1)), (add(module),), "placement_rank")
    yield ReturnFault(Found("SEN2-734", "activeplans"), (put(module, placement_rank="2"),))
    yield of_field("SEN2-741", module, "entered_on", None)
    yield of_field("SEN2-742", module, "entered_on", NO_DAY)
    yield of_field("SEN2-743", module, "left_on", NO_DAY, second, place=1)
    yield of_field("SEN2-744", module, "entered_on", LATE)
    yield of_field("SEN2-745", module, "left_on", LATE, second, place=1)
    yield of_field("SEN2-746", module, "left_on", 130, second, place=1)


def _needs() -> Iterator[ReturnFault]:
    module: ModuleName = "senneed"
    second = add(module, need="SLCN", need_rank="2")
    third = add(module, need="OTH", need_rank="3")
    yield orphan("SEN2-801", module)
    yield ReturnFault(Found("SEN2-802", module, (0, 1, 2)), (second, third), "", (Found("SEN2-822", module, (2,)),))
    yield of_field("SEN2-811", module, "need", None)
    yield of_field("SEN2-812", module, "need", NO_CODE)
    yield of_field("SEN2-821", module, "need_rank", None, second, place=1)
    yield of_field("SEN2-822", module, "need_rank", "3", second, place=1)
    yield ReturnFault(Found("SEN2-823", module, (0, 1)), (add(module),), "need_rank")
    yield ReturnFault(Found("SEN2-824", "activeplans"), (put(module, need_rank="2"),))


RETURN_FAULTS = (
    *_persons(), *_requests(), *_assessments(), *_plans(), *_details(), *_active(), *_placements(), *_needs(),
)  # fmt: skip

#: Faults of the header: the rule, and what its field is made to hold. SEN2-003 and SEN2-005 cannot be broken beside SEN2-004.
HEADER_FAULTS = {
    "SEN2-001": ("collection", "MADEUP"),
    "SEN2-002": ("authority", "12"),
    "SEN2-004": ("reference_date", NO_DAY),
}

#: Found where a line of a CSV file of the export has too few fields; one is added to the file of this module.
MALFORMED = "SEN2-007.senneed"
MALFORMED_IN: ModuleName = "senneed"
