"""From a folder of published files, or from none, to what a release is compared with."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.core.figures import COLUMNS, TOTAL, Figures
from send_analysis.national.appeal_tables import appeal_figures
from send_analysis.national.areas import ENGLAND, Names, reorganisations
from send_analysis.national.checks.every import checks_between_files, checks_of_files
from send_analysis.national.facts import facts
from send_analysis.national.finding import Found, look_for_files
from send_analysis.national.national import FEWEST_AUTHORITIES, National
from send_analysis.national.tidy import AUTHORITY, COUNTRY, areas_of, figures_of
from send_analysis.national.vintage import Vintage

#: How an analyst gets what is missing.
HOW_TO = "To get the files, run `send-analysis national fetch`; docs/how-to-national-data.md says which can be fetched."


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
    whole = _whole_years(chosen)
    areas = _areas(found)
    names = _names(found, areas)
    missing = tuple(_missing(found))
    checks = list(_left_out(found, missing))
    if checked and editions:
        checks += checks_of_files(found.tidy, found.appeals, names, _authority_names(areas))
        checks += checks_between_files(found.tidy, found.others, editions, list(chosen.values()))
    return National(
        figures=Figures(_with_facts(chosen, whole)),
        areas=areas,
        names=names,
        models=tuple(sorted(found.models, key=lambda each: each.since)),
        vintages=tuple(found.vintages),
        checks=tuple(checks),
        held={key: vintage for key, (vintage, _) in chosen.items()},
        complete=whole,
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


#: The measures that a comparison cannot do without.
_WITHIN_20_WEEKS = {f"timeliness.within_20_weeks.{which}_exceptions" for which in ("including", "excluding")}

#: The figures of one measure and year, by these two, with the vintage that they come from.
Chosen = dict[tuple[str, int], tuple[Vintage, pd.DataFrame]]


def _newest(editions: Sequence[tuple[Vintage, pd.DataFrame]]) -> Chosen:
    """Of each measure and year the figures of the newest vintage that lists every authority, else of the newest one."""
    chosen: Chosen = {}
    for vintage, frame in editions:
        for (measure, year), rows in frame.groupby(["measure", frame["period_start"].dt.year], sort=False):
            key = (str(measure), int(str(year)))
            if key not in chosen or _rank_of(vintage, rows) > _rank_of(*chosen[key]):
                chosen[key] = (vintage, rows)
    return chosen


def _rank_of(vintage: Vintage, rows: pd.DataFrame) -> tuple[bool, tuple[object, ...]]:
    return _lists_every_authority(rows), vintage.newness


def _lists_every_authority(rows: pd.DataFrame) -> bool:
    return int(rows["area_code"].str.fullmatch(r"\d{3}").sum()) >= FEWEST_AUTHORITIES


def _whole_years(chosen: Chosen) -> frozenset[tuple[str, int]]:
    """The measures and years of which every authority is listed."""
    return frozenset(key for key, (_, rows) in chosen.items() if _lists_every_authority(rows))


def _with_facts(chosen: Chosen, whole: frozenset[tuple[str, int]]) -> pd.DataFrame:
    """The figures chosen, and the facts that they do not hold: ranks where a file lists only some authorities."""
    known = facts().frame
    years = known["period_start"].dt.year
    held = {
        (measure, year, code)
        for (measure, year), (_, rows) in chosen.items()
        for code in rows["area_code"]
    }  # fmt: skip
    wanted = [
        (measure, year) not in whole and (topic != TOTAL or (measure, year, code) not in held)
        for measure, year, topic, code in zip(
            known["measure"], years, known["breakdown_topic"], known["area_code"], strict=True
        )
    ]
    return pd.concat([*(rows for _, rows in chosen.values()), known[wanted]], ignore_index=True)[list(COLUMNS)]


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


def _left_out(found: Found, missing: Iterable[str]) -> Iterable[Check]:
    """What is not read of a folder, and what is not in it."""
    for name in found.not_read:
        said = f"{name} is none of the files that are read here, and is not used."
        yield Check("national.not_used", "WARNING", said, 0, "Leave it, or move it to another folder.", file=name)
    for said in missing:
        yield Check("national.missing", "WARNING", said, 0, HOW_TO)


def _missing(found: Found) -> Iterable[str]:
    measures = {columns.measure for file in found.tidy for columns in file.layout.measures}
    if not measures & _WITHIN_20_WEEKS:
        yield (
            "The Department's files on plans within 20 weeks are not on this machine: there are no such figures of other "
            "authorities, and no ranks but the published facts that come with the program."
        )
    if not found.models:
        yield "There is no workbook of statistical neighbours."
    if not found.appeals:
        yield "There is no table of appeal rates."
