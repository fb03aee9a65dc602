"""For each rule returns that break it and returns that keep it, the boundary among them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import pandas as pd

from send_analysis.sen2.fields import ModuleName
from send_analysis.sen2.tables import Batch
from tests.sen2.batches import batch_of
from tests.sen2.returns import Record, person, record, request

Return = Batch | Record


@dataclass(frozen=True)
class Case:
    """Returns that break a rule, and returns that keep it.

    Parameters
    ----------
    also : the codes of other rules that the broken ones break of necessity.
    """

    broken: Sequence[Return]
    kept: Sequence[Return]
    also: tuple[str, ...] = ()


def numbered(module: ModuleName, column: str, *values: str | None, persons: Sequence[Record] | None = None) -> Batch:
    """A return whose records of a module have these numbers."""
    batch = batch_of(persons or [person() for _ in values])
    table = batch.tables[module].assign(**{column: pd.Series(values, dtype="str")})
    return replace(batch, tables={**batch.tables, module: table})


def orphan(module: ModuleName) -> Batch:
    """A sound return whose record of a module belongs to nothing."""
    return numbered(module, "person_id" if module == "requests" else "request_id", None)


def without(module: ModuleName) -> Batch:
    """A return whose records of a module are lost, and not those below them."""
    batch = batch_of([person()])
    return replace(batch, tables={**batch.tables, module: batch.tables[module].iloc[:0]})


def with_more(above: ModuleName, *records: Record, module: ModuleName, **changes: Mapping[str, str | None] | None) -> Record:
    """A person, one of whose records has more of another module below it."""
    whole = person(**changes)
    found = whole["requests"][0]
    for name in {
        "assessment": ("assessment",),
        "namedplan": ("assessment", "namedplan"),
        "activeplans": ("activeplans",),
    }.get(above, ()):
        found = found[name][0]
    found[module] = [*found[module], *records]
    return whole


OPEN_REQUEST = {"outcome": "A", "outcome_on": None}
REFUSED = {"outcome": "N"}
NOTHING_BELOW: dict[str, None] = {"assessment": None, "activeplans": None}
ENDED = {"ceased_on": "2025-12-01", "cease_reason": "5"}
NEED_2 = record("senneed", senneed={"need": "SEMH", "need_rank": "2"})
PLACE_2 = record("placementdetail", placementdetail={"placement_rank": "2"})
DETAIL_2 = record("plandetail", plandetail={"placement_rank": "2"})


def born(day: str) -> Record:
    # The request of a person born in any year is theirs as long as it comes after the birth.
    return person(person={"birth_date": day})


def reviewed(**changes: str) -> Record:
    return person(activeplans={"review_held_on": "2025-09-01", "review_decided_on": "2025-09-29", **changes})


def date_cases(
    codes: Mapping[str, tuple[ModuleName, str]], texts: Sequence[str], **base: Mapping[str, str]
) -> dict[str, Case]:
    return {
        code: Case([person(**{**base, module: {**base.get(module, {}), name: text}}) for text in texts], [person(**base)])
        for code, (module, name) in codes.items()
    }


UNREADABLE = ("31/02/2025", "soon", "2025-13-01", "25-01-06", "45000")

PERSONS = {
    "SEN2-101": Case(
        [numbered("person", "person_id", None)], [numbered("person", "person_id", "P1")], also=("SEN2-201", "SEN2-102")
    ),
    "SEN2-102": Case([{**person(), "requests": []}], [person()]),
    "SEN2-103": Case(
        [{**person(), "requests": [request(), request()]}],
        [
            {**person(), "requests": [request(), request(namedplan=ENDED, activeplans=None)]},
            batch_of([person(), born("2015-01-01")]),
        ],
    ),
    "SEN2-104": Case(
        [person(person={"upn": None})],
        [person(person={"upn": None, "uln": "9999999999"}), person(person={"upn": None, "upn_unknown": "UN1"})],
    ),
    "SEN2-105": Case(
        [batch_of([person(), person()]), batch_of([person(), person(person={"upn": "z999 999999999"})])],
        [
            batch_of([person(), person(person={"upn": "Z999999999998"})]),
            batch_of([person(person={"upn": None, "uln": "1"})] * 2),
        ],
    ),
    "SEN2-106": Case(
        [
            numbered("person", "person_id", "Z999999999999"),
            numbered("person", "person_id", "x-Z12345678901B"),
            numbered("person", "person_id", "SYNTHETIC"),
            numbered("person", "person_id", "synthetic, Person"),
            numbered("person", "person_id", "Person.SYNTHETIC"),
            numbered("person", "person_id", "z999 999999999"),
            numbered("person", "person_id", "9999999999", persons=[person(person={"uln": "9999999999"})]),
        ],
        [numbered("person", "person_id", "P999999"), numbered("person", "person_id", "SYNTHETIC-1")],
        also=("SEN2-102", "SEN2-201"),
    ),
    "SEN2-111": Case([person(person={"birth_date": None})], [person()]),
    "SEN2-112": Case([born(text) for text in UNREADABLE], [person()]),
    "SEN2-113": Case([born("2026-01-16")], [born("2024-02-29")], also=("SEN2-214",)),
    "SEN2-114": Case([born("1999-09-01"), born("2000-08-31")], [born("2000-09-01"), born("1999-08-31")]),
    "SEN2-115": Case([born("1999-08-31"), born("1950-01-01")], [born("1999-09-01")]),
    "SEN2-121": Case([person(person={"sex": None})], [person(), person(person={"sex": None, "gender": "2"})]),
    "SEN2-122": Case(
        [person(person={"sex": "X"}), person(person={"gender": "3"})],
        [person(person={"sex": text}) for text in ("F", "M", "f")] + [person(person={"sex": None, "gender": "9"})],
    ),
    "SEN2-123": Case([person(person={"ethnicity": None})], [person()]),
}

REQUESTS = {
    "SEN2-201": Case([orphan("requests"), numbered("requests", "person_id", "P9")], [person()], also=("SEN2-102",)),
    "SEN2-202": Case(
        [numbered("requests", "request_id", "R1", "R1"), numbered("requests", "request_id", None)],
        [numbered("requests", "request_id", "R1", "R2")],
        also=tuple(f"SEN2-{code}" for code in ("105", "301", "401", "501", "601", "701", "801", "103")),
    ),
    "SEN2-203": Case(
        [numbered("requests", "request_id", "Z999999999999-1", persons=[person(**NOTHING_BELOW, requests=OPEN_REQUEST)])],
        [person()],
    ),
    "SEN2-211": Case([person(requests={"received_on": None})], [person()]),
    "SEN2-212": Case([person(requests={"received_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-213": Case(
        [person(**NOTHING_BELOW, requests={**OPEN_REQUEST, "received_on": "2026-01-16"})],
        [person(**NOTHING_BELOW, requests={**OPEN_REQUEST, "received_on": "2026-01-15"})],
    ),
    "SEN2-214": Case([born("2025-01-07")], [born("2025-01-06")]),
    "SEN2-221": Case([person(requests={"outcome": None})], [person()]),
    "SEN2-222": Case(
        [person(requests={"outcome": text}) for text in ("Q", "YES", "1")], [person(), person(requests={"outcome": "y"})]
    ),
    "SEN2-223": Case(
        [person(requests={"outcome_on": None}), person(**NOTHING_BELOW, requests={**REFUSED, "outcome_on": None})],
        [
            person(**NOTHING_BELOW, requests=OPEN_REQUEST),
            person(**NOTHING_BELOW, requests={"outcome": "W", "outcome_on": None}),
            person(requests={"outcome": "H", "outcome_on": None}),
        ],
    ),
    "SEN2-224": Case([person(**NOTHING_BELOW, requests={"outcome": "A"})], [person(**NOTHING_BELOW, requests=OPEN_REQUEST)]),
    "SEN2-225": Case([person(requests={"outcome_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-226": Case(
        [person(**NOTHING_BELOW, requests={**REFUSED, "outcome_on": "2026-01-16"})],
        [person(**NOTHING_BELOW, requests={**REFUSED, "outcome_on": "2026-01-15"})],
    ),
    "SEN2-227": Case([person(requests={"outcome_on": "2025-01-05"})], [person(requests={"outcome_on": "2025-01-06"})]),
    "SEN2-228": Case(
        [person(assessment=None)],
        [person(), person(**NOTHING_BELOW, requests=REFUSED), person(assessment=None, requests={"outcome": "H"})],
        also=("SEN2-603",),
    ),
    "SEN2-231": Case(
        [person(requests={name: "perhaps"}) for name in ("youth_accommodation", "mediation", "tribunal")],
        [person(requests={"mediation": text}) for text in ("1", "0", "true", "False", "Y", "no")]
        + [person(requests={"mediation": None})],
    ),
    "SEN2-232": Case([person(requests={"exported_to": "Elsewhere"})], [person(requests={"exported_to": "998"})]),
    "SEN2-233": Case(
        [person(requests={"request_source": text}) for text in ("parent", "=1", "123")],
        [person(requests={"request_source": text}) for text in ("1", "12")] + [person(requests={"request_source": None})],
    ),
}

REVERSED = {"outcome": "N", "tribunal": "1"}

ASSESSMENTS = {
    "SEN2-301": Case([orphan("assessment")], [person()], also=("SEN2-228", "SEN2-401")),
    "SEN2-302": Case([with_more("requests", record("assessment", namedplan=None), module="assessment")], [person()]),
    "SEN2-303": Case(
        [
            person(requests=OPEN_REQUEST),
            person(requests={"outcome": "W"}),
            person(requests=REFUSED),
        ],
        [person(requests=REVERSED), person(requests={"outcome": "N", "mediation": "1"}), person(requests={"outcome": "H"})],
    ),
    "SEN2-311": Case([person(assessment={"outcome": None})], [person()]),
    "SEN2-312": Case([person(assessment={"outcome": "Q"})], [person(), person(assessment={"outcome": "H"})]),
    "SEN2-313": Case(
        [
            person(assessment={"outcome_on": None}),
            person(assessment={"outcome": "N", "outcome_on": None, "tribunal": "1"}),
        ],
        [person(), person(assessment={"outcome": "H", "outcome_on": None})],
    ),
    "SEN2-323": Case(
        [
            person(assessment={"outcome_on": None}, namedplan=None, activeplans=None),
            person(assessment={"outcome_on": None}, namedplan={"started_on": None}),
            person(assessment={"outcome": "N", "outcome_on": None}, namedplan=None, activeplans=None),
        ],
        [person(assessment={"outcome_on": None})]
        + [
            person(assessment={"outcome": text, "outcome_on": None}, namedplan=None, activeplans=None) for text in ("A", "W")
        ],
        also=("SEN2-319", "SEN2-411"),
    ),
    "SEN2-314": Case(
        [person(assessment={"outcome": "A"}, namedplan=None, activeplans=None)],
        [person(assessment={"outcome": "A", "outcome_on": None}, namedplan=None, activeplans=None)],
    ),
    "SEN2-315": Case([person(assessment={"outcome_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-316": Case(
        [person(assessment={"outcome": "N", "outcome_on": "2026-01-16"}, namedplan=None, activeplans=None)],
        [person(assessment={"outcome": "N", "outcome_on": "2026-01-15"}, namedplan=None, activeplans=None)],
    ),
    "SEN2-317": Case(
        [person(assessment={"outcome_on": "2025-01-05"})],
        [person(requests={"outcome_on": "2025-01-06"}, assessment={"outcome_on": "2025-01-06"})],
        also=("SEN2-318",),
    ),
    "SEN2-318": Case([person(assessment={"outcome_on": "2025-02-09"})], [person(assessment={"outcome_on": "2025-02-10"})]),
    "SEN2-324": Case(
        [
            person(assessment={"outcome": text, "outcome_on": "2025-02-09"}, namedplan=None, activeplans=None)
            for text in ("Y", "N", "W")
        ],
        [
            person(assessment={"outcome": "N", "outcome_on": "2025-02-10"}, namedplan=None, activeplans=None),
            person(assessment={"outcome_on": "2025-02-09"}),
        ],
        also=("SEN2-319",),
    ),
    "SEN2-319": Case(
        [person(namedplan=None, activeplans=None)],
        [person(), person(assessment={"outcome": "N"}, namedplan=None, activeplans=None)],
    ),
    "SEN2-321": Case(
        [person(assessment={"exception": text}) for text in ("2", "perhaps")],
        [person(assessment={"exception": text}) for text in ("0", "1", "true", None)],
    ),
    "SEN2-322": Case(
        [person(assessment={name: "2"}) for name in ("mediation", "tribunal", "other_mediation", "other_tribunal")],
        [person()],
    ),
}

PLANS = {
    "SEN2-401": Case(
        [orphan("namedplan"), without("assessment")], [person()], also=("SEN2-319", "SEN2-228", "SEN2-501", "SEN2-603")
    ),
    "SEN2-402": Case([with_more("assessment", record("namedplan", plandetail=None), module="namedplan")], [person()]),
    "SEN2-403": Case(
        [
            person(assessment={"outcome": "A", "outcome_on": None}),
            person(assessment={"outcome": "W"}),
            person(assessment={"outcome": "N"}),
            person(assessment={"outcome": "N", "other_tribunal": "1"}),
        ],
        [
            person(assessment=REVERSED),
            person(assessment={"outcome": "N", "mediation": "1"}),
            person(assessment={"outcome": "H"}),
        ],
    ),
    "SEN2-404": Case([person(plandetail=None)], [person()]),
    "SEN2-411": Case([person(namedplan={"started_on": None})], [person()]),
    "SEN2-412": Case([person(namedplan={"started_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-413": Case([person(namedplan={"started_on": "2026-01-16"})], [person(namedplan={"started_on": "2026-01-15"})]),
    "SEN2-414": Case(
        [person(namedplan={"started_on": "2025-01-05"})],
        [
            person(
                requests={"outcome_on": "2025-01-06"},
                assessment={"outcome_on": "2025-01-06"},
                namedplan={"started_on": "2025-01-06"},
            )
        ],
        also=("SEN2-415", "SEN2-416"),
    ),
    "SEN2-416": Case(
        [person(namedplan={"started_on": "2025-02-09"})],
        [person(namedplan={"started_on": "2025-02-10"})],
        also=("SEN2-415",),
    ),
    "SEN2-415": Case([person(namedplan={"started_on": "2025-04-13"})], [person(namedplan={"started_on": "2025-04-14"})]),
    "SEN2-421": Case([person(namedplan={**ENDED, "ceased_on": text}, activeplans=None) for text in UNREADABLE], [person()]),
    "SEN2-422": Case(
        [person(namedplan={**ENDED, "ceased_on": "2026-01-16"}, activeplans=None)],
        [person(namedplan={**ENDED, "ceased_on": "2026-01-15"}, activeplans=None)],
    ),
    "SEN2-423": Case(
        [person(namedplan={**ENDED, "ceased_on": "2025-05-18"}, activeplans=None)],
        [person(namedplan={**ENDED, "ceased_on": "2025-05-19"}, activeplans=None)],
    ),
    "SEN2-424": Case(
        [person(namedplan={"cease_reason": "5"}), person(namedplan={"ceased_on": "2025-12-01"}, activeplans=None)],
        [person(), person(namedplan=ENDED, activeplans=None)],
    ),
    "SEN2-425": Case(
        [person(namedplan={**ENDED, "cease_reason": text}, activeplans=None) for text in ("0", "10", "moved")],
        [person(namedplan={**ENDED, "cease_reason": text}, activeplans=None) for text in ("1", "9")],
    ),
    "SEN2-426": Case([person(namedplan=ENDED)], [person(namedplan=ENDED, activeplans=None)]),
    "SEN2-427": Case(
        [person(activeplans=None)],
        [person(), person(namedplan=ENDED, activeplans=None), person(namedplan=None, activeplans=None)],
    ),
    "SEN2-431": Case(
        [person(namedplan={name: "2"}) for name in ("personal_budget", "organised_arrangements")],
        [person(namedplan={"personal_budget": text}) for text in ("0", "1", None)],
    ),
}


def place_cases(series: str, module: ModuleName) -> dict[str, Case]:
    """What details of plans and placements share."""

    def placed(**changes: str | None) -> Record:
        return person(**{module: changes})

    return {
        f"{series}11": Case([placed(urn=None)], [placed(), placed(urn=None, ukprn="10000000"), placed(urn=None, setting="EHE")]),
        f"{series}12": Case(
            [placed(setting="EHE"), placed(urn=None, ukprn="10000000", setting="OLA")], [placed(urn=None, setting="NEET")]
        ),
        f"{series}13": Case([placed(ukprn="10000000")], [placed(), placed(urn=None, ukprn="10000000")]),
        f"{series}14": Case(
            [placed(urn=None, setting=text) for text in ("SCH", "X")],
            [placed(urn=None, setting=text) for text in ("NIEO", "ehe")],
        ),
        f"{series}15": Case([placed(urn=text) for text in ("12345", "1234567", "A School", "=1+1")], [placed(urn="123456")]),
        f"{series}16": Case(
            [placed(urn=None, ukprn=text) for text in ("1000000", "A College")], [placed(urn=None, ukprn="10000000")]
        ),
        f"{series}21": Case(
            [placed(sen_unit=None), placed(resourced_provision=None)],
            [placed(), placed(urn=None, setting="EHE", sen_unit=None, resourced_provision=None)],
        ),
        f"{series}22": Case([placed(sen_unit="2"), placed(resourced_provision="perhaps")], [placed(sen_unit="1")]),
        f"{series}32": Case(
            [placed(placement_rank=text) for text in ("3", "first")], [placed()], also=(f"{series}34",)
        ),
    }  # fmt: skip


DETAILS = place_cases("SEN2-5", "plandetail") | {
    "SEN2-501": Case([orphan("plandetail"), without("namedplan")], [person()], also=("SEN2-404", "SEN2-319", "SEN2-603")),
    "SEN2-502": Case(
        [with_more("namedplan", DETAIL_2, DETAIL_2, module="plandetail")],
        [with_more("namedplan", DETAIL_2, module="plandetail")],
        also=("SEN2-533",),
    ),
    "SEN2-533": Case(
        [with_more("namedplan", record("plandetail"), module="plandetail")],
        [with_more("namedplan", DETAIL_2, module="plandetail")],
    ),
    "SEN2-534": Case([person(plandetail={"placement_rank": text}) for text in ("2", None)], [person(), person(plandetail=None)]),
}  # fmt: skip

ACTIVE = {
    "SEN2-601": Case([orphan("activeplans")], [person()], also=("SEN2-427", "SEN2-701", "SEN2-801")),
    "SEN2-602": Case(
        [with_more("requests", record("activeplans", placementdetail=None, senneed=None), module="activeplans")], [person()]
    ),
    "SEN2-603": Case(
        [person(namedplan=None)],
        [
            person(),
            person(requests={"outcome": "H"}, assessment=None),
            person(namedplan=None, activeplans={"transferred_from": "998"}),
        ],
        also=("SEN2-319",),
    ),
    "SEN2-604": Case([person(placementdetail=None)], [person()]),
    "SEN2-605": Case([person(senneed=None)], [person()]),
    **date_cases(
        {
            "SEN2-611": ("activeplans", "review_held_on"),
            "SEN2-612": ("activeplans", "review_decided_on"),
            "SEN2-613": ("activeplans", "review_draft_on"),
            "SEN2-614": ("activeplans", "phase_transfer_due_on"),
            "SEN2-615": ("activeplans", "phase_transfer_on"),
        },
        UNREADABLE,
    ),
    "SEN2-621": Case(
        [reviewed(review_held_on="2026-01-16")], [person(activeplans={"review_held_on": "2026-01-15"})], also=("SEN2-631",)
    ),
    "SEN2-622": Case([reviewed(review_decided_on="2026-01-16")], [reviewed(review_decided_on="2026-01-15")]),
    "SEN2-623": Case([reviewed(review_draft_on="2026-01-16")], [reviewed(review_draft_on="2026-01-15")]),
    "SEN2-624": Case(
        [reviewed(phase_transfer_on="2026-01-16")],
        [reviewed(phase_transfer_on="2026-01-15"), reviewed(phase_transfer_due_on="2026-03-31")],
    ),
    "SEN2-631": Case([reviewed(review_decided_on="2025-08-31")], [reviewed(review_decided_on="2025-09-01")]),
    "SEN2-632": Case(
        [reviewed(review_outcome=text) for text in ("Z", "amended")], [reviewed(review_outcome=text) for text in "ACM"]
    ),
    "SEN2-633": Case(
        [person(activeplans={"review_held_on": "2025-09-01", "review_outcome": "M"})],
        [reviewed(review_outcome="M"), person(activeplans={"review_held_on": "2025-09-01"})],
    ),
    "SEN2-641": Case(
        [person(activeplans={"transferred_from": "Elsewhere"})], [person(activeplans={"transferred_from": "998"})]
    ),
}

PLACEMENTS = place_cases("SEN2-7", "placementdetail") | {
    "SEN2-701": Case(
        [orphan("placementdetail"), without("activeplans")], [person()], also=("SEN2-427", "SEN2-604", "SEN2-801")
    ),
    "SEN2-731": Case([person(placementdetail={"placement_rank": None})], [person()], also=("SEN2-734",)),
    "SEN2-733": Case(
        [with_more("activeplans", record("placementdetail"), module="placementdetail")],
        [
            with_more(
                "activeplans", record("placementdetail", placementdetail={"left_on": "2025-08-31"}), module="placementdetail"
            ),
            with_more("activeplans", PLACE_2, PLACE_2, module="placementdetail"),
        ],
    ),
    "SEN2-734": Case([person(placementdetail={"placement_rank": "2"})], [person(), person(placementdetail=None)]),
    "SEN2-741": Case([person(placementdetail={"entered_on": None})], [person()]),
    "SEN2-742": Case([person(placementdetail={"entered_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-743": Case([person(placementdetail={"left_on": text}) for text in UNREADABLE], [person()]),
    "SEN2-744": Case(
        [person(placementdetail={"entered_on": "2026-01-16"})], [person(placementdetail={"entered_on": "2026-01-15"})]
    ),
    "SEN2-745": Case(
        [person(placementdetail={"left_on": "2026-01-16"})], [person(placementdetail={"left_on": "2026-01-15"})]
    ),
    "SEN2-746": Case(
        [person(placementdetail={"left_on": "2025-05-18"})], [person(placementdetail={"left_on": "2025-05-19"})]
    ),
}

NEEDS = {
    "SEN2-801": Case([orphan("senneed"), numbered("senneed", "request_id", "R9")], [person()], also=("SEN2-605",)),
    "SEN2-802": Case(
        [with_more("activeplans", NEED_2, record("senneed", senneed={"need_rank": "3"}), module="senneed")],
        [with_more("activeplans", NEED_2, module="senneed")],
        also=("SEN2-822",),
    ),
    "SEN2-811": Case([person(senneed={"need": None})], [person()]),
    "SEN2-812": Case(
        [person(senneed={"need": text}) for text in ("DYS", "X")], [person(senneed={"need": text}) for text in ("DS", "asd")]
    ),
    "SEN2-821": Case([person(senneed={"need_rank": None})], [person()], also=("SEN2-824",)),
    "SEN2-822": Case([person(senneed={"need_rank": text}) for text in ("0", "3", "first")], [person()], also=("SEN2-824",)),
    "SEN2-823": Case(
        [with_more("activeplans", record("senneed", senneed={"need": "SEMH"}), module="senneed")],
        [with_more("activeplans", NEED_2, module="senneed")],
    ),
    "SEN2-824": Case([person(senneed={"need_rank": "2"})], [person(), person(senneed=None)]),
}

CASES: dict[str, Case] = {**PERSONS, **REQUESTS, **ASSESSMENTS, **PLANS, **DETAILS, **ACTIVE, **PLACEMENTS, **NEEDS}
