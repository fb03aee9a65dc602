"""How the status of an action is shown: as a word and a shape, never by colour alone."""

from typing import Any

import pandas as pd
from markupsafe import Markup

from send_analysis.core.params.improvement_plan import Status

#: A shape for each status, which differs from the others in outline or filling, so that it can be told in black and white. A
#: screen reader does not read it: the word beside it says the same.
SHAPES: dict[Status, str] = {
    "complete": "■",
    "on_track": "●",
    "at_risk": "▲",
    "off_track": "◆",
    "paused": "□",
    "not_started": "○",
}

#: What stands where an action states no status.
_NO_STATUS = "not stated"

#: Between the shape and the words, so that they stay on one line.
_JOINT = "\N{NO-BREAK SPACE}"


def status_words(status: Any) -> str:
    """A status in a sentence: "on track", or "not stated" where it is missing."""
    return _NO_STATUS if pd.isna(status) else str(status).replace("_", " ")


def status_cell(status: Any) -> Markup:
    """A status in a table: its shape, hidden from screen readers, and its word."""
    word = status_words(status).capitalize().replace(" ", _JOINT)
    if (shape := SHAPES.get(status)) is None:
        return Markup("{}").format(word)
    return Markup('<span class="shape" aria-hidden="true">{}</span>{}{}').format(shape, _JOINT, word)
