"""An authority beside England, its region and its neighbours."""

import math
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from send_analysis.compare.peers import all_authorities, neighbours_of, standing
from send_analysis.core.figures import Area, Figures
from send_analysis.disclosure.protect import Policy, protect
from send_analysis.national.national import National, calendar_year
from send_analysis.national.neighbours import InForce, Neighbour, NeighbourModel
from tests.compare.areas import MEASURE, figures, national

OWN = Area("901", "Anyshire")
NEAR = InForce(NeighbourModel(date(2021, 4, 1), {"901": (Neighbour("902", "close"), Neighbour("903", "close"))}, {}), True)
AREAS = pd.DataFrame(
    {
        "name": ["Anyshire", "South West", "England"],
        "level": ["authority", "region", "country"],
        "region": ["E12000009", "", ""],
    },
    index=["901", "E12000009", "E92000001"],
)
VALUES: dict[str, float | str] = {"901": 50.0, "902": 40.0, "903": 60.0, "E12000009": 45.0, "E92000001": 55.0}


def one(found: Figures, topic: str, breakdown: str, area: str = "901", year: int = 2024) -> pd.Series:
    return found.one(MEASURE, calendar_year(year), topic=topic, breakdown=breakdown, area=area)


def stand(known: National, years: tuple[int, ...] = (2024,), near: InForce | None = NEAR) -> Figures:
    return standing(known, OWN, [MEASURE], years, near)


def test_an_authority_stands_beside_england_its_region_and_its_neighbours_mean() -> None:
    found = stand(national(figures(VALUES), areas=AREAS))
    shown = {area: one(found, "Total", "Total", area)["value"] for area in ("901", "E92000001", "E12000009", "neighbours")}
    assert shown == {"901": 50.0, "E92000001": 55.0, "E12000009": 45.0, "neighbours": 50.0}
    assert one(found, "Total", "Total", "neighbours")["area_name"] == "Neighbours’ mean (of 2)"


def test_rank_number_in_the_file_and_band_are_figures_too() -> None:
    found = stand(national(figures(VALUES), areas=AREAS))
    rank = one(found, "rank", "rank")
    assert (rank["value"], rank["denominator"], rank["unit"]) == (2, 3, "rank")
    assert (one(found, "rank", "in file")["value"], one(found, "rank", "quartile")["value"]) == (3, 3)


@pytest.mark.parametrize(
    ("neighbours", "lower", "compared"),
    [({"902": 40.0, "903": 60.0}, 1, 2), ({"902": 50.0, "903": 49.96}, 0, 2), ({"902": "x", "903": 40.0}, 1, 1)],
)
def test_neighbours_with_a_lower_published_value_are_counted(
    neighbours: dict[str, float | str], lower: int, compared: int
) -> None:
    found = one(stand(national(figures(VALUES | neighbours), areas=AREAS)), "neighbours", "lower")
    assert (found["numerator"], found["denominator"], found["value"]) == (lower, compared, lower)


def test_a_neighbour_that_the_year_does_not_list_is_not_compared() -> None:
    known = national(figures({code: value for code, value in VALUES.items() if code != "903"}), areas=AREAS)
    assert neighbours_of(known, OWN, MEASURE, 2024, NEAR).frame["symbol"].tolist() == ["", "x"]
    assert one(stand(known), "neighbours", "lower")["denominator"] == 1


@pytest.mark.parametrize("symbol", ["x", "c", "z", "low"])
def test_the_reason_for_a_missing_value_goes_through_every_calculation(symbol: str) -> None:
    earlier = figures(VALUES, year=2023)
    found = stand(national(earlier, figures(VALUES | {"901": symbol}), areas=AREAS))
    topics = [("Total", "Total"), ("Total / change on previous year", "Total / change"), ("rank", "rank"), ("rank", "quartile"),
              ("neighbours", "lower")]  # fmt: skip
    assert [one(found, *topic)["symbol"] for topic in topics] == [symbol] * 5
    assert all(math.isnan(one(found, *topic)["value"]) for topic in topics)


def test_the_change_is_of_the_published_values_with_newcombes_interval() -> None:
    found = stand(national(figures(VALUES | {"901": 30.0}, year=2023), figures(VALUES), areas=AREAS))
    change = one(found, "Total / change on previous year", "Total / change")
    assert (change["value"], change["unit"]) == (20.0, "percentage points")
    assert change["lower"] < 20 < change["upper"]


