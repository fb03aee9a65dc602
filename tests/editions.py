"""Editions made by hand: a few released figures, and folders of releases that hold them."""

import json
from pathlib import Path

import pandas as pd

from send_analysis.core.figures import COLUMNS, TOTAL


def figure(measure="timeliness.requests_received", value=27.0, **said):
    """One released figure as a row; a symbol takes the number away."""
    row = {
        "measure": measure,
        "area_code": "866",
        "area_name": "Swindon",
        "period_start": pd.Timestamp(2022, 5, 1),
        "period_end": pd.Timestamp(2022, 5, 31),
        "breakdown_topic": TOTAL,
        "breakdown": TOTAL,
        "numerator": value,
        "denominator": None,
        "value": value,
        "unit": "requests",
        "lower": None,
        "upper": None,
        "symbol": "",
        "status": "computed",
        "source": "requests.csv as at 22 June 2022",
    } | said
    if row["symbol"]:
        row |= {"numerator": None, "denominator": None, "value": None}
    return row


def rate(numerator, denominator, measure="timeliness.within_20_weeks.including_exceptions", **said):
    """A percentage with its counts."""
    counts = {"numerator": numerator, "denominator": denominator, "unit": "percent"}
    return figure(measure, 100 * numerator / denominator, **(counts | said))


def edition(*rows):
    """Released figures as a release keeps them."""
    frame = pd.DataFrame(list(rows), columns=list(COLUMNS))
    numbers = dict.fromkeys(("numerator", "denominator", "value", "lower", "upper"), "float64")
    return frame.astype(numbers | dict.fromkeys(("period_start", "period_end"), "datetime64[us]"))


def write_release(folder: Path, *rows, page="<p>A page</p>", status="final", number=0, **said) -> Path:
    """A release of one page and some figures; returns its folder."""
    for name in ("public", "internal"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "public" / "index.html").write_text(page, encoding="utf-8")
    edition(*rows).to_parquet(folder / "internal" / "released.parquet")
    (folder / "internal" / "disclosure-audit.json").write_text('{"withhold_up_to": 4}', encoding="utf-8")
    revision = {"number": number, "reason": "", "revised_on": None}
    told = {"authority": "Swindon", "period": "May 2022", "as_at": "2022-05-31", "status": status, "revision": revision}
    (folder / "manifest.json").write_text(json.dumps(told | said), encoding="utf-8")
    return folder
