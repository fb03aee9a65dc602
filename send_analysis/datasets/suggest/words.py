"""What the words mean by which councils' systems and spreadsheets write a dataset's codes, sets and flags."""

import re
from functools import cache
from pathlib import Path

import yaml

from send_analysis.datasets.coerce import FLAGS
from send_analysis.datasets.spec import Spec, allowed_in, kind_of

#: What a blank means in a column that must be given.
MEANING_OF_A_BLANK = {"requests.decision": "pending"}

_APART = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s*(?:[;,/+&]|\band\b)\s*", re.IGNORECASE)
_LABELLED = re.compile(r"^\s*(.+?)\s*(?:\s[-–—:]\s|[:(])\s*(.+?)\)?\s*$", re.DOTALL)


def _plain(text: str) -> str:
    return _APART.sub(" ", text).strip().casefold()


@cache
def _listed() -> dict[str, dict[str, str]]:
    """The file beside this module: for each column its values, and the other words for each with `;` between them."""
    text = Path(__file__).with_suffix(".yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)


@cache
def _blank_words() -> frozenset[str]:
    return frozenset({"", *(_plain(word) for word in str(_listed()["blank"]).split(";"))})


@cache
def _words(dataset: str, column: str) -> dict[str, str]:
    """What each known word of a column means."""
    values = _listed().get(f"{dataset}.{column}", {})
    meant = {_plain(word): value for value, words in values.items() for word in words.split(";")}
    return dict.fromkeys(_blank_words(), "") | meant


def meaning(spec: Spec, column: str, text: str) -> tuple[str, bool] | None:
    """What a text means in a column of codes, a set or flags, and whether all of its words are known ones; None for neither."""
    each = spec.columns[column]
    kind, allowed = kind_of(each), allowed_in(each)
    if (own := _own(kind, allowed, text)) is not None:
        return own, True
    words = _words(spec.name, column)
    if (plain := _plain(text)) in words and (words[plain] or each.nullable or kind == "set"):
        return words[plain], True
    if kind == "set" and len(parts := [part for part in _PARTS.split(text) if part]) > 1:
        found = [meaning(spec, column, part) for part in parts]
        if all(found):
            joined = ";".join(dict.fromkeys(each[0] for each in found if each and each[0]))
            return joined, all(each[1] for each in found if each)
    return _labelled(spec, column, text)


def _own(kind: str, allowed: tuple[str, ...], text: str) -> str | None:
    """A text that the dataset reads by itself."""
    if kind == "flag":
        return str(FLAGS[text.strip().lower()]).lower() if text.strip().lower() in FLAGS else None
    by_plain = {_plain(value): value for value in allowed}
    return by_plain.get(_plain(text))


def _labelled(spec: Spec, column: str, text: str) -> tuple[str, bool] | None:
    """A code beside its words: "ASD - autism", "Yes: assess", "autism (ASD)". What stands beside a known word may be anything."""
    if not (found := _LABELLED.match(text)):
        return None
    both = [meaning(spec, column, part) for part in found.groups()]
    known = [each for each in both if each is not None and each[0]]
    if not known or len({each[0] for each in known}) > 1:
        return None
    return known[0][0], all(each is not None and each[1] for each in both)


def is_blank_word(text: str) -> bool:
    """Whether a text says that there is no value."""
    return _plain(text) in _blank_words()
