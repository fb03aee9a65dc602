"""The SEN2 return as an XML message, written as it comes."""

from collections.abc import Iterable, Mapping
from functools import reduce
from pathlib import Path
from xml.sax.saxutils import escape

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from send_analysis.sen2.fields import HEADER, MODULES, ModuleName
from send_analysis.synthetic.authority.sen2_parts import Part, Records, Written

#: In the header's first group; the others are in its second.
_COLLECTION_DETAILS = ("collection", "year", "reference_date")


def write_message(path: Path, header: Mapping[str, str], parts: Iterable[Part]) -> Written:
    """Write the message."""
    numbers = dict.fromkeys(MODULES, 0)
    with path.open("wb") as file:
        file.write(f'<?xml version="1.0" encoding="utf-8"?>\n<Message>\n{_header(header)}<Persons>\n'.encode())
        for part in parts:
            file.write("".join(_persons(part).to_pylist()).encode())
            for records in part.records:
                numbers[records.module] += int(records.there.sum())
        file.write(b"</Persons>\n</Message>\n")
    return Written(numbers, dict.fromkeys(MODULES, 1))


def _header(header: Mapping[str, str]) -> str:
    fields = {each.name: f"<{each.xml}>{escape(header[each.name])}</{each.xml}>" for each in HEADER if each.name in header}
    details = "".join(text for name, text in fields.items() if name in _COLLECTION_DETAILS)
    source = "".join(text for name, text in fields.items() if name not in _COLLECTION_DETAILS)
    return f"<Header><CollectionDetails>{details}</CollectionDetails><Source>{source}</Source></Header>\n"


def _persons(part: Part) -> pa.Array:
    """The text of each request, with its person's own before the first and the end of the person after the last."""
    person = part.of("person")[0]
    is_last = np.append(part.persons[1:] != part.persons[:-1], True)[-len(part.persons) :]
    opening = _if(person.there, _joined("<Person>", _fields(person)))
    closing = _if(is_last, pa.array(np.full(len(is_last), "</Person>\n")))
    return _joined(opening, _element("requests", part), closing)


def _element(module: ModuleName, part: Part) -> pa.Array:
    """Each request's elements of a module with all below, empty where it has none."""
    below = [_element(name, part) for name, each in MODULES.items() if each.parent == module]
    name = MODULES[module].element
    elements = [
        _if(records.there, _joined(f"<{name}>", _fields(records), *(below if records.below else ()), f"</{name}>"))
        for records in part.of(module)
    ]
    return reduce(_joined, elements)


def _fields(records: Records) -> pa.Array:
    written = [each for each in MODULES[records.module].fields if each.name in records.values]
    twice = [each for each in written if each.name == records.twice]
    texts = [_field(each.xml, records.values[each.name]) for each in (*written, *twice)]
    return _joined(*texts, f"<{records.unknown}>made up</{records.unknown}>" if records.unknown else "")


def _field(element: str, values: pa.Array) -> pa.Array:
    """The element of a field, dates as 2025-09-28; empty where it has no value."""
    return pc.fill_null(pc.binary_join_element_wise(f"<{element}>", values.cast(pa.string()), f"</{element}>", ""), "")


def _joined(*texts: pa.Array | str) -> pa.Array:
    return pc.binary_join_element_wise(*texts, "")


def _if(flags: np.ndarray, texts: pa.Array) -> pa.Array:
    return pc.if_else(pa.array(flags), texts, "")
