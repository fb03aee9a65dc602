"""Writing a release's figures as open data: a file for each chart or table, one for each section, and what describes them all."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from send_analysis.core.inert import inert
from send_analysis.measures.registry import Definition
from send_analysis.present.labels import label
from send_analysis.present.shown import ShownTable
from send_analysis.publish.dictionary import COLUMNS, Others, dictionary
from send_analysis.publish.opendata.describing import csvw, dataset, json_text
from send_analysis.publish.opendata.periods import CALENDAR_YEAR, family, periods_of
from send_analysis.publish.opendata.texts import safe_file_name
from send_analysis.publish.opendata.tidy import DataFile, data_file
from send_analysis.publish.publication import Publication

#: The folder in `public/`, and the files in it that are no data files of the standard.
DATA, CSVW, DATASET, DICTIONARY = "data", "csvw-metadata.json", "dataset.jsonld", "dictionary.csv"

#: What the file of a section's calendar years is called after the section's name.
_CALENDAR_YEARS = "_calendar_years"


@dataclass(frozen=True)
class WrittenFile:
    """One data file as written.

    Parameters
    ----------
    name : its name without ending; `asked` the name it was to have, which differs where that was unsafe or taken.
    path, meta_path : the data and the meta data; the same file for one that has none.
    rows, bytes : of the data, without the header's row.
    """

    name: str
    asked: str
    title: str
    path: Path
    meta_path: Path
    rows: int
    bytes: int
    content: DataFile


def write_data(
    prepared_tables: Sequence[ShownTable],
    released: Mapping[str, pd.DataFrame],
    publication: Publication,
    folder: Path,
    measures: Sequence[Definition] = (),
    others: Others | None = None,
) -> list[WrittenFile]:
    """Write `data/` in a folder: CSV and meta data of each chart, table and section, `csvw-metadata.json`, `dataset.jsonld`.

    Parameters
    ----------
    prepared_tables, released : what `Prepared.shown_tables()` and `Prepared.shown("released")` give.
    publication : the facts of the release.
    folder : `public/` of the release.
    measures : the measures of the release; where there are any, `dictionary.csv` says what they and the columns are.
    others : data files that are written beside them, for the dictionary: by name, what each of their columns says.

    Returns
    -------
    The data files, sections first, in the order written. The same figures give the same bytes.
    """
    target = folder / DATA
    target.mkdir(parents=True, exist_ok=True)
    written: list[WrittenFile] = []
    taken = {Path(DICTIONARY).stem}
    for asked, content in _contents(prepared_tables, released):
        name = safe_file_name(asked, taken)
        taken.add(name)
        written.append(_write(name, asked, content, target))
    if measures:
        defined = dictionary([(each.name, each.content) for each in written], measures, others)
        _write_csv(inert(defined), target / DICTIONARY)
    contents = [(each.path.name, each.content) for each in written]
    described = csvw(contents, publication, COLUMNS if measures else {}, DICTIONARY)
    (target / CSVW).write_text(json_text(described), encoding="utf-8", newline="\n")
    sizes = [(each.path.name, each.content, each.bytes) for each in written]
    (target / DATASET).write_text(json_text(dataset(sizes, publication)), encoding="utf-8", newline="\n")
    return written


def _contents(tables: Sequence[ShownTable], released: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, DataFile]]:
    for section in sorted(released):
        figures = released[section]
        if figures.empty:
            continue
        yield section, data_file(f"{label(section)}: all figures", figures)
        if family(periods_of(figures)) != CALENDAR_YEAR and len(yearly := _calendar_years(figures)):
            yield section + _CALENDAR_YEARS, data_file(f"{label(section)}: figures of calendar years", yearly)
    for table in tables:
        if not table.rows.empty:
            yield table.name, data_file(table.title, table.rows)


def _calendar_years(figures: pd.DataFrame) -> pd.DataFrame:
    """The rows about calendar years: they join the Department's files, which the others cannot."""
    return figures[[period.is_calendar_year() for period in periods_of(figures)]]


def _write(name: str, asked: str, content: DataFile, target: Path) -> WrittenFile:
    path, meta_path = target / f"{name}.csv", target / f"{name}.meta.csv"
    _write_csv(content.data, path)
    _write_csv(content.meta, meta_path)
    return WrittenFile(name, asked, content.title, path, meta_path, len(content.data), path.stat().st_size, content)


def _write_csv(frame: pd.DataFrame, path: Path) -> None:
    frame.to_csv(path, index=False, encoding="utf-8", lineterminator="\n")
