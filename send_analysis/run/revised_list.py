"""The list of figures published otherwise before: on each document those that it shows, as data those of the release."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from send_analysis.compare.revised import MATCHED, keys_of
from send_analysis.core.figures import REVISED, REVISED_MEANING
from send_analysis.core.inert import write_csv
from send_analysis.present.differences import difference_rows, symbols_note

#: The file of figures revised since an earlier publication, among the data files.
REVISIONS_FILE = "revisions.csv"

#: Its columns, and what each says.
REVISIONS_COLUMNS = {
    "measure": "The measure, by its identifier",
    "area_code": "Code of the area; of a local authority, by the Department for Education",
    "period_start": "First day of the period that the figure is about",
    "period_end": "Last day of that period",
    "breakdown_topic": "What the figure is broken down by; Total where it is about all",
    "breakdown": "The part that the figure is about; Total where it is about all",
    "area_name": "Name of the area",
    "unit": "Unit of the figure",
    "was": "The figure as it was published before, or its symbol in brackets",
    "now": "The figure as this release publishes it, or its symbol in brackets",
    "status": f"{REVISED}: {REVISED_MEANING}",
    "reason": "Why it was revised",
    "since": "Where it was published before: in the last edition, or in a revision of this one",
}

#: Most rows of the list on a page where the file of data holds them all.
MOST_ROWS = 50

#: What a page says of each row.
_ON_THE_PAGE = ("measure", "area", "period", "breakdown", "was", "now", "reason", "since")


def revised_rows(revised: pd.DataFrame) -> list[dict[str, str]]:
    """The revised figures as texts: what each is, what it was and what it is, with `mark` "r", the reason and since when.

    Parameters
    ----------
    revised : as `run.last_edition.revised_against_last_edition` returns them.
    """
    rows = difference_rows(revised)
    told = zip(rows, revised["reason"], revised["since"], strict=True)
    return [row | {"mark": REVISED, "reason": reason, "since": since} for row, reason, since in told]


def revised_part(revised: pd.DataFrame, shown: Sequence[pd.DataFrame], file: str) -> dict[str, Any]:
    """The part of a document's context that lists those of the revised figures that the document rests on.

    Parameters
    ----------
    shown : the released figures of the document's notebooks.
    file : the file of all revised figures, as a link from the page; empty where none is written.
    """
    keys = {key for frame in shown for key in keys_of(frame)}
    held = pd.Series([key in keys for key in keys_of(revised)], index=revised.index, dtype=bool)
    rows = revised_rows(revised[held])
    listed = rows[:MOST_ROWS] if file else rows
    return {
        "figures": [{name: row[name] for name in _ON_THE_PAGE} for row in listed],
        "left_out": len(rows) - len(listed),
        "note": symbols_note(listed),
        "file": file,
    }


def write_revisions(revised: pd.DataFrame, path: Path) -> None:
    """Write the revised figures as CSV that no spreadsheet runs: what identifies each, was, now, status "r", reason."""
    texts = pd.DataFrame(revised_rows(revised), columns=["was", "now", "mark", "reason", "since"])
    keyed = revised[[*MATCHED[:-1], "area_name", "unit"]].reset_index(drop=True)
    write_csv(keyed.join(texts.rename(columns={"mark": "status"})), path, date_format="%Y-%m-%d")
