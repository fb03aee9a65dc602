"""How a sound row is made to break exactly one row rule of its dataset, or to lie after the day of the extract.

A recipe says what columns then hold: a text, a number of days after the row's own date (`ANCHORS`), nothing (None), or a day
after the last one (`LATE`). It also takes out what would break a second rule.
"""

from collections.abc import Mapping

#: What a column is made to hold.
Change = Mapping[str, "str | int | None"]

#: A day after the last one of the extracts.
LATE = "late"

#: Before EHC plans, and before 2000.
LONG_AGO = "1925-03-04"
LONG_AGO_AT = "1925-03-04 09:00:00"

#: The date of each dataset's rows that the recipes count days from; every row of the made-up authority has it.
ANCHORS = {
    "requests": "received_on", "advice": "requested_on", "plans": "issued_on", "placements": "entered_on",
    "reviews": "held_on", "audits": "audited_on", "appeals": "registered_on", "contacts": "received_at",
}  # fmt: skip

_NO_PLAN: Change = {"draft_sent_on": None, "plan_issued_on": None, "exception_grounds": None, "late_cause": None}
_NO_OUTCOME: Change = {"outcome_on": None, "outcome": None, "outcome_reversed": None, **_NO_PLAN}
_PENDING: Change = {"decision_on": None, "decision": "pending", "decision_reversed": None, **_NO_OUTCOME}
_REFUSED: Change = {"decision_on": 30, "decision": "not_assess", "decision_reversed": "false", **_NO_OUTCOME}
_ASSESSING: Change = {**_REFUSED, "decision": "assess", "outcome": "pending"}
_NOT_ISSUED: Change = {**_ASSESSING, "outcome_on": 100, "outcome": "not_issue"}
_ISSUED: Change = {**_ASSESSING, "outcome_on": 100, "outcome": "issue", "draft_sent_on": 105, "plan_issued_on": 130}
_KEPT_UP: Change = {"ceased_on": None, "cease_reason": None, "active": "true"}
_ENDED: Change = {"ceased_on": 400, "cease_reason": "other", "active": "false"}
_CONCEDED: Change = {"outcome": "conceded", "outcome_on": 90}

