import json
from pathlib import Path

import pytest

from send_analysis.core.errors import DataError
from send_analysis.national.published_file import read_published
from send_analysis.national.tidy import figures_of
from tests.national.files import (
    GEOGRAPHY,
    HEADER_25,
    HEADLINE_26,
    TIMELINESS_25,
    authority,
    england,
    rates,
    region,
    write,
)

TRUNCATED = f"{HEADER_25}\n{england(2024, rates(50, 100))}\n2024,Calendar year,Local auth"


def test_a_file_is_read_with_its_year_and_the_number_of_each_row(tmp_path: Path) -> None:
    file = read_published(write(tmp_path, [england(2024, rates(50, 100)), authority(2024, "901", "Anyshire", rates(7, 8))]))
    assert file.layout.id == "timeliness"
    assert file.rows["year"].tolist() == [2024, 2024]
    assert file.rows.index.tolist() == [2, 3]


def test_only_rows_about_all_cases_make_figures(tmp_path: Path) -> None:
    girls = authority(2024, "901", "Anyshire", rates(1, 2), headline="Sex,Female")
    file = read_published(write(tmp_path, [authority(2024, "901", "Anyshire", rates(7, 8)), girls]))
    assert figures_of(file)["denominator"].tolist() == [8, 8]


def test_each_level_of_area_has_its_code(tmp_path: Path) -> None:
    rows = [england(2024, rates(5, 10)), region(2024, rates(4, 8)), authority(2024, "901", "Anyshire", rates(1, 2))]
    figures = figures_of(read_published(write(tmp_path, rows)))
    assert figures["area_code"].unique().tolist() == ["E92000001", "E12000009", "901"]
    assert figures["area_name"].unique().tolist() == ["England", "South West", "Anyshire"]


@pytest.mark.parametrize("headline", [HEADLINE_26])
def test_names_that_a_later_release_changed_are_read_as_well(tmp_path: Path, headline: str) -> None:
    header = f"{HEADER_25.lower()},avg_weeks_issue_plan,avg_weeks_issue_plan_exc"
    row = authority(2025, "901", "Anyshire", (*rates(47, 398), 37.9, 15.4), headline=headline)
    figures = figures_of(read_published(write(tmp_path, [row], header=header)))
    assert figures["value"].tolist() == [11.8, 11.8]


def test_names_of_an_earlier_release_are_read_as_well(tmp_path: Path) -> None:
    header = f"{GEOGRAPHY},IncExc20weekEHC,TotIncExcEHC,IncExc20weekRate,NoExc20weekEHC,TotNoExcEHC,NoExc20weekRate"
    row = authority(2020, "901", "Anyshire", (139, 280, "49.642857142857", 135, 259, "52.123552123552"), headline="")
    file = read_published(write(tmp_path, [row], name="sen2_mi.csv", header=header))
    assert file.layout.id == "management_information"
    assert figures_of(file)["value"].round(1).tolist() == [49.6, 52.1]


@pytest.mark.parametrize(
    ("numbers", "value", "symbol"),
    [
        (("x", "x", "x", "x", "x", "x"), None, "x"),
        ((5, 0, 4, 0, 80, "x"), None, "x"),  # every plan an exception
        ((0, 0, 0, 0, 0, 0), None, "z"),  # out of nothing, published as 0
        ((9, 9, 0, 0, 0, 0), 0, ""),
    ],
)
def test_a_missing_rate_keeps_its_reason_and_a_true_zero_stays(
    tmp_path: Path, numbers: tuple[object, ...], value: float | None, symbol: str
) -> None:
    figures = figures_of(read_published(write(tmp_path, [authority(2024, "901", "Anyshire", numbers)])))
    excluding = figures.iloc[-1]
    assert excluding["measure"] == "timeliness.within_20_weeks.excluding_exceptions"
    assert (None if excluding["symbol"] else excluding["value"], excluding["symbol"]) == (value, symbol)


