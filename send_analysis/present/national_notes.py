"""What is said around published figures: where they are from, which neighbours were used, and what is not there."""

import re
from collections.abc import Iterable
from datetime import date
from html import escape

from send_analysis.core.period import in_words
from send_analysis.national.national import National
from send_analysis.national.neighbours import InForce

_CODE = re.compile("`([^`]+)`")


def missing_files(sentences: Iterable[str], how_to: str = "") -> str:
    """What is missing, and how to get it, as a paragraph; the words in backticks are a command."""
    text = _CODE.sub(r"<code>\1</code>", escape(" ".join(filter(None, [*sentences, how_to]))))
    return f'<p class="no-data">{text}</p>'


def differences(sentences: Iterable[str]) -> str:
    """What others state and the data do not say, as a list."""
    items = "".join(f"<li>{escape(each)}</li>" for each in sentences)
    return f"<p>Here the data say something else than what was stated, and this page says what the data say:</p><ul>{items}</ul>"


def sources_of(national: National, neighbours: InForce | None, as_at: date) -> str:
    """The files and the version of the neighbours, as HTML; empty where there are neither."""
    used = [vintage for vintage in national.vintages if vintage in set(national.complete.values())]
    notes = []
    later = [each for each in used if each.published and each.published[:7] > f"{as_at:%Y-%m}"]
    if later:
        notes.append(
            f"Published after {in_words(as_at)}, the day of these figures: {', '.join(each.file for each in later)}. "
            "What was known then may differ."
        )
    notes += ["Contains public sector information licensed under the Open Government Licence v3.0."] if used else []
    items = "".join(f"<li>{escape(each.text)}</li>" for each in used)
    told = f"<p>Published figures are from these files:</p><ul>{items}</ul>" if items else ""
    version = neighbours_version(neighbours, as_at) if neighbours else ""
    return told + version + "".join(f"<p>{escape(note)}</p>" for note in notes)


def neighbours_version(used: InForce, as_at: date) -> str:
    """Which version of the neighbours was used, as a paragraph."""
    said = f"Statistical neighbours are those of the Department’s model of {used.model.version}"
    if used.was_in_force:
        return f"<p>{said}, which was in force on {in_words(as_at)}.</p>"
    return f"<p>{said}. No version that was in force on {in_words(as_at)} is at hand, so the nearest is used.</p>"
