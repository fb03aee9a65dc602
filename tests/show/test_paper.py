"""The committee paper as its notebook shows it, piece by piece."""

from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import Figures
from send_analysis.datasets.resolutions import resolutions_of
from send_analysis.measures import committee_paper
from send_analysis.show import Show
from send_analysis.show.paper import PaperShow
from tests.papers import paper, params_of
from tests.present.builders import RATE, figure

ASKED = [
    {"kind": "resolution", "raised_by": "the committee", "text": "A report be provided.", "due_on": "2021-02-28"},
    {"kind": "question", "raised_by": "members", "text": "How many?"},
]
OPEN = '{{ figure("resolutions", over="as_at", status="open") }}'


def opened(tmp_path: Path, extracts: dict[str, str] | None = None, **changes: Any) -> tuple[Show, PaperShow]:
    params = params_of(tmp_path, committee_paper=paper(resolutions=ASKED) | changes, extracts=extracts or {})
    show = Show(params, "committee_paper", record_to=tmp_path)
    return show, show.paper.with_figures(committee_paper.resolutions(resolutions_of(params, {})))


def said(show: Show) -> str:
    return " ".join(BeautifulSoup(" ".join(show.shown), "html.parser").get_text(" ").split())


# It works


def test_a_text_is_filled_with_figures(tmp_path: Path) -> None:
    show, its = opened(tmp_path, summary=f"**Open**: {OPEN} of them.")
    its.summary()
    assert show.shown == ["<p><strong>Open</strong>: 1 of them.</p>"]


def test_every_text_may_take_every_figure_and_the_figures_are_recorded_once(tmp_path: Path) -> None:
    show, its = opened(
        tmp_path,
        background=OPEN,
        recommendations=[f"note the {OPEN};"],
        risks=[{"risk": OPEN, "response": OPEN}],
        next_steps=OPEN,
    )
    for piece in (its.purpose, its.background, its.recommendations, its.risks, its.next_steps, its.implications):
        piece()
    assert "note the 1;" in said(show)
    assert len(list(tmp_path.glob("*.released.parquet"))) == 1


def test_what_members_asked_is_counted_before_it_is_told(tmp_path: Path) -> None:
    show, its = opened(tmp_path)
    its.resolutions(resolutions_of(show.params, {}))
    assert said(show).startswith(
        "Of 2 resolutions and questions: overdue 0; open 1; open without a date 1; answered 0; for the record 0."
    )


