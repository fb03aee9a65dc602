"""Rules of names: of files, of columns, of labels."""

import re
from collections.abc import Iterator

from send_analysis.publish.opendata.columns import LONGEST_LABEL, LONGEST_NAME
from send_analysis.publish.opendata.screener.submitted import META, META_OPTIONAL, STANDARD, Found, Rule, Submitted

_FILE = re.compile(r"[a-z0-9_\-]+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SNAKE = re.compile(r"[a-z][a-z0-9_]*")


def _file_name(given: Submitted) -> Iterator[Found]:
    if not _FILE.fullmatch(given.path.stem):
        yield Found(value=given.path.name)


def _year_in_name(given: Submitted) -> Iterator[Found]:
    if _YEAR.search(given.path.stem):
        yield Found(value=given.path.name)


def _snake_case(given: Submitted) -> Iterator[Found]:
    yield from (Found(str(name)) for name in given.data.columns if not _SNAKE.fullmatch(str(name)))


def _long_names(given: Submitted) -> Iterator[Found]:
    yield from (Found(str(name)) for name in given.data.columns if len(str(name)) > LONGEST_NAME)


def _meta_columns(given: Submitted) -> Iterator[Found]:
    yield from (Found(name, in_meta=True) for name in META if name not in given.meta)


def _meta_unknown(given: Submitted) -> Iterator[Found]:
    yield from (Found(str(name), in_meta=True) for name in given.meta.columns if name not in (*META, *META_OPTIONAL))


def _described_is_there(given: Submitted) -> Iterator[Found]:
    for row, name in enumerate(given.meta.get("col_name", []), start=1):
        if name not in given.data:
            yield Found("col_name", str(name), row, in_meta=True)


def _there_is_described(given: Submitted) -> Iterator[Found]:
    known = {*given.meta.get("col_name", []), *given.meta.get("filter_grouping_column", []), *STANDARD}
    yield from (Found(str(name)) for name in given.data.columns if name not in known)


def _described_twice(given: Submitted) -> Iterator[Found]:
    names = list(given.meta.get("col_name", []))
    yield from (Found("col_name", str(name), in_meta=True) for name in dict.fromkeys(names) if names.count(name) > 1)


def _standard_is_not_described(given: Submitted) -> Iterator[Found]:
    for row, name in enumerate(given.meta.get("col_name", []), start=1):
        if name in STANDARD:
            yield Found("col_name", str(name), row, in_meta=True)


def _kinds(given: Submitted) -> Iterator[Found]:
    for row, kind in enumerate(given.meta.get("col_type", []), start=1):
        if kind not in ("Filter", "Indicator"):
            yield Found("col_type", str(kind), row, in_meta=True)


def _has_indicators(given: Submitted) -> Iterator[Found]:
    if not given.indicators:
        yield Found("col_type", in_meta=True)


def _labels_are_there(given: Submitted) -> Iterator[Found]:
    for row, label in enumerate(given.meta.get("label", []), start=1):
        if not str(label).strip():
            yield Found("label", "", row, in_meta=True)


def _labels_are_unique(given: Submitted) -> Iterator[Found]:
    labels = list(given.meta.get("label", []))
    repeated = (label for label in dict.fromkeys(labels) if label and labels.count(label) > 1)
    yield from (Found("label", str(label), in_meta=True) for label in repeated)


def _long_labels(given: Submitted) -> Iterator[Found]:
    for row, label in enumerate(given.meta.get("label", []), start=1):
        if len(str(label)) > LONGEST_LABEL:
            yield Found("label", str(label), row, in_meta=True)


def _edges(given: Submitted) -> Iterator[Found]:
    for name in given.meta.columns:
        for row, value in enumerate(given.meta[name], start=1):
            if str(value) != str(value).strip():
                yield Found(str(name), str(value), row, in_meta=True)


RULES = (
    Rule("file_name", "A file's name has only small letters, digits, _ and -.", _file_name),
    Rule("file_name_without_year", "A file's name holds no year: the next release replaces it.", _year_in_name),
    Rule("columns_in_snake_case", "A column's name is small letters, digits and _, and begins with a letter.", _snake_case),
    Rule("columns_short", f"A column's name has at most {LONGEST_NAME} letters.", _long_names),
    Rule("meta_columns", f"The metadata have the columns {', '.join(META)}.", _meta_columns),
    Rule("meta_columns_known", f"The metadata have no other columns but {' and '.join(META_OPTIONAL)}.", _meta_unknown),
    Rule("meta_rows_are_columns", "Every column described is in the data.", _described_is_there),
    Rule("columns_are_described", "Every column but those of time and place is described.", _there_is_described),
    Rule("meta_rows_once", "No column is described twice.", _described_twice),
    Rule("standard_columns_undescribed", "Columns of time and place are not described.", _standard_is_not_described),
    Rule("col_type", "A column is a Filter or an Indicator.", _kinds),
    Rule("indicators", "There is an indicator.", _has_indicators),
    Rule("labels", "Every column described has a label.", _labels_are_there),
    Rule("labels_once", "No two columns have one label.", _labels_are_unique),
    Rule("labels_short", f"A label has at most {LONGEST_LABEL} letters.", _long_labels),
    Rule("meta_without_blanks_at_the_edges", "No cell of the metadata begins or ends with a blank.", _edges),
)
