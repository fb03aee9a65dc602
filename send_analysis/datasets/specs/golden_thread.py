"""The dataset `golden_thread`: whether the needs in one section of an audited plan are met by another section."""

import pandera.pandas as pa

from send_analysis.datasets.rules import rule
from send_analysis.datasets.spec import Spec, column
from send_analysis.datasets.specs.audit_sections import SECTIONS

_COLUMNS = {
    "audit_id": column("key", "The audit that looked at the link."),
    "need_section": column("code", "The section with the needs or outcomes.", SECTIONS),
    "provision_section": column("code", "The section whose provision should meet them.", SECTIONS),
    "present": column("flag", "Whether it does; false is a break of the golden thread."),
}

_RULES = [
    rule(
        "not_need_section",
        "provision_section",
        "the same as need_section",
        "A link joins two sections.",
        lambda rows: rows["provision_section"].astype("str").ne(rows["need_section"].astype("str")),
    )
]

GOLDEN_THREAD = Spec(
    name="golden_thread",
    meaning="One row for each link between two sections that an audit looked at.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("audit_id", "need_section", "provision_section"),
    parent=("audits", "audit_id"),
)
