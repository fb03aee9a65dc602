"""All checks of a folder of published files."""

from collections.abc import Iterator, Mapping, Sequence

import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.national.appeal_tables import AppealTable
from send_analysis.national.areas import Names
from send_analysis.national.checks.appeals import appeal_checks
from send_analysis.national.checks.editions import facts_differ, silently_revised
from send_analysis.national.checks.names import name_checks, names_differ
from send_analysis.national.checks.numbers import number_checks
from send_analysis.national.facts import facts
from send_analysis.national.published_file import PublishedFile
from send_analysis.national.vintage import Vintage

Editions = Sequence[tuple[Vintage, pd.DataFrame]]


def checks_of_files(
    files: Sequence[PublishedFile], appeals: Sequence[AppealTable], names: Names, tidy_names: Mapping[str, str]
) -> Iterator[Check]:
    """The outcome of every check that looks at one file.

    Parameters
    ----------
    names : which code a name is of.
    tidy_names : the authorities' names in the tidy files, by code.
    """
    for file in files:
        yield from number_checks(file)
        yield from name_checks(file)
    for table in appeals:
        yield from appeal_checks(table, names, tidy_names)


def checks_between_files(
    files: Sequence[PublishedFile], others: Sequence[tuple[str, str]], editions: Editions, used: Editions
) -> Iterator[Check]:
    """The outcome of every check that looks at all files together.

    Parameters
    ----------
    others : codes and names of authorities in the sources that are no tidy file.
    editions, used : the figures of every file, and those of them that are used.
    """
    yield names_differ(files, others)
    yield silently_revised(editions)
    yield facts_differ(facts(), used)
