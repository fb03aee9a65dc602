"""What the made-up authority is like: England's published figures, and what had to be assumed where none are held.

Short names of the sources: EES25 is the Department for Education's "Education, health and care plans", reporting year 2025
(files requests.csv, assessments.csv, timeliness_20_week.csv and annual_reviews.csv; England, calendar year 2024, and plans in
January 2025). MI is reporting year 2023 of the same, file sen2_mi.csv (England, 2022). HMCTS is the appeal rate by local
authority, 2024. MoJ is the Ministry of Justice's tribunal statistics, 2023/24. "Assumed": nothing published is held.

Numbers of a mapping are relative to each other.
"""

from collections.abc import Mapping

Weights = Mapping[str, float]

# Requests

#: Ages at the request in completed years. EES25 requests; "2 and under" counts as 2, "20 and over" as 20.
AGES_AT_REQUEST: Mapping[int, float] = {
    2: 2792, 3: 18244, 4: 17499, 5: 10761, 6: 9946, 7: 9653, 8: 10241, 9: 12004, 10: 14602, 11: 9129,
    12: 8700, 13: 9314, 14: 8341, 15: 6971, 16: 3413, 17: 1538, 18: 647, 19: 300, 20: 393,
}  # fmt: skip

#: EES25 requests.
SEXES: Weights = {"F": 55100, "M": 99389, "not_stated": 0}

#: What a decided request came to. EES25 requests; those not yet decided follow from the days that a decision takes.
DECISIONS: Weights = {"assess": 101045, "not_assess": 38889, "withdrawn": 2517}

#: Share of decisions within 6 weeks. EES25 requests: 126,160 of 148,753.
DECIDED_IN_TIME = 126160 / 148753

#: How assessments ended. EES25 assessments.
OUTCOMES: Weights = {"issue": 98547, "not_issue": 6404, "withdrawn": 327}

#: Share of refusals to issue within 16 weeks. EES25 assessments: 2,179 of 6,391.
REFUSED_IN_TIME = 2179 / 6391

#: Plans issued that are exceptions, and the shares within 20 weeks of the others and of exceptions; plans that took more than
#: 52 weeks, of those that took more than 20. EES25 timeliness.
EXCEPTIONS = (90392 - 84866) / 90392
WITHIN_20_WEEKS = 39407 / 84866
EXCEPTIONS_WITHIN_20_WEEKS = (41448 - 39407) / (90392 - 84866)
OVER_52_WEEKS = 6478 / (42402 + 6478)

#: Share of requests about the same person as an earlier one that was refused. Assumed.
ASKED_AGAIN = 0.06

#: Grounds of the exceptions. Assumed: the return does not tell them.
GROUNDS: Weights = {"school_closure": 50, "exceptional_circumstances": 35, "absence_from_area": 15}

#: Why plans are late. Assumed.
LATE_CAUSES: Weights = {"late_advice": 48, "staff_capacity": 30, "advice_quality": 10, "parental_choice": 8, "other": 4}

#: Who asks. Assumed; from 16 on the young person may.
SOURCES: Weights = {"parent": 56, "school": 38, "other": 6}
YOUNG_PERSON_ASKS = 0.3

#: Primary needs. Assumed: the published tables of needs are not held; rough shares of new plans in England.
NEEDS: Weights = {
    "SPLD": 4.5, "MLD": 8.5, "SLD": 4, "PMLD": 1, "SEMH": 21, "SLCN": 20.5, "HI": 1.5, "VI": 0.9, "MSI": 0.3, "PD": 3.3,
    "ASD": 32, "DS": 0.5, "OTH": 2,
}  # fmt: skip

#: Share of plans with a secondary need. Assumed.
SECOND_NEED = 0.35

LOCALITIES: Weights = {"north": 30, "south": 26, "east": 24, "west": 20}  #: assumed
SEASON = (9, 9, 10, 7, 9, 10, 9, 5, 7, 9, 10, 6)  #: requests by month; assumed: few in the school holidays
ON_A_DAY_OFF = 0.05  #: what comes on a weekend day or bank holiday, of what comes on a working day; assumed

# Plans

#: Plans in January for each request of the year before. EES25: 638,745 plans, 154,489 requests.
PLANS_TO_REQUESTS = 638745 / 154489

#: Plans ceased in a year for each request of the year. MI: 34,724 ceased, 114,482 requests.
CEASED_TO_REQUESTS = 34724 / 114482

#: Why plans cease. MI: discontinued_age, _met, _he, _employment, _lea, _engage, _abroad, _deceased; the rest is other.
CEASE_REASONS: Weights = {
    "maximum_age": 2141, "needs_met_without_plan": 313 + 3741, "higher_education": 1454, "paid_employment": 2734,
    "moved_in_england": 6367 + 3033, "no_longer_engages": 11734, "moved_outside_england": 490, "deceased": 519,
    "other": 208 + 1985 + 5,
}  # fmt: skip