def test_the_glossary_explains_what_stands_before_and_after_it_in_the_head_and_in_the_notebook(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    cell = '{"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["## The CQC"]}'
    text = f'{{"cells": [{cell}], "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5}}'
    (tmp_path / "notebooks" / "committee_paper.ipynb").write_text(text, encoding="utf-8")
    show, its = opened(
        tmp_path,
        committee="PVFM Select Committee",
        summary="The DfE was told of POINT.",
        supporting_documents=["The WSOA"],
        glossary={"POINT": "the parent and carer forum"},
    )
    its.summary()
    its.glossary()
    table = BeautifulSoup(show.shown[-1], "html.parser")
    assert [each.get_text() for each in table.select("tbody th")] == ["CQC", "DfE", "POINT", "PVFM", "SEND", "WSOA"]


def test_the_choices_that_figures_rest_on_are_explained_too(tmp_path: Path) -> None:
    (tmp_path / "asked.csv").write_text("raised_on,kind,raised_by,text,answer,answered_on,due_on\n", encoding="utf-8")
    show, its = opened(tmp_path, resolutions=[], extracts={"resolutions": "asked.csv"})
    its.glossary()
    assert "[c] withheld to protect confidentiality" in said(show)
    assert "PYA previous year actual" in said(show)


def test_what_others_published_stands_under_its_own_source(tmp_path: Path) -> None:
    show, its = opened(tmp_path)
    its.with_figures(Figures(pd.DataFrame([figure(RATE, 86.6, status="published", source="Release of May 2020")]))).summary()
    its.sources()
    assert "Release of May 2020 : Plans issued within 20 weeks, including exceptions" in said(show)


def test_the_sources_are_those_of_every_figure_shown_without_the_name_of_a_file(tmp_path: Path) -> None:
    show, its = opened(tmp_path)
    its.summary()
    its.sources()
    assert said(show).endswith(
        "Stated in this paper itself (resolutions) : Resolutions of the committee and questions of its members"
    )


# What is left out


@pytest.mark.parametrize(
    ("piece", "words"),
    [
        ("background", "No background is given."),
        ("quality_of_plans", "Nothing is reported on the quality of plans."),
        ("risks", "No risk is reported."),
        ("statements", "No statement is recorded."),
        ("next_steps", "No next step is reported."),
        ("supporting_documents", "There are no supporting documents."),
    ],
)
def test_what_may_be_left_out_is_said_to_be_missing(tmp_path: Path, piece: str, words: str) -> None:
    show, its = opened(tmp_path)
    getattr(its, piece)()
    assert said(show) == words


def test_where_nothing_was_asked_the_paper_says_so_and_its_figures_are_not_noughts(tmp_path: Path) -> None:
    show, its = opened(tmp_path, resolutions=[], summary=OPEN)
    its.resolutions(resolutions_of(show.params, {}))
    its.summary()
    assert said(show) == "No resolution or question of the last meeting is recorded. (no figure: not available)"


def test_a_paper_that_takes_no_figures_says_that_it_holds_none(tmp_path: Path) -> None:
    show = Show(params_of(tmp_path, committee_paper=paper()), "committee_paper")
    show.paper.summary()
    show.paper.sources()
    assert said(show) == "Plans are better than they were. The paper holds no figures."


# Something is wrong


def test_a_figure_that_is_not_there_is_named_with_the_text_that_asks_for_it(tmp_path: Path) -> None:
    _, its = opened(tmp_path, risks=[{"risk": "x", "response": '{{ figure("resolution") }}'}])
    with pytest.raises(ParamsError) as refused:
        its.risks()
    assert str(refused.value) == (
        "2020-09.yaml, committee_paper.risks.0.response: there is no measure `resolution` among the figures here. "
        "Did you mean `resolutions`? There are committee_paper.resolutions."
    )


def test_a_release_without_a_paper_says_what_is_missing(tmp_path: Path) -> None:
    show = Show(params_of(tmp_path, committee_paper=None, documents=["performance_page"]), "committee_paper")
    with pytest.raises(ParamsError, match=r"2020-09.yaml has no `committee_paper:`. Write one."):
        show.paper.summary()


HOSTILE = "[a](javascript:x) <script>x</script> =cmd ../"


@pytest.mark.parametrize("name", ["summary", "purpose", "background", "quality_of_plans", "next_steps"])
def test_hostile_text_is_shown_as_text(tmp_path: Path, name: str) -> None:
    show, its = opened(tmp_path, **{name: HOSTILE})
    getattr(its, name)()
    assert show.shown == ["<p>a &lt;script&gt;x&lt;/script&gt; =cmd ../</p>"]


def test_hostile_text_is_shown_as_text_in_lists_and_tables_too(tmp_path: Path) -> None:
    show, its = opened(
        tmp_path,
        recommendations=[HOSTILE],
        risks=[{"risk": HOSTILE, "response": HOSTILE, "owner": HOSTILE}],
        resolutions=[ASKED[0] | {"text": HOSTILE, "raised_by": HOSTILE, "due_text": HOSTILE}],
        statements=[{"who": HOSTILE, "said": HOSTILE}],
        implications={"financial": HOSTILE, "legal": {"none_because": HOSTILE}, "equality": HOSTILE},
        supporting_documents=[{"title": HOSTILE, "where": HOSTILE}],
        glossary={"SEND": HOSTILE},
    )
    for piece in (its.recommendations, its.risks, its.statements, its.implications, its.supporting_documents, its.glossary):
        piece()
    its.resolutions(resolutions_of(show.params, {}))
    assert "<script" not in "".join(show.shown)
    assert "javascript:" not in "".join(show.shown).replace("[a](javascript:x)", "")
    assert len(show.shown) == 7
