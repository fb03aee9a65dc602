"""What the data files hold, for programs: CSV on the Web for the folder, and a schema.org description of the data set.

The latter is a file beside the data, `dataset.jsonld`: in a page it would be a script element, and our pages have none.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from send_analysis.core.figures import SYMBOLS
from send_analysis.publish.opendata.geography import NO_CODE, is_authority, place
from send_analysis.publish.opendata.keys import TIME, TITLES
from send_analysis.publish.opendata.tidy import DataFile
from send_analysis.publish.publication import Publication

#: Columns that tell rows apart, beside filters.
_KEYS = (*TIME, "geographic_level", "region_code", "old_la_code")

#: What the data dictionary is called.
DICTIONARY_TITLE = "Data dictionary"

Json = dict[str, Any]


def json_text(described: Json) -> str:
    """A description as the text of a file."""
    # One blank a level: the columns of a whole section are many, and two would be a fifth of the file.
    return json.dumps(described, indent=1, ensure_ascii=False) + "\n"


def csvw(
    files: Iterable[tuple[str, DataFile]], publication: Publication, dictionary: Mapping[str, str], dictionary_name: str
) -> Json:
    """CSV on the Web metadata of the folder: a table for each file, a column for each of its columns.

    Parameters
    ----------
    dictionary : the columns of the data dictionary, with what each says; empty where there is no dictionary.

    Source: W3C, Metadata Vocabulary for Tabular Data, 17 December 2015.
    """
    tables = [_table(name, content) for name, content in files]
    if dictionary:
        columns = [{"name": name, "titles": [name], "datatype": "string", "dc:description": said}
                   for name, said in dictionary.items()]  # fmt: skip
        tables.append({"url": dictionary_name, "dc:title": DICTIONARY_TITLE, "tableSchema": {"columns": columns}})
    described: Json = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": publication.title,
        "dc:description": description(publication),
        "dc:license": {"@id": publication.licence.address},
        "dc:publisher": publication.publisher,
        "dc:issued": None if publication.published_on is None else publication.published_on.isoformat(),
        "tables": tables,
    }
    return {name: value for name, value in described.items() if value is not None}


def dataset(files: Sequence[tuple[str, DataFile, int]], publication: Publication) -> Json:
    """A schema.org Dataset with a download for each file and a variable for each indicator; `files`: name, content, bytes."""
    address = publication.address or ""
    days = [day for _, content, _ in files for day in (content.first_day, content.last_day)]
    revised = publication.revision.revised_on
    described: Json = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": publication.title,
        "description": description(publication),
        "url": publication.address,
        "license": publication.licence.address,
        "publisher": _organisation(publication),
        "datePublished": None if publication.published_on is None else publication.published_on.isoformat(),
        "dateModified": None if revised is None else revised.isoformat(),
        "version": str(publication.revision.number),
        "creativeWorkStatus": publication.status,
        "inLanguage": "en-GB",
        "isAccessibleForFree": True,
        "temporalCoverage": f"{min(days)}/{max(days)}" if days else None,
        "spatialCoverage": _spatial(publication),
        "distribution": [_download(name, content.title, size, address) for name, content, size in files],
        "variableMeasured": _variables([content for _, content, _ in files]),
    }
    return {name: value for name, value in described.items() if value is not None}


def description(publication: Publication) -> str:
    """What the data are, in two or three sentences; that they are made up where they are."""
    symbols = "; ".join(f"{symbol}: {meaning}" for symbol, meaning in SYMBOLS.items())
    said = [
        f"Figures of {publication.publisher} on casework for children and young people with special educational needs and "
        f"disabilities, {publication.period.label}, as at {publication.as_at.isoformat()}.",
        f"In place of a number stands a symbol: {symbols}.",
    ]
    if publication.synthetic:
        said.append("They are worked out from made-up case records and describe no real child or case.")
    return " ".join(said)


def _table(name: str, content: DataFile) -> Json:
    meta = content.meta.set_index("col_name")
    names = [str(each) for each in content.data]
    schema: Json = {"columns": [_column(each, content.data[each], meta) for each in names]}
    keys = [each for each in names if each in _KEYS or each == "breakdown_topic" or _is_filter(each, meta)]
    filled = [each for each in keys if content.data[each].ne("").all()]
    if not content.data.duplicated(filled).any():
        schema["primaryKey"] = filled
    temporal = f"{content.first_day}/{content.last_day}"
    return {"url": name, "dc:title": content.title, "dc:temporal": temporal, "tableSchema": schema}


def _is_filter(column: str, meta: pd.DataFrame) -> bool:
    return column in meta.index and str(meta.at[column, "col_type"]) == "Filter"


def _column(name: str, cells: pd.Series, meta: pd.DataFrame) -> Json:
    if name in TITLES:
        six_digits = name == "time_period" and cells.str.len().eq(6).all()
        datatype = "gYear" if name == "time_period" and not six_digits else "string"
        return {"name": name, "titles": [name, TITLES[name]], "datatype": datatype}
    label = str(meta.at[name, "label"])
    if _is_filter(name, meta):
        hint = str(meta.at[name, "filter_hint"])
        return {"name": name, "titles": [name, label], "datatype": "string", "dc:description": hint, "required": True}
    datatype = "integer" if meta.at[name, "indicator_dp"] == "0" else "decimal"
    described: Json = {"name": name, "titles": [name, label], "datatype": datatype, "null": list(SYMBOLS)}
    unit = str(meta.at[name, "indicator_unit"])
    return described | ({"schema:unitText": unit} if unit else {})


def _organisation(publication: Publication) -> Json:
    contact = {"@type": "ContactPoint", "name": publication.contact_team, "email": publication.contact_email}
    return {"@type": "GovernmentOrganization", "name": publication.publisher, "contactPoint": contact}


def _spatial(publication: Publication) -> Json:
    found: Json = {"@type": "AdministrativeArea", "name": publication.area.name}
    if is_authority(publication.area.code):
        code = place(publication.area.code, publication.area.name)["new_la_code"]
        found |= {"identifier": code} if code != NO_CODE else {}
    return found


def _download(name: str, title: str, size: int, address: str) -> Json:
    return {
        "@type": "DataDownload",
        "name": title,
        "contentUrl": f"{address}data/{name}" if address else name,
        "encodingFormat": "text/csv",
        "contentSize": f"{size} B",
    }


def _variables(contents: Sequence[DataFile]) -> list[Json]:
    """Every indicator once, by its column's name and label."""
    found: dict[str, Json] = {}
    for content in contents:
        for row in content.meta.to_dict("records"):
            if row["col_type"] == "Indicator" and row["col_name"] not in found:
                unit = {"unitText": row["indicator_unit"]} if row["indicator_unit"] else {}
                told = {"@type": "PropertyValue", "name": row["col_name"], "description": row["label"]}
                found[row["col_name"]] = told | unit
    return list(found.values())