@pytest.mark.parametrize("earlier", [2022, 2021])
def test_there_is_no_change_where_the_years_do_not_follow_each_other(earlier: int) -> None:
    found = stand(national(figures(VALUES, year=earlier), figures(VALUES), areas=AREAS))
    assert not found.select(topic="Total / change on previous year", area="901")


def test_a_change_on_another_authoritys_year_is_not_applicable() -> None:
    dorset = Area("838", "Dorset")
    known = national(figures({"838": 40.0}, year=2018), figures({"838": 50.0}, year=2019), figures({"838": 60.0}, year=2020))
    found = standing(known, dorset, [MEASURE], [2019, 2020])
    changes = found.select(topic="Total / change on previous year", area="838").frame
    assert changes["symbol"].tolist() == ["z", ""]


def test_without_neighbours_or_region_the_others_stand() -> None:
    found = stand(national(figures({"901": 50.0, "902": 40.0})), near=None)
    assert set(found.frame["area_code"]) == {"901", "E92000001"}
    assert one(found, "Total", "Total", "E92000001")["symbol"] == "x"


def test_the_mean_is_not_the_middle_one() -> None:
    found = stand(national(figures(VALUES | {"902": 10.0, "903": 20.0}), areas=AREAS))
    skewed = InForce(
        NeighbourModel(date(2021, 4, 1), {"901": tuple(Neighbour(c, "") for c in ("902", "903", "904"))}, {}), True
    )
    known = national(figures(VALUES | {"902": 10.0, "903": 20.0, "904": 90.0}), areas=AREAS)
    assert one(found, "Total", "Total", "neighbours")["value"] == 15.0
    assert one(stand(known, near=skewed), "Total", "Total", "neighbours")["value"] == 40.0


def test_the_mean_is_of_the_same_neighbours_in_every_year_or_not_given() -> None:
    earlier = figures({code: value for code, value in VALUES.items() if code != "903"}, year=2023)
    found = stand(national(earlier, figures(VALUES), areas=AREAS), years=(2023, 2024))
    assert one(found, "Total", "Total", "neighbours", year=2023)["symbol"] == "x"
    assert one(found, "Total", "Total", "neighbours", year=2024)["value"] == 50.0


def test_a_neighbour_without_a_value_in_the_last_year_is_left_out_of_every_mean() -> None:
    known = national(figures(VALUES, year=2023), figures(VALUES | {"903": "x"}), areas=AREAS)
    found = stand(known, years=(2023, 2024))
    means = [one(found, "Total", "Total", "neighbours", year=year)["value"] for year in (2023, 2024)]
    assert means == [40.0, 40.0]


@pytest.mark.parametrize(("measure", "symbol"), [(MEASURE, "z"), ("tribunal.appeal_rate", "")])
def test_no_change_is_made_across_the_break_in_the_series(measure: str, symbol: str) -> None:
    known = national(figures(VALUES, year=2022, measure=measure), figures(VALUES, year=2023, measure=measure), areas=AREAS)
    found = standing(known, OWN, [measure], [2023], None)
    change = found.select(topic="Total / change on previous year", area="901").frame
    assert change["symbol"].tolist() == [symbol]


def test_where_a_file_lists_only_some_authorities_all_are_not_drawn() -> None:
    known = replace(national(figures(VALUES)), complete=frozenset())
    assert not all_authorities(known, MEASURE, 2024)


def test_all_authorities_come_best_first_and_those_without_a_value_last() -> None:
    known = national(figures({"901": 50.0, "902": "x", "903": 60.0, "E92000001": 55.0}))
    assert all_authorities(known, MEASURE, 2024).frame["area_code"].tolist() == ["903", "901", "902"]


def test_what_is_published_passes_disclosure_control_as_it_is() -> None:
    tiny = national(figures({"901": 50.0, "902": 100.0, "903": 0.0}, of=2))
    found = standing(tiny, OWN, [MEASURE, MEASURE.replace("excluding", "including")], [2024], NEAR)
    released = protect(found, Policy(4))
    assert (released.frame["symbol"] == found.frame["symbol"]).all()
