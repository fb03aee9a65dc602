"""The dataset `appeals`: appeals to the First-tier Tribunal (Special Educational Needs and Disability)."""

import pandera.pandas as pa

from send_analysis.datasets.rules import both_or_neither, not_before, not_long_ago, only_with
from send_analysis.datasets.spec import Event, Spec, column

GROUNDS = (
    "refusal_to_assess", "refusal_to_issue", "contents", "refusal_to_amend", "refusal_to_reassess", "cease",
)  # fmt: skip

#: The sections of a plan that an appeal can be about.
APPEALED_SECTIONS = tuple("BCDFGHI")

OUTCOMES = ("in_favour_of_appellant", "in_favour_of_authority", "conceded", "withdrawn", "struck_out")

_COLUMNS = {
    "appeal_id": column("key", "The appeal's own number."),
    "person_id": column("key", "The number of the child or young person, as in requests; never a name."),
    "registered_on": column("date", "The day the Tribunal registered the appeal."),
    "ground": column("code", "What is appealed against.", GROUNDS),
    "sections": column("set", "The sections appealed, for appeals against the contents of a plan.", APPEALED_SECTIONS),
    "outcome": column("code", "How the appeal ended; blank while it is open.", OUTCOMES, may_be_blank=True),
    "outcome_on": column("date", "The day it ended.", may_be_blank=True),
}

_RULES = [
    not_long_ago("registered_on"),
    only_with("sections", "ground", ["contents"], "Only an appeal against the contents of a plan has sections."),
    not_before("outcome_on", "registered_on", "An appeal ends after it was registered."),
    both_or_neither("outcome_on", "outcome", "An appeal that has ended has an outcome and its day."),
]

APPEALS = Spec(
    name="appeals",
    meaning="One row for each appeal registered.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("appeal_id",),
    happens_on="registered_on",
    later=(Event("outcome_on", blanks=("outcome",)),),
)
