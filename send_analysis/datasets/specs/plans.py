"""The dataset `plans`: each education, health and care plan that is kept up or that ended."""

import pandera.pandas as pa

from send_analysis.datasets.rules import both_or_neither, not_before, not_long_ago, rule
from send_analysis.datasets.spec import Event, Spec, column
from send_analysis.datasets.specs.requests import AGE_GROUPS, SEXES
from send_analysis.sen2.fields import CEASE_REASONS as REASONS
from send_analysis.sen2.fields import SEN_SETTINGS

#: SEN2 return 2025, item 4.6.
CEASE_REASONS = tuple(REASONS.values())

#: Where the child or young person is placed: an establishment, or what the SEN2 return (items 4.7c and 5.7c) has in its place:
#: other arrangements by the authority or by parents, home education, an early years provider, a type named without a setting,
#: not in education, a notice to cease issued, or another reason.
SETTINGS = ("establishment", *SEN_SETTINGS)

_COLUMNS = {
    "plan_id": column("key", "The authority's own number of the plan; in a SEN2 return that of its request."),
    "person_id": column("key", "The authority's own number of the child or young person; never a name, UPN or NHS number."),
    "issued_on": column("date", "The day the plan was first issued; blank where it is not known.", may_be_blank=True),
    "ceased_on": column("date", "The day the plan ended; blank while it is kept up.", may_be_blank=True),
    "cease_reason": column("code", "Why it ended, by the codes of the SEN2 return.", CEASE_REASONS, may_be_blank=True),
    "active": column("flag", "Whether the plan is kept up on the day of the extract."),
    "setting": column(
        "code", "Where the child or young person is placed, else where the plan places them.", SETTINGS, may_be_absent=True
    ),
    "personal_budget": column("flag", "Whether a personal budget was taken up.", may_be_absent=True),
    "transferred_in": column("flag", "Whether the plan came from another authority in the year.", may_be_absent=True),
    "age_group": column(
        "code",
        "Age in whole years when the academic year of the day of the extract began, on 1 September.",
        AGE_GROUPS,
        may_be_absent=True,
    ),
    "sex": column("code", "Sex.", SEXES, may_be_absent=True),
}

_RULES = [
    not_long_ago("issued_on"),
    not_long_ago("ceased_on"),
    not_before("ceased_on", "issued_on", "A plan ends after it was issued."),
    both_or_neither("cease_reason", "ceased_on", "A plan that ended has a reason, and only such a plan."),
    rule(
        "not_with_ceased_on",
        "active",
        "true though ceased_on is given",
        "A plan that ended is not kept up.",
        lambda rows: ~(rows["active"].eq(True).fillna(False) & rows["ceased_on"].notna()),
    ),
]

PLANS = Spec(
    name="plans",
    meaning="One row for each education, health and care plan.",
    schema=pa.DataFrameSchema(_COLUMNS, _RULES, strict=True, ordered=True),
    key=("plan_id",),
    happens_on="issued_on",
    later=(Event("ceased_on", blanks=("cease_reason",), reverts={"active": True}),),
)
