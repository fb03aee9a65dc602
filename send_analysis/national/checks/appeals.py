"""Checks of the tables of appeals: codes that are another authority's, footnotes in names, numbers that cannot be."""

from collections.abc import Iterator, Mapping

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.national.appeal_faults import faults, is_mixed
from send_analysis.national.appeal_tables import NEW_METHOD, OLD_METHOD, AppealTable, read_counts
from send_analysis.national.areas import ENGLAND, Names
from send_analysis.national.checks.outcome import outcome

#: A count of decisions by the new method is doubted below this share of that by the old one: a half is usual.
_DOUBTED_BELOW = 0.25


def appeal_checks(table: AppealTable, names: Names, tidy_names: Mapping[str, str]) -> Iterator[Check]:
    """Every check of a table.

    Parameters
    ----------
    names : which code a name is of.
    tidy_names : the authorities' names in the tidy files, by code.
    """
    yield swapped_codes(table, names, tidy_names)
    yield mixed_rates(table)
    yield names_with_footnotes(table)
    yield decisions_doubted(table)


def swapped_codes(table: AppealTable, names: Names, tidy_names: Mapping[str, str]) -> Check:
    """Rows whose code is another authority's, or that have none; those that are not known yet are said to be."""
    known = {(each.published_code, each.name): each.code for each in faults()}
    rows = table.rows[table.rows["code"] != ENGLAND.code].drop_duplicates(["published_code", "name"])
    found = []
    for code, name in zip(rows["published_code"], rows["name"], strict=True):
        if (code, name) in known:
            found.append(f"{name} has {code or 'no code'}, its own is {known[code, name]}")
        elif code in tidy_names and _code_of(names, name) != code:
            found.append(f"{name} has {code}, which is {tidy_names[code]}'s: not known yet, do not trust its figures")
    said = ("row has a code not its own", "rows have a code not their own")
    advice = "Rows are put under the authority's own code."
    return outcome("national.swapped_codes", table.name, found, said, "each row has its own code.", advice)


def mixed_rates(table: AppealTable) -> Check:
    """Rates that divide the appeals of one authority by the decisions of another."""
    rows = table.rows
    keys = list(zip(rows["code"], rows["name"], rows["year"], strict=True))
    found = dict.fromkeys(f"{name} {year}" for code, name, year in keys if is_mixed(code, name, year))
    said = ("rate mixes two authorities", "rates mix two authorities")
    advice = "These rates are [x] here: appeals follow the name and decisions the wrong code."
    return outcome("national.mixed_rates", table.name, found, said, "no rate mixes two authorities.", advice)


def names_with_footnotes(table: AppealTable) -> Check:
    """Names that end in the number of a footnote."""
    found = dict.fromkeys(table.rows.loc[table.rows["published_name"] != table.rows["name"], "published_name"])
    said = ("name ends in the number of a footnote", "names end in the number of a footnote")
    return outcome("national.names_with_footnotes", table.name, found, said, "no name does.", "The numbers are taken off.")


def decisions_doubted(table: AppealTable) -> Check:
    """Authorities whose decisions by the new method are far fewer than by the old one, so that their rate is far too high."""
    rows = table.rows.assign(count=read_counts(table.rows["decisions"])[0]).set_index(["name", "year"])
    old, new = (rows.loc[rows["measure"] == method, "count"] for method in (OLD_METHOD, NEW_METHOD))
    both = pd.DataFrame({"old": old, "new": new}).dropna().sort_values("new", ascending=False).reset_index()
    found = [
        f"{row['name']} {row['year']}: {row['new']:,.0f}, {row['old']:,.0f} by the old method"
        for row in both[both["new"] < _DOUBTED_BELOW * both["old"]].to_dict("records")
    ]
    said = ("authority has far fewer decisions by the new method", "authorities have far fewer decisions by the new method")
    advice = "They are used as published; set no great store by these rates."
    return outcome("national.decisions_doubted", table.name, found, said, "no count of decisions is doubted.", advice)


def _code_of(names: Names, name: str) -> str:
    try:
        return names.code(name)
    except UsageError:  # a name that no other source has belongs to no other code
        return ""
