"""What is said around published figures: where they are from, which neighbours were used, and what is not there."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from html import escape

from send_analysis.core.period import in_words
from send_analysis.national.neighbours import InForce
from send_analysis.national.vintage import Vintage

_CODE = re.compile("`([^`]+)`")


def missing_files(sentences: Iterable[str], how_to: str = "") -> str:
    """What is missing, and how to get it, as a paragraph; the words in backticks are a command."""
    text = _CODE.sub(r"<code>\1</code>", escape(" ".join(filter(None, [*sentences, how_to]))))
    return f'<p class="no-data">{text}</p>'


def differences(differing: Sequence[str], unknown: Sequence[str]) -> str:
    """What others state and the data do not say, and what the data cannot tell, each as a list; empty where there is neither."""
    said = "Here the data say something else than what was stated, and this page says what the data say:"
    return _list(said, differing) + _list("These statements cannot be held against the data that are at hand:", unknown)


def sources_of(sources: Sequence[str]) -> str:
    """The files and facts that figures are from, as HTML."""
    licence = "<p>Contains public sector information licensed under the Open Government Licence v3.0.</p>"
    return (
        _list("Published figures are from:", sources) + licence if sources else "<p>There are no published figures here.</p>"
    )


def published_later(vintages: Iterable[Vintage], as_at: date) -> str:
    """Which files were published after a day, as a paragraph; empty where none is known to have been."""
    later = [each.file for each in vintages if (each.published[:7] or f"{each.edition:04}-01") > f"{as_at:%Y-%m}"]
    if not later:
        return ""
    return (
        f"<p>Published after {escape(in_words(as_at))}, the day of these figures: {escape(', '.join(later))}. "
        "What was known then may differ.</p>"
    )


def neighbours_version(used: InForce, as_at: date) -> str:
    """Which version of the neighbours was used, as a paragraph."""
    said = f"Statistical neighbours are those of the Department’s model of {used.model.version}, for all years"
    if used.was_in_force:
        return f"<p>{said}. It was in force on {in_words(as_at)}.</p>"
    return f"<p>{said}. No version that was in force on {in_words(as_at)} is at hand, so the nearest is used.</p>"


def _list(said: str, items: Sequence[str]) -> str:
    listed = "".join(f"<li>{escape(each)}</li>" for each in items)
    return f"<p>{said}</p><ul>{listed}</ul>" if items else ""
