"""The data dictionary of a release: what each column of its data files, each measure and each symbol is, a row for each.

Everything in it is read from the registry of measures and from the files as they are; nothing is written twice.
"""

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from send_analysis.core.figures import SYMBOLS
from send_analysis.measures.methodology import facts_of
from send_analysis.measures.registry import Definition
from send_analysis.present.labels import label
from send_analysis.publish.opendata.indicators import Indicator, label_of
from send_analysis.publish.opendata.keys import FILTERS, GROUPING, STANDARD, TITLES
from send_analysis.publish.opendata.meanings import MEANINGS, PATTERNS, allowed, meaning_of
from send_analysis.publish.opendata.tidy import DataFile

#: The columns of the dictionary, and what stands in each.
COLUMNS = {
    "kind": "What the row is about: a column of data files, a measure, or a symbol",
    "name": "The column, measure or symbol as the files write it",
    "title": "What it is called",
    "meaning": "What it says; of a measure, what it counts and out of what",
    "type": "Of a column: text, year, whole number or number",
    "unit": "Unit of its numbers",
    "allowed_values": "Of a column: its values, parted by |, or what they look like",
    "missing_values": "Symbols that can stand in place of a number, parted by |",
    "measure": "Of a column of numbers: the measure that they are of",
    "numerator": "Of a measure: what is counted",
    "denominator": "Of a measure: out of what",
    "clock": "Of a measure: by which day or time it is counted",
    "target": "Of a measure: the target set for it",
    "direction": "Of a measure: whether higher or lower is better",
    "disclosure_control": "Of a measure: whether small counts of it are withheld",
    "source": "Of a measure: the rule or publication that defines it",
    "note": "Of a measure: what to bear in mind",
    "files": "Of a column: the data files that have it, parted by |; all stands for every file but revisions",
}

#: Between the parts of a list in a cell.
PARTED = " | "

#: Columns of a measure that say what the methodology does, by what it calls them.
_FACTS = {
    "unit": "Unit", "numerator": "Counts", "denominator": "Out of", "clock": "Clock", "target": "Target",
    "direction": "Direction", "disclosure_control": "Disclosure control", "source": "Source", "note": "Note",
}  # fmt: skip

Files = Sequence[tuple[str, DataFile]]
Others = Mapping[str, Mapping[str, str]]
Row = dict[str, str]


def dictionary(files: Files, measures: Iterable[Definition], others: Others | None = None) -> pd.DataFrame:
    """The dictionary of data files, by their names, and of the measures of a release.

    Parameters
    ----------
    others : data files of another shape, by their names: what each of their columns says.

    Returns
    -------
    The columns :data:`COLUMNS`, all text, empty where one does not apply. First the columns of the files (time and geography,
    filters, numbers, those of other files), each once for each thing that it holds; then the measures in the order given; then
    the symbols.
    """
    missing = PARTED.join(SYMBOLS)
    rows = [*_of_keys(files), *_of_indicators(files, missing), *_of_others(others or {})]
    rows += [_of_measure(each, missing) for each in measures]
    rows += [{"kind": "symbol", "name": symbol, "title": symbol, "meaning": said} for symbol, said in SYMBOLS.items()]
    return pd.DataFrame(rows, columns=list(COLUMNS), dtype="object").fillna("")


def _of_keys(files: Files) -> list[Row]:
    """The columns that tell rows apart, in the order of the standard."""
    titles = TITLES | {name: title for name, (title, _) in FILTERS.items()}
    meanings = MEANINGS | {name: meaning for name, (_, meaning) in FILTERS.items()}
    held = {name: _files_with(name, files) for name in (*STANDARD, *FILTERS, GROUPING)}
    return [
        {
            "kind": "column",
            "name": name,
            "title": titles[name],
            "meaning": meanings[name],
            "type": "year" if name == "time_period" else "text",
            "allowed_values": PATTERNS[name] if name in PATTERNS else _values(name, files),
            "files": _listed(among, files),
        }
        for name, among in held.items()
        if among
    ]


def _of_indicators(files: Files, missing: str) -> list[Row]:
    """The columns of numbers. One name for two things, in two files, has a row for each."""
    found: dict[tuple[str, Indicator], dict[str, int]] = {}
    for file, content in files:
        decimals = content.meta.set_index("col_name")["indicator_dp"]
        for name, indicator in content.indicators.items():
            found.setdefault((name, indicator), {})[file] = int(decimals[name])
    return [_of_indicator(name, what, max(among.values()), missing) | {"files": _listed(among, files)}
            for (name, what), among in found.items()]  # fmt: skip


def _of_indicator(name: str, what: Indicator, decimals: int, missing: str) -> Row:
    return {
        "kind": "column",
        "name": name,
        "title": label_of(what.kind, what.part),
        "meaning": meaning_of(what),
        "type": "number" if decimals else "whole number",
        "unit": what.unit,
        "allowed_values": allowed(what, decimals),
        "missing_values": missing,
        "measure": what.kind.measure,
    }


def _of_others(others: Others) -> list[Row]:
    return [
        {"kind": "column", "name": name, "title": label(name), "meaning": meaning, "type": "text", "files": file}
        for file, columns in others.items()
        for name, meaning in columns.items()
    ]


def _of_measure(measure: Definition, missing: str) -> Row:
    facts = facts_of(measure)
    told = {"kind": "measure", "name": measure.id, "title": measure.title, "meaning": measure.counted}
    return told | {"missing_values": missing} | {column: facts.get(name, "") for column, name in _FACTS.items()}


def _values(name: str, files: Files) -> str:
    """The values that stand in a column of any file; nothing is said of an empty cell."""
    found = {str(value) for _, content in files if name in content.data for value in content.data[name]}
    return PARTED.join(sorted(found - {""}))


def _files_with(name: str, files: Files) -> dict[str, None]:
    return dict.fromkeys(file for file, content in files if name in content.data)


def _listed(among: Mapping[str, object], files: Files) -> str:
    return "all" if len(among) == len(files) else PARTED.join(among)
