"""The many names of modules and fields: elements, columns of the CSV export, labels of the template, misspellings."""

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from send_analysis.sen2.fields import HEADER, MODULES, Field, ModuleName

#: What the CSV export and the template keep beside the fields, in `plain` form.
_HOUSEKEEPING = re.compile(r"recordtype|la|nativeid|sourceid|\w+tableid|\w+orderseqcolumn")

#: The keys of the template's tables, in `plain` form; before a return is submitted some call them as the export does.
PERSON_KEYS = ("personid", "persontableid")
REQUEST_KEYS = ("requestsrecordid", "requestrecordid", "requestid", "requeststableid")

_NAMESPACE = re.compile(r"^\{[^}]*\}")
_REMARK = re.compile(r"\([^)]*\)")
_ITEM_NUMBER = re.compile(r"^\s*\d+(?:\.\d+)*[a-z]?\.?\s+")


@lru_cache(maxsize=4096)
def plain(name: str) -> str:
    r"""A name without what it may be written with or without: case, punctuation, white space, remarks, an item's number.

    "2.1 Date request\nwas received* (ccyy-mm-dd)" becomes "daterequestwasreceived".
    """
    name = _ITEM_NUMBER.sub("", _REMARK.sub("", _NAMESPACE.sub("", name)).lower())
    return "".join(letter for letter in name if letter.isalnum())


def local(name: str) -> str:
    """An element's name without its namespace."""
    return _NAMESPACE.sub("", name)


def field_named(module: ModuleName, name: str) -> str | None:
    """Our name of a module's field, from any of its names."""
    return _fields(module).get(plain(name))


def header_field_named(name: str) -> str | None:
    """Our name of a field of the header, from any of its names."""
    return _by_names(HEADER).get(plain(name))


def module_named(name: str) -> ModuleName | None:
    """The module, from its element, its file or its title in the template."""
    return _modules().get(plain(name))


def is_housekeeping(name: str) -> bool:
    """Whether a column is one that the form itself adds: record type, keys, sequence."""
    return _HOUSEKEEPING.fullmatch(plain(name)) is not None or plain(name) in PERSON_KEYS + REQUEST_KEYS


def nothing_named(element: str) -> str:
    """What is said in place of names that mean nothing where none of the element's fields is named beside them."""
    return f"{element} (none of its fields is named)"


@cache
def _fields(module: ModuleName) -> dict[str, str]:
    return _by_names(MODULES[module].fields)


@cache
def _by_names(fields: tuple[Field, ...]) -> dict[str, str]:
    return {plain(name): each.name for each in fields for name in (each.xml, each.label, *each.aliases)}


@cache
def _modules() -> dict[str, ModuleName]:
    # A workbook that is made before the return is submitted calls its sheets by the titles without their last word.
    names = {
        name: (each.element, each.file, each.title, re.sub(r" Records?$", "", each.title)) for name, each in MODULES.items()
    }
    return {plain(name): module for module, own in names.items() for name in _singular_and_plural(own)}


def _singular_and_plural(names: Iterable[str]) -> set[str]:
    return {name for each in names for name in (each, each.removesuffix("s"), f"{each.removesuffix('s')}s")}
