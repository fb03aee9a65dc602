"""The facts that come with the program are those of the files and of the publications."""

import pandas as pd
import pytest

from send_analysis.compare.ranking import ranking
from send_analysis.core.figures import TOTAL
from send_analysis.core.topics import RANK, RANK_TOPIC
from send_analysis.measures.registry import definitions
from send_analysis.national.facts import facts
from send_analysis.national.layouts import layouts
from send_analysis.national.national import National, calendar_year

INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"


@pytest.mark.parametrize(
    ("measure", "code", "year", "value", "counts"),
    [
        (INCLUDING, "E92000001", 2014, 61.5, (836, 1359)),
        (EXCLUDING, "E92000001", 2019, 60.4, (29895, 49519)),
        (INCLUDING, "E92000001", 2025, 45.5, (46498, 102203)),
        (INCLUDING, "866", 2021, 81.9, (204, 249)),
        (EXCLUDING, "866", 2021, 85.6, (202, 236)),
        (EXCLUDING, "353", 2019, 86.6, (188, 217)),
        (EXCLUDING, "353", 2018, 15.5, (45, 291)),
    ],
)
def test_a_fact_is_the_published_one(measure: str, code: str, year: int, value: float, counts: tuple[int, int]) -> None:
    fact = facts().one(measure, calendar_year(year), area=code)
    assert (fact["value"], (fact["numerator"], fact["denominator"])) == (value, counts)
    assert "Department for Education" in fact["source"]


@pytest.mark.parametrize(("measure", "year", "rank", "ranked"), [(EXCLUDING, 2019, 43, 150), (INCLUDING, 2018, 140, 152)])
def test_ranks_are_among_the_facts(measure: str, year: int, rank: int, ranked: int) -> None:
    fact = facts().one(measure, calendar_year(year), topic=RANK_TOPIC, breakdown=RANK, area="353")
    assert (fact["value"], fact["denominator"]) == (rank, ranked)


def test_every_fact_that_a_file_holds_is_the_files_and_so_is_its_rank(national: National) -> None:
    checked = 0
    for fact in facts().select(topic=TOTAL).frame.to_dict("records"):
        year = fact["period_start"].year
        if (fact["measure"], year) not in national.complete:
            continue
        own = national.figure(fact["measure"], fact["area_code"], year)
        assert own is not None
        assert (own["numerator"], own["denominator"]) == (fact["numerator"], fact["denominator"])
        if fact["area_code"] != "E92000001":
            found = ranking(national.authorities(fact["measure"], year), fact["area_code"], "high")
            place = facts().one(
                fact["measure"], calendar_year(year), topic=RANK_TOPIC, breakdown=RANK, area=fact["area_code"]
            )
            assert (found.rank, found.ranked) == (place["value"], place["denominator"])
        checked += 1
    assert checked == 62


def test_every_measure_of_a_layout_is_in_the_registry_with_a_unit_it_can_have() -> None:
    named = pd.DataFrame([columns.model_dump() for layout in layouts() for columns in layout.measures])
    known = definitions()
    assert set(named["measure"]) <= set(known)
    rates = named[named["numerator"] != ""]["measure"]
    assert {known[each].unit for each in rates} == {"percent"}
