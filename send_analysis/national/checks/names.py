"""Checks of codes, names and columns: what keeps files from being joined by them."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, permutations

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import listed
from send_analysis.national.areas import recodings, reorganisations
from send_analysis.national.checks.outcome import TOGETHER, outcome
from send_analysis.national.published_file import PublishedFile
from send_analysis.national.tidy import AUTHORITY, areas_of

#: What the misspelt names of columns have in them, as releases have them.
_MISSPELT = ("decsion", "maintan", "asssess", "arrangments")


def name_checks(file: PublishedFile) -> Iterator[Check]:
    """Every check of the codes and columns of one file."""
    own = _authorities(file)
    yield two_codes(file.name, own)
    yield reorganised(file.name, own)
    yield columns_misspelt(file)
    yield columns_repeated(file)
    yield columns_not_used(file)
    yield period_form(file)


def two_codes(file: str, authorities: pd.DataFrame) -> Check:
    """Authorities that stand under two codes of the Office for National Statistics in one file."""
    known = {(each.code, each.before, each.after) for each in recodings()}
    found = []
    for code, rows in authorities.groupby("code"):
        codes = sorted(set(rows["new_code"]))
        if len(codes) > 1:
            explained = any((code, *pair) in known for pair in permutations(codes, 2))
            found.append(
                f"{rows['name'].iloc[0]} ({code}) is {listed(codes)}{'' if explained else ', which is not explained'}"
            )
    said = ("authority has two codes", "authorities have two codes")
    advice = "Files are joined by the Department's three-digit codes, which stay the same."
    return outcome("national.two_codes", file, found, said, "each authority has one code.", advice)


def reorganised(file: str, authorities: pd.DataFrame) -> Check:
    """Authorities that appear or disappear from one year to the next, and whether a known reorganisation explains it."""
    names = dict(zip(authorities["code"], authorities["name"], strict=True))
    explained = {code for each in reorganisations() for code in (*each.before, *each.after)}
    found = []
    for (_, before), (year, after) in pairwise(authorities.groupby("year")["code"].agg(set).items()):
        changed = [(code, "is new") for code in sorted(after - before)] + [
            (code, "is gone") for code in sorted(before - after)
        ]
        for code, what in changed:
            why = "by a known reorganisation" if code in explained else "which is not explained: it may have been left out"
            found.append(f"{names[code]} ({code}) {what} in {year}, {why}")
    said = ("authority comes or goes", "authorities come or go")
    advice = "No change on the year before is given where another authority stood there."
    return outcome("national.reorganised", file, found, said, "each year has the same authorities.", advice)


def columns_misspelt(file: PublishedFile) -> Check:
    """Columns whose published name is misspelt."""
    found = [name for name in file.header if any(part in name.lower() for part in _MISSPELT)]
    said = ("column has a misspelt name", "columns have misspelt names")
    advice = "They are read as they are, and would be as well if they were spelt right."
    return outcome("national.columns_misspelt", file.name, found, said, "no column has a misspelt name.", advice)


def columns_repeated(file: PublishedFile) -> Check:
    """Columns that stand twice in a file."""
    found = sorted({name for name in file.header if file.header.count(name) > 1})
    said = ("column stands twice", "columns stand twice")
    return outcome("national.columns_repeated", file.name, found, said, "no column stands twice.", "The first is read.")


def columns_not_used(file: PublishedFile) -> Check:
    """Columns that are left alone because what they hold is wrong."""
    found = [f"{name}, because {why}" for name, why in file.layout.not_used.items() if name in file.rows]
    said = ("column is not used", "columns are not used")
    return outcome(
        "national.columns_not_used", file.name, found, said, "no column is known to be wrong.", "Do not use it either."
    )


def period_form(file: PublishedFile) -> Check:
    """Years written with six digits beside "Calendar year", which the Department's own standard does not allow."""
    periods = file.rows.loc[file.rows["time_identifier"].eq("Calendar year"), "time_period"].str.strip()
    found = sorted(set(periods[periods.str.len() > 4]))
    said = ("calendar year has six digits", "calendar years have six digits")
    clean = "each calendar year has four digits."
    return outcome("national.period_form", file.name, found, said, clean, "The first four are taken as the year.")


def names_differ(files: Sequence[PublishedFile], others: Sequence[tuple[str, str]]) -> Check:
    """Authorities that sources call by different names; `others` are codes and names of sources that are no tidy file."""
    tables = [_authorities(file) for file in files]
    pairs = [pair for table in tables for pair in zip(table["code"], table["name"], strict=True)]
    called: dict[str, set[str]] = {}
    for code, name in (*pairs, *others):
        called.setdefault(code, set()).add(name)
    found = [f"{code} is {' or '.join(sorted(names))}" for code, names in sorted(called.items()) if len(names) > 1]
    said = ("authority has several names", "authorities have several names")
    return outcome(
        "national.names_differ", TOGETHER, found, said, "each authority has one name.", "Codes are joined, not names."
    )


def _authorities(file: PublishedFile) -> pd.DataFrame:
    areas = areas_of(file)
    return areas[areas["level"] == AUTHORITY]
