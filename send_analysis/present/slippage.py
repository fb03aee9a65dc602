"""What has become of a plan's actions since the last report, in words: action by action, and in a table by kind of change."""

import pandas as pd
from markupsafe import Markup

from send_analysis.core.period import Period, in_words
from send_analysis.datasets.plan import Plan
from send_analysis.disclosure.protect import ReleasableFigures
from send_analysis.measures.improvement_plan import KINDS_OF_CHANGE, changes
from send_analysis.present.numbers import figure_text, plain_number
from send_analysis.present.statuses import status_words
from send_analysis.present.words import Cell, paragraphs, words_table

#: How each kind of change is called in the table.
_CALLED = {
    "due later": "Due later than the last report said",
    "due earlier": "Due earlier than the last report said",
    "status worse": "Status worse",
    "status better": "Status better",
    "completed": "Completed since then",
    "new": "New in this report",
    "dropped": "No longer in the plan",
}


def slippage(plan: Plan, figures: ReleasableFigures) -> str:
    """How many actions have slipped, changed, come and gone since the last report, and which have gone.

    Where params name no last report, a paragraph says that this is the first one.
    """
    if plan.last is None:
        return paragraphs(
            "This is the first report made here on the plan. The next one will say what has changed since then, worked out from "
            "the two lists of actions."
        )
    day = Period(plan.actions.windows.as_at, plan.actions.windows.as_at)
    rows: list[list[Cell]] = [
        [_CALLED[kind], figure_text(figures.one("improvement_plan.actions_slipped", day, topic="change", breakdown=kind))]
        for kind in KINDS_OF_CHANGE
    ]
    caption = f"What has changed since the last report, as at {in_words(plan.last.as_at)}"
    return words_table(caption, ("Change", "Actions"), rows) + _dropped(plan)


def change_of(action: str, change: pd.Series, figures: ReleasableFigures, day: Period) -> Cell:
    """What has become of one action, in words: "Due 45 days later (was 31 March 2025); status worse (was on track)"."""
    if change["is_new"]:
        return "New"
    said = [*_of_the_date(action, change, figures, day), *_of_the_status(change)]
    text = "; ".join(said) or "no change"
    return text[:1].upper() + text[1:]


def _of_the_date(action: str, change: pd.Series, figures: ReleasableFigures, day: Period) -> list[str]:
    before, now = change["due_before"], change["due_now"]
    if change["is_later"] or change["is_earlier"]:
        moved = figures.one("improvement_plan.due_date_moved", day, topic="action", breakdown=action)
        days = f"{plain_number(abs(moved['value']), moved['unit'])} day{'' if abs(moved['value']) == 1 else 's'}"
        return [f"due {days} {'later' if change['is_later'] else 'earlier'} (was {in_words(before.date())})"]
    if pd.notna(before) and pd.isna(now):
        return [f"no due date any more (was {in_words(before.date())})"]
    return ["now with a due date"] if pd.isna(before) and pd.notna(now) else []


def _of_the_status(change: pd.Series) -> list[str]:
    if change["is_completed"]:
        return ["completed"]
    if change["is_worse"] or change["is_better"]:
        return [f"status {'worse' if change['is_worse'] else 'better'} (was {status_words(change['status_before'])})"]
    return []


def _dropped(plan: Plan) -> str:
    """The actions that the last report had and this one has not, so that none disappears without a word."""
    table = changes(plan)
    gone = table[table["is_dropped"]]
    if gone.empty:
        return ""
    items = Markup("").join(
        Markup("<li><strong>{}</strong> {} (status was {})</li>").format(
            row["action_id"], row["action"], status_words(row["status_before"])
        )
        for _, row in gone.iterrows()
    )
    return paragraphs("No longer in the plan:") + f"<ul>{items}</ul>"
