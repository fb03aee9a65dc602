"""The rows of every extract of a release, and what is wrong with the extracts that cannot be read, all at once."""

from dataclasses import dataclass, field, replace
from datetime import date

from send_analysis.core.checks import Check
from send_analysis.core.errors import DataError
from send_analysis.core.params import Params
from send_analysis.core.params.release import DatasetName, Extract
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.datasets.typed import check_columns
from send_analysis.sen2.returned import ReadReturn, read_return
from send_analysis.sen2.rules.header import reference_date
from send_analysis.sources.raw_rows import RawRows
from send_analysis.sources.reading import read_extract

#: The first day covered by an extract of which params do not say it.
NO_LIMIT = date(1900, 1, 1)


@dataclass
class Read:
    """What came of reading every extract.

    Parameters
    ----------
    raws : the rows of each extract that could be read, parents first.
    unread : why each other one could not.
    checks : what the reader of a whole SEN2 return found, which its datasets by themselves do not show.
    """

    raws: dict[DatasetName, RawRows] = field(default_factory=dict)
    unread: dict[DatasetName, str] = field(default_factory=dict)
    checks: list[Check] = field(default_factory=list)


def read_all(params: Params) -> Read:
    """Read every extract that params name; one that cannot be read does not keep the others from it."""
    read, returns = Read(), _Returns(params)
    for name in [name for name in SPECS if name in params.release.extracts]:
        extract = params.release.extracts[name]
        try:
            covers(params, name)
            spec = SPECS[name]
            raw = returns.rows(name, extract) if extract.sen2 else read_extract(extract, params.root, spec.columns)
            check_columns(spec, raw, extract.shown)
            read.raws[name] = raw
        except DataError as error:
            read.unread[name] = str(error)
    read.checks += returns.checks
    return read


class _Returns:
    """The SEN2 returns that params name, each read once for all of its datasets."""

    def __init__(self, params: Params) -> None:
        self._params = params
        self._read: dict[str, ReadReturn] = {}
        self._unread: dict[str, DataError] = {}
        self._days: set[tuple[str, date]] = set()
        self.checks: list[Check] = []

    def rows(self, name: DatasetName, extract: Extract) -> RawRows:
        """The rows of one dataset; the checks of its return are kept when that is read, and of each day it is used for.

        Raises
        ------
        DataError
            When the return cannot be read.
        """
        path = extract.shown
        if path in self._unread:
            raise self._unread[path]
        if path not in self._read:
            try:
                self._read[path] = found = read_return(self._params.root / path, path)
            except DataError as error:
                self._unread[path] = error
                raise
            self.checks += [replace(check, file=check.file or path) for check in found.checks]
        day = (path, taken_at(self._params, name))
        if day not in self._days:
            self._days.add(day)
            self.checks.append(self._day_check(name, self._read[path]))
        return self._read[path].rows[name]

    def _day_check(self, name: DatasetName, found: ReadReturn) -> Check:
        """Whether the return speaks of the day that it is used for."""
        rule, used, own = f"{name}.reference_date", taken_at(self._params, name), reference_date(found.header)
        allowed = f"a return whose reference date is {in_words(used)}"
        if own is None:
            said = f"The SEN2 return does not tell its reference date; it is used as at {in_words(used)}."
            return Check(rule, "WARNING", said, 0, "See that this is the day it speaks of.", name, allowed=allowed)
        if own == used:
            said = f"The SEN2 return is of {in_words(own)}, the day it is used for."
            return Check(rule, "PASS", said, 0, "", name, allowed=allowed)
        said = f"The SEN2 return is of {in_words(own)} (its reference date), and is used as at {in_words(used)}."
        advice = (
            f"It tells how things stood on its own day. Write `as_at: {own}` beside its path, and for a release of that day."
        )
        return Check(rule, "FAIL", said, 0, advice, name, allowed=allowed)


def taken_at(params: Params, name: DatasetName) -> date:
    """The last day that a dataset's extract is used for."""
    return params.windows_of(name).as_at


def covers(params: Params, name: DatasetName) -> Period:
    """The days whose events a dataset's extract holds.

    Raises
    ------
    DataError
        When params say that it holds none yet.
    """
    extract, as_at = params.release.extracts[name], taken_at(params, name)
    start = extract.covers_from or NO_LIMIT
    if start > as_at:
        raise DataError(f"{extract.shown}: covers days from {in_words(start)}, and is as at {in_words(as_at)}, before that.")
    return Period(start, as_at)
