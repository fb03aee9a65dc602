"""The data files of a release: each chart's and table's data, each section's figures, and what describes them."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from send_analysis.core.figures import COLUMNS
from send_analysis.core.inert import write_csv
from send_analysis.present.labels import label
from send_analysis.present.shown import ShownTable
from send_analysis.publish.opendata.describing import csv_on_the_web, data_set
from send_analysis.publish.opendata.geography import Places
from send_analysis.publish.opendata.periods import FAMILIES, Family, families, family_for_all
from send_analysis.publish.opendata.tidy import Tidy, tidy
from send_analysis.publish.publication import Publication

#: The files that describe the others: for programs that read CSV on the Web, and for search engines.
CSVW_FILE, DATA_SET_FILE = "csvw-metadata.json", "dataset.jsonld"

_FAMILY_TITLES: dict[Family, str] = {
    "calendar_years": "calendar years",
    "months": "months",
    "other_periods": "other periods",
}


@dataclass(frozen=True)
class DataFile:
    """A table of open data and what it is called.

    Parameters
    ----------
    section : the notebook that its figures come from.
    name : the file's name without ending.
    title : what it holds, in words.
    of_section : whether it holds all figures of the section, and not those of one chart or table.
    """

    section: str
    name: str
    title: str
    table: Tidy
    of_section: bool = False

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"{self.name}.csv"


def data_files(tables: Sequence[ShownTable], released: Mapping[str, pd.DataFrame], places: Places) -> list[DataFile]:
    """The data files of a release: of each chart or table that has figures, then of each section by kind of period.

    Parameters
    ----------
    tables : what the notebooks showed. Those of one name, such as a chart and a table with the same title, share a file.
    released : the released figures of each section.
    """
    shown: dict[str, list[ShownTable]] = {}
    for table in tables:
        if len(table.rows):
            shown.setdefault(table.name, []).append(table)
    of_charts = [_of_charts(name, of_name, places) for name, of_name in shown.items()]
    return of_charts + [each for section, frame in released.items() for each in _of_section(section, frame, places)]


def write_data_files(data: Sequence[DataFile], publication: Publication, folder: Path) -> None:
    """Write each table with its description into a folder, which is made, and what describes them all."""
    folder.mkdir()
    for each in data:
        write_csv(each.table.data, folder / each.file, numbers=each.table.indicators)
        write_csv(each.table.meta, folder / f"{each.name}.meta.csv")
    for file, described in ((CSVW_FILE, csv_on_the_web), (DATA_SET_FILE, data_set)):
        text = json.dumps(described(data, publication), ensure_ascii=False)
        (folder / file).write_text(text + "\n", encoding="utf-8", newline="\n")


def _of_charts(name: str, tables: Sequence[ShownTable], places: Places) -> DataFile:
    rows = pd.concat([table.rows[list(COLUMNS)] for table in tables], ignore_index=True)
    return DataFile(tables[0].section, name, tables[0].title, tidy(rows, family_for_all(rows), places))


def _of_section(section: str, frame: pd.DataFrame, places: Places) -> Iterable[DataFile]:
    kinds = families(frame)
    for family in FAMILIES:
        rows = frame[kinds.eq(family)] if len(frame) else frame
        if len(rows):
            title = f"{label(section)}: all figures, {_FAMILY_TITLES[family]}"
            yield DataFile(section, f"{section}_{family}", title, tidy(rows, family, places), of_section=True)
