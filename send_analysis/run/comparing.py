"""Two releases beside each other: every figure that they do not publish alike, as a page and as rows."""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from send_analysis import __version__
from send_analysis.compare.revised import KINDS, differences
from send_analysis.core.errors import PublicationError, UsageError
from send_analysis.core.file_hash import file_hash
from send_analysis.core.findings import counted
from send_analysis.core.inert import write_csv
from send_analysis.disclosure.editions import comparable
from send_analysis.disclosure.protect import Policy
from send_analysis.present.differences import difference_rows, symbols_note
from send_analysis.present.numbers import figure_text
from send_analysis.publish.page import check_page
from send_analysis.released import RELEASED, read_manifest, read_released, withheld_up_to

#: Most rows of one kind on the page; all are in the file of rows.
MOST_ROWS = 200

_FOLDERS = ("send_analysis.run/templates", "send_analysis.present/", "send_analysis.publish/templates/send_report")

_HEADINGS = {
    "changed": "Published with another value",
    "added": "In the new edition alone",
    "removed": "In the old edition alone",
    "newly withheld": "Withheld in the new edition",
    "no longer withheld": "Withheld in the old edition",
}


@dataclass(frozen=True)
class Compared:
    """Two releases compared: the page, the rows, and in short what was found."""

    page: Path
    rows: Path
    summary: str


def compare_releases(old: Path, new: Path, to: Path) -> Compared:
    """Write `differences.html` and `differences.csv` of two releases of one authority into the folder `to`.

    The page is for the authority: it has what may be shown (`disclosure.editions`), and is not part of a release.

    Raises
    ------
    UsageError
        When a folder is no release, or the two are of different authorities.
    CheckError
        When a release is not as a run has written it.
    """
    manifests = [_manifest(folder) for folder in (old, new)]
    if manifests[0]["authority"] != manifests[1]["authority"]:
        one, other = (manifest["authority"] for manifest in manifests)
        raise UsageError(f"{old} is a release of {one} and {new} of {other}. Compare two releases of one authority.")
    policy = Policy(max(withheld_up_to(folder) for folder in (old, new)))
    shown = comparable(differences(read_released(old), read_released(new), figure_text), policy)
    texts = pd.DataFrame(difference_rows(shown), columns=["measure", "area", "period", "breakdown", "kind", "was", "now"])
    page = _page(manifests, [old, new], texts)
    if faults := check_page(page):
        raise PublicationError("\n".join(["The page of differences is not as it must be:", *faults]))
    to.mkdir(parents=True, exist_ok=True)
    (to / "differences.html").write_text(page, encoding="utf-8", newline="\n")
    write_csv(shown.join(texts[["was", "now"]]), to / "differences.csv", date_format="%Y-%m-%d")
    return Compared(to / "differences.html", to / "differences.csv", in_short(texts["kind"]))


def in_short(kinds: pd.Series) -> str:
    """How many figures differ, by kind: "3 figures differ: 2 changed, 1 added."."""
    if kinds.empty:
        return "No figure differs."
    counts = ", ".join(f"{int(kinds.eq(kind).sum()):,} {kind}" for kind in KINDS if kinds.eq(kind).any())
    return f"{counted(len(kinds), 'figure')} {'differs' if len(kinds) == 1 else 'differ'}: {counts}."


def _manifest(folder: Path) -> dict[str, Any]:
    if not (folder / "manifest.json").is_file():
        there = "is no release: it has no manifest.json" if folder.is_dir() else "does not exist"
        raise UsageError(f"{folder} {there}. Name the folder of a release, for instance outputs/swindon/2022-06.")
    return read_manifest(folder)


def _page(manifests: list[dict[str, Any]], folders: list[Path], texts: pd.DataFrame) -> str:
    paths = [str(files(package).joinpath(path)) for package, _, path in (each.partition("/") for each in _FOLDERS)]
    environment = Environment(
        loader=FileSystemLoader(paths),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("differences.html.j2").render(
        title=f"Differences between two releases of {manifests[0]['authority']}",
        authority=manifests[0]["authority"],
        editions=[_edition(*each) for each in zip(("Old", "New"), manifests, folders, strict=True)],
        summary=in_short(texts["kind"]),
        symbols=symbols_note(texts.to_dict("records")),
        parts=[_part(kind, texts[texts["kind"].eq(kind)]) for kind in KINDS if texts["kind"].eq(kind).any()],
        software=f"send-analysis {__version__}",
    )


def _edition(which: str, manifest: dict[str, Any], folder: Path) -> dict[str, str]:
    revision = manifest.get("revision") or {}
    return {
        "which": which,
        "period": str(manifest.get("period", "")),
        "as_at": str(manifest.get("as_at", "")),
        "status": str(manifest.get("status", "draft")),
        "revision": str(revision.get("number", 0)),
        "reason": str(revision.get("reason", "")),
        "sha256": file_hash(folder / RELEASED)[:12],
    }


def _part(kind: str, rows: pd.DataFrame) -> dict[str, Any]:
    return {
        "id": kind.replace(" ", "-"),
        "heading": _HEADINGS[kind],
        "count": counted(len(rows), "figure"),
        "left_out": max(len(rows) - MOST_ROWS, 0),
        "rows": rows.head(MOST_ROWS).to_dict("records"),
    }
