"""What a release revises of the edition before it: how many figures, why, and where its list stands."""

import csv
from dataclasses import dataclass

from send_analysis.publish.site.editions import Edition

#: The rows of a release's list of revised figures, among its data.
ROWS = "data/revisions.csv"

#: The list's place on a page, and what it says there of figures of the edition before: a revision has a list of its own, too.
ANCHOR = "revised"
LAST = "the last edition"


@dataclass(frozen=True)
class Revised:
    """A release's list of figures that the edition before gave otherwise; `count` is None where no file of rows tells it."""

    edition: Edition
    count: int | None
    reasons: tuple[str, ...]
    path: str


def revised_in(edition: Edition) -> Revised | None:
    """What a release revises of the edition before it; None where it says nothing of that."""
    files = [file.path for file in edition.block.files]
    pages = [path for path in files if path.endswith(".html") and _has_list(edition, path)]
    page = f"{'index.html' if 'index.html' in pages else pages[0]}#{ANCHOR}" if pages else ""
    if ROWS not in files:
        return Revised(edition, None, (), page) if page else None
    with (edition.public / ROWS).open(encoding="utf-8-sig", newline="") as rows:
        listed = [row for row in csv.DictReader(rows) if (row.get("since") or LAST) == LAST]
    reasons = [(row.get("reason") or "").strip() for row in listed]
    return Revised(edition, len(reasons), tuple(dict.fromkeys(filter(None, reasons))), page or ROWS) if reasons else None


def _has_list(edition: Edition, path: str) -> bool:
    return f'id="{ANCHOR}">Figures revised since {LAST}' in (edition.public / path).read_text(encoding="utf-8")
