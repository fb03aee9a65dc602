"""Where an authority stands among all."""

from dataclasses import replace
from functools import cache

import pytest

from send_analysis.present.area_rows import Position
from send_analysis.present.charts import position_chart
from send_analysis.present.layout import Header, Layout
from tests.present.builders import APPEALS, ENGLAND, Row, areas, by_area, lines, numbers_in, parsed, place, text_of
from tests.present.test_charts import HOSTILE, svgs, words

CUTS = [
    place(ENGLAND, "quartile cut-off", name, value)
    for name, value in {"lower quartile": 46.6, "median": 69.7, "upper quartile": 88.7}.items()
]
RANK = place("353", "rank", "rank", 43, unit="rank", numerator=43.0, denominator=150.0)

#: Four authorities, one without a figure.
FEW = {"353": 86.6, "354": 55.0, "350": 36.9, "335": None}


def among(values: dict[str, float | str | None], *more: Row, england: float | str | None = 60.4) -> Layout:
    """A layout of authorities whose table of figures holds England's value and what else is given."""
    return areas(values, *by_area("timeliness.within_20_weeks.including_exceptions", {ENGLAND: england}), *more)


@cache
def few() -> str:
    return position_chart(among(FEW, *CUTS, RANK), "353", ENGLAND)


def note(html: str) -> str:
    return parsed(html).findtext("figure/p[@class='note']")


def dots(html: str) -> int:
    """How many dots the wide drawing has: each is a short line with round ends of one path."""
    round_ends = [
        path for path in next(parsed(html).iter("svg")).iter("path") if "stroke-linecap:round" in path.get("style", "")
    ]
    return sum(path.get("d").count("M") for path in round_ends)


# It works


def test_every_other_authority_is_a_dot():
    assert dots(few()) == 2


def test_the_authority_england_and_the_cut_offs_are_named_in_both_drawings():
    for drawing in (0, 1):
        written = " ".join(words(few(), drawing))
        for label in (
            "Area 353 86.6% 43rd of 150",
            "England 60.4%",
            "Lower quartile 46.6%",
            "Median 69.7%",
            "Upper quartile 88.7%",
        ):
            assert label in written


def test_the_description_says_where_the_authority_stands():
    assert parsed(few()).findtext(".//desc") == (
        "Position chart: On time by area. Authorities reach from 36.9% (Area 350) to 86.6% (Area 353). "
        "Diamond: Area 353, 86.6%, 43rd of 150, between the median and the upper quartile. "
        "Unbroken line: England, 60.4%. Dashed lines: lower quartile 46.6%, median 69.7%, upper quartile 88.7%. "
        "Each dot is another authority. An authority without a figure has no dot."
    )


def test_every_number_of_the_description_stands_below_the_drawing():
    tree = parsed(few())
    beside = text_of(tree.find("figure/details")) + " ".join(p.text or "" for p in tree.iterfind("figure/p"))
    assert set(numbers_in(tree.findtext(".//desc"))) <= set(numbers_in(beside))


def test_the_table_lists_every_authority_in_the_order_given():
    rows = [text_of(row) for row in parsed(few()).iter("tr")]
    assert rows == ["Area Rate", "Area 353 86.6%", "Area 354 55.0%", "Area 350 36.9%", "Area 335 [x]"]


def test_a_row_of_england_is_no_authoritys():
    layout = areas({"353": 86.6, "354": 55.0, ENGLAND: 60.4}, *CUTS)
    html = position_chart(layout, "353", ENGLAND)
    assert dots(html) == 1
    assert "Authorities reach from 55.0% (Area 354) to 86.6% (Area 353)." in html
    assert "England 60.4%" in text_of(parsed(html).find(".//table"))


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (90.0, "above the upper quartile"),
        (88.7, "at the upper quartile"),
        (50.0, "between the lower quartile and the median"),
        (5.0, "below the lower quartile"),
    ],
)
def test_the_place_between_the_cut_offs_is_said(value, said):
    assert f"Diamond: Area 353, {value}%, {said}." in note(position_chart(among({"353": value}, *CUTS), "353", ENGLAND))


def test_a_place_at_two_cut_offs_of_the_same_value_is_said():
    cuts = [place(ENGLAND, "quartile cut-off", name, 0.0) for name in ("lower quartile", "median")]
    html = position_chart(among({"353": 0.0, "354": 0.0, "355": 3.0}, *cuts), "353", ENGLAND)
    assert "0.0%, at the lower quartile and the median." in note(html)


# Something is missing


def test_what_the_table_does_not_hold_is_not_marked():
    html = position_chart(areas({"353": 86.6, "354": 55.0}), "353")
    assert note(html) == "Diamond: Area 353, 86.6%. Each dot is another authority."
    assert not {"England", "Median"} & set(words(html))


def test_a_value_of_england_that_is_missing_is_not_marked():
    html = position_chart(among({"353": 86.6, "354": 55.0}, england=None), "353", ENGLAND)
    assert "England" not in note(html) + " ".join(words(html))


