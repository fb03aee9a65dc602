"""How like a name in an extract is one of those by which councils call the columns of a dataset."""

import re
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

import yaml

#: How like a known name a name must be, from 0 to 1, to be proposed for its sake, and to need no second look.
LIKE, SAME = 0.72, 0.95

#: Words that mean the same in a name, and words that mean nothing (those without another).
_SAME_WORDS = {
    "dt": "date", "day": "date", "on": "date", "rcvd": "received", "recd": "received", "rec": "received", "recvd": "received",
    "ref": "reference", "no": "number", "num": "number", "nr": "number", "ident": "id", "identifier": "id", "unique": "",
    "ehcp": "plan", "ehc": "", "ehcps": "plan", "plans": "plan", "requests": "request", "assessments": "assessment",
    "the": "", "of": "", "was": "", "a": "", "an": "", "is": "", "in": "", "for": "", "has": "", "yn": "", "sen": "", "la": "",
    "cyp": "child", "yp": "child", "pupil": "child", "student": "child", "issue": "issued", "finalised": "final",
    "referral": "request", "sent": "issued", "send": "", "sections": "section", "grounds": "ground", "exceptions": "exception",
    "apply": "", "your": "", "statutory": "", "appt": "appointment", "ann": "annual", "rev": "review", "ass": "assessment",
}  # fmt: skip

#: A column with one of these words in its name tells who a person is, or is about the record and not the case.
_NEVER = frozenset(
    "name forename surname firstname lastname dob birth birthdate upn uln nhs postcode address telephone phone mobile email "
    "parent carer mother father ethnicity religion modified updated printed exported officer caseworker coordinator".split()
)
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)|(?<=\d)(?=[A-Za-z])")
_WORD = re.compile(r"[^\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name as they are compared, in the order of the alphabet."""
    plain = _CAMEL.sub(" ", name).casefold().replace("rec'd", "received").replace("y/n", "")
    return tuple(sorted({meant for word in _WORD.findall(plain) if (meant := _SAME_WORDS.get(word, word))}))


def is_never_used(name: str, dataset: str) -> bool:
    """Whether a column is left alone because of its name: it tells a person, or is about the record."""
    plain = set(_WORD.findall(_CAMEL.sub(" ", name).casefold()))
    allowed = {"officer"} if dataset in ("audits", "improvement_actions") else set()  # there it is a post
    return bool(plain & (_NEVER - allowed))


@cache
def synonyms() -> dict[str, dict[str, str]]:
    """The other names of each column of each dataset, as the file beside this module lists them, with `;` between them."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


def names_of(dataset: str, column: str) -> list[str]:
    """All names of a column, its own first."""
    others = synonyms().get(dataset, {}).get(column, "").split(";")
    return [column, *(name.strip() for name in others if name.strip())]


@cache
def _known(dataset: str, column: str) -> tuple[tuple[str, ...], ...]:
    names = [name.replace("_at", "_date") for name in names_of(dataset, column)]
    return tuple(dict.fromkeys(words for name in names if (words := words_of(name))))


@cache
def likeness(name: str, dataset: str, column: str) -> float:
    """How like one of the names of a column a name is, from 0 to 1; 1 for the dataset's own name."""
    if name == column:
        return 1.0
    words = words_of(name)
    return max((_alike(words, known) for known in _known(dataset, column)), default=0.0) if words else 0.0


def _alike(words: tuple[str, ...], known: tuple[str, ...]) -> float:
    if words == known:
        return 0.99
    shared = len(set(words) & set(known))
    share = 2 * shared / (len(words) + len(known))
    letters = SequenceMatcher(None, " ".join(words), " ".join(known)).ratio()
    return min(0.94, 0.6 * share + 0.4 * letters)