#: By the id of the rule that finds it.
RECIPES: Mapping[str, Change] = {
    "requests.received_on.not_long_ago": {**_REFUSED, "received_on": LONG_AGO},
    "requests.decision_on.not_before_received_on": {**_REFUSED, "decision_on": -3},
    "requests.decision_on.only_with_decision": {**_PENDING, "decision_on": 30},
    "requests.decision_on.always_with_decision": {**_REFUSED, "decision_on": None},
    "requests.outcome_on.not_before_decision_on": {**_NOT_ISSUED, "outcome_on": 25},
    "requests.outcome.only_with_decision": {**_REFUSED, "outcome": "pending"},
    "requests.outcome.always_with_decision": {**_ASSESSING, "outcome": None},
    "requests.outcome_on.only_with_outcome": {**_ASSESSING, "outcome_on": 100},
    "requests.outcome_on.always_with_outcome": {**_NOT_ISSUED, "outcome_on": None},
    "requests.draft_sent_on.not_before_received_on": {
        **_PENDING, "decision": "historical", "draft_sent_on": -3,
    },
    "requests.draft_sent_on.not_before_decision_on": {**_ISSUED, "draft_sent_on": 25},
    "requests.draft_sent_on.only_with_decision": {**_REFUSED, "draft_sent_on": 60},
    "requests.plan_issued_on.not_before_received_on": {
        **_ASSESSING, "outcome": "historical", "plan_issued_on": -3,
    },
    "requests.plan_issued_on.not_before_outcome_on": {**_ISSUED, "draft_sent_on": None, "plan_issued_on": 90},
    "requests.plan_issued_on.not_before_draft_sent_on": {**_ISSUED, "draft_sent_on": 135},
    "requests.plan_issued_on.only_with_outcome": {**_NOT_ISSUED, "plan_issued_on": 130},
    "advice.requested_on.not_long_ago": {"requested_on": LONG_AGO},
    "advice.received_on.not_before_requested_on": {"received_on": -3, "returned_on": None},
    "advice.returned_on.not_before_requested_on": {"received_on": None, "returned_on": -3},
    "advice.returned_on.not_before_received_on": {"received_on": 20, "returned_on": 15},
    "plans.issued_on.not_long_ago": {**_KEPT_UP, "issued_on": LONG_AGO},
    "plans.ceased_on.not_long_ago": {**_ENDED, "issued_on": None, "ceased_on": LONG_AGO},
    "plans.ceased_on.not_before_issued_on": {**_ENDED, "ceased_on": -3},
    "plans.cease_reason.together_with_ceased_on": {**_KEPT_UP, "cease_reason": "other"},
    "plans.active.not_with_ceased_on": {**_ENDED, "active": "true"},
    "placements.entered_on.not_long_ago": {"entered_on": LONG_AGO},
    "placements.left_on.not_before_entered_on": {"left_on": -3},
    "reviews.held_on.not_long_ago": {"held_on": LONG_AGO},
    "reviews.decided_on.not_long_ago": {"held_on": None, "outcome": "maintain", "decided_on": LONG_AGO},
    "reviews.decided_on.not_before_held_on": {"outcome": "maintain", "decided_on": -3},
    "audits.audited_on.not_long_ago": {"audited_on": LONG_AGO},
    "golden_thread.provision_section.not_need_section": {"need_section": "B", "provision_section": "B"},
    "appeals.registered_on.not_long_ago": {"registered_on": LONG_AGO},
    "appeals.sections.only_with_ground": {"ground": "refusal_to_assess", "sections": "B;F"},
    "appeals.outcome_on.not_before_registered_on": {**_CONCEDED, "outcome_on": -3},
    "appeals.outcome_on.together_with_outcome": {**_CONCEDED, "outcome_on": None},
    "improvement_actions.due_on.not_long_ago": {"due_on": LONG_AGO},
    "improvement_actions.completed_on.not_long_ago": {"status": "complete", "completed_on": LONG_AGO},
    "improvement_actions.completed_on.only_with_status": {"status": "on_track", "completed_on": "2025-01-06"},
    "contacts.received_at.not_long_ago": {"received_at": LONG_AGO_AT},
    "contacts.responded_at.not_before_received_at": {"responded_at": -1},
}  # fmt: skip

#: What makes a row one of after the day of the extract, with nothing known of what came later.
DATED_AFTER: Mapping[str, Change] = {
    "requests": {**_PENDING, "received_on": LATE},
    "advice": {"requested_on": LATE, "received_on": None, "returned_on": None},
    "plans": {**_KEPT_UP, "issued_on": LATE},
    "placements": {"entered_on": LATE, "left_on": None},
    "reviews": {
        "held_on": LATE, "outcome": None, "decided_on": None, "draft_sent_on": None, "phase_transfer_due_on": None,
        "phase_transfer_on": None,
    },
    "audits": {"audited_on": LATE},
    "appeals": {"registered_on": LATE, "outcome": None, "outcome_on": None},
    "contacts": {"received_at": LATE, "responded_at": None},
}  # fmt: skip

#: For each dataset with a key: a column beside it, and two values of which a row has one at most.
ALTERED: Mapping[str, tuple[str, str, str]] = {
    "requests": ("locality", "elsewhere", "nowhere"),
    "plans": ("personal_budget", "true", "false"),
    "needs": ("need", "OTH", "ASD"),
    "audits": ("auditor_role", "moderator", "second moderator"),
    "audit_sections": ("grade", "good", "inadequate"),
    "golden_thread": ("present", "true", "false"),
    "appeals": ("person_id", "SYN-P-OTHER", "SYN-P-ANOTHER"),
    "contacts": ("channel", "email", "post"),
    "improvement_actions": ("owner", "Made-up post", "Another made-up post"),
}
