"""The data files that a run writes beside its pages, and how a page names them."""

from pathlib import Path
from typing import Any

from send_analysis.core.params import Params
from send_analysis.national.national import National
from send_analysis.prepared import Prepared
from send_analysis.publish.opendata.files import DataFile, data_files, write_data_files
from send_analysis.publish.opendata.geography import Places
from send_analysis.publish.publication import Publication

#: The folder of the data files in `public/`.
FOLDER = "data"


def write_release_data(params: Params, prepared: Prepared, national: National, public: Path) -> list[dict[str, Any]]:
    """Write the data of every chart, table and section; returns what a page's context says of them, in the same order."""
    data = data_files(prepared.shown_tables(), prepared.shown("released"), Places(params.area, national.areas))
    write_data_files(data, Publication.of(params), public / FOLDER)
    return [_link(each, public) for each in data]


def _link(each: DataFile, public: Path) -> dict[str, Any]:
    file = f"{FOLDER}/{each.file}"
    of = "" if each.of_section else each.name
    size = size_in_words((public / file).stat().st_size)
    return {"section": each.section, "file": file, "title": each.title, "size": size, "of": of}


def size_in_words(size: int) -> str:
    """A file's size as a link says it: "640 bytes", "12 KB", "1.5 MB"; of 1,000 bytes and of 1,000,000."""
    for limit, unit in ((1_000_000, "MB"), (1_000, "KB")):
        if size >= limit:
            number = size / limit
            return f"{number:.1f} {unit}" if number < 10 and unit == "MB" else f"{number:.0f} {unit}"
    return f"{size} bytes"
