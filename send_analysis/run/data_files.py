"""The data files that a run writes beside its pages, and how a page names them."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from send_analysis.core.params import Params
from send_analysis.prepared import Prepared
from send_analysis.publish.opendata.writing import WrittenFile, write_data
from send_analysis.publish.publication import Publication


def write_release_data(params: Params, prepared: Prepared, public: Path) -> list[dict[str, Any]]:
    """Write the data of every chart, table and section; returns what a page's context says of them, in the order written."""
    tables, released = prepared.shown_tables(), prepared.shown("released")
    written = write_data(tables, released, Publication.of(params), public)
    of_tables = {table.name: table.section for table in tables}
    return [_link(each, of_tables, released, public) for each in written]


def _link(each: WrittenFile, of_tables: Mapping[str, str], sections: Iterable[str], public: Path) -> dict[str, Any]:
    of = each.asked if each.asked in of_tables else ""
    return {
        "section": of_tables[of] if of else _section(each.asked, sections),
        "file": each.path.relative_to(public).as_posix(),
        "title": each.title,
        "size": size_in_words(each.bytes),
        "of": of,
    }


def _section(name: str, sections: Iterable[str]) -> str:
    """The section that a file of all figures belongs to: its name begins with the section's."""
    return max((section for section in sections if f"{name}_".startswith(f"{section}_")), key=len)


def size_in_words(size: int) -> str:
    """A file's size as a link says it: "640 bytes", "12 KB", "1.5 MB"; of 1,000 bytes and of 1,000,000."""
    for limit, unit in ((1_000_000, "MB"), (1_000, "KB")):
        if size >= limit:
            number = size / limit
            return f"{number:.1f} {unit}" if number < 10 and unit == "MB" else f"{number:.0f} {unit}"
    return f"{size} bytes"
