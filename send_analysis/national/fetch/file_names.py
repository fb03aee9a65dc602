"""Names of files from titles that others chose."""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence

from send_analysis.national.fetch.answers import DataSet

#: In characters, so that with folder, version and endings the path stays below the 260 of Windows.
_LONGEST = 120


def stems(data_sets: Sequence[DataSet]) -> dict[DataSet, str]:
    """The beginning of each data set's file name: its title in lower-case letters, digits and hyphens.

    Where the title is too long, has no such character or is not the only one of its kind, the beginning of its id follows.
    """
    slugs = {each: slug(each.title) for each in data_sets}
    often = Counter(slugs.values())
    return {each: found if _is_enough(found, often) else _with_id(found, each) for each, found in slugs.items()}


def slug(text: str) -> str:
    """A text in lower-case letters of English, digits and single hyphens; nothing else can come of it."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")


def _is_enough(found: str, often: Counter[str]) -> bool:
    return 0 < len(found) <= _LONGEST and often[found] == 1


def _with_id(found: str, data_set: DataSet) -> str:
    return f"{found[:_LONGEST].strip('-') or 'data-set'}-{data_set.id.hex[:8]}"
