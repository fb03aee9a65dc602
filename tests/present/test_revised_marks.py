"""A figure that the last edition gave another value is marked [r] after its value, and the mark is explained once."""

from dataclasses import replace

from send_analysis.compare.changes import changes_on_previous_year
from send_analysis.compare.revised import keys_of
from send_analysis.core.figures import TOTAL
from send_analysis.present.shown import ShownTable
from send_analysis.present.tables import table
from send_analysis.present.tiles import tiles
from tests.present.builders import JUNE_2022, RATE, YEAR, YEAR_BEFORE, figure, lines, parsed, released, text_of


def marked(layout, position):
    """The layout with one of its figures revised, by its position among them."""
    keys = frozenset([keys_of(layout.figures.frame)[position]])
    return replace(layout, figures=layout.figures.with_revised(keys))


def test_a_table_marks_the_revised_figure_alone():
    html = table(marked(lines([50.0, 60.0, "c"]), 1))
    assert [text_of(cell) for cell in parsed(html).iter("td")] == ["50.0%", "60.0% [r]", "[c]"]
    assert "Symbols: [c] withheld to protect confidentiality; [r] revised since an earlier publication." in html


def test_a_table_without_a_revised_figure_does_not_speak_of_the_mark():
    assert "[r]" not in table(lines([50.0, 60.0, "c"]))


def test_a_symbol_is_marked_too_where_it_has_taken_the_place_of_a_value():
    html = table(marked(lines([50.0, None]), 1))
    assert text_of(parsed(html).findall(".//td")[1]) == "[x] [r]"


def test_a_tile_marks_its_value_and_the_mark_is_explained_once_below():
    figures = released(figure(RATE, 75.0, of=28), figure(RATE, 50.0, YEAR_BEFORE, of=28))
    figures = figures.with_revised(frozenset([keys_of(figures.frame)[0]]))
    figures = figures.with_derived(lambda frame: changes_on_previous_year(frame, JUNE_2022))
    html = tiles(figures, [RATE, RATE], YEAR, JUNE_2022, topic=TOTAL, breakdown=TOTAL)
    assert html.count('<dd class="value">75.0% [r]</dd>') == 2
    assert html.endswith('</dl><p class="note">Symbols: [r] revised since an earlier publication.</p>')
    assert "[r]" not in tiles(figures, [RATE], YEAR_BEFORE, JUNE_2022, topic=TOTAL, breakdown=TOTAL)


def test_what_is_chosen_of_marked_figures_keeps_its_marks():
    layout = marked(lines([50.0, 60.0]), 1)
    assert [layout.figures.select(RATE).is_revised(row) for _, row in layout.figures.frame.iterrows()][:2] == [False, True]


def test_the_data_of_a_table_keep_the_mark():
    assert list(ShownTable.of("timeliness", marked(lines([50.0, 60.0]), 1)).rows["mark"]) == ["", "r"]
