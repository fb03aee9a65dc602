from pathlib import Path

import pytest

from send_analysis.present.shown import SHOWN_COLUMNS, ShownTable, file_name
from tests.present.builders import lines


def test_a_layout_becomes_one_row_for_each_figure_in_the_order_shown():
    layout = lines([0.5, 0.6, "c"])
    table = ShownTable.of("timeliness", layout)
    assert list(table.rows.columns) == list(SHOWN_COLUMNS)
    shown = [(row.label, column.label) for row, column, figure in layout.cells() if figure is not None]
    assert list(zip(table.rows["row"], table.rows["column"], strict=True)) == shown


def test_a_table_that_was_kept_is_read_back_as_it_was(tmp_path: Path):
    table = ShownTable.of("timeliness", lines([0.5, 0.6, "c"]))
    table.write(tmp_path / "kept.parquet")
    read = ShownTable.read(tmp_path / "kept.parquet")
    assert read.rows.equals(table.rows)
    assert (read.section, read.name, read.title, read.corner) == (table.section, table.name, table.title, table.corner)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Plans issued within 20 weeks, by month", "plans_issued_within_20_weeks_by_month"),
        ("Swindon compared with others, 2021", "swindon_compared_with_others"),
        ("../../etc/passwd <script>", "etc_passwd_script"),
        ("word " * 30, "word_word_word_word_word_word_word_word_word_word_word_word"),
    ],
)
def test_a_file_name_has_small_letters_and_no_year(title: str, name: str):
    assert file_name(title) == name
