"""The dataset `advice`: the advice asked of other bodies for each assessment."""

import pandera.pandas as pa

from send_analysis.datasets.rules import not_before, not_long_ago
from send_analysis.datasets.spec import Event, Spec, column

AGENCIES = ("educational_psychology", "health", "social_care", "school", "other")

_COLUMNS = {
    "request_id": column("key", "The request that the advice is for."),
    "agency": column("code", "Who was asked; school includes early years providers.", AGENCIES),
    "requested_on": column("date", "The day the advice was asked for."),
    "received_on": column("date", "The day the advice came.", may_be_blank=True),
    "returned_on": column("date", "The day the advice was sent back for its quality.", may_be_absent=True),
    "missed_appointment": column(
        "flag", "Whether the person missed an appointment, an exception of reg 8(2).", may_be_absent=True
    ),
}

_RULES = [
    not_long_ago("requested_on"),
    not_before("received_on", "requested_on", "Advice comes after it was asked for."),
    not_before("returned_on", "requested_on", "Advice is sent back after it was asked for."),
    not_before("returned_on", "received_on", "Advice is sent back after it came."),
]

#: There is no key but the whole row: several bodies of one agency may be asked for one request, even on the same day.
ADVICE = Spec(
    name="advice",
    meaning="One row for each body asked for advice on a request.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    happens_on="requested_on",
    later=(Event("received_on", blanks=("returned_on",)), Event("returned_on")),
    parent=("requests", "request_id"),
)
