"""A SEN2 return in any of its three forms, as batches of persons."""

from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.errors import DataError
from send_analysis.sen2.forms.csv_export import read_export
from send_analysis.sen2.forms.template import read_template
from send_analysis.sen2.forms.xml_message import read_message
from send_analysis.sen2.tables import Batch

#: How many persons a batch has at most, where a return is read bit by bit.
PERSONS = 10_000

_WORKBOOKS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")


def read_batches(path: Path, file: str, persons: int = PERSONS) -> Iterator[Batch]:
    """A return, some persons with all their records at a time.

    Only the XML message comes in several batches: it alone can be of more than one authority, and larger than the memory.

    Parameters
    ----------
    path : an XML message; the folder of COLLECT's nine CSV files, a .zip of them or one of them; or the Excel template.
    file : what messages call it.
    persons : how many a batch has at most.

    Raises
    ------
    DataError
        When it cannot be read. A message may turn out to be damaged only after some batches: they must not be used then.
    """
    ending = path.suffix.lower()
    _look_at(path, file)
    try:
        if path.is_dir() or ending in (".csv", ".zip"):
            yield read_export(path, file)
        elif ending == ".xml":
            yield from read_message(path, file, persons)
        elif ending in _WORKBOOKS:
            yield read_template(path, file)
        else:
            raise DataError(
                f"{file}: files that end in {ending or 'nothing'} are not read. A SEN2 return is an .xml message, the folder of"
                " COLLECT's CSV files or a .zip of it, or the Excel template."
            )
    except OSError as error:
        raise DataError(f"{file}: cannot be opened ({error.strerror}). Is it open in another program?") from None


def _look_at(path: Path, file: str) -> None:
    if not path.exists():
        raise DataError(f"{file}: there is no such file or folder.")
    if path.is_file() and path.stat().st_size == 0:
        raise DataError(f"{file}: is empty.")
