"""The table of figures: what it holds, what it refuses, and how a figure is found."""

from datetime import date

import pandas as pd
import pytest
from pandas.testing import assert_frame_equal

from send_analysis.core.figures import COLUMNS, KEY, SYMBOLS, TOTAL, Figures, FigureTable, concat_figures
from send_analysis.core.period import Period

MAY, JUNE = Period.parse("2022-05"), Period(date(2022, 6, 1), date(2022, 6, 22))
INCLUDING = "timeliness.within_20_weeks.including_exceptions"
EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"


def row(measure: str = INCLUDING, over: Period = JUNE, **changes: object) -> dict[str, object]:
    return {
        "measure": measure, "area_code": "866", "area_name": "Swindon", "period_start": over.start, "period_end": over.end,
        "breakdown_topic": TOTAL, "breakdown": TOTAL, "numerator": 3, "denominator": 4, "value": 75.0, "unit": "percent",
        "lower": 30.1, "upper": 95.4, "symbol": "", "status": "final", "source": "requests.csv",
    } | changes  # fmt: skip


def figures(*rows: dict[str, object]) -> Figures:
    return Figures(pd.DataFrame(rows, columns=list(COLUMNS)))


@pytest.fixture
def table() -> Figures:
    return figures(
        row(INCLUDING, MAY, value=50.0),
        row(INCLUDING, JUNE),
        row(EXCLUDING, JUNE, value=80.0),
        row(INCLUDING, JUNE, breakdown_topic="locality", breakdown="North", value=60.0),
        row(INCLUDING, JUNE, breakdown_topic="locality", breakdown="South", value=None, symbol="c"),
        row("tribunal.registered", JUNE, value=9, unit="appeals"),
    )


# It works


def test_a_table_has_the_columns_of_the_spine_in_order_and_typed(table):
    frame = table.frame
    assert tuple(frame.columns) == COLUMNS
    assert {str(frame[name].dtype) for name in ("numerator", "denominator", "value", "lower", "upper")} == {"float64"}
    assert {str(frame[name].dtype) for name in ("period_start", "period_end")} == {"datetime64[us]"}
    assert list(frame.index) == [0, 1, 2, 3, 4, 5]
    assert (len(table), bool(table)) == (6, True)


def test_columns_in_another_order_are_put_in_order():
    assert tuple(Figures(pd.DataFrame([row()])[list(reversed(COLUMNS))]).frame.columns) == COLUMNS


def test_an_empty_table_is_a_table(table):
    empty = Figures.empty()
    assert (len(empty), bool(empty), empty.measures) == (0, False, ())
    assert_frame_equal(empty.frame.dtypes.to_frame()[:0], table.frame.dtypes.to_frame()[:0])
    assert len(empty.select(INCLUDING, over=JUNE, topic=TOTAL, breakdown=TOTAL)) == 0


def test_the_measures_stand_in_order_of_appearance(table):
    assert table.measures == (INCLUDING, EXCLUDING, "tribunal.registered")


@pytest.mark.parametrize(
    ("wanted", "values"),
    [
        ({}, [50, 75, 80, 60, None, 9]),
        ({"measure": INCLUDING}, [50, 75, 60, None]),
        ({"measure": "excluding_exceptions"}, [80]),
        ({"measure": "within_20_weeks.including_exceptions", "over": MAY}, [50]),
        ({"measure": "registered"}, [9]),
        ({"measure": "exceptions"}, []),  # the end of an id begins after a dot
        ({"measure": "timeliness"}, []),
        ({"over": JUNE}, [75, 80, 60, None, 9]),
        ({"over": [MAY, JUNE], "topic": TOTAL}, [50, 75, 80, 9]),
        ({"over": (MAY,)}, [50]),
        ({"over": []}, []),
        ({"over": Period.parse("2022-06")}, []),  # June as a whole is another period
        ({"topic": "locality"}, [60, None]),
        ({"topic": "locality", "breakdown": "South"}, [None]),
        ({"topic": "locality", "breakdown": "West"}, []),
    ],
)
def test_figures_are_selected_by_measure_period_topic_and_breakdown(table, wanted, values):
    selected = table.select(**wanted)
    assert [None if pd.isna(value) else value for value in selected.frame["value"]] == values
    assert list(selected.frame.index) == list(range(len(values)))
    assert type(selected) is Figures


def test_the_one_figure_is_found_by_the_end_of_its_name(table):
    assert table.one("including_exceptions", JUNE)["value"] == 75
    assert table.one("including_exceptions", JUNE, topic="locality", breakdown="South")["symbol"] == "c"


