"""What a run keeps of the published figures is what a notebook opens."""

from pathlib import Path

import pandas as pd
import pytest

from send_analysis.compare.place import place
from send_analysis.national import open_national
from send_analysis.national.national import National
from send_analysis.national.store import load, save
from tests.national.files import authority, england, rates, write

EXCLUDING = "timeliness.within_20_weeks.excluding_exceptions"


@pytest.fixture(scope="module")
def kept(national: National, tmp_path_factory: pytest.TempPathFactory) -> National:
    folder = tmp_path_factory.mktemp("kept") / "national"
    save(national, folder)
    return load(folder)


def test_figures_areas_vintages_and_models_are_the_same(national: National, kept: National) -> None:
    pd.testing.assert_frame_equal(kept.figures.frame, national.figures.frame)
    pd.testing.assert_frame_equal(kept.areas, national.areas)
    assert (kept.vintages, kept.held, kept.complete) == (national.vintages, national.held, national.complete)
    assert kept.models == national.models


@pytest.mark.parametrize("name", ["Durham", "County Durham", "E08000004", "Bedford Borough", "Dorset6"])
def test_every_name_is_known_as_before(national: National, kept: National, name: str) -> None:
    assert kept.names.code(name) == national.names.code(name)


def test_a_place_is_the_same(national: National, kept: National) -> None:
    assert place(kept, "Oldham", EXCLUDING, 2019) == place(national, "Oldham", EXCLUDING, 2019)


def test_two_files_of_one_name_keep_their_own_vintage(tmp_path: Path) -> None:
    for year, folder in ((2030, "one"), (2031, "two")):
        (tmp_path / folder).mkdir()
        write(tmp_path / folder, [england(year, rates(1, 2)), authority(year, "901", "Anyshire", rates(1, 2))])
    national = open_national(tmp_path)
    save(national, tmp_path / "kept")
    held = load(tmp_path / "kept").held
    assert {year: vintage.release for (measure, year), vintage in held.items() if measure == EXCLUDING} == {
        2030: "reporting year 2031", 2031: "reporting year 2032",
    }  # fmt: skip