#: Ages of those with a plan. EES25 annual reviews.
AGES_WITH_PLAN: Mapping[int, float] = {
    2: 533, 3: 4302, 4: 22517, 5: 30847, 6: 31867, 7: 34082, 8: 36412, 9: 38381, 10: 41405, 11: 46775, 12: 47172,
    13: 47359, 14: 47125, 15: 44886, 16: 42005, 17: 36484, 18: 28598, 19: 20815, 20: 13500, 21: 9500, 22: 6800, 23: 4600,
    24: 2780,
}  # fmt: skip  # 20 and over are 37,180 together; how they divide is assumed

#: Years that plans have been in place. EES25 annual reviews; "12 or more" counts as 12, as most as can be.
YEARS_IN_PLACE: Mapping[int, float] = {
    1: 110640, 2: 92975, 3: 72118, 4: 60306, 5: 56012, 6: 46309, 7: 56535, 8: 53450, 9: 39868, 10: 23114, 11: 6043, 12: 17924,
}  # fmt: skip

#: Settings of plans outside an establishment, as shares of the plans of those ages (from, to). EES25 annual reviews.
SETTINGS_BY_AGE: Mapping[str, tuple[float, int, int]] = {
    "EYP": (4524 / 27352, 0, 4),
    "OLA": (11524 / 638745, 0, 25),
    "OPA": (1012 / 638745, 0, 25),
    "EHE": (7155 / 638745, 0, 25),
    "OTH": (4045 / 638745, 0, 25),
    "NIEO": ((2992 + 2460) / 638745, 0, 25),
    "NEET": (18056 / 169902, 16, 25),
    "NIEC": (1806 / 169902, 16, 25),
}

#: Plans in an SEN unit and in resourced provision, of those in an establishment. EES25 annual reviews.
IN_SEN_UNIT = (5773 + 76 + 3146) / 589000
IN_RESOURCED_PROVISION = (8578 + 221 + 6730) / 589000

PERSONAL_BUDGET = 0.04  #: assumed; MI counts 18,887 and not of how many
TRANSFERRED_IN = 0.012  #: of plans in place, in the year; assumed
SECOND_PLACEMENT = 0.02  #: dual placements; assumed
EARLIER_PLACEMENT = 0.05  #: of older plans; assumed

# Annual reviews: EES25

#: When the last meeting was, of plans that are due one.
LAST_MEETING: Weights = {"in_year": 318369, "after_year": 9208, "earlier": 126184, "none": 70893}
REVIEW_DECIDED = (26072 + 254836 + 67848) / 453761
REVIEW_DECIDED_IN_TIME = 154924 / (154924 + 193835)
REVIEW_OUTCOMES: Weights = {"maintain": 135264, "amend": 219538, "cease": 4087}
PHASE_TRANSFER = 0.12  #: reviews for a phase transfer; assumed

# Appeals

#: Appeals registered in a year for each request of the year. HMCTS: 22,276; EES25: 154,489 requests.
APPEALS_TO_REQUESTS = 22276 / 154489

#: What is appealed against. MoJ: 59 % contents, 27 % refusals to assess; how the rest divides is assumed.
APPEAL_GROUNDS: Weights = {"refusal_to_assess": 27, "refusal_to_issue": 9, "contents": 59, "refusal_to_amend": 3, "cease": 2}

#: Sections of appeals about the contents. Assumed, in the order that the Swindon page gives: I, then F and I.
APPEALED_SECTIONS: Weights = {"I": 34, "F;I": 28, "B;F;I": 22, "B;F": 8, "F": 4, "B;C;F;G;I": 3, "B;D;F;H;I": 1}

#: How appeals end. Assumed, but for that nearly all decided ones go the appellant's way (MoJ: 99 %).
APPEAL_OUTCOMES: Weights = {
    "in_favour_of_appellant": 29.7, "in_favour_of_authority": 0.3, "conceded": 38, "withdrawn": 29, "struck_out": 3,
}  # fmt: skip
SEN2_MEDIATION = {"requests": 10507 / 38889, "assessment": 2124 / 6404, "other": 1862 / 98547}  #: EES25

# Contacts: the Swindon page's log, September 2020 to May 2022

RATINGS: Weights = {"exceeded": 14189, "met": 927, "not_met": 1263}
STILL_OPEN = 31 / 1263  #: of those not met; assumed

# Audits: the Swindon page, 28 audits of April to June 2022; sections and thread are those of the example

AUDITED = 0.15  #: of plans issued in the last year and a half; assumed
AUDIT_GRADES: Weights = {"outstanding": 1, "good": 21, "requires_improvement": 5, "inadequate": 1}
PLAN_TYPES: Weights = {"new": 17, "amended": 8, "annual_review": 3}  #: assumed