def test_a_selection_keeps_its_kind():
    class Released(FigureTable):
        pass

    assert type(Released(pd.DataFrame([row()])).select(INCLUDING)) is Released


def test_a_table_does_not_change_when_what_it_was_made_from_or_gave_away_changes():
    frame = pd.DataFrame([row()])
    table = Figures(frame)
    frame.loc[0, "value"] = 1
    for given in (table.frame, table.select(INCLUDING).frame):
        given.loc[0, "value"] = 2
    one = table.one(INCLUDING, JUNE)
    one["value"] = 3
    assert table.frame["value"].tolist() == [75]


@pytest.mark.parametrize("symbol", SYMBOLS)
def test_a_missing_number_says_why(symbol):
    assert figures(row(value=None, symbol=symbol)).frame["symbol"].tolist() == [symbol]


def test_a_true_zero_is_a_number():
    assert figures(row(value=0)).frame["value"].tolist() == [0]


def test_tables_are_joined_and_a_row_that_stands_in_two_of_them_is_taken_once():
    missing = row(EXCLUDING, value=None, symbol="z", numerator=None, lower=None)
    joined = concat_figures([figures(row(), missing), Figures.empty(), figures(missing, row(over=MAY))])
    assert list(joined.frame["measure"]) == [INCLUDING, EXCLUDING, INCLUDING]
    assert type(joined) is Figures


def test_an_area_whose_name_two_tables_spell_differently_is_one_area_with_its_first_name():
    other = row()
    joined = concat_figures([figures(row()), figures({**other, "area_name": "Spelt differently"})])
    assert joined.frame["area_name"].tolist() == [other["area_name"]]


@pytest.mark.parametrize("tables", [[], [Figures.empty()], [Figures.empty(), Figures.empty()]])
def test_nothing_joined_is_an_empty_table(tables):
    assert len(concat_figures(tables)) == 0


# Something is wrong


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_refused(column):
    with pytest.raises(ValueError, match="a figures table has the columns measure, area_code"):
        Figures(pd.DataFrame([row()]).drop(columns=column))


def test_an_unknown_column_is_refused():
    with pytest.raises(ValueError, match="a figures table has the columns"):
        Figures(pd.DataFrame([row()]).assign(name="a person"))


def test_a_figure_that_stands_twice_is_refused():
    with pytest.raises(ValueError, match=r"^1 figures stand twice in one table$"):
        figures(row(), row(value=74))


@pytest.mark.parametrize(
    "changes",
    [
        {"measure": EXCLUDING},
        {"area_code": "E92000001"},
        {"period_start": date(2022, 5, 1)},
        {"period_end": date(2022, 6, 30)},
        {"breakdown_topic": "locality"},
        {"breakdown": "North"},
    ],
)
def test_figures_that_differ_in_any_part_of_the_key_stand_side_by_side(changes):
    assert set(changes) <= set(KEY)
    assert len(figures(row(), row() | changes)) == 2


@pytest.mark.parametrize(
    ("value", "symbol"),
    [(None, ""), (None, None), (None, float("nan")), (75, "c"), (0, "z"), (75, None), (None, ":"), (None, "C")],
)
def test_a_number_without_a_reason_to_be_missing_or_with_one_though_it_is_there_is_refused(value, symbol):
    with pytest.raises(ValueError, match="either a value or a symbol that says why it has none"):
        figures(row(over=MAY), row(value=value, symbol=symbol))


def test_two_tables_that_disagree_are_not_joined():
    with pytest.raises(ValueError, match="1 figures stand twice"):
        concat_figures([figures(row(value=75)), figures(row(value=74))])


@pytest.mark.parametrize(
    ("measure", "over", "found"),
    [("including_exceptions", Period.parse("2022-04"), 0), ("within_16_weeks", JUNE, 0), ("registered", MAY, 0)],
)
def test_a_figure_that_is_not_there_is_refused_with_those_that_are(table, measure, over, found):
    with pytest.raises(LookupError) as caught:
        table.one(measure, over)
    assert str(caught.value) == (
        f"{found} figures {measure} for {over.label}, Total: Total. "
        f"This table holds: {EXCLUDING}, {INCLUDING}, tribunal.registered"
    )


def test_one_figure_that_is_two_is_refused():
    both = figures(row(), row(area_code="E92000001", area_name="England"))
    with pytest.raises(LookupError, match=r"^2 figures including_exceptions for 1 to 22 June 2022"):
        both.one("including_exceptions", JUNE)
