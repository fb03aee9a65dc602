"""The example's extracts: synthetic rows whose sums are the figures that Swindon and the Department published.

Every run writes the same bytes. Each dataset draws from its own stream of one seed, so a change of one leaves the others.
"""

from pathlib import Path

import numpy as np
import pandas as pd

from send_analysis.synthetic.advice import make_advice
from send_analysis.synthetic.appeals import make_appeals
from send_analysis.synthetic.audits import make_audit_sections, make_audits, make_golden_thread
from send_analysis.synthetic.contacts import make_contacts
from send_analysis.synthetic.requests import REQUEST_COLUMNS, make_requests

#: The seed of the example; the day the page was published.
SEED = 20220629


def tables() -> dict[str, pd.DataFrame]:
    """Each dataset's rows in canonical columns, by its name."""
    streams = map(np.random.default_rng, np.random.SeedSequence(SEED).spawn(7))
    requests = make_requests(next(streams))
    audits = make_audits(next(streams))
    sections = make_audit_sections(next(streams), audits)
    return {
        "requests": requests[REQUEST_COLUMNS],
        "advice": make_advice(next(streams), requests),
        "audits": audits,
        "audit_sections": sections,
        "golden_thread": make_golden_thread(next(streams), sections),
        "appeals": make_appeals(next(streams), requests),
        "contacts": make_contacts(next(streams)),
    }


def write(folder: Path) -> None:
    """Write `<dataset>.csv` for each dataset into a folder, which is made when it is missing."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables().items():
        text = rows.apply(_as_text).to_csv(index=False, lineterminator="\n")
        (folder / f"{name}.csv").write_bytes(text.encode("utf-8"))


def _as_text(column: pd.Series) -> pd.Series:
    """A column as the extracts write it: ISO dates, minutes where it has times, true and false, empty where missing."""
    if pd.api.types.is_bool_dtype(column):
        return column.map({True: "true", False: "false"})
    if pd.api.types.is_datetime64_any_dtype(column):
        text = column.dt.strftime("%Y-%m-%d %H:%M" if str(column.name).endswith("_at") else "%Y-%m-%d")
        return pd.Series(text.astype(object).where(column.notna(), ""))
    return column
