"""A comparison of two editions tells no count that one of them withholds, and no small one that only both together tell."""

import pytest

from send_analysis.compare.revised import differences
from send_analysis.disclosure.editions import comparable
from send_analysis.disclosure.protect import Policy
from send_analysis.present.numbers import figure_text
from tests.editions import edition, figure


def shown(old, new):
    return comparable(differences(edition(*old), edition(*new), figure_text), Policy(4))


def outcome(value, breakdown="won", **said):
    about = {"breakdown_topic": "outcome", "breakdown": breakdown, "unit": "appeals"}
    return figure("tribunal.outcome", value, **(about | said))


# It works


def test_a_total_of_the_authority_is_shown_however_little_it_changed():
    one = shown([figure(value=27)], [figure(value=28)]).iloc[0]
    assert (one["withheld"], one["old_value"], one["new_value"]) == (False, 27, 28)


def test_a_breakdown_that_changed_by_more_than_the_limit_is_shown():
    assert shown([outcome(20)], [outcome(25)])["new_value"].tolist() == [25]


# One fault


@pytest.mark.parametrize(("old", "new"), [({}, {"symbol": "c"}), ({"symbol": "c"}, {})])
def test_what_one_edition_withholds_is_shown_of_neither(old, new):
    one = shown([outcome(12, **old)], [outcome(12, **new)]).iloc[0]
    assert one["withheld"]
    assert one[["old_symbol", "new_symbol"]].tolist() == ["c", "c"]
    assert one[["old_value", "new_value", "old_numerator", "new_numerator"]].isna().all()


@pytest.mark.parametrize("change", [1, 4, -1, -4])
def test_a_breakdown_of_people_that_changed_by_a_small_count_is_withheld(change):
    assert shown([outcome(20)], [outcome(20 + change)])["withheld"].tolist() == [True]


def test_the_rest_of_a_rate_is_a_count_as_well():
    said = {"breakdown_topic": "agency", "breakdown": "health", "unit": "percent"}
    old = figure("timeliness.advice_within_6_weeks", 50, numerator=20, denominator=40, **said)
    new = figure("timeliness.advice_within_6_weeks", 52, numerator=30, denominator=52, **said)
    assert shown([old], [new])["withheld"].tolist() == [True]


def test_a_figure_added_as_withheld_stays_withheld():
    one = shown([], [outcome(3, symbol="c")]).iloc[0]
    assert (one["kind"], one["new_symbol"], one["withheld"]) == ("added", "c", True)
    assert one["old_symbol"] != one["old_symbol"]  # no edition, no symbol


# Many


def test_with_a_small_change_goes_all_else_that_would_give_it_back():
    old = [outcome(20), outcome(30, "lost"), outcome(60, "settled", area_code="867"), figure(value=50)]
    new = [outcome(22), outcome(40, "lost"), outcome(80, "settled", area_code="867"), figure(value=62)]
    told = shown(old, new).set_index(["measure", "area_code", "breakdown"])["withheld"].to_dict()
    assert told == {
        ("tribunal.outcome", "866", "won"): True,
        ("tribunal.outcome", "866", "lost"): True,
        ("tribunal.outcome", "867", "settled"): False,
        ("timeliness.requests_received", "866", "Total"): False,
    }


def test_a_change_on_the_previous_year_goes_with_the_figure_that_it_is_of():
    change = {"breakdown_topic": "outcome / change on previous year", "breakdown": "lost / change", "numerator": None}
    told = shown([outcome(20), outcome(5, **change)], [outcome(21), outcome(15, **change)])
    assert told["withheld"].tolist() == [True, True]


# Edges


@pytest.mark.parametrize(
    "rows",
    [
        [figure("front_door.rating", n, breakdown_topic="rating", breakdown="met", unit="contacts") for n in (20, 21)],
        [outcome(n, status="published") for n in (20, 21)],
    ],
    ids=["process", "published by others"],
)
def test_figures_about_process_and_published_ones_are_shown(rows):
    assert shown(rows[:1], rows[1:])["withheld"].tolist() == [False]


def test_a_measure_that_the_registry_does_not_know_may_be_about_people():
    old, new = (figure("appeals.former", n, breakdown_topic="ground", breakdown="b") for n in (20, 21))
    assert shown([old], [new])["withheld"].tolist() == [True]


def test_nothing_comes_of_nothing():
    assert shown([], []).empty
