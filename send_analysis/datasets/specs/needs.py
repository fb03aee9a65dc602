"""The dataset `needs`: the special educational needs that each plan names."""

import pandera.pandas as pa

from send_analysis.datasets.spec import Spec, column
from send_analysis.datasets.specs.requests import PRIMARY_NEEDS

_COLUMNS = {
    "plan_id": column("key", "The plan that names the need."),
    "need": column("code", "The need, by the codes of the SEN2 return.", PRIMARY_NEEDS),
    "rank": column("code", "1 for the primary need, 2 for the secondary one.", ("1", "2")),
}

NEEDS = Spec(
    name="needs",
    meaning="One row for each need of a plan.",
    schema=pa.DataFrameSchema(_COLUMNS, strict=True, ordered=True),
    key=("plan_id", "rank"),
    parent=("plans", "plan_id"),
)
