"""What a run leaves for its notebooks: params and datasets read and checked once, and a place for the figures they show."""

import shutil
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from send_analysis.core.params import Params, load_params
from send_analysis.datasets import store
from send_analysis.datasets.opening import OpenedData
from send_analysis.national.national import National
from send_analysis.national.store import load as load_national
from send_analysis.national.store import save as save_national
from send_analysis.present.shown import ShownTable


@dataclass(frozen=True)
class Prepared:
    """A folder that a run prepares and its notebooks open in place of a params file."""

    folder: Path
    _read: dict[Path, pd.DataFrame] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def figures(self) -> Path:
        """The folder in which the notebooks record the figures that they show."""
        return self.folder / "figures"

    @property
    def _inputs(self) -> Path:
        return self.folder / "inputs"

    @property
    def _params(self) -> Path:
        return self.folder / "params-path.txt"

    @property
    def _national(self) -> Path:
        return self.folder / "national"

    @property
    def _earlier(self) -> Path:
        return self.folder / "earlier"

    def prepare(self, params: Params, opened: OpenedData, national: National, earlier: Sequence[pd.DataFrame] = ()) -> None:
        """Write what the notebooks will open; of earlier publications the figures that they released."""
        self.figures.mkdir(parents=True)
        self._inputs.mkdir()
        self._params.write_text(str(params.path), encoding="utf-8")
        store.save(opened, self._inputs)
        save_national(national, self._national)
        self._earlier.mkdir()
        for number, released in enumerate(earlier):
            released.to_parquet(self._earlier / f"{number}.parquet")

    def open(self) -> tuple[Params, OpenedData]:
        """Open what the run has prepared."""
        params = load_params(self._params.read_text(encoding="utf-8"))
        return params, store.load(self._inputs, params)

    def open_national(self) -> National:
        """Open the published figures that the run has read."""
        return load_national(self._national)

    def open_earlier(self) -> list[pd.DataFrame]:
        """The figures that the last edition and the last revision released, as far as there are any."""
        return [pd.read_parquet(path) for path in sorted(self._earlier.glob("*.parquet"))]

    def remove(self) -> None:
        """Delete the folder: what it holds are people's rows."""
        shutil.rmtree(self.folder)

    def shown(self, kind: str) -> dict[str, pd.DataFrame]:
        """The figures that each section recorded, "computed" or "released", one frame a section in the order shown."""
        frames: dict[str, list[pd.DataFrame]] = {}
        for path in sorted(self.figures.glob(f"*.{kind}.parquet")):
            if path not in self._read:
                self._read[path] = pd.read_parquet(path)
            frames.setdefault(path.name.rsplit("-", 1)[0], []).append(self._read[path])
        return {section: pd.concat(parts, ignore_index=True) for section, parts in frames.items()}

    def shown_tables(self) -> list[ShownTable]:
        """The data of the charts and tables that the notebooks showed, section by section in the order shown."""
        return [ShownTable.read(path) for path in sorted(self.figures.glob("*.table.parquet"))]