def test_an_authority_without_a_figure_has_no_marker_and_the_words_say_so():
    html = position_chart(among({"353": "x", "354": 55.0}, *CUTS), "353", ENGLAND)
    assert "Area 353 (no figure: not available)." in note(html)
    assert "Area 353" not in " ".join(words(html))
    assert "Authorities reach from 55.0% (Area 354) to 55.0% (Area 354)." not in html
    assert "One authority has a figure: Area 354, 55.0%." in html


def test_a_missing_rank_is_not_said():
    unranked = place("353", "rank", "rank", None, unit="rank", denominator=150.0)
    assert "Diamond: Area 353, 86.6%. " in note(position_chart(among({"353": 86.6}, unranked), "353", ENGLAND))


def test_without_any_figure_there_is_a_table_and_no_drawing():
    html = position_chart(areas({"353": None, "354": "c"}), "353", ENGLAND)
    assert "<svg" not in html
    assert [text_of(cell) for cell in parsed(html).iter("td")] == ["[x]", "[c]"]


# The layout does not fit


def test_an_authority_that_is_no_row_is_refused():
    with pytest.raises(ValueError, match="none of its 1 rows is of the area '866'"):
        position_chart(areas({"353": 75.0}), "866", ENGLAND)


def test_several_columns_are_refused():
    with pytest.raises(ValueError, match="a chart of areas has one column; this one has 2"):
        position_chart(lines([1.0], [2.0]), "866")


# Many


@cache
def all_authorities() -> Layout:
    """151 authorities, some of the same value."""
    values = {str(800 + at): round((at * 37 % 151) / 1.5, 0) for at in range(150)} | {"353": 86.6}
    return among(values, *CUTS, RANK)


def test_both_drawings_of_all_authorities_take_20_kilobytes_at_most():
    html = position_chart(all_authorities(), "353", ENGLAND)
    assert sum(len(svg.encode()) for svg in svgs(html)) < 20_000
    assert dots(html) == 150


def test_of_many_authorities_the_table_lists_the_own_one_those_next_to_it_and_both_ends():
    tree = parsed(position_chart(all_authorities(), "353", ENGLAND))
    rows = [text_of(row) for row in tree.iter("tr")]
    values = [float(row.split()[-1].rstrip("%")) for row in rows[1:]]
    assert sorted(values) == [0.0, 1.0, 1.0, 85.0, 85.0, 86.0, 86.6, 87.0, 87.0, 88.0, 99.0, 99.0, 100.0]
    assert "The table lists Area 353, the authorities next to it, and those at both ends" in text_of(tree)


def test_every_number_of_a_description_of_many_stands_below_the_drawing():
    tree = parsed(position_chart(all_authorities(), "353", ENGLAND))
    beside = text_of(tree.find("figure/details")) + " ".join(p.text or "" for p in tree.iterfind("figure/p"))
    assert set(numbers_in(tree.findtext(".//desc"))) <= set(numbers_in(beside))


def test_of_many_authorities_an_own_one_without_figure_stands_in_the_table_as_well():
    values = {str(800 + at): float(at) for at in range(60)} | {"353": None}
    rows = [text_of(row) for row in parsed(position_chart(areas(values), "353")).iter("tr")]
    assert rows[1:] == ["Area 800 0.0%", "Area 801 1.0%", "Area 802 2.0%",
                        "Area 857 57.0%", "Area 858 58.0%", "Area 859 59.0%", "Area 353 [x]"]  # fmt: skip


def test_the_same_figures_give_the_same_bytes():
    assert position_chart(all_authorities(), "353", ENGLAND) == position_chart(all_authorities(), "353", ENGLAND)


def test_authorities_that_reach_the_same_end_are_told_together():
    html = position_chart(areas({"353": 50.0, "354": 0.0, "355": 0.0, "356": 100.0}), "353")
    assert "Authorities reach from 0.0% (Area 354 and Area 355) to 100.0% (Area 356)." in html


# Edges


def test_one_authority_alone_is_drawn_without_dots():
    html = position_chart(among({"353": 86.6}, *CUTS, RANK), "353", ENGLAND)
    assert (len(svgs(html)), dots(html)) == (2, 0)
    assert "Each dot" not in html


def test_all_of_the_same_value_stay_within_the_drawing():
    html = position_chart(areas({str(code): 0.0 for code in range(400, 550)} | {"353": 5.0}), "353")
    assert [float(svg.get("viewBox").split()[3]) < 250 for svg in parsed(html).iter("svg")] == [True, True]
    assert dots(html) == 150


def test_a_count_is_drawn_as_well_as_a_rate():
    html = position_chart(areas({"353": 12, "354": 1_200}, measure=APPEALS), "353")
    assert {"Area 353 12", "Appeals"} <= set(words(html))


def test_hostile_text_is_text_everywhere():
    layout = replace(areas({"353": 75.0}), title=HOSTILE, corner=HOSTILE, rows=(Header(HOSTILE, area="353"),))
    html = position_chart(layout, "353", ENGLAND)
    assert "<script" not in html
    assert HOSTILE in parsed(html).findtext(".//desc")


def test_cut_offs_belong_to_england():
    assert Position(among(FEW, *CUTS), "353").cuts == []
    cuts = Position(among(FEW, *CUTS), "353", ENGLAND).cuts
    assert [name for name, _ in cuts] == ["lower quartile", "median", "upper quartile"]
