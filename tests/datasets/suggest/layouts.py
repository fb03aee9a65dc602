"""Made-up extracts, laid out as councils' systems and spreadsheets lay theirs out: other names, other words, other dates."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import pandas as pd

ROWS = 56

Row = dict[str, str]
#: For each column of the extract, by its name there: the dataset's column, and how its values are written.
Layout = Sequence[tuple[str, str, Callable[[str], str] | Mapping[str, str] | str]]


def day(number: int, after: int = 0) -> str:
    return str(date(2021, 1, 4) + timedelta(days=5 * number + after))


def in_turn(number: int, *values: str) -> str:
    return values[number % len(values)]


def request(n: int) -> Row:
    decision = in_turn(n, "assess", "assess", "assess", "not_assess", "withdrawn", "pending", "assess")
    outcome = in_turn(n // 7, "issue", "issue", "not_issue", "pending") if decision == "assess" else ""
    return {
        "request_id": f"SYN-{n:04}",
        "person_id": f"SYN-P-{n // 2:04}",
        "received_on": day(n),
        "source": in_turn(n, "parent", "school"),
        "decision_on": "" if decision == "pending" else day(n, 39),
        "decision": decision,
        "outcome_on": day(n, 104) if outcome in ("issue", "not_issue") else "",
        "outcome": outcome,
        "draft_sent_on": day(n, 110) if outcome == "issue" else "",
        "plan_issued_on": day(n, 138) if outcome == "issue" else "",
        "exception_grounds": in_turn(n, "", "school_closure", "", "", "", "", "absence_from_area")
        if outcome == "issue"
        else "",
        "late_cause": in_turn(n // 3, "late_advice", "", "staff_capacity") if outcome == "issue" else "",
        "age_group": in_turn(n, "under 5", "5 to 10", "11 to 15"),
        "sex": in_turn(n, "F", "M", "M"),
        "primary_need": in_turn(n, "ASD", "SEMH", "SLCN", "ASD"),
        "locality": in_turn(n, "north", "south"),
        "forename": "Synthetic",
        "blank": "",
    }


def advice(n: int) -> Row:
    return {
        "request_id": f"SYN-{n // 4:04}",
        "agency": in_turn(n, "educational_psychology", "health", "social_care", "school"),
        "requested_on": day(n),
        "received_on": "" if n % 9 == 8 else day(n, 40),
        "returned_on": day(n, 44) if n % 9 == 3 else "",
        "missed_appointment": in_turn(n, "false", "false", "true", "false"),
        "blank": "",
    }


def contact(n: int) -> Row:
    received, answered = f"{day(n)} {8 + n % 9:02}:{n % 60:02}", f"{day(n, 1 + n % 4)} {9 + n % 8:02}:{(7 * n) % 60:02}"
    return {
        "contact_id": f"SYN-C-{n:05}",
        "received_at": received,
        "channel": in_turn(n, "email", "phone", "email", "portal", "post"),
        "responded_at": "" if n % 10 == 9 else answered,
        "subject": in_turn(n, "synthetic question", "synthetic remark"),
    }


def appeal(n: int) -> Row:
    ground = in_turn(n, "contents", "refusal_to_assess", "contents", "refusal_to_issue", "cease")
    outcome = in_turn(n // 2, "conceded", "withdrawn", "", "in_favour_of_appellant", "in_favour_of_authority")
    return {
        "appeal_id": f"SYN-T-{n:03}",
        "person_id": f"SYN-P-{n:04}",
        "registered_on": day(n),
        "ground": ground,
        "sections": in_turn(n, "B;F;I", "", "I") if ground == "contents" else "",
        "outcome": outcome,
        "outcome_on": day(n, 120) if outcome else "",
        "blank": "",
    }


def audit(n: int) -> Row:
    return {
        "audit_id": f"SYN-A-{n:03}",
        "plan_type": in_turn(n, "new", "amended", "annual_review"),
        "audited_on": day(n),
        "auditor_role": in_turn(n, "team leader", "educational psychologist"),
        "overall_grade": in_turn(n, "good", "requires_improvement", "good", "outstanding", "inadequate"),
    }


def plan(n: int) -> Row:
    ceased = n % 6 == 5
    return {
        "plan_id": f"SYN-L-{n:04}",
        "person_id": f"SYN-P-{n:04}",
        "issued_on": day(n),
        "ceased_on": day(n, 300) if ceased else "",
        "cease_reason": in_turn(n // 6, "moved_in_england", "needs_met_without_plan") if ceased else "",
        "active": "false" if ceased else "true",
        "setting": in_turn(n, "establishment", "establishment", "EHE"),
        "personal_budget": in_turn(n, "false", "true"),
        "sex": in_turn(n, "F", "M", "M"),
    }


def review(n: int) -> Row:
    return {
        "plan_id": f"SYN-L-{n:04}",
        "held_on": day(n),
        "outcome": in_turn(n, "maintain", "amend", "maintain", "cease"),
        "decided_on": day(n, 20),
        "draft_sent_on": day(n, 25) if n % 4 == 1 else "",
    }


def improvement_action(n: int) -> Row:
    status = in_turn(n, "complete", "on_track", "at_risk", "off_track", "not_started", "complete")
    return {
        "area": in_turn(n // 14, "1", "2", "3", "4"),
        "action_id": f"SYN-I-{n:03}",
        "action": f"Synthetic action {n}",
        "owner": in_turn(n, "Head of SEND", "Designated Clinical Officer", "Quality Assurance Manager"),
        "due_on": "" if n % 9 == 8 else day(n, 90),
        "status": status,
        "evidence": "" if status == "not_started" else f"Synthetic evidence {n}",
        "completed_on": day(n, 60) if status == "complete" else "",
    }


def written(form: str) -> Callable[[str], str]:
    """A function that writes a day or a moment in a form."""

    def writes(text: str) -> str:
        if not text:
            return ""
        moment = pd.Timestamp(text)
        if form == "excel":
            return str((moment - pd.Timestamp(1899, 12, 30)) / pd.Timedelta(days=1)).removesuffix(".0")
        return moment.strftime(form)

    return writes


UK, DOTS, NAMED, LONG = written("%d/%m/%Y"), written("%d.%m.%y"), written("%d-%b-%y"), written("%Y-%b-%d 00:00:00")
MINUTES, DOTTED_MINUTES, CLOCK = written("%d/%m/%Y %H:%M"), written("%d.%m.%y %H:%M"), written("%d-%b-%Y %I:%M %p")
AS_IS: Mapping[str, str] = {}

YES_NO = {"true": "Yes", "false": "No"}

LAYOUTS: dict[str, tuple[Callable[[int], Row], list[Layout]]] = {
    "requests": (
        request,
        [
            (
                ("Case Reference", "request_id", AS_IS), ("Pupil ID", "person_id", AS_IS), ("Forename", "forename", AS_IS),
                ("Date request received", "received_on", UK), ("Request source", "source", AS_IS),
                ("Decision to assess date", "decision_on", UK),
                ("Decision to assess", "decision",
                 {"assess": "Yes - assess", "not_assess": "Refused", "withdrawn": "Withdrawn", "pending": ""}),
                ("Decision to issue date", "outcome_on", UK),
                ("Decision to issue", "outcome",
                 {"issue": "Agreed to issue", "not_issue": "Refusal to issue", "pending": "In assessment"}),
                ("Date draft issued", "draft_sent_on", UK), ("Date final plan issued", "plan_issued_on", UK),
                ("Exception reason", "exception_grounds",
                 {"school_closure": "School holidays", "absence_from_area": "Out of area"}),
                ("Reason for delay", "late_cause", {"late_advice": "EP advice late", "staff_capacity": "Staffing"}),
                ("Gender", "sex", {"F": "Female", "M": "Male"}),
                ("Primary Need", "primary_need",
                 {"ASD": "ASD - Autistic Spectrum Disorder", "SEMH": "Social, Emotional and Mental Health", "SLCN": "SLCN"}),
            ),
            (
                ("RequestID", "request_id", AS_IS), ("ChildID", "person_id", AS_IS), ("ReceivedDate", "received_on", LONG),
                ("RequestOutcomeDate", "decision_on", LONG),
                ("RequestOutcome", "decision", {"assess": "Y", "not_assess": "N", "withdrawn": "W", "pending": "A"}),
                ("AssessmentOutcomeDate", "outcome_on", LONG),
                ("AssessmentOutcome", "outcome", {"issue": "Y", "not_issue": "N", "pending": "A"}),
                ("DraftIssued", "draft_sent_on", LONG), ("PlanStartDate", "plan_issued_on", LONG),
                ("Week20", "exception_grounds", {"": "0", "school_closure": "1", "absence_from_area": "1"}),
                ("DelayReason", "late_cause", AS_IS), ("DateOfBirth", "received_on", written("%d/%m/2012")),
                ("LastUpdated", "received_on", UK),
            ),
            (
                ("EHCNA ref no.", "request_id", AS_IS), ("System\nID", "person_id", AS_IS),
                ("EHCNA request date:", "received_on", DOTS), ("6 week decision date", "decision_on", DOTS),
                ("6 week decision", "decision",
                 {"assess": "Agreed", "not_assess": "Not agreed", "withdrawn": "Ceased", "pending": "Awaiting"}),
                ("16 week decision date", "outcome_on", DOTS),
                ("16 week decision", "outcome", {"issue": "Issue", "not_issue": "No plan", "pending": "Pending"}),
                ("Draft plan date", "draft_sent_on", DOTS), ("Final plan date", "plan_issued_on", DOTS),
                ("Exceptions?", "exception_grounds",
                 {"": "None", "school_closure": "School closure", "absence_from_area": "Absence"}),
                ("Late reason", "late_cause", {"": "n/a", "late_advice": "Late advice", "staff_capacity": "Capacity"}),
                ("Age band", "age_group", {"under 5": "0-4", "5 to 10": "5-10", "11 to 15": "11-15"}),
                ("Ward", "locality", AS_IS),
            ),
        ],
    ),
    "advice": (
        advice,
        [
            (
                ("Case Ref", "request_id", AS_IS),
                ("Service", "agency",
                 {"educational_psychology": "EP", "health": "NHS", "social_care": "CSC", "school": "Setting"}),
                ("Date requested", "requested_on", UK), ("Date received", "received_on", UK),
                ("Date sent back", "returned_on", UK),
                ("DNA", "missed_appointment", YES_NO),
            ),
            (
                ("EHCNA ID", "request_id", AS_IS),
                ("Advice from", "agency", {"educational_psychology": "Educational Psychologist"}),
                ("Advice requested", "requested_on", NAMED), ("Advice received", "received_on", NAMED),
            ),
            (
                ("request_id", "request_id", AS_IS), ("Professional", "agency", {"social_care": "Social Worker"}),
                ("Date Sent", "requested_on", DOTS), ("Date In", "received_on", DOTS),
            ),
        ],
    ),
    "contacts": (
        contact,
        [
            (
                ("Ticket number", "contact_id", AS_IS), ("Created", "received_at", MINUTES),
                ("Origin", "channel", {"email": "E-mail", "phone": "Telephone", "portal": "Web form", "post": "Letter"}),
                ("Resolved", "responded_at", MINUTES), ("Subject", "subject", AS_IS),
            ),
            (
                ("Enquiry ID", "contact_id", AS_IS), ("Date and time received", "received_at", DOTTED_MINUTES),
                ("Method of contact", "channel", {"phone": "Phone call"}),
                ("Date and time responded", "responded_at", DOTTED_MINUTES),
            ),
            (
                ("Log No", "contact_id", AS_IS), ("Contact Date", "received_at", CLOCK), ("Contact type", "channel", AS_IS),
                ("Response Date", "responded_at", CLOCK),
            ),
        ],
    ),
    "appeals": (
        appeal,
        [
            (
                ("Tribunal reference", "appeal_id", AS_IS), ("Pupil ID", "person_id", AS_IS),
                ("Date registered", "registered_on", UK),
                ("Type of appeal", "ground",
                 {"contents": "Content of plan", "refusal_to_assess": "RTA", "refusal_to_issue": "RTI",
                  "cease": "Cease to maintain"}),
                ("Sections appealed", "sections", {"B;F;I": "B, F and I"}),
                ("Result", "outcome",
                 {"": "Open", "conceded": "LA conceded", "in_favour_of_appellant": "Upheld",
                  "in_favour_of_authority": "Dismissed"}),
                ("Date concluded", "outcome_on", UK),
            ),
            (
                ("Appeal no.", "appeal_id", AS_IS), ("Child ID", "person_id", AS_IS),
                ("Lodged date", "registered_on", NAMED),
                ("Appeal type", "ground", {"refusal_to_assess": "Refusal to assess", "contents": "Contents"}),
                ("Sections", "sections", {"B;F;I": "B/F/I"}), ("Appeal outcome", "outcome", AS_IS),
                ("Outcome date", "outcome_on", NAMED),
            ),
            (
                ("SENDIST number", "appeal_id", AS_IS), ("Client ID", "person_id", AS_IS),
                ("Appeal date", "registered_on", written("excel")),
                ("Grounds of appeal", "ground", AS_IS), ("Sections under appeal", "sections", AS_IS),
                ("Tribunal outcome", "outcome", {"": "Ongoing"}), ("Date closed", "outcome_on", written("excel")),
            ),
        ],
    ),
    "audits": (
        audit,
        [
            (
                ("Submission ID", "audit_id", AS_IS),
                ("Type of EHCP", "plan_type", {"new": "New plan", "annual_review": "AR"}),
                ("Completion time", "audited_on", UK),
                ("Overall judgement", "overall_grade", {"requires_improvement": "RI"}),
            ),
            (
                ("Audit reference", "audit_id", AS_IS), ("Audit type", "plan_type", AS_IS),
                ("Date of audit", "audited_on", DOTS),
                ("Auditor role", "auditor_role", AS_IS),
                ("Grade", "overall_grade",
                 {"outstanding": "1", "good": "2", "requires_improvement": "3", "inadequate": "4"}),
            ),
            (
                ("ID", "audit_id", AS_IS), ("New or amended", "plan_type", {"new": "Initial"}),
                ("Date audited", "audited_on", NAMED),
                ("Overall rating", "overall_grade", {"good": "2 - Good", "requires_improvement": "Requires improvement"}),
            ),
        ],
    ),
    "plans": (
        plan,
        [
            (
                ("EHCP reference", "plan_id", AS_IS), ("Pupil ID", "person_id", AS_IS), ("Date issued", "issued_on", UK),
                ("Date ceased", "ceased_on", UK),
                ("Reason ceased", "cease_reason",
                 {"moved_in_england": "Moved to another LA", "needs_met_without_plan": "Plan no longer necessary"}),
                ("Status", "active", {"true": "Open", "false": "Closed"}), ("Gender", "sex", {"F": "Girl", "M": "Boy"}),
            ),
            (
                ("Plan No", "plan_id", AS_IS), ("ChildRef", "person_id", AS_IS),
                ("EHC plan start date", "issued_on", written("%Y%m%d")),
                ("Date EHC plan ceased", "ceased_on", written("%Y%m%d")),
                ("Reason EHC plan ceased", "cease_reason", {"moved_in_england": "5", "needs_met_without_plan": "2"}),
                ("Maintained", "active", {"true": "Y", "false": "N"}),
                ("Personal budget taken up", "personal_budget", YES_NO),
                ("Setting type", "setting", {"establishment": "School"}),
            ),
            (
                ("ehcp_id", "plan_id", AS_IS), ("client_id", "person_id", AS_IS), ("first_issued", "issued_on", NAMED),
                ("end_date", "ceased_on", NAMED), ("end_reason", "cease_reason", AS_IS),
                ("plan_status", "active", {"true": "Active", "false": "Ceased"}),
            ),
        ],
    ),
    "improvement_actions": (
        improvement_action,
        [
            (
                ("Area of weakness", "area", AS_IS), ("Ref", "action_id", AS_IS), ("What we will do", "action", AS_IS),
                ("Lead officer", "owner", AS_IS), ("By when", "due_on", UK),
                ("BRAG", "status", {"complete": "Blue", "on_track": "Green", "at_risk": "Amber", "off_track": "Red",
                                    "not_started": "Not started"}),
                ("Progress update", "evidence", AS_IS), ("Date completed", "completed_on", UK),
            ),
            (
                ("Priority", "area", AS_IS), ("Action No", "action_id", AS_IS), ("Action", "action", AS_IS),
                ("Owner", "owner", AS_IS), ("Target date", "due_on", NAMED),
                ("Status", "status", {"complete": "Completed", "on_track": "On track", "at_risk": "Minor delay",
                                      "off_track": "Overdue", "not_started": "Not yet started"}),
                ("Comments", "evidence", AS_IS),
            ),
        ],
    ),
    "reviews": (
        review,
        [
            (
                ("EHCP ID", "plan_id", AS_IS), ("Annual review date", "held_on", UK),
                ("Review outcome", "outcome",
                 {"maintain": "No change", "amend": "Amend plan", "cease": "Cease to maintain"}),
                ("Decision letter sent", "decided_on", UK), ("Amended draft date", "draft_sent_on", UK),
            ),
            (
                ("Plan reference", "plan_id", AS_IS), ("Meeting date", "held_on", DOTS),
                ("Annual review outcome", "outcome", {"maintain": "M", "amend": "A", "cease": "C"}),
                ("Decision date", "decided_on", DOTS),
            ),
            (
                ("Case ID", "plan_id", AS_IS), ("AR meeting date", "held_on", NAMED), ("LA decision", "outcome", AS_IS),
                ("Annual review decision date", "decided_on", NAMED),
            ),
        ],
    ),
}  # fmt: skip


def laid_out(dataset: str, number: int, rows: int = ROWS) -> pd.DataFrame:
    """Made-up rows of a dataset in one of the layouts, as text."""
    made, layouts = LAYOUTS[dataset]
    sound = [made(n) for n in range(rows)]
    columns = {name: [_as_written(row[column], style) for row in sound] for name, column, style in layouts[number]}
    return pd.DataFrame(columns, dtype="str")


def in_its_own_words(dataset: str, number: int, rows: int = ROWS) -> pd.DataFrame:
    """The same rows, as the dataset would have them: the columns that the layout has."""
    made, layouts = LAYOUTS[dataset]
    columns = list(dict.fromkeys(column for _, column, _ in layouts[number]))
    return pd.DataFrame([made(n) for n in range(rows)], columns=columns, dtype="str")


def _as_written(value: str, style: Callable[[str], str] | Mapping[str, str] | str) -> str:
    return style(value) if callable(style) else style.get(value, value)
