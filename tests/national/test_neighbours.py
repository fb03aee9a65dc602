from datetime import date
from pathlib import Path

import openpyxl
import pytest

from send_analysis.core.errors import DataError, UsageError
from send_analysis.national.national import National
from send_analysis.national.neighbours import model_for, read_model

SWINDON_2025 = ["887", "940", "883", "303", "822", "941", "935", "311", "891", "886"]
SWINDON_2021 = ["886", "887", "882", "941", "894", "881", "839", "891", "888", "940"]


@pytest.mark.parametrize(
    ("day", "version", "in_force"),
    [
        ("2019-12-31", "April 2021", False),  # the model in force then is not held: the nearest is used
        ("2021-03-31", "April 2021", False),
        ("2021-04-01", "April 2021", True),
        ("2025-04-30", "April 2021", True),
        ("2025-05-01", "May 2025", True),
        ("2030-01-01", "May 2025", True),
    ],
)
def test_the_version_in_force_on_a_day_is_used_else_the_nearest(
    national: National, day: str, version: str, in_force: bool
) -> None:
    found = model_for(national.models, date.fromisoformat(day))
    assert found is not None
    assert (found.model.version, found.was_in_force) == (version, in_force)


@pytest.mark.parametrize(("version", "codes"), [("May 2025", SWINDON_2025), ("April 2021", SWINDON_2021)])
def test_swindons_neighbours_are_the_published_ones(national: National, version: str, codes: list[str]) -> None:
    found = model_for(national.models, date(2026, 1, 1), version)
    assert found is not None
    assert [each.code for each in found.model.of("866")] == codes
    assert found.model.of("866")[0].closeness == "very close"


def test_a_version_that_there_is_not_is_named_with_those_that_there_are(national: National) -> None:
    with pytest.raises(
        UsageError, match=r"no version 'May 2026' of the neighbours. Did you mean `May 2025`\? There are April 2021"
    ):
        model_for(national.models, date(2026, 1, 1), "May 2026")


def test_without_a_workbook_there_is_no_version() -> None:
    assert model_for([], date(2026, 1, 1)) is None


def workbook(folder: Path, rows: list[list[object]], *, name: str = "sn_may_2025.xlsx", sheet: str = "LA SN Groups") -> Path:
    book = openpyxl.Workbook()
    book.active.title = sheet
    for row in rows:
        book.active.append(row)
    book.save(folder / name)
    return folder / name


HEADER = ["LA num", "LA Name", "LA number", "GOInd", "GOReg", "SN1", "SNP", "SN2", "SNP"]


@pytest.mark.parametrize(
    ("rows", "named", "sheet", "message"),
    [
        ([HEADER], "sn_may_2025.xlsx", "LA SN Groups", "has no authority under its header"),
        ([["a"]], "sn_may_2025.xlsx", "LA SN Groups", "has no header that begins with LA num, LA Name"),
        ([HEADER], "sn_may_2025.xlsx", "Sheet1", "has no sheet 'LA SN Groups'; its sheets are Sheet1"),
        (
            [HEADER, [901, "Anyshire", 901, 1, "", 902, "Close"]],
            "sn_smarch_2025.xlsx",
            "LA SN Groups",
            "Call it sn_april_2021.xlsx",
        ),
    ],
)
def test_a_workbook_that_is_none_is_refused_in_words(
    tmp_path: Path, rows: list[list[object]], named: str, sheet: str, message: str
) -> None:
    with pytest.raises(DataError) as refused:
        read_model(workbook(tmp_path, rows, name=named, sheet=sheet))
    assert message in str(refused.value)
