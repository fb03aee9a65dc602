"""The dataset `contacts`: what families and schools ask at the front door, and when they are answered."""

import pandera.pandas as pa

from send_analysis.datasets.rules import not_before, not_long_ago
from send_analysis.datasets.spec import Event, Spec, column

CHANNELS = ("email", "phone", "post", "portal")

_COLUMNS = {
    "contact_id": column("key", "The contact's own number."),
    "received_at": column("moment", "When the contact came."),
    "channel": column("code", "How it came.", CHANNELS),
    "responded_at": column("moment", "When it was answered; blank while it is open.", may_be_blank=True),
}

_RULES = [
    not_long_ago("received_at"),
    not_before("responded_at", "received_at", "An answer comes after its contact."),
]

CONTACTS = Spec(
    name="contacts",
    meaning="One row for each contact with the service, not with one officer.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("contact_id",),
    happens_on="received_at",
    later=(Event("responded_at"),),
)
