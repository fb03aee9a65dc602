"""Every figure that two editions do not publish alike is named, and no other."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from send_analysis.compare.revised import DIFFERENCE_COLUMNS, KINDS, differences
from send_analysis.present.numbers import figure_text
from tests.editions import edition, figure, rate

OPPOSITE = {"added": "removed", "newly withheld": "no longer withheld"}
OPPOSITE |= {there: here for here, there in OPPOSITE.items()} | {"changed": "changed"}


def found(old, new):
    return differences(edition(*old), edition(*new), figure_text)


# It works


def test_a_figure_with_another_value_is_changed_and_has_both_values():
    one = found([figure(value=27)], [figure(value=29)]).iloc[0]
    assert (one["kind"], one["old_value"], one["new_value"]) == ("changed", 27, 29)
    assert (one["measure"], one["breakdown"], one["unit"]) == ("timeliness.requests_received", "Total", "requests")


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        ([], [figure()], "added"),
        ([figure()], [], "removed"),
        ([figure()], [figure(symbol="c")], "newly withheld"),
        ([figure(symbol="c")], [figure()], "no longer withheld"),
        ([figure(symbol="x")], [figure()], "changed"),
        ([figure(symbol="x")], [figure(symbol="z")], "changed"),
        ([rate(2, 4)], [rate(4, 8)], "changed"),
    ],
)
def test_each_kind_of_difference_is_told_apart(old, new, kind):
    assert list(found(old, new)["kind"]) == [kind]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (figure(symbol="c"), figure(symbol="c")),
        (figure(symbol="x"), figure(symbol="x")),
        (figure(), figure(source="requests.csv as at 1 July 2022")),
        (figure(area_name="Swindon"), figure(area_name="Swindon Borough")),
        (figure(value=17.31, unit="weeks", numerator=None), figure(value=17.34, unit="weeks", numerator=None)),
    ],
    ids=["withheld in both", "not available in both", "another source", "another spelling", "written alike"],
)
def test_what_is_published_alike_is_no_difference(old, new):
    assert found([old], [new]).empty


def test_values_are_compared_as_they_are_written():
    weeks = {"unit": "weeks", "numerator": None}
    assert list(found([figure(value=17.34, **weeks)], [figure(value=17.35, **weeks)])["kind"]) == ["changed"]


def test_published_and_computed_figures_of_one_year_are_two():
    old = [figure(value=10), figure(value=12, status="published")]
    new = [figure(value=10), figure(value=13, status="published")]
    assert list(found(old, new)["status"]) == ["published"]


# Many


def test_differences_stand_in_the_order_of_the_new_edition_and_removed_figures_last():
    first, second, third = (figure(breakdown_topic="phase", breakdown=name) for name in "abc")
    old = [first, second | {"value": 1.0}, figure("appeals.gone")]
    assert list(found(old, [third, second, first])["breakdown"]) == ["c", "b", "Total"]


# Edges


def test_editions_without_figures_do_not_differ():
    assert list(found([], []).columns) == list(DIFFERENCE_COLUMNS)
    assert found([], []).empty


def test_an_edition_that_holds_a_figure_twice_is_refused():
    with pytest.raises(ValueError, match="holds a figure twice"):
        found([figure(), figure()], [])


def test_an_edition_that_lacks_a_column_is_refused():
    with pytest.raises(ValueError, match="lacks the columns value"):
        differences(edition(figure()).drop(columns="value"), edition(), figure_text)


editions = some.dictionaries(
    some.sampled_from("abcdef"), some.one_of(some.integers(0, 50), some.sampled_from(["c", "x"])), max_size=6
).map(
    lambda each: edition(
        *(
            figure(
                breakdown_topic="phase", breakdown=name, **({"symbol": said} if isinstance(said, str) else {"value": said})
            )
            for name, said in each.items()
        )
    )
)


@settings(max_examples=30, deadline=None)
@given(editions)
def test_an_edition_does_not_differ_from_itself(one):
    assert differences(one, one, figure_text).empty


@settings(max_examples=30, deadline=None)
@given(editions, editions)
def test_the_other_way_round_the_same_figures_differ_the_opposite_way(one, other):
    there, back = differences(one, other, figure_text), differences(other, one, figure_text)
    assert set(there["kind"]) <= set(KINDS)
    told = there.set_index("breakdown").sort_index()
    mirrored = back.set_index("breakdown").sort_index()
    assert list(told.index) == list(mirrored.index)
    assert [OPPOSITE[kind] for kind in told["kind"]] == list(mirrored["kind"])
    pd.testing.assert_series_equal(told["old_value"], mirrored["new_value"], check_names=False)
