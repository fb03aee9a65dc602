"""Files into rows, exactly as the file has them; what cannot be read is said in words that help."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.core.params.local_files import local_files
from send_analysis.core.params.release import Extract
from send_analysis.sources.csv_files import read_csv
from send_analysis.sources.databases import read_query
from send_analysis.sources.folders import read_files
from send_analysis.sources.header import names_known
from send_analysis.sources.layout import Layout
from send_analysis.sources.mapping import mapped
from send_analysis.sources.parquet_files import read_parquet
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.remote import fetched, sha_256
from send_analysis.sources.workbooks import read_workbook

#: The endings of workbooks, which have sheets, and of text files.
WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
TEXTS = (".csv", ".tsv", ".txt")

_READERS: dict[str, Callable[[Path, Layout, str], RawRows]] = {
    **dict.fromkeys(TEXTS, read_csv),
    **dict.fromkeys(WORKBOOKS, read_workbook),
    ".parquet": read_parquet,
}


def read_extract(extract: Extract, root: Path, known: Collection[str]) -> RawRows:
    """The rows of an extract, under the names and with the values that its params map its own to.

    Parameters
    ----------
    root : the folder that relative paths count from.
    known : the columns of the dataset, by which a header that is not in row 1 is found.

    Raises
    ------
    DataError
        When it cannot be read, or params map a column that it does not have; the message says what to do.
    """
    layout = Layout.of(extract, known)
    if extract.path is None:
        raw = read_query(extract.query or "", extract.connection)
    elif extract.is_remote:
        with fetched(extract.path) as local:
            raw = _read_all(local_files(local.parent, local.name), extract.shown, layout)
            raw = replace(raw, digest=sha_256(local))
    else:
        raw = _read_all(local_files(root, extract.path), extract.shown, layout)
    return mapped(raw, extract)


def _read_all(paths: Sequence[Path], shown: str, layout: Layout) -> RawRows:
    def read(path: Path, file: str) -> RawRows:
        raw = read_rows(path, layout, file=file)
        if len(paths) > 1 and layout.known and not names_known(list(raw.frame.columns), layout.known):
            # Its first row may be a person's: what stands there is not repeated.
            raise DataError(
                f"{file}: no column of the dataset stands in its row of names. Is it a header row, and does the file belong here?"
            )
        return raw

    return read_files(paths, shown, read)


def read_rows(path: Path, layout: Layout | None = None, *, file: str | None = None) -> RawRows:
    """The rows of a CSV file, of a sheet of a workbook, or of a Parquet file.

    Parameters
    ----------
    path : its ending says what it is.
    layout : what is known of it beforehand.
    file : what messages call the file; its path when left out.

    Raises
    ------
    DataError
        When there is no such file, when it is empty or not what its ending says, when two columns have the same name, or
        when there is no such sheet.
    """
    file, layout = file or path.as_posix(), layout or Layout()
    ending = path.suffix.lower()
    if ending not in _READERS:
        raise DataError(
            f"{file}: files that end in {ending or 'nothing'} are not read. Save it as .csv, .xlsx, .ods or .parquet."
        )
    _look_at(path, file)
    if layout.sheet is not None and ending not in WORKBOOKS:
        raise DataError(f"{file}: only a workbook has sheets; take `sheet` out of the params of this extract.")
    try:
        return _READERS[ending](path, layout, file)
    except OSError as error:
        raise DataError(f"{file}: cannot be opened ({error.strerror}). Is it open in another program?") from None


def _look_at(path: Path, file: str) -> None:
    """Raise what can be said before the file is opened."""
    if path.is_dir():
        raise DataError(f"{file}: is a folder. Name the file in it.")
    if not path.is_file():
        raise DataError(f"{file}: there is no such file.")
    if path.stat().st_size == 0:
        raise DataError(f"{file}: is empty; it has not even a header row.")
