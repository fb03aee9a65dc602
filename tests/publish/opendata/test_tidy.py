"""Figures in the form of the Department's open-data standard."""

import pandas as pd
import pytest

from send_analysis.core.period import Period
from send_analysis.publish.opendata.tidy import META, data_file
from tests.publish.opendata.published import MONTHS, YEARS, by_grade, on_time, timeliness


def test_a_year_is_told_as_the_department_tells_it() -> None:
    made = data_file("Plans", on_time({YEARS[0]: (139.0, 280.0), YEARS[1]: (204.0, 249.0)}))
    assert made.data.iloc[1].to_dict() == {
        "time_period": "2021", "time_identifier": "Calendar year", "geographic_level": "Local authority",
        "country_code": "E92000001", "country_name": "England", "region_code": "E12000009", "region_name": "South West",
        "new_la_code": "E06000030", "old_la_code": "866", "la_name": "Swindon",
        "pc_plans_issued_within_20_weeks": "81.9", "plans_issued_within_20_weeks": "204", "plans_issued_den": "249",
        "within_20_weeks_including_exceptions_lower_percent": "76.7",
        "within_20_weeks_including_exceptions_upper_percent": "86.2",
    }  # fmt: skip
    assert tuple(made.meta.columns) == META
    assert list(made.meta["col_name"]) == list(made.data.columns[10:])
    assert (made.first_day, made.last_day) == ("2020-01-01", "2021-12-31")


@pytest.mark.parametrize(
    ("periods", "identifiers", "times"),
    [
        (["2020", "2021"], ["Calendar year"], ["2020", "2021"]),
        (["2022-04", "2021-12"], ["December", "April"], ["2021", "2022"]),
        (["academic 2020/21", "academic 2021/22"], ["Academic year"], ["202021", "202122"]),
        (["financial 2020/21", "financial 2021/22"], ["Financial year"], ["202021", "202122"]),
        (["2021", "2022-04"], ["Reporting year"], ["2021", "2022"]),
        (["2021", "financial 2021/22"], ["Reporting year"], ["2021", "2022"]),
    ],
)
def test_a_file_has_identifiers_of_one_family(periods: list[str], identifiers: list[str], times: list[str]) -> None:
    made = data_file("Plans", on_time({Period.parse(each): (1.0, 2.0) for each in periods})).data
    assert list(dict.fromkeys(made["time_identifier"])) == identifiers
    assert list(dict.fromkeys(made["time_period"])) == times
    assert ("reporting_window" in made) == (identifiers == ["Reporting year"])


def test_months_of_a_year_stand_in_their_order() -> None:
    made = data_file("Plans", on_time({Period.parse(f"2021-{each:02d}"): (1.0, 2.0) for each in (12, 4, 1, 10)}))
    assert list(made.data["time_identifier"]) == ["January", "April", "October", "December"]


def test_the_only_window_of_a_file_is_told_in_its_labels() -> None:
    made = data_file("Plans", on_time({Period.parse("2022-04..2022-06"): (1.0, 2.0)}))
    assert "reporting_window" not in made.data
    assert set(made.meta["label"].str.endswith(", April to June 2022")) == {True}


def test_a_missing_number_is_the_symbol_of_its_figure_and_z_where_there_is_none() -> None:
    made = data_file("Timeliness", timeliness()).data.set_index("time_period")
    last = made.loc["2022"]
    assert last["pc_plans_issued_within_20_weeks"] == "88.7"
    assert last["plans_issued_den"] == "1260"
    assert last[["pc_plans_issued_20_weeks_ex", "plans_issued_20_weeks_ex"]].tolist() == ["c", "c"]
    assert made.loc["2020", "pc_plans_issued_20_weeks_ex"] == "z"


def test_a_change_is_a_column_of_its_own_in_percentage_points_rounded_half_up() -> None:
    made = data_file("Timeliness", timeliness())
    name = "within_20_weeks_including_exceptions_change_points"
    assert list(made.data[name]) == ["z", "-32.3", "z"]
    assert made.meta.set_index("col_name").loc[name, ["indicator_unit", "indicator_dp"]].tolist() == ["pp", "1"]


def test_what_rounds_to_zero_and_is_not_zero_is_low() -> None:
    made = data_file("Plans", on_time({YEARS[0]: (1.0, 5000.0), YEARS[1]: (0.0, 5000.0)})).data
    assert list(made["pc_plans_issued_within_20_weeks"]) == ["low", "0.0"]


def test_a_breakdown_is_a_filter_under_its_topic_with_a_default_where_there_is_no_total() -> None:
    made = data_file("Grades", by_grade())
    assert list(made.data["breakdown_topic"]) == ["Grade"] * 3
    assert list(made.data["breakdown"]) == ["Good", "Inadequate", "Outstanding"]
    row = made.meta.iloc[0]
    assert row[["col_name", "filter_grouping_column", "filter_default"]].tolist() == [
        "breakdown",
        "breakdown_topic",
        "Outstanding",
    ]


def test_a_mean_of_others_is_no_area_but_a_comparison() -> None:
    rows = on_time({YEARS[0]: (1.0, 2.0)})
    mean = rows.assign(area_code="neighbours", area_name="=Neighbours’ mean\n(of 10)", value=33.0)
    england = rows.assign(area_code="E92000001", area_name="England")
    made = data_file("Plans", pd.concat([rows, mean, england])).data
    told = made[["geographic_level", "comparison", "la_name", "pc_plans_issued_within_20_weeks"]].to_numpy().tolist()
    assert told == [
        ["Local authority", "Total", "Swindon", "50.0"],
        ["National", "'=Neighbours’ mean (of 10)", "", "33.0"],
        ["National", "Total", "", "50.0"],
    ]


def test_an_authority_that_no_file_knows_has_the_code_of_what_is_not_available() -> None:
    made = data_file("Plans", on_time({YEARS[0]: (1.0, 2.0)}).assign(area_code="999", area_name="Anytown")).data
    assert made.loc[0, ["new_la_code", "old_la_code", "la_name", "region_code"]].tolist() == ["x", "999", "Anytown", "x"]


def test_what_is_published_and_what_is_worked_out_stand_side_by_side() -> None:
    own = on_time({YEARS[0]: (1.0, 2.0)})
    made = data_file("Plans", pd.concat([own, own.assign(status="published", value=49.0)])).data
    assert list(made["data_source"]) == ["Authority's records", "Published figures"]


def test_the_order_of_figures_and_their_repeats_change_no_row() -> None:
    rows = on_time(dict.fromkeys(MONTHS, (1.0, 2.0)))
    other = data_file("Plans", pd.concat([rows.iloc[::-1], rows]))
    pd.testing.assert_frame_equal(data_file("Plans", rows).data, other.data)


def test_two_different_figures_never_stand_in_one_cell() -> None:
    rows = on_time({YEARS[0]: (1.0, 2.0)})
    with pytest.raises(ValueError, match="two different figures for one cell"):
        data_file("Plans", pd.concat([rows, rows.assign(numerator=2.0)]))
    with pytest.raises(ValueError, match="no figure to write"):
        data_file("Plans", rows.iloc[:0])
