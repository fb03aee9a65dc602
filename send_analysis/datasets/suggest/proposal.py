"""A mapping of an extract's columns and values, proposed for the analyst to confirm."""

from pathlib import Path

import pandas as pd

from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.release import Extract
from send_analysis.datasets.coerce import coerce
from send_analysis.datasets.spec import Spec
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.suggest.as_yaml import as_yaml
from send_analysis.datasets.suggest.columns import proposals
from send_analysis.datasets.suggest.names import LIKE, likeness, names_of
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.reading import read_extract

#: How many names must be like one of the dataset's: one alone may be a word among a person's values.
_CLEARLY = 2

#: The share of names in row 1 that are days or numbers, from which on it is a row of the table and no header.
_MOSTLY_VALUES = 0.3


def suggest_mapping(path: Path, dataset: str, sheet: str | None = None) -> str:
    """Read a file and propose what its columns and values mean; see :func:`suggest`.

    Raises
    ------
    UsageError
        When there is no dataset of that name.
    DataError
        When the file cannot be read, or row 1 is no header.
    """
    spec = next((each for name, each in SPECS.items() if name == dataset), None)
    if spec is None:
        raise UsageError(f"`{dataset}` is not a dataset.{did_you_mean(dataset, SPECS)} Datasets: {', '.join(SPECS)}.")
    extract = Extract(path=path.as_posix(), sheet=sheet)
    known = [name for column in spec.columns for name in names_of(spec.name, column)]
    return suggest(spec, read_extract(extract, Path.cwd(), known), path.as_posix(), sheet)


def suggest(spec: Spec, raw: RawRows, file: str, sheet: str | None = None) -> str:
    """YAML for the params of a release, from `extracts:` on, that maps the rows to a dataset.

    What is not certain says so in a comment. Columns that tell who a person is are never proposed, and a value is shown only
    where it is a known word for a code, or stands in several rows of a column with few values.

    Raises
    ------
    DataError
        When row 1 has no name that is like one of the dataset's, or holds values: it may be a person's row, and is not repeated.
    """
    names = list(raw.frame.columns)
    if _is_no_header(spec, names):
        raise DataError(
            f"{file}: row 1 has no names that are like the columns of {spec.name}. Is it a header row? "
            f"Its columns are: {', '.join(spec.columns)}."
        )
    found = proposals(spec, raw.frame)
    used = {each.source for each in found.values()}
    return as_yaml(spec, file, sheet, found, [name for name in names if name not in used])


def _is_no_header(spec: Spec, names: list[str]) -> bool:
    alike = [name for name in names if any(likeness(name, spec.name, column) >= LIKE for column in spec.columns)]
    if len(alike) < min(_CLEARLY, len(names)):
        return True
    texts = pd.Series(names, dtype="str")
    are_values = ~coerce(texts, "date").unreadable | texts.str.fullmatch(r"[\d.,:/ -]*\d[\d.,:/ -]*").to_numpy()
    return bool(are_values.mean() > _MOSTLY_VALUES)
