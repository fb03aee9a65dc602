"""The dataset `resolutions`: what a committee resolved and what its members asked when they last met about SEND."""

import pandera.pandas as pa

from send_analysis.datasets.rules import both_or_neither, not_before, not_long_ago
from send_analysis.datasets.spec import Event, Spec, column

KINDS = ("resolution", "question")

_COLUMNS = {
    "raised_on": column("date", "The day of the meeting; blank where the minute does not give it.", may_be_blank=True),
    "kind": column("code", "Whether the committee resolved it or members asked it.", KINDS),
    "raised_by": column("text", "Who did: the committee, or members; never a name."),
    "text": column("text", "What was resolved or asked, as the minute has it. It is printed in the committee paper."),
    "asks_for_action": column(
        "flag",
        "Whether anything is to be done about it; true where blank. A vote of thanks asks for nothing.",
        may_be_absent=True,
    ),
    "answer": column("text", "The answer, or what has been done. It is printed in the committee paper.", may_be_blank=True),
    "answered_on": column("date", "The day it was given or done.", may_be_blank=True),
    "due_on": column("date", "The last day by which it is to be answered or done.", may_be_blank=True),
    "due_text": column(
        "text", "How the paper says that day, where the minute gives none, for instance February 2021.", may_be_absent=True
    ),
}

_RULES = [
    not_long_ago("raised_on"),
    both_or_neither("answered_on", "answer", "An answer has its day, and a day its answer."),
    not_before("answered_on", "raised_on", "An answer follows what was asked."),
    not_before("due_on", "raised_on", "What is to be done lies ahead of the meeting."),
]

#: Nothing need happen in the list between two meetings.
RESOLUTIONS = Spec(
    name="resolutions",
    meaning="One row for each resolution of a committee, and for each question of its members, about SEND.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    happens_on="raised_on",
    later=(Event("answered_on", blanks=("answer",)),),
    kept=True,
    printed=True,
)
