"""The dataset `audits`: the audits of plans' quality."""

import pandera.pandas as pa

from send_analysis.datasets.rules import not_long_ago
from send_analysis.datasets.spec import Spec, column

PLAN_TYPES = ("new", "amended", "annual_review")

#: The grades of an audit, best first.
GRADES = ("outstanding", "good", "requires_improvement", "inadequate")

_COLUMNS = {
    "audit_id": column("key", "The audit's own number."),
    "plan_type": column("code", "What kind of plan was audited.", PLAN_TYPES),
    "audited_on": column("date", "The day of the audit."),
    "auditor_role": column("text", "The auditor's role; never a name.", may_be_absent=True),
    "overall_grade": column("code", "The grade of the plan as a whole.", GRADES),
}

AUDITS = Spec(
    name="audits",
    meaning="One row for each audit of a plan.",
    schema=pa.DataFrameSchema(_COLUMNS, [not_long_ago("audited_on")], strict=True, ordered=True),
    key=("audit_id",),
    happens_on="audited_on",
)
