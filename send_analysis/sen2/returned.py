"""A return read whole, for a release that names it in its params."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.core.checks import Check
from send_analysis.core.findings import Finding
from send_analysis.core.params.release import IN_SEN2, DatasetName
from send_analysis.sen2.fields import Header, ModuleName
from send_analysis.sen2.streaming import Count, Stream
from send_analysis.sources.raw_rows import RawRows


@dataclass(frozen=True)
class ReadReturn:
    """What a return holds.

    Parameters
    ----------
    rows : for each dataset; the rows that break a rule of the return are named by their `faults`.
    checks : the outcome of every rule about the return.
    counts : for each module what became of its records.
    """

    rows: Mapping[DatasetName, RawRows]
    checks: list[Check]
    header: Header
    counts: Mapping[ModuleName, Count]


def read_return(path: Path, file: str) -> ReadReturn:
    """Read a return in any of its forms.

    Parameters
    ----------
    file : what messages call it.

    Raises
    ------
    DataError
        When it cannot be read as a return.
    """
    stream = Stream(path, file)
    batches = list(stream)
    rows = {name: joined_rows([batch[name] for batch in batches]) for name in IN_SEN2}
    return ReadReturn(rows, stream.checks(), stream.header, stream.counts)


def joined_rows(parts: Sequence[RawRows]) -> RawRows:
    """The rows of several batches as those of one."""
    if len(parts) == 1:
        return parts[0]
    found: dict[str, list[Finding]] = defaultdict(list)
    for part in parts:
        for each in part.faults:
            found[each.check].append(each)
    return RawRows(
        pd.concat([part.frame for part in parts], ignore_index=True),
        np.concatenate([part.row_numbers for part in parts]),
        pd.concat([part.malformed for part in parts], ignore_index=True),
        faults=tuple(replace(of[0], rows=np.concatenate([each.rows for each in of])) for of in found.values()),
    )
