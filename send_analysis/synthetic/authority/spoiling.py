"""The streams of all datasets, spoiled where faults are wanted, and the key of what was injected."""

from collections.abc import Iterator
from pathlib import Path

from send_analysis.core.params.release import DatasetName
from send_analysis.datasets.specs.catalogue import SPECS
from send_analysis.synthetic.authority.fault_key import Injected
from send_analysis.synthetic.authority.fault_tables import Spoiler
from send_analysis.synthetic.authority.tables import Authority, Tables
from send_analysis.synthetic.authority.writing import Piece, all_text


class Faults:
    """The faults of a made-up authority.

    Parameters
    ----------
    share : spoiled rows for each sound one; 0 for none.

    Attributes
    ----------
    injected : what has been written so far.
    """

    def __init__(self, authority: Authority, share: float) -> None:
        self._authority, self.share = authority, share
        self.injected: list[Injected] = []

    def spoiled(self, name: DatasetName, path: Path, tables: Tables) -> Iterator[Piece]:
        """The tables of a dataset as they are written to a file."""
        if not self.share:
            yield from tables
            return
        spoiler = Spoiler(
            SPECS[name], path.name, self.share, self._authority.span.ends_on, self._authority.rng(f"faults of {name}")
        )
        yield from spoiler.spoiled(all_text(tables) if path.suffix == ".parquet" else tables, as_text=path.suffix == ".csv")
        self.injected += spoiler.injected
