"""The dataset `audit_sections`: the grade of each section of an audited plan."""

import pandera.pandas as pa

from send_analysis.datasets.spec import Spec, column
from send_analysis.datasets.specs.audits import GRADES

#: The sections of a plan: SEND Regulations 2014, reg 12.
SECTIONS = tuple("A B C D E F G H1 H2 I J K".split())

_COLUMNS = {
    "audit_id": column("key", "The audit that the grade belongs to."),
    "section": column("code", "The section of the plan.", SECTIONS),
    "grade": column("code", "The section's grade; not_applicable where the plan needs none.", (*GRADES, "not_applicable")),
}

AUDIT_SECTIONS = Spec(
    name="audit_sections",
    meaning="One row for each section of each audited plan.",
    schema=pa.DataFrameSchema(_COLUMNS, strict=True, ordered=True),
    key=("audit_id", "section"),
    parent=("audits", "audit_id"),
)
