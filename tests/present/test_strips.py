"""A strip of areas, each with its interval."""

from dataclasses import replace

import pytest

from send_analysis.present.charts import strip_chart
from send_analysis.present.layout import Header, Layout
from tests.present.builders import ENGLAND, RATE, areas, by_area, lines, numbers_in, parsed, text_of
from tests.present.test_charts import HOSTILE, svgs, words

#: Oldham and its neighbours of April 2021, England and the North West, 2019, excluding exceptions.
OLDHAM = {
    "353": 86.6, "354": 55.0, "350": 36.9, "335": 4.5, "357": 49.3, "889": 91.6, "831": 24.7, "351": 78.9, "874": 65.4,
    "381": 100.0, "382": 71.5, ENGLAND: 60.4, "E12000002": 60.1,
}  # fmt: skip


def styles(html: str) -> list[str]:
    """The styles of what is drawn in the wide drawing."""
    return [shape.get("style", "") for shape in next(parsed(html).iter("svg")).iter("path")]


def whiskers(html: str) -> int:
    return sum("fill:none;stroke:#505a5f;stroke-width:1.4" in style for style in styles(html))


# It works


def test_areas_stand_in_the_order_given_each_with_its_number():
    written = words(strip_chart(areas(OLDHAM, of=200), "353"))
    assert [word for word in written if word.startswith(("Area", "England"))] == [
        "England" if code == ENGLAND else f"Area {code}" for code in OLDHAM
    ]
    assert [word for word in written if word.endswith("%")] == [f"{value:.1f}%" for value in OLDHAM.values()]


def test_each_area_has_its_interval_in_the_drawing_in_the_table_and_in_words():
    html = strip_chart(areas({"353": 75.0, "354": 50.0, "355": 25.0}, of=28), "353")
    assert whiskers(html) == 2  # beside the authority's own, which is heavier
    cell = text_of(parsed(html).find(".//td"))
    assert cell == "75.0% (21 of 28) 95% interval 56.6% to 87.3%"
    assert "Area 353 75.0% (95% interval 56.6% to 87.3%); Area 354 50.0% (95% interval" in parsed(html).findtext(".//desc")
    assert "Line through a mark: 95% interval." in html


def test_the_own_row_is_told_apart_by_weight_and_shape_as_well_as_by_colour():
    html = strip_chart(areas(OLDHAM, of=200), "353")
    texts = list(next(parsed(html).iter("svg")).iter("text"))
    assert [text.text for text in texts if "bold" in text.get("style") or "700" in text.get("style")] == [
        "Area 353",
        "86.6%",
    ]
    assert sum("fill:none;stroke:#12436d;stroke-width:3" in style for style in styles(html)) == 1
    assert "Diamond and dotted line: Area 353." in parsed(html).findtext(".//p[@class='note']")


def test_every_number_of_the_description_stands_below_the_drawing():
    tree = parsed(strip_chart(areas(OLDHAM | {"938": None, "839": 0.01}, of=200), "353"))
    beside = text_of(tree.find("figure/details")) + " ".join(p.text or "" for p in tree.iterfind("figure/p"))
    assert set(numbers_in(tree.findtext(".//desc"))) <= set(numbers_in(beside))


# A number is missing


def test_a_missing_area_has_its_symbol_in_place_of_the_number_and_no_mark():
    html = strip_chart(areas({"353": 75.0, "354": None, "355": "c", "356": 0.01}, of=2000), "353")
    assert [word for word in words(html) if word.startswith("[")] == ["[x]", "[c]", "[low]"]
    assert whiskers(html) == 1  # what rounds to zero is drawn where it is
    assert "Area 354 (no figure: not available); Area 355 (no figure: withheld" in parsed(html).findtext(".//desc")


def with_row(layout: Layout, row: Header) -> Layout:
    return replace(layout, rows=(*layout.rows, row))


def test_an_area_that_the_table_does_not_hold_is_not_available():
    assert "[x]" in words(strip_chart(with_row(areas({"353": 75.0}), Header("Elsewhere", area="999")), "353"))


def test_a_figure_without_interval_has_no_line_through_its_mark_and_the_note_says_so():
    mixed = areas({"353": 75.0}, *by_area(RATE, {"neighbours": 60.0}), of=28)
    html = strip_chart(with_row(mixed, Header("Neighbours", area="neighbours")), "353")
    assert whiskers(html) == 0
    assert "A mark without one has no interval." in html
    assert "interval" not in strip_chart(areas({"353": 75.0, "354": 50.0}), "353")


def test_where_the_authority_has_no_figure_its_row_stays_and_no_line_is_carried_on():
    html = strip_chart(areas({"353": "c", "354": 50.0}), "353")
    assert {"Area 353", "[c]"} <= set(words(html))
    assert "dotted line" not in html


def test_without_any_figure_there_is_a_table_and_no_drawing():
    html = strip_chart(areas({"353": None, "354": "c"}), "353")
    assert "<svg" not in html
    assert [text_of(cell) for cell in parsed(html).iter("td")] == ["[x]", "[c]"]


# The layout does not fit


def test_an_authority_that_is_no_row_is_refused():
    with pytest.raises(ValueError, match="On time by area: none of its 2 rows is of the area '866'; give each row its area"):
        strip_chart(areas({"353": 75.0, "354": 50.0}), "866")


def test_several_columns_are_refused():
    with pytest.raises(ValueError, match="a chart of areas has one column; this one has 2"):
        strip_chart(lines([1.0], [2.0]), "866")


# Many and edges


def test_one_authority_alone_is_drawn():
    assert len(svgs(strip_chart(areas({"353": 75.0}, of=28), "353"))) == 2


@pytest.mark.parametrize("value", [0.0, 100.0])
def test_values_at_the_ends_of_the_scale_are_drawn(value):
    assert len(svgs(strip_chart(areas({"353": value, "354": value}, of=10), "353"))) == 2


def test_a_drawing_takes_10_kilobytes_at_most():
    assert max(len(svg.encode()) for svg in svgs(strip_chart(areas(OLDHAM, of=200), "353"))) < 10_000


def test_hostile_text_is_text_everywhere():
    layout = replace(areas({"353": 75.0}), title=HOSTILE, corner=HOSTILE, rows=(Header(HOSTILE, area="353"),))
    html = strip_chart(layout, "353")
    assert "<script" not in html
    assert HOSTILE in " ".join(words(html))
    assert HOSTILE in parsed(html).findtext(".//desc")


def test_the_same_figures_give_the_same_bytes():
    assert strip_chart(areas(OLDHAM, of=200), "353") == strip_chart(areas(OLDHAM, of=200), "353")
