"""The data files that a run writes beside its pages, and how a page names them."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from send_analysis.core.params import Params
from send_analysis.measures.registry import Definition
from send_analysis.prepared import Prepared
from send_analysis.publish.dictionary import Others
from send_analysis.publish.opendata.describing import DICTIONARY_TITLE
from send_analysis.publish.opendata.writing import CSVW, DATA, DATASET, DICTIONARY, WrittenFile, write_data
from send_analysis.publish.publication import Publication

#: What a page's context says of each data file, by the section that it belongs to.
DataOf = dict[str, list[dict[str, Any]]]

#: What a page's context says of the data dictionary; None where there is none.
DataLink = dict[str, Any] | None

#: What the descriptions for programs are called.
_DESCRIPTIONS = {
    CSVW: "Description of the tables (CSV on the Web, JSON)",
    DATASET: "Description of the data set (schema.org, JSON-LD)",
}


def write_release_data(
    params: Params, prepared: Prepared, public: Path, measures: Sequence[Definition], others: Others | None = None
) -> DataOf:
    """Write the data of every chart, table and section into `data/`, and their dictionary; returns what the pages say of them.

    `measures` are those of the release; `others` says what is in the columns of files that are written beside these.
    """
    tables, released = prepared.shown_tables(), prepared.shown("released")
    sections = {table.name: table.section for table in tables}
    data: DataOf = {}
    for each in write_data(tables, released, Publication.of(params), public, measures, others):
        of_a_table = each.asked in sections
        section = sections[each.asked] if of_a_table else _section(each.asked, released)
        data.setdefault(section, []).append(_named(each, "" if of_a_table else each.title))
    return data


def dictionary_link(public: Path) -> DataLink:
    """How pages lead to the data dictionary."""
    path = public / DATA / DICTIONARY
    return {"name": path.stem, "size": path.stat().st_size, "title": DICTIONARY_TITLE} if path.is_file() else None


def description_links(public: Path) -> list[dict[str, str]]:
    """How pages lead to the descriptions of all data for programs."""
    return [
        {"name": name, "address": f"{DATA}/{file}"}
        for file, name in _DESCRIPTIONS.items()
        if (public / DATA / file).is_file()
    ]


def _named(each: WrittenFile, title: str) -> dict[str, Any]:
    return {"name": each.name, "size": each.bytes, "title": title}


def _section(name: str, sections: Iterable[str]) -> str:
    """The section that a file of all figures belongs to: its name begins with the section's."""
    return max((section for section in sections if f"{name}_".startswith(f"{section}_")), key=len)
