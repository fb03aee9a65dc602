"""Values of the return as the datasets write them."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from send_analysis.sen2.fields import PLACE, SEN_SETTINGS, ModuleName
from send_analysis.sen2.joined import FLAGS, Flags, Joined, taken_texts
from send_analysis.sen2.rules.kinds import RANKS
from send_analysis.sen2.rules.places import NUMBER_FORMS, has_establishment

#: What a spreadsheet would run as a formula begins so.
_FORMULA = r"[=+\-@\t\r]"

#: What the datasets call a place with a URN or UKPRN.
ESTABLISHMENT = "establishment"


def texts(values: object, size: int) -> pd.Series:
    """One text for every row, or missing."""
    return pd.Series([values] * size, dtype="str")


def in_words(codes: pd.Series, words: Mapping[str, str]) -> pd.Series:
    """Codes as the datasets call them; missing where there is none or it is not known."""
    return codes.map(dict(words)).astype("str")


def where(condition: Flags, values: pd.Series | str) -> pd.Series:
    """The values where the condition holds, else missing."""
    if isinstance(values, str):
        values = texts(values, len(condition))
    return values.where(pd.Series(condition, index=values.index))


def flags_in_words(given: Flags, flags: Flags) -> pd.Series:
    """True and false; missing where nothing is given."""
    return where(given, pd.Series(np.where(flags, "true", "false"), dtype="str"))


def flag(the: Joined, module: ModuleName, name: str) -> pd.Series:
    """A flag of the return as true and false; missing where it says neither."""
    return in_words(the.code(module, name), {text: "true" if is_set else "false" for text, is_set in FLAGS.items()})


def settings(the: Joined, module: ModuleName) -> pd.Series:
    """Where each detail or placement is; missing where nothing says it, or two things do."""
    codes = the.code(module, "setting")
    named = where(codes.isin(SEN_SETTINGS).to_numpy(dtype=bool), codes)
    established = has_establishment(module, the)
    both = established & the.given(module, "setting")
    return named.mask(established, ESTABLISHMENT).mask(both)


def numbers(the: Joined, module: ModuleName, name: str) -> pd.Series:
    """URNs or UKPRNs; only what has the form of one."""
    return where(the.matches(module, name, NUMBER_FORMS[name]), the.text(module, name))


def ranks(the: Joined, module: ModuleName, name: str) -> pd.Series:
    """Ranks; missing where there is none or it is none."""
    return where(the.is_in(module, name, RANKS), the.text(module, name))


def person_ids(the: Joined) -> pd.Series:
    """The number of each person: the return's own, unless it could tell who it is."""
    return _ids(the, "person", PLACE.person)


def request_ids(the: Joined) -> pd.Series:
    """The number of each request: the return's own, unless it could tell who made it."""
    return _ids(the, "requests", PLACE.request)


def plan_ids(the: Joined, module: ModuleName) -> pd.Series:
    """For each record the number of its request, which is that of its plan; missing where there is no request."""
    return taken_texts(request_ids(the), the.at(module, "requests"))


def _ids(the: Joined, module: ModuleName, name: str) -> pd.Series:
    ids = the.text(module, name)
    own = the.is_personal(module, name)
    if module == "requests":  # which the template numbers by its person's number too
        own = own | the.flag_of(module, "person", the.is_personal("person", PLACE.person))
    if own.any():
        numbered = pd.Series(the.records(module).astype(str), dtype="str")
        ids = ids.mask(own, "record-" + numbered)
    runs = ids.str.match(_FORMULA).fillna(False).astype(bool)
    return ids.mask(runs, "id" + ids) if runs.any() else ids
