"""What describes a release's data files to programs: CSV on the Web, and a schema.org data set.

The second is a file of its own, not a script element in the page: pages hold no scripts of any kind.
Sources: W3C, Metadata Vocabulary for Tabular Data; schema.org, Dataset; Department for Education, open data standard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from send_analysis.core.figures import SYMBOLS
from send_analysis.publish.publication import Publication

if TYPE_CHECKING:
    from send_analysis.publish.opendata.files import DataFile

#: The columns that every file has, and what each is called.
_STANDARD_TITLES = {
    "time_period": "Time period",
    "time_identifier": "Kind of period",
    "geographic_level": "Geographic level",
    "country_code": "Country code",
    "country_name": "Country",
    "region_code": "Region code",
    "region_name": "Region",
    "new_la_code": "Local authority code (Office for National Statistics)",
    "old_la_code": "Local authority code (Department for Education)",
    "la_name": "Local authority",
    "breakdown_topic": "Breakdown topic",
}


def csv_on_the_web(data: Sequence[DataFile], publication: Publication) -> dict[str, Any]:
    """The description of all files as CSV on the Web reads it."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": publication.title,
        "dc:publisher": publication.publisher,
        "dc:license": {"@id": publication.licence.address},
        **({"dc:issued": publication.published_on.isoformat()} if publication.published_on else {}),
        "tables": [_table(each) for each in data],
    }


def data_set(data: Sequence[DataFile], publication: Publication) -> dict[str, Any]:
    """The release as schema.org describes a data set, with a download for each file."""
    base = f"{publication.address}data/" if publication.address else ""
    return {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": publication.title,
        "description": _description(publication),
        "creator": {"@type": "Organization", "name": publication.publisher},
        "license": publication.licence.address,
        "temporalCoverage": f"{publication.period.start}/{publication.period.end}",
        "spatialCoverage": publication.area.name,
        "isAccessibleForFree": True,
        **({"url": publication.address} if publication.address else {}),
        **({"datePublished": publication.published_on.isoformat()} if publication.published_on else {}),
        "version": str(publication.revision.number),
        "distribution": [
            {"@type": "DataDownload", "name": each.title, "encodingFormat": "text/csv", "contentUrl": f"{base}{each.file}"}
            for each in data
        ],
    }


def _description(publication: Publication) -> str:
    made_up = " An example: all rows behind it are made up." if publication.synthetic else ""
    return (
        f"Casework for children and young people with special educational needs and disabilities in {publication.area.name}, "
        f"{publication.period.label}, published by {publication.publisher}.{made_up}"
    )


def _table(each: DataFile) -> dict[str, Any]:
    labels = _STANDARD_TITLES | dict(zip(each.table.meta["col_name"], each.table.meta["label"], strict=True))
    kinds = dict(zip(each.table.meta["col_name"], each.table.meta["col_type"], strict=True))
    return {
        "url": each.file,
        "dc:title": each.title,
        "tableSchema": {"columns": [_column(name, labels[name], kinds.get(name, "")) for name in each.table.data.columns]},
    }


def _column(name: str, title: str, kind: str) -> dict[str, Any]:
    if kind == "Indicator":
        return {"name": name, "titles": title, "datatype": "number", "null": list(SYMBOLS)}
    return {"name": name, "titles": title, "datatype": "gYear" if name == "time_period" else "string"}
