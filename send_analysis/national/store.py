"""Published figures on disk, so that a run reads them once and each section opens what was read."""

import json
from dataclasses import asdict
from datetime import date
from pathlib import Path

import pandas as pd

from send_analysis.core.figures import Figures
from send_analysis.national.areas import Names
from send_analysis.national.national import National
from send_analysis.national.neighbours import Neighbour, NeighbourModel
from send_analysis.national.vintage import Vintage


def save(national: National, folder: Path) -> None:
    """Write what is known of other areas into a folder, which is made; its checks are not among it."""
    folder.mkdir(parents=True)
    national.figures.frame.to_parquet(folder / "figures.parquet")
    national.areas.to_parquet(folder / "areas.parquet")
    about = {
        "names": national.names.named,
        "models": [
            {
                "since": model.since.isoformat(),
                "file": model.file,
                "sha256": model.sha256,
                "names": model.names,
                "neighbours": {
                    code: [[each.code, each.closeness] for each in near] for code, near in model.neighbours.items()
                },
            }
            for model in national.models
        ],
        "vintages": [asdict(each) for each in national.vintages],
        "held": [[measure, year, national.vintages.index(vintage)] for (measure, year), vintage in national.held.items()],
        "complete": sorted(national.complete),
        "missing": national.missing,
    }
    (folder / "about.json").write_text(json.dumps(about, ensure_ascii=False), encoding="utf-8")


def load(folder: Path) -> National:
    """What :func:`save` wrote."""
    about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
    vintages = tuple(Vintage(**each) for each in about["vintages"])
    return National(
        figures=Figures(pd.read_parquet(folder / "figures.parquet")),
        areas=pd.read_parquet(folder / "areas.parquet"),
        names=Names(tuple(pair) for pair in about["names"]),
        models=tuple(_model(each) for each in about["models"]),
        vintages=vintages,
        held={(measure, year): vintages[number] for measure, year, number in about["held"]},
        complete=frozenset((measure, year) for measure, year in about["complete"]),
        missing=tuple(about["missing"]),
    )


def _model(about: dict) -> NeighbourModel:
    near = {code: tuple(Neighbour(*each) for each in every) for code, every in about["neighbours"].items()}
    return NeighbourModel(date.fromisoformat(about["since"]), near, about["names"], about["file"], about["sha256"])
