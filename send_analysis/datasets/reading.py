"""Files into rows, exactly as the file has them; what cannot be read is said in words that help."""

from collections.abc import Callable
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.datasets.raw_rows import RawRows
from send_analysis.datasets.reading_csv import read_csv
from send_analysis.datasets.reading_parquet import read_parquet
from send_analysis.datasets.reading_workbook import read_workbook

_READERS: dict[str, Callable[[Path, str], RawRows]] = {".csv": read_csv, ".parquet": read_parquet}
_WORKBOOK = ".xlsx"


def read_rows(path: Path, sheet: str | None = None, *, file: str | None = None) -> RawRows:
    """The rows of a CSV file, of a sheet of a workbook, or of a Parquet file. Row 1 holds the names of the columns.

    Parameters
    ----------
    path : its ending says what it is: .csv, .xlsx or .parquet.
    sheet : the sheet of a workbook; the first one when left out.
    file : what messages call the file; its path when left out.

    Raises
    ------
    DataError
        When there is no such file, when it is empty or not what its ending says, when two columns have the same name, or
        when there is no such sheet.
    """
    file = file or path.as_posix()
    ending = path.suffix.lower()
    if ending not in (*_READERS, _WORKBOOK):
        raise DataError(f"{file}: files that end in {ending or 'nothing'} are not read. Save it as .csv, .xlsx or .parquet.")
    _look_at(path, file)
    try:
        if ending == _WORKBOOK:
            return read_workbook(path, sheet, file)
        if sheet is not None:
            raise DataError(f"{file}: only a workbook has sheets; take `sheet` out of the params of this extract.")
        return _READERS[ending](path, file)
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
