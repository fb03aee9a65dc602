"""Every fault that the published files are known to have is found in them by its check."""

import pytest

from send_analysis.national.national import National

#: Check, file, what its message has to name. Source of the faults: domain reference, section 3.5; those marked "found here" are
#: not in it.
FAULTS = [
    (
        "national.rounding",
        "timeliness_20_week.csv",
        "row 9746, pc_plans_issued_within_20_weeks is 51.2 where 41 of 80 is 51.3",
    ),
    ("national.rounding", "requests.csv", "246 of 12,045 percentages"),  # found here: divided by something else in 2023
    ("national.rounding", "sen2_mi.csv", "all 2,742 percentages are their counts"),
    (
        "national.withheld_in_totals",
        "timeliness_20_week.csv",
        "2022, plans_issued_den: England has 871 more than its",
    ),
    ("national.withheld_in_totals", "timeliness_20_week.csv", "2023, plans_issued_within_20_weeks: England has 184 more"),
    ("national.withheld_in_totals", "annual_reviews.csv", "withheld: Blackpool, Hertfordshire, Plymouth, Reading"),
    ("national.bands", "timeliness_20_week.csv", "340 rows have bands that do not add up"),
    ("national.every_plan_an_exception", "timeliness_20_week.csv", "City of London 2024; Dorset 2024"),
    ("national.excluding_below_including", "timeliness_20_week.csv", "in 130 of 970 rows"),
    ("national.very_small", "timeliness_20_week.csv", "4,313 rates are out of a single case"),
    ("national.two_codes", "timeliness_20_week.csv", "Buckinghamshire (825) is E06000060 and E10000002."),
    ("national.reorganised", "sen2_mi.csv", "Dorset (838) is new in 2019, by a known reorganisation"),
    ("national.columns_misspelt", "annual_reviews.csv", "outcome_maintan; number_decsion_4weeks; pc_decsion_4weeks"),
    ("national.columns_misspelt", "assessments.csv", "number_asssess_mediation_tribunal"),
    ("national.columns_repeated", "annual_reviews.csv", "review_meeting_prior_24"),  # found here
    ("national.swapped_codes", "send_appeal_rate_2014-2024.csv", "Central Bedfordshire has 873, its own is 823"),
    ("national.swapped_codes", "send_appeal_rate_2014-2024.csv", "Northamptonshire has 892, its own is 928"),  # found here
    ("national.swapped_codes", "send_appeal_rate_2024_2025.csv", "Cambridgeshire has 823, its own is 873"),
    ("national.mixed_rates", "send_appeal_rate_2014-2024.csv", "Central Bedfordshire 2024; Cambridgeshire 2024"),
    (
        "national.names_with_footnotes",
        "send_appeal_rate_2014-2024.csv",
        "11 names end in the number of a footnote: Cumberland8",
    ),
    ("national.decisions_doubted", "send_appeal_rate_2014-2024.csv", "Hertfordshire 2024: 2,195, 13,889 by the old method"),
    ("national.names_differ", "the files together", "822 is Bedford or Bedford Borough"),
    (
        "national.silently_revised",
        "the files together",
        "Tower Hamlets 2022, timeliness.within_20_weeks.including_exceptions",
    ),
    ("national.facts_differ", "the files together", "no fact differs from a file"),
]


@pytest.mark.parametrize(("check", "file", "said"), FAULTS, ids=[f"{check} {file}" for check, file, _ in FAULTS])
def test_each_known_fault_is_found_in_the_real_file(national: National, check: str, file: str, said: str) -> None:
    messages = [each.message for each in national.checks if (each.check, each.file) == (check, file)]
    assert len(messages) == 1
    assert said in messages[0]


def test_no_authority_comes_or_goes_unexplained_but_one_that_a_file_left_out(national: National) -> None:
    said = " ".join(each.message for each in national.checks if each.check == "national.reorganised")
    assert "requests.csv: 6 authorities come or go" in said
    assert "not explained" not in said


def test_a_check_that_finds_nothing_says_what_it_looked_at(national: National) -> None:
    passed = [each for each in national.checks if each.result == "PASS"]
    assert passed
    assert all(each.message.startswith(each.file) and len(each.message) > len(each.file) + 10 for each in passed)


def test_the_total_without_authorities_whose_numerators_are_missing_is_the_higher_one(national: National) -> None:
    """Domain reference, 3.5 (2): England's 47.7 % of 2022 would be 48.3 % without the 871 plans that count in it alone."""
    england = national.figure("timeliness.within_20_weeks.including_exceptions", "E92000001", 2022)
    assert england is not None
    assert england["value"] == 47.7
    assert round(100 * england["numerator"] / (england["denominator"] - 871), 1) == 48.3
