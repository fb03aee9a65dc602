"""Finding the published files of a folder, and reading each by what it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.national.appeal_tables import AppealTable, is_appeal_table, read_appeals
from send_analysis.national.areas import ENGLAND
from send_analysis.national.layouts import layout_of
from send_analysis.national.neighbours import NeighbourModel, is_neighbour_workbook, read_model, workbook_rows
from send_analysis.national.published_file import PublishedFile, header_of, read_published
from send_analysis.national.vintage import Vintage

#: The workbook of codes and names, which lists every authority there has been.
CODE_LIST = "la_code_list.xlsx"


#: Codes from here on are of regions and of England in that workbook.
_FIRST_REGION = 970


@dataclass
class Found:
    """The files of a folder, each read by what it is."""

    tidy: list[PublishedFile] = field(default_factory=list)
    appeals: list[AppealTable] = field(default_factory=list)
    models: list[NeighbourModel] = field(default_factory=list)
    code_list: list[tuple[str, str]] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)

    @property
    def vintages(self) -> list[Vintage]:
        """Of every file with figures, the newest first."""
        vintages = [*(each.vintage for each in self.tidy), *(each.vintage for each in self.appeals)]
        return sorted(vintages, key=lambda each: each.newness, reverse=True)

    @property
    def others(self) -> list[tuple[str, str]]:
        """Codes and names of authorities in the sources that are no tidy file; the tables of appeals come last."""
        named = [*self.code_list, *(pair for model in self.models for pair in model.names.items())]
        return [*named, *(pair for table in self.appeals for pair in _pairs(table))]


def look_for_files(source: Path | None) -> Found:
    """Read every published file under a folder.

    Raises
    ------
    DataError
        With every file that is damaged, or not what its name says.
    """
    found, faults = Found(), []
    for path in files_under(source):
        try:
            _read(path, found, named=path == source)
        except DataError as error:
            faults.append(str(error))
    if faults:
        raise DataError("\n".join(faults))
    return found


def files_under(source: Path | None) -> list[Path]:
    """The files that may be published ones, in order of name; none where there is no such folder, nor in hidden ones."""
    if source is None or not source.exists():
        return []
    paths = [source] if source.is_file() else sorted(source.rglob("*"))
    paths = [path for path in paths if not any(part.startswith(".") for part in path.relative_to(source).parts)]
    return [path for path in paths if path.is_file() and path.suffix.lower() in (".csv", ".xlsx")]


def _read(path: Path, found: Found, *, named: bool) -> None:
    if path.suffix.lower() == ".xlsx":
        if path.name.lower() == CODE_LIST:
            found.code_list += _code_list(path)
        elif is_neighbour_workbook(path):
            found.models.append(read_model(path))
        else:
            found.not_read.append(path.name)
    elif is_appeal_table(path):
        found.appeals.append(read_appeals(path))
    elif named or layout_of(header_of(path)) is not None or _promises(path):
        found.tidy.append(read_published(path))
    else:
        found.not_read.append(path.name)


#: What the names of the files that are read begin with; a file so named that holds something else is a fault, not a stranger.
_PROMISED = ("timeliness", "requests", "assessments", "annual_reviews", "sen2_mi", "send_appeal")


def _promises(path: Path) -> bool:
    return path.stem.lower().startswith(_PROMISED)


def _code_list(path: Path) -> list[tuple[str, str]]:
    rows: Sequence[Sequence[object]] = workbook_rows(path)[1:]
    pairs = [(str(row[0]).removesuffix(".0").strip(), str(row[1]).strip()) for row in rows if len(row) > 1]
    return [(code, name) for code, name in pairs if len(code) == 3 and code.isdigit() and int(code) < _FIRST_REGION]


def _pairs(table: AppealTable) -> Iterable[tuple[str, str]]:
    rows = table.rows[table.rows["code"] != ENGLAND.code].drop_duplicates(["code", "name"])
    return zip(rows["code"], rows["name"], strict=True)