def test_a_calendar_year_of_six_digits_is_its_first_four(tmp_path: Path) -> None:
    assert read_published(write(tmp_path, [england(202425, rates(5, 10))])).rows["year"].tolist() == [2024]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "timeliness.csv is empty. Download it again."),
        ("<!doctype html><title>503</title>", "is a web page or an error message"),
        ('{"title": "Not Found", "status": 404}', "is a web page or an error message"),
        ("a,b\n1,2\n", "is not a file that is read here: its columns are a, b."),
        (HEADER_25 + "\n", "is cut short: it has no rows"),
        (TRUNCATED, "is cut short or damaged: row 3 has not as many values as there are columns"),
        (f"{HEADER_25}\n{england('May', rates(5, 10))}\n", "row 2, column time_period: 'May' is not a year."),
        (f"{HEADER_25}\n{england(2024, rates(5, 10))},,,,\n1,2\n", "row 2 has not as many values"),
    ],
)
def test_what_is_no_such_file_is_refused_in_words(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "timeliness.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DataError) as refused:
        read_published(path)
    assert message in str(refused.value)


@pytest.mark.parametrize(
    ("values", "column", "number", "allowed"),
    [
        ((217, 217, 188, 188, 186.6, 86.6), "pc_plans_issued_within_20_weeks", "186.6", "a percentage from 0 to 100"),
        ((217, 217, 188, 188, -5, 86.6), "pc_plans_issued_within_20_weeks", "-5", "a percentage from 0 to 100"),
        ((217, 217, -1, 188, 86.6, 86.6), "plans_issued_within_20_weeks", "-1", "0 or more"),
    ],
)
def test_a_number_that_cannot_be_is_refused_with_its_place(
    tmp_path: Path, values: tuple[float, ...], column: str, number: str, allowed: str
) -> None:
    rows = [england(2024, rates(50, 100)), authority(2024, "901", "Anyshire", values)]
    with pytest.raises(DataError, match=rf"row 3, column {column}: {number} is not {allowed}.* Download it again\."):
        figures_of(read_published(write(tmp_path, rows)))


@pytest.mark.parametrize("column", ["la_name", "region_code", "breakdown", "pc_plans_issued_within_20_weeks"])
def test_a_file_that_lacks_a_column_names_it(tmp_path: Path, column: str) -> None:
    path = write(tmp_path, [england(2024, rates(5, 10))], header=HEADER_25.replace(column, f"{column}_of_old"))
    with pytest.raises(DataError, match=f"timeliness_20_week.csv lacks the columns {column}. Download it again"):
        read_published(path)


def test_bytes_that_are_no_text_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "requests.csv"
    path.write_bytes(bytes(range(128, 256)) * 20)
    with pytest.raises(DataError, match=r"requests.csv is no text in UTF-8"):
        read_published(path)


def test_the_file_beside_it_tells_release_and_labels(tmp_path: Path) -> None:
    names = TIMELINESS_25.split(",")
    labels = {f"Label of {name}": name for name in names}
    header = f"{GEOGRAPHY},breakdown_topic,breakdown,{','.join(labels)}"
    path = write(tmp_path, [england(2024, rates(5, 10))], header=header)
    told = {"release": "reporting year 2025", "published_on": "2025-06-26", "version": "1.1", "labels": labels}
    path.with_name(path.name + ".source.json").write_text(json.dumps(told), encoding="utf-8")
    file = read_published(path)
    assert figures_of(file)["value"].tolist() == [50, 50]
    assert (file.vintage.release, file.vintage.published, file.vintage.version) == (
        "reporting year 2025",
        "2025-06-26",
        "1.1",
    )


def test_a_file_that_is_not_the_one_fetched_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, [england(2024, rates(5, 10))])
    path.with_name(path.name + ".source.json").write_text(json.dumps({"sha256": "0" * 64}), encoding="utf-8")
    with pytest.raises(DataError, match=r"is not the file that .* tells of: it was cut short or changed"):
        read_published(path)


@pytest.mark.parametrize("content", ["", "[]", "not JSON"])
def test_a_file_beside_it_that_is_no_such_one_is_refused(tmp_path: Path, content: str) -> None:
    path = write(tmp_path, [england(2024, rates(5, 10))])
    path.with_name(path.name + ".source.json").write_text(content, encoding="utf-8")
    with pytest.raises(DataError, match="is not as `send-analysis national fetch` writes it"):
        read_published(path)
