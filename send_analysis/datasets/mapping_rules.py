"""What params map an extract's columns and values to, held against the datasets before anything is read."""

from collections.abc import Iterator

import pandas as pd

from send_analysis.core.findings import listed
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.release import Extract, ReleaseParams
from send_analysis.core.params.yaml_lines import Place
from send_analysis.datasets.coerce import coerce
from send_analysis.datasets.spec import Spec, allowed_in, kind_of
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.sources.date_formats import fault_of

Faults = Iterator[tuple[Place, str]]

_MAPPINGS = ("columns", "values", "constants", "date_formats")

_READABLE_AS = {
    "date": "a day such as 2022-06-22",
    "moment": "a day and time such as 2022-06-22 14:30",
    "flag": "true or false",
    "key": "an identifier",
    "text": "a text",
}


def mapping_rule(release: ReleaseParams) -> Faults:
    """Where params map to what a dataset does not have; a rule for :func:`send_analysis.core.params.load_params`."""
    returns: list[Extract] = []
    for name, extract in release.extracts.items():
        if not extract.sen2:
            for place, message in _faults(SPECS[name], extract):
                yield ("extracts", name, *place), message
        elif extract not in returns:  # the datasets of one return share what params say of it
            returns.append(extract)
            for key in _MAPPINGS:
                if getattr(extract, key):
                    yield ("extracts", name, key), "is given for a SEN2 return, whose columns are known. Take it out."


def _faults(spec: Spec, extract: Extract) -> Faults:
    for key in ("values", "constants", "date_formats"):
        for name in getattr(extract, key):
            if name not in spec.columns:
                yield (key, name), _no_column(spec, name)
    yield from _column_faults(spec, extract)
    yield from _value_faults(spec, extract)
    yield from _constant_faults(spec, extract)
    for name, form in extract.date_formats.items():
        if name in spec.columns and (message := _format_fault(spec, name, form)):
            yield ("date_formats", name), message


def _no_column(spec: Spec, name: str) -> str:
    near = did_you_mean(name, spec.columns)
    return f"`{name}` is not a column of {spec.name}.{near} Its columns: {', '.join(spec.columns)}."


def _column_faults(spec: Spec, extract: Extract) -> Faults:
    first: dict[str, str] = {}
    for source, name in extract.columns.items():
        if name not in spec.columns:
            yield ("columns", source), _no_column(spec, name)
        elif name in first:
            yield ("columns", source), f"{name} is mapped from `{first[name]}` already. Keep one of them."
        first.setdefault(name, source)


def _value_faults(spec: Spec, extract: Extract) -> Faults:
    for name, values in extract.values.items():
        first: dict[str, str] = {}
        for given, meant in values.items():
            place, plain = ("values", name, given), given.strip().casefold()
            if plain in first and first[plain] != meant:
                yield place, "stands twice, with other capitals or spaces. Keep one of them."
            first.setdefault(plain, meant)
            if name in spec.columns and not _is_readable(spec, name, meant):
                yield place, f"`{meant}` is not allowed in {name}.{_allowed(spec, name, meant)} A blank is ''."


def _constant_faults(spec: Spec, extract: Extract) -> Faults:
    for name, text in extract.constants.items():
        place = ("constants", name)
        if name in extract.columns.values():
            yield place, "has a column mapped to it as well. Keep one of them."
        elif name in spec.columns and not _is_readable(spec, name, text):
            yield place, f"`{text}` is not allowed in {name}.{_allowed(spec, name, text)}"
        elif name in spec.columns and not text.strip() and not _may_be_blank(spec, name):
            yield place, f"is blank, and {name} must be given in every row.{_allowed(spec, name, text)}"


def _is_readable(spec: Spec, name: str, text: str) -> bool:
    """Whether the dataset can read a text in that column; a blank it always can."""
    column = spec.columns[name]
    blank_is_missing = pd.Series([text.strip() or None], dtype="str")
    return not coerce(blank_is_missing, kind_of(column), allowed_in(column)).unreadable.any()


def _may_be_blank(spec: Spec, name: str) -> bool:
    return bool(spec.columns[name].nullable) or kind_of(spec.columns[name]) == "set"


def _allowed(spec: Spec, name: str, text: str) -> str:
    column = spec.columns[name]
    if values := allowed_in(column):
        joined = " (several with ; between them)" if kind_of(column) == "set" else ""
        return f"{did_you_mean(text, values)} Allowed: {', '.join(values)}{joined}."
    return f" It must be {_READABLE_AS[kind_of(column)]}."


def _format_fault(spec: Spec, name: str, form: str) -> str | None:
    kind = kind_of(spec.columns[name])
    if kind not in ("date", "moment"):
        dates = [each for each, column in spec.columns.items() if kind_of(column) in ("date", "moment")]
        has = f"Those of {spec.name} are {listed(dates)}." if dates else f"{spec.name} has none."
        return f"{name} is not a column of dates. {has}"
    return fault_of(form, with_time=kind == "moment")
