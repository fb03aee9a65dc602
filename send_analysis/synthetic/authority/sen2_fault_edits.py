"""What a kind of fault of a SEN2 return is, and the words in which the kinds are told."""

from dataclasses import dataclass

from send_analysis.sen2.fields import ModuleName
from send_analysis.synthetic.authority.sen2_draft import Draft, Edit, Value
from send_analysis.synthetic.authority.sen2_parts import Key
from send_analysis.synthetic.authority.writing import Form

ANY: tuple[Form, ...] = ("sen2-xml", "sen2-csv", "sen2-template")

#: A message nests its records: there is no orphan in it, and no number twice.
KEYED: tuple[Form, ...] = ("sen2-csv", "sen2-template")
MESSAGE: tuple[Form, ...] = ("sen2-xml",)
TEMPLATE: tuple[Form, ...] = ("sen2-template",)

NO_DAY, NO_CODE, NO_FLAG = "2025-02-30", "ZZ", "perhaps"


@dataclass(frozen=True)
class Found:
    """What finds a fault: the rule, and in which sets of records of its module."""

    rule: str
    module: ModuleName
    places: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class ReturnFault:
    """One kind of fault.

    Parameters
    ----------
    found : by what it is found, and in which records.
    edits : what makes sound requests have it.
    field : the field that is looked at, where it is one.
    follows : what else is found because of it.
    forms : the forms of a return that can have it.
    in_pairs : whether each person has two requests.
    once : whether it is found once, however often it is there.
    """

    found: Found
    edits: tuple[Edit, ...]
    field: str = ""
    follows: tuple[Found, ...] = ()
    forms: tuple[Form, ...] = ANY
    in_pairs: bool = False
    once: bool = False


def put(module: ModuleName, place: int = 0, **fields: Value) -> Edit:
    """Change fields of a set of records."""
    return lambda draft: draft.put(module, place, **fields)


def drop(*modules: ModuleName) -> Edit:
    """Take out modules with all below."""

    def edit(draft: Draft) -> None:
        for module in modules:
            draft.drop(module)

    return edit


def add(module: ModuleName, key: Key = "own", **fields: Value) -> Edit:
    """Add another set of records like the first."""
    return lambda draft: draft.add(module, key, **fields)


def mark(module: ModuleName, **marks: str) -> Edit:
    """Have a set of records written in another way."""
    return lambda draft: draft.mark(module, **marks)


def of_field(rule: str, module: ModuleName, name: str, value: Value, *before: Edit, place: int = 0) -> ReturnFault:
    """A fault of one field."""
    return ReturnFault(Found(rule, module, (place,)), (*before, put(module, place, **{name: value})), name)


def orphan(rule: str, module: ModuleName, **fields: Value) -> ReturnFault:
    """A record whose parent is not there."""
    return ReturnFault(Found(rule, module, (1,)), (add(module, "nobody", **fields),), forms=KEYED)


def twice(rule: str, module: ModuleName) -> ReturnFault:
    """A record of which there is one at most, and here two."""
    return ReturnFault(Found(rule, module, (0, 1)), (add(module),))


def looking_like_a_pupil(ids: str) -> Edit:
    """Give persons or requests a number that has the form of a UPN; it is made up."""
    return lambda draft: draft.number_like_pupils(ids)
