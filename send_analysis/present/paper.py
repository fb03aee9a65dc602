"""The pieces of the committee paper as HTML: what params say, set out so that councillors and screen readers can follow it.

Texts come as HTML that `present.markdown` has made of them; everything else is escaped here.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from html import escape
from typing import Any

import pandas as pd
from markupsafe import Markup

from send_analysis.core.params import Params
from send_analysis.core.params.committee_paper import NOT_STATED, CommitteePaper, Statement, SupportingDocument
from send_analysis.core.period import in_words
from send_analysis.present.words import words_table

#: What became of a resolution or question, in words; "{due}" is the day by which it is due.
_STATUSES = {
    "answered": "Answered, {answered}",
    "open": "Open, due {due}",
    "overdue": "Overdue: it was due {due}",
    "open_without_a_date": "Open; no day is set",
    "for_the_record": "For the record: nothing is asked for",
}


def facts(params: Params, paper: CommitteePaper) -> list[dict[str, str]]:
    """What stands at the head of the paper: name, value and, where one can write to it, an email address."""
    contact = paper.contact or params.authority.contact
    asked = ", ".join(filter(None, [contact.team, contact.telephone]))
    return [
        {"name": "Report to", "value": paper.committee},
        {"name": "Meeting", "value": day_in_words(paper.meeting_on)},
        {"name": "Report author", "value": paper.report_author.post, "email": paper.report_author.email},
        {"name": "Contact", "value": asked, "email": contact.email},
        {"name": "Figures as at", "value": in_words(params.release.as_at)},
    ]


def day_in_words(day: date | str) -> str:
    """A day as it is printed; words stay as they are."""
    return in_words(day) if isinstance(day, date) else day


def recommendations(items: Sequence[str]) -> str:
    """The recommendations, numbered, under the sentence that each goes on from."""
    listed = "".join(f"<li>{unwrapped(each)}</li>" for each in items)
    return f'<p>The Committee is asked to:</p><ol class="recommendations">{listed}</ol>'


def risks(rows: Sequence[tuple[str, str, str]]) -> str:
    """Each risk, what is done about it, and the post that answers for it where one is named."""
    owned = any(owner for *_, owner in rows)
    heads = ["Risk", "What is done about it", *(["Who answers for it"] if owned else [])]
    cells = [[Markup(risk), Markup(response), *([owner or NOT_STATED] if owned else [])] for risk, response, owner in rows]
    return words_table("Risks", heads, cells)


def resolutions(rows: pd.DataFrame, status: pd.Series) -> str:
    """What was resolved and asked, its answer, and what became of it; `status` is that of `measures.committee_paper`."""
    cells = [
        [
            Markup("{}<small>{}</small>").format(row["text"], _raised(row)),
            _given(row["answer"]) or ("None needed" if status[number] == "for_the_record" else "None yet"),
            _became(row, status[number]),
        ]
        for number, row in zip(rows.index, rows.to_dict("records"), strict=True)
    ]
    return words_table(
        "What members resolved and asked last time", ["Resolution or question", "Answer", "Where it stands"], cells
    )


def _raised(row: Mapping[Any, Any]) -> str:
    when = "meeting day not stated" if pd.isna(row["raised_on"]) else in_words(row["raised_on"].date())
    return f"{str(row['kind']).capitalize()}, {row['raised_by']}, {when}"


def _became(row: Mapping[Any, Any], status: str) -> str:
    said = _given(row["due_text"])
    due = said or ("" if pd.isna(row["due_on"]) else in_words(row["due_on"].date()))
    if status == "open_without_a_date" and said:
        return f"Open, due {said}; no day is set"
    answered = "" if pd.isna(row["answered_on"]) else in_words(row["answered_on"].date())
    return _STATUSES[status].format(due=due, answered=answered)


def _given(text: Any) -> str:
    return "" if pd.isna(text) else str(text)


def statements(items: Sequence[Statement]) -> str:
    """What was said, word for word, and by whom, with its measure and source or that they are not stated."""
    return "".join(
        f"<blockquote><p>“{escape(each.said)}”</p>"
        f"<p>Stated by {escape(each.who)}; {escape(_provenance(each))}.</p></blockquote>"
        for each in items
    )


def _provenance(said: Statement) -> str:
    if not said.measure and not said.source:
        return "measure and source not stated"
    parts = {"measure": said.measure, "source": said.source}
    return "; ".join(f"{name}: {text}" if text else f"{name} not stated" for name, text in parts.items())


def implications(items: Iterable[tuple[str, str, bool]]) -> str:
    """Each implication under its heading: a text, or the reason why there is none."""
    told = (
        f"<h3>{escape(name)} implications</h3>" + (f"<p>None stated: {unwrapped(html)}</p>" if is_reason else html)
        for name, html, is_reason in items
    )
    return "".join(told)


def abbreviations(meanings: Mapping[str, str]) -> str:
    """The glossary."""
    return words_table(
        "Abbreviations and symbols in this paper", ["In short", "In full"], list(meanings.items()), css="glossary"
    )


def sources(titles: Mapping[str, Sequence[str]]) -> str:
    """Each source of figures, with what was taken from it."""
    items = (f"<li><strong>{escape(source)}</strong>: {escape('; '.join(of))}</li>" for source, of in titles.items())
    return f"<ul>{''.join(items)}</ul>"


def documents(items: Sequence[SupportingDocument]) -> str:
    """The supporting documents, with where they are to be found."""
    told = (escape(each.title) + (f" ({escape(each.where)})" if each.where else "") for each in items)
    return f"<ul>{''.join(f'<li>{each}</li>' for each in told)}</ul>"


def unwrapped(html: str) -> str:
    """A text of one paragraph without the paragraph around it, as it stands in a list or a cell."""
    whole = html.strip()
    inside = whole.removeprefix("<p>").removesuffix("</p>")
    return inside if whole.startswith("<p>") and whole.endswith("</p>") and "<p>" not in inside else whole
