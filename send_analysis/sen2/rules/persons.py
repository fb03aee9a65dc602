"""The rules about persons: what is known of them, how old they are, and what hangs on them."""

import numpy as np

from send_analysis.sen2.ages import school_years
from send_analysis.sen2.fields import SEXES
from send_analysis.sen2.joined import Flags, Joined, Places
from send_analysis.sen2.rules.kinds import (
    ANNEX_A,
    FORMAT,
    STRUCTURE,
    WITAN,
    Datasets,
    DistinctRule,
    Rule,
    given,
    has_some,
    is_date,
    not_after_reference,
)

#: What the rows of a person's requests go into.
_ROWS: Datasets = ("requests", "plans")

#: A plan may be kept up to the end of the academic year in which the young person turns 25: Children and Families Act 2014,
#: s.46, and reg 46 of the regulations. So nobody who was 25 when the academic year began should have one.
QUERIED_AGE, TOO_OLD = 25, 26


def age_at_school_year(the: Joined) -> Places:
    """Each person's age in years when the academic year of the reference date began; -1 where it is not known."""
    born = the.day("person", "birth_date")
    return school_years(born, np.full(len(born), the.reference))


def _without_number(the: Joined) -> Flags:
    return ~(the.given("person", "upn") | the.given("person", "uln") | the.given("person", "upn_unknown"))


def _number_missing_or_again(the: Joined) -> Flags:
    numbers = the.text("person", "person_id")
    return (numbers.isna() | numbers.duplicated(keep=False)).to_numpy(dtype=bool)


def _several_plans(the: Joined) -> Flags:
    has_plan = the.number_of("requests", "activeplans") > 0
    return the.number_of("person", "requests", has_plan) > 1


def _looks_like_a_pupil(the: Joined) -> Flags:
    return the.is_personal("person", "person_id")


def _without_sex(the: Joined) -> Flags:
    return ~(the.given("person", "sex") | the.given("person", "gender"))


def _unknown_sex(the: Joined) -> Flags:
    return np.logical_or.reduce(
        [the.given("person", name) & ~the.is_in("person", name, SEXES) for name in ("sex", "gender")]
    )


PERSON_RULES = (
    Rule(
        "SEN2-101", "person", (), "A person has a number of its own in the return.", _number_missing_or_again, _ROWS, WITAN,
        "Give each person one record and one number, and make the return again.",
    ),
    has_some("SEN2-102", "person", "requests", "A person"),
    Rule(
        "SEN2-103", "person", (), "A person has one active plan at most.", _several_plans, (), WITAN,
        "Close the plan that has been replaced, or join the two records of the person.",
    ),
    Rule(
        "SEN2-104", "person", ("upn", "uln", "upn_unknown"), "A person has a UPN, a ULN or a reason why there is neither.",
        _without_number, (), WITAN,
    ),
    DistinctRule(
        "SEN2-105", "person", ("upn",), "No two persons have the same UPN.",
        lambda the: the.code("person", "upn").str.replace(" ", ""),
        ANNEX_A, "Join the records if they are of one person, or mend the UPN.",
    ),
    Rule(
        "SEN2-106", "person", (), "The number of a person in the return is not their UPN, ULN or name.", _looks_like_a_pupil, (),
        STRUCTURE, "Number the persons otherwise. Until then the record's number stands in the datasets in its place.",
    ),
    given("SEN2-111", "person", "birth_date", "A person has a date of birth; without it no age group is known."),
    is_date("SEN2-112", "person", "birth_date"),
    not_after_reference("SEN2-113", "person", "birth_date", _ROWS),
    Rule(
        "SEN2-114", "person", ("birth_date",), "A person was younger than 25 when the academic year began, as a rule.",
        lambda the: age_at_school_year(the) == QUERIED_AGE, (), ANNEX_A,
        "Look at the date of birth and whether the plan has ended.", by_reference=True,
    ),
    Rule(
        "SEN2-115", "person", ("birth_date",), "A person was younger than 26 when the academic year began.",
        lambda the: age_at_school_year(the) >= TOO_OLD, _ROWS, ANNEX_A, "Mend the date of birth, or take the person out.",
        by_reference=True,
    ),
    Rule("SEN2-121", "person", ("sex", "gender"), "A person's sex is given.", _without_sex, (), ANNEX_A),
    Rule(
        "SEN2-122", "person", ("sex", "gender"), "A person's sex is F or M (until version 1.1: 1, 2, 0 or 9).", _unknown_sex,
        (), FORMAT,
    ),
    given("SEN2-123", "person", "ethnicity", "A person's ethnicity is given."),
)  # fmt: skip
