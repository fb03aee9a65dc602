"""From a folder of published files, or from none, to what a release is compared with."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.figures import COLUMNS, TOTAL, Figures
from send_analysis.national.appeal_tables import AppealTable, appeal_figures, is_appeal_table, read_appeals
from send_analysis.national.areas import ENGLAND, Names, reorganisations
from send_analysis.national.checks.every import checks_between_files, checks_of_files
from send_analysis.national.facts import facts
from send_analysis.national.layouts import layout_of
from send_analysis.national.national import National
from send_analysis.national.neighbours import NeighbourModel, is_neighbour_workbook, read_model, workbook_rows
from send_analysis.national.published_file import PublishedFile, header_of, read_published
from send_analysis.national.tidy import AUTHORITY, COUNTRY, areas_of, figures_of
from send_analysis.national.vintage import Vintage

#: The workbook of codes and names, which lists every authority there has been.
CODE_LIST = "la_code_list.xlsx"

#: How an analyst gets what is missing.
HOW_TO = "To get the files, run `send-analysis national fetch`; docs/how-to-national-data.md says which can be fetched."


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


def open_national(source: Path | None, *, checked: bool = True) -> National:
    """What is known of other areas.

    Parameters
    ----------
    source : a folder of published files, with the folders in it, or one file; None, or a folder that is not there, leaves the
        facts that come with the program.
    checked : whether the files are looked at for faults as well, which takes about as long as reading them.

    Raises
    ------
    DataError
        With every file that is damaged, or not what its name says.
    """
    found = look_for_files(source)
    editions = [(each.vintage, figures_of(each)) for each in found.tidy]
    editions += [(each.vintage, appeal_figures(each)) for each in found.appeals]
    chosen = _newest(editions)
    areas = _areas(found)
    names = _names(found, areas)
    missing = tuple(_missing(found))
    checks = list(_left_out(found, missing))
    if checked and editions:
        checks += checks_of_files(found.tidy, found.appeals, names, _authority_names(areas))
        checks += checks_between_files(found.tidy, found.others, editions, list(chosen.values()))
    return National(
        figures=Figures(_with_facts(chosen)),
        areas=areas,
        names=names,
        models=tuple(sorted(found.models, key=lambda each: each.since)),
        vintages=tuple(found.vintages),
        checks=tuple(checks),
        complete={key: vintage for key, (vintage, _) in chosen.items()},
        missing=missing,
    )


def open_named(source: str | Path, *, checked: bool = False) -> National:
    """The same of a folder or file that must be there.

    Raises
    ------
    UsageError
        When it is not, or no published file is in it.
    """
    path = Path(source)
    if not path.exists():
        raise UsageError(f"{source}: there is no such folder or file. {HOW_TO}")
    national = open_national(path, checked=checked)
    if not national.vintages:
        raise UsageError(f"{source}: no published file of the Department is in it. {HOW_TO}")
    return national


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


#: The figures of one measure and year, by these two, with the vintage that they come from.
Chosen = dict[tuple[str, int], tuple[Vintage, pd.DataFrame]]


def _newest(editions: Sequence[tuple[Vintage, pd.DataFrame]]) -> Chosen:
    """Of each measure and year the figures of the newest vintage that holds it."""
    chosen: Chosen = {}
    for vintage, frame in editions:
        for (measure, year), rows in frame.groupby(["measure", frame["period_start"].dt.year], sort=False):
            key = (str(measure), int(str(year)))
            if key not in chosen or chosen[key][0].newness < vintage.newness:
                chosen[key] = (vintage, rows)
    return chosen


def _with_facts(chosen: Chosen) -> pd.DataFrame:
    """The figures chosen, and the facts of the measures and years that no file holds."""
    known = facts().frame
    held = [key in chosen for key in zip(known["measure"], known["period_start"].dt.year, strict=True)]
    frames = [*(rows for _, rows in chosen.values()), known[[not each for each in held]]]
    return pd.concat(frames, ignore_index=True)[list(COLUMNS)]


def _areas(found: Found) -> pd.DataFrame:
    """Every area of the files once, as the newest year has it and in order of that; those of the facts beside them."""
    own = facts().select(topic=TOTAL).frame.drop_duplicates("area_code")
    known = pd.DataFrame({"code": own["area_code"], "name": own["area_name"], "region": "", "new_code": "", "year": 0})
    known["level"] = [COUNTRY if code == ENGLAND.code else AUTHORITY for code in known["code"]]
    every = pd.concat([*(areas_of(each) for each in found.tidy), known], ignore_index=True)
    newest = every.sort_values("year", kind="stable", ascending=False).drop_duplicates("code")
    return newest.set_index("code")[["name", "level", "region", "new_code"]]


def _names(found: Found, areas: pd.DataFrame) -> Names:
    """Every name that a source uses, those of the newest year first."""
    named = list(_authority_names(areas).items())
    for file in found.tidy:
        own = areas_of(file)
        own = own[own["level"] == AUTHORITY].drop_duplicates(["code", "name", "new_code"])
        named += [*zip(own["code"], own["name"], strict=True), *zip(own["code"], own["new_code"], strict=True)]
    named += found.others
    named += [pair for each in reorganisations() for pair in (*each.after.items(), *each.before.items())]
    return Names(named)


def _authority_names(areas: pd.DataFrame) -> dict[str, str]:
    own = areas.loc[areas["level"] == AUTHORITY, "name"]
    return {str(code): str(name) for code, name in own.items()}


def _pairs(table: AppealTable) -> Iterable[tuple[str, str]]:
    rows = table.rows[table.rows["code"] != ENGLAND.code].drop_duplicates(["code", "name"])
    return zip(rows["code"], rows["name"], strict=True)


def _code_list(path: Path) -> list[tuple[str, str]]:
    rows: Sequence[Sequence[object]] = workbook_rows(path)[1:]
    pairs = [(str(row[0]).removesuffix(".0").strip(), str(row[1]).strip()) for row in rows if len(row) > 1]
    return [(code, name) for code, name in pairs if len(code) == 3 and code.isdigit() and int(code) < 970]


def _left_out(found: Found, missing: Iterable[str]) -> Iterable[Check]:
    """What is not read of a folder, and what is not in it."""
    for name in found.not_read:
        said = f"{name} is none of the files that are read here, and is not used."
        yield Check("national.not_used", "WARNING", said, 0, "Leave it, or move it to another folder.", file=name)
    for said in missing:
        yield Check("national.missing", "WARNING", said, 0, HOW_TO)


def _missing(found: Found) -> Iterable[str]:
    if not found.tidy:
        yield (
            "The Department's files are not on this machine: there are no figures of other authorities, and no ranks but the "
            "published facts that come with the program."
        )
    if not found.models:
        yield "There is no workbook of statistical neighbours."
    if not found.appeals:
        yield "There is no table of appeal rates."
