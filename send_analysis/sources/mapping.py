"""An extract's own names and values into those of its dataset, as params map them; nothing is edited in the extract.

Each distinct value is looked at once, so that a million rows take about as long as their distinct values.
"""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from send_analysis.core.errors import DataError
from send_analysis.core.findings import listed
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.release import Extract
from send_analysis.sources.date_formats import read_as
from send_analysis.sources.header import plain_name
from send_analysis.sources.raw_rows import RawRows


def mapped(raw: RawRows, extract: Extract) -> RawRows:
    """The rows under the dataset's names, with its values, constants and dates; `source` keeps them as they were.

    A value that params do not map stays as it is, and so does a date that is not written as they say: the dataset's own rules
    then name its row.

    Raises
    ------
    DataError
        When params map a column that the extract does not have, or two to one name; the message names every such fault.
    """
    if not (extract.columns or extract.values or extract.constants or extract.date_formats):
        return raw
    names, faults = _new_names(list(raw.frame.columns), extract.columns)
    frame = raw.frame.rename(columns=names)
    faults = faults or _faults_of_values(frame, extract)
    if faults:
        raise DataError("\n".join(f"{extract.shown}: {fault}" for fault in faults))
    changed: dict[str, pd.Series] = {}
    for name, values in extract.values.items():
        changed[name] = _with_values(frame[name], values)
    for name, form in extract.date_formats.items():
        changed[name] = _with_dates(changed.get(name, frame[name]), form)
    for name, text in extract.constants.items():
        changed[name] = pd.Series(text.strip() or np.nan, index=frame.index, dtype="str")
    return replace(raw, frame=frame.assign(**changed), source=raw.own)


def _new_names(found: list[str], columns: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """The dataset's name of each column that is mapped, and what is wrong with the mapping."""
    alike: dict[str, list[str]] = {}
    for name in found:
        alike.setdefault(plain_name(name), []).append(name)
    candidates = {each: [each] if each in found else alike.get(plain_name(each), []) for each in columns}
    if columns and not any(candidates.values()):
        # Row 1 may be a person's row, which is not for a message.
        asked = listed(f"`{each}`" for each in columns)
        return {}, [f"has none of the columns that params map ({asked}). Is the row with their names a header row?"]
    faults = [_not_one(each, candidates[each], found) for each in columns if len(candidates[each]) != 1]
    names: dict[str, str] = {}
    for each, target in columns.items():
        if len(candidates[each]) == 1:
            source = candidates[each][0]
            if source in names:
                faults.append(f"column `{source}` is mapped twice, as `{each}` too. Keep one of them.")
            names[source] = target
    return names, faults + _collisions(found, names)


def _not_one(asked: str, candidates: list[str], found: list[str]) -> str:
    if candidates:
        either = listed((f"`{name}`" for name in candidates), "or")
        return f"the mapped column `{asked}` may be {either}. Write it exactly as it stands in the extract."
    return f"has no column `{asked}`, which params map.{did_you_mean(asked, found)} Columns found: {', '.join(found)}."


def _collisions(found: list[str], names: Mapping[str, str]) -> list[str]:
    """Dataset's names that two columns of the extract would have."""
    faults = []
    for target in dict.fromkeys(names.values()):
        sources = [source for source in names if names[source] == target]
        if len(sources) > 1:
            faults.append(f"columns {listed(f'`{each}`' for each in sources)} are all mapped to {target}. Keep one of them.")
        elif target in found and target not in names:
            faults.append(
                f"column `{sources[0]}` is mapped to {target}, and the extract has a column of that name already. "
                "Take the mapping out, or map that column to another name."
            )
    return faults


def _faults_of_values(frame: pd.DataFrame, extract: Extract) -> list[str]:
    """Where params say something of a column that is not so."""
    told: dict[str, Mapping[str, object]] = {"values": extract.values, "date_formats": extract.date_formats}
    faults = [
        f"params give `{key}` for column {name}, which the extract does not have, not even under a mapped name."
        for key, columns in told.items()
        for name in columns
        if name not in frame
    ]
    return faults + [
        f"params give a constant for column {name}, which the extract has. Take the constant out."
        for name in extract.constants
        if name in frame
    ]


def _with_values(column: pd.Series, values: Mapping[str, str]) -> pd.Series:
    """A column with the values that are mapped; a column of dates only where one of its days is."""
    known = {key.strip().casefold(): value.strip() for key, value in values.items()}
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        texts = _as_text(column)
        if not texts.str.casefold().isin(known).any() and not ("" in known and texts.isna().any()):
            return column
        column = texts
    codes, distinct = pd.factorize(column)
    # A missing value has code -1 and takes the last place, as what a blank is mapped to.
    meant = pd.Series([*(_value(str(text), known) for text in list(distinct)), known.get("") or None], dtype="str")
    if not isinstance(column.dtype, pd.CategoricalDtype):
        return meant.take(codes).set_axis(column.index)
    places, kinds = pd.factorize(meant)
    return pd.Series(pd.Categorical.from_codes(places[codes], kinds), index=column.index)


def _value(text: str, known: Mapping[str, str]) -> str | None:
    """What a text is mapped to; of several parts with `;` between them, where not the whole is mapped, each part."""
    whole = text.strip().casefold()
    if whole in known or ";" not in text:
        return known.get(whole, text) or None
    parts = [known.get(part.strip().casefold(), part.strip()) for part in text.split(";")]
    return ";".join(filter(None, parts)) or None


def _with_dates(column: pd.Series, form: str) -> pd.Series:
    """A column with the dates that are written in a form; as dates, where all of its values are."""
    if pd.api.types.is_datetime64_any_dtype(column.dtype):
        return column
    codes, distinct = pd.factorize(column.astype("str"))
    texts = pd.Series(distinct, dtype="str")
    days = read_as(texts, form)
    if days.notna().all():
        return _taken(days, codes).set_axis(column.index)
    return _taken(_as_text(days).fillna(texts), codes).set_axis(column.index)


def _as_text(days: pd.Series) -> pd.Series:
    """Days and moments as a dataset reads them: 2022-06-22, or 2022-06-22 14:30:00 where any is not at midnight."""
    walls = days if days.dt.tz is None else days.dt.tz_convert("UTC")
    form = "%Y-%m-%d" if walls.dropna().eq(walls.dropna().dt.normalize()).all() else "%Y-%m-%d %H:%M:%S.%f"
    return walls.dt.strftime(form + ("" if days.dt.tz is None else "Z")).astype("str")


def _taken(distinct: pd.Series, codes: np.ndarray) -> pd.Series:
    """The value of each row; a missing text has code -1 and takes the last place, which is missing."""
    return distinct.reindex(range(len(distinct) + 1)).take(codes)
