"""The abbreviations in a text, and what they stand for."""

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import yaml

from send_analysis.core.figures import SYMBOLS

#: What looks like an abbreviation: capitals, one small letter after each at most, perhaps a number or the s of a plural.
_LIKE_ONE = re.compile(r"(?<![\w@./-])(?:[A-Z][a-z]?){2,}[0-9]*s?(?![\w@]|\.\w)")

_ROMAN_NUMBER = re.compile(r"[IVX]+")


@cache
def glossary() -> dict[str, str]:
    """What each known abbreviation stands for: those of glossary.yaml, and the symbols of figures as they are printed, "[c]"."""
    text = files("send_analysis.present").joinpath("glossary.yaml").read_text(encoding="utf-8")
    return yaml.safe_load(text) | {f"[{symbol}]": meaning for symbol, meaning in SYMBOLS.items()}


def explained(text: str, own: Mapping[str, str] | None = None) -> dict[str, str]:
    """The known abbreviations that stand in a text, in alphabetical order, with what they stand for.

    Those in what one stands for are among them, so that a reader is left with none.

    Parameters
    ----------
    own : abbreviations of the authority's own; they come before the common ones.
    """
    known = glossary() | dict(own or {})
    found: dict[str, str] = {}
    while more := [each for each in known if each not in found and _stands_in(each, text)]:
        found |= {each: known[each] for each in more}
        text = " ".join(known[each] for each in more)
    return dict(sorted(found.items(), key=lambda pair: (pair[0].strip("[").casefold(), pair[0])))


def unexplained(text: str, own: Mapping[str, str] | None = None) -> list[str]:
    """What looks like an abbreviation in a text and is not known, each once, in order of appearance."""
    known = glossary() | dict(own or {})
    alike = dict.fromkeys(_LIKE_ONE.findall(text))
    return [
        each for each in alike if not {each, each.removesuffix("s")} & known.keys() and not _ROMAN_NUMBER.fullmatch(each)
    ]


def _stands_in(abbreviation: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(abbreviation)}s?(?!\w)", text) is not None
