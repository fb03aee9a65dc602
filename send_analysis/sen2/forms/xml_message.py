"""The XML message of the SEN2 return, person by person, so that a return of any size takes the same memory."""

from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from send_analysis.core.errors import DataError
from send_analysis.sen2.forms.xml_records import Records, within
from send_analysis.sen2.names import header_field_named, local, module_named, nothing_named, plain
from send_analysis.sen2.tables import Batch

#: A message is data and nothing else: no entity is replaced, no document type or address looked up. Without lxml's
#: `huge_tree` its own limits on a single text and on nesting stay in force; a message of any length is read all the same.
_SAFE = {
    "resolve_entities": False, "load_dtd": False, "no_network": True, "remove_comments": True, "remove_pis": True,
    "remove_blank_text": True,
}  # fmt: skip

#: An element is asked for by its exact letters. A person that is written otherwise is found too, when the next one ends.
_HEADER = tuple(f"{{*}}{name}" for name in ("Header", "header", "HEADER"))
_PERSON = tuple(f"{{*}}{name}" for name in ("Person", "person", "PERSON"))

#: What stands around the fields of the header.
_GROUPS = ("header", "collectiondetails", "source")

#: How much is read at most to see what a file is.
_START, _PIECE = 1 << 20, 1 << 12

_ENCODING = frozenset(
    (
        etree.ErrorTypes.ERR_INVALID_CHAR,
        etree.ErrorTypes.ERR_INVALID_ENCODING,
        etree.ErrorTypes.ERR_UNKNOWN_ENCODING,
        etree.ErrorTypes.ERR_UNSUPPORTED_ENCODING,
    )
)


def read_message(path: Path, file: str, persons: int) -> Iterator[Batch]:
    """The persons of a message, so many at a time; one batch without records where there are none.

    Raises
    ------
    DataError
        When the file is not a message, or is damaged: perhaps only after some batches, which must not be used then.
    """
    _check_start(path, file)
    records, header = Records(), _Header(file)
    with path.open("rb") as source:
        elements = etree.iterparse(source, events=("end",), tag=_HEADER + _PERSON, **_SAFE)
        for element in _sound(elements, file):
            if plain(element.tag) == "header":
                header.take(element, records)
            else:
                _take_earlier(element, records)
                records.take_person(element)
                element.clear()
            if records.waiting >= persons:
                yield records.batch(header.values)
        for element in elements.root:
            _take(element, records)
    if records.waiting or not records.batches:
        yield records.batch(header.values)


def _sound(elements: Iterator[tuple[str, etree._Element]], file: str) -> Iterator[etree._Element]:
    """The elements, as far as the message is sound."""
    try:
        for _, element in elements:
            yield element
    except etree.XMLSyntaxError as error:
        raise _damaged(error, file) from None


def _damaged(error: etree.XMLSyntaxError, file: str) -> DataError:
    # What the parser says itself may quote the message.
    if error.code in _ENCODING:
        what = "a character is not of the encoding that the first line names, or is not allowed in XML"
    else:
        what = "the XML is damaged here or breaks off"
    return DataError(f"{file}: line {error.lineno or 1}: {what}. Nothing of it is used. Export the return again.")


def _check_start(path: Path, file: str) -> None:
    """Raise what can be said before any record is read."""
    parser = etree.XMLPullParser(events=("start",), **_SAFE)
    with path.open("rb") as source:
        try:
            while source.tell() < _START and (piece := source.read(_PIECE)):
                parser.feed(piece)
                for _, root in parser.read_events():
                    return _check_root(root, file)
        except etree.XMLSyntaxError as error:
            raise _damaged(error, file) from None
    raise DataError(f"{file}: is not a SEN2 return: it does not begin as an XML message does.")


def _check_root(root: etree._Element, file: str) -> None:
    if root.getroottree().docinfo.doctype:
        raise DataError(
            f"{file}: declares a document type (<!DOCTYPE), which a SEN2 return never does and which could be used to read"
            " other files. Export the return again."
        )
    if plain(root.tag) != "message":
        raise DataError(f"{file}: is not a SEN2 return: its outermost element is {local(root.tag)}, not Message.")


class _Header:
    """The header's fields, however they are grouped."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.values: dict[str, str] = {}

    def take(self, element: etree._Element, records: Records) -> None:
        if records.persons:
            raise DataError(f"{self.file}: the Header stands after the first Person. Export the return again.")
        names = {each.tag: header_field_named(each.tag) for each in element.iter(etree.Element)}
        for each in element.iter(etree.Element):
            name = names[each.tag]
            if name is not None and each.text and each.text.strip():
                self.values.setdefault(name, each.text.strip())
            elif name is None and len(each) == 0 and plain(each.tag) not in _GROUPS:
                is_named = any(names.values())
                records.unknown.add(f"Header/{local(each.tag)}" if is_named else nothing_named("Header"))


def _take_earlier(person: etree._Element, records: Records) -> None:
    """Take what stands before a person and has not been taken, and free what has."""
    parent = person.getparent()
    while parent is not None and (earlier := person.getprevious()) is not None:
        _take(earlier, records)
        parent.remove(earlier)


def _take(element: etree._Element, records: Records) -> None:
    """Take what was not taken as it was read, because its name is written otherwise or means nothing to us."""
    if f"{{*}}{local(element.tag)}" in _HEADER + _PERSON:
        return
    if plain(element.tag) == "persons":
        for each in element:
            _take(each, records)
    elif module_named(element.tag) == "person":
        records.take_person(element)
    else:
        records.unknown.add(within(element, element.getparent()))
