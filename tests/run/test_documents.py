"""What a run makes: the documents that params name, each from its notebooks, with links between them."""

import json
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_markdown_cell, new_notebook

from send_analysis.core.errors import UsageError
from send_analysis.core.params import Params
from send_analysis.prepared import Prepared
from send_analysis.run.checking import look
from send_analysis.run.documents import Beside, Document, chosen, write_documents
from tests.papers import paper, params_of
from tests.project import copy_of_the_project
from tests.run.conftest import Project

PARAMS = "params/oldham/2020-09.yaml"
BOTH = ["performance_page", "committee_paper"]


def params(root: Path, documents: list[str], sections: list[str], **changes: Any) -> Params:
    if "performance_page" in documents:
        changes["sections"] = sections
    given = paper() if "committee_paper" in documents else None
    return params_of(root, committee_paper=given, documents=documents, **changes)


# Which documents, of which notebooks


@pytest.mark.parametrize(
    ("documents", "only", "made"),
    [
        (["performance_page"], None, {"index.html": ("tribunal", "quality")}),
        (["committee_paper"], None, {"committee-paper.html": ("committee_paper",)}),
        (BOTH, None, {"index.html": ("tribunal", "quality"), "committee-paper.html": ("committee_paper",)}),
        (BOTH[::-1], None, {"index.html": ("tribunal", "quality"), "committee-paper.html": ("committee_paper",)}),
        (BOTH, "committee_paper", {"committee-paper.html": ("committee_paper",)}),
        (BOTH, "performance_page", {"index.html": ("tribunal", "quality")}),
        (BOTH, "quality", {"index.html": ("quality",)}),
    ],
)
def test_documents_steer_what_a_run_makes(
    tmp_path: Path, documents: list[str], only: str | None, made: dict[str, tuple[str, ...]]
) -> None:
    found = chosen(params(tmp_path, documents, ["tribunal", "quality"]), only)
    assert {each.file: each.notebooks for each in found} == made
    assert [each.file for each in found] == list(made)  # the front page comes first


@pytest.mark.parametrize(
    ("documents", "only", "message"),
    [
        (BOTH, "front_door", "has no section or document 'front_door'; it has tribunal, performance_page, committee_paper."),
        (["committee_paper"], "tribunal", "has no section or document 'tribunal'; it has committee_paper."),
        (["performance_page"], "committee_paper", "'committee_paper'; it has tribunal, performance_page."),
    ],
)
def test_what_the_release_does_not_have_is_a_usage_error(
    tmp_path: Path, documents: list[str], only: str, message: str
) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        chosen(params(tmp_path, documents, ["tribunal"]), only)


def written(root: Path, of: Params, documents: list[Document]) -> dict[str, BeautifulSoup]:
    executed = {
        name: new_notebook(cells=[new_markdown_cell("## A heading")]) for each in documents for name in each.notebooks
    }
    (root / "public").mkdir()
    write_documents(of, look(of), Prepared(root / ".prepared"), documents, executed, root / "public", Beside())
    files = sorted((root / "public").iterdir())
    return {path.name: BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser") for path in files}


def test_where_there_are_two_documents_each_leads_to_the_other(tmp_path: Path) -> None:
    of = params(tmp_path, BOTH, ["tribunal"])
    pages = written(tmp_path, of, chosen(of, None))
    links = {name: [(link["href"], link.get_text()) for link in page.select(".other a")] for name, page in pages.items()}
    assert links == {
        "index.html": [("committee-paper.html", "Update on SEND")],
        "committee-paper.html": [("index.html", "SEND performance: 2019")],
    }


def test_a_document_alone_leads_nowhere(tmp_path: Path) -> None:
    of = params(tmp_path, BOTH, ["tribunal"])
    pages = written(tmp_path, of, chosen(of, "committee_paper"))
    assert list(pages) == ["committee-paper.html"]
    assert not pages["committee-paper.html"].select(".other")


def test_a_notice_stands_at_the_top_of_every_document(tmp_path: Path) -> None:
    of = params(tmp_path, BOTH, ["tribunal"], notice="<b>Not</b> the council's own.")
    for page in written(tmp_path, of, chosen(of, None)).values():
        assert page.select_one("main p").get_text() == "<b>Not</b> the council's own."


# The example's paper, in a release with the paper alone


@pytest.fixture(scope="module")
def oldham(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, str]:
    project = Project(copy_of_the_project(tmp_path_factory.mktemp("oldham")))
    path = project.root / PARAMS
    alone = re.sub(r"^(documents|sections): .*\n", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    path.write_text(alone + "\ndocuments: [committee_paper]\n", encoding="utf-8")
    done = project.run("run", PARAMS)
    assert done.returncode == 0, done.stderr
    return project, done.stdout


@pytest.fixture(scope="module")
def folder(oldham: tuple[Project, str]) -> Path:
    return oldham[0].root / "outputs" / "oldham" / "2020-09"


@pytest.fixture(scope="module")
def page(folder: Path) -> BeautifulSoup:
    return BeautifulSoup((folder / "public" / "committee-paper.html").read_text(encoding="utf-8"), "html.parser")


def text_of(page: BeautifulSoup, selector: str = "main") -> str:
    return " ".join(" ".join(each.get_text(" ") for each in page.select(selector)).split())


def test_a_release_may_have_only_the_paper(oldham: tuple[Project, str], folder: Path) -> None:
    assert "Published outputs/oldham/2020-09/public/committee-paper.html" in oldham[1]
    assert sorted(path.name for path in (folder / "public").glob("*.html")) == [
        "accessibility.html",
        "committee-paper.html",
        "methodology.html",
    ]
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    assert set(manifest["notebooks"]) == {"notebooks/committee_paper.ipynb"}
    assert "public/committee-paper.html" in manifest["outputs"]
    assert manifest["inputs"] == {}


def test_the_paper_reads_in_the_order_in_which_members_read(page: BeautifulSoup) -> None:
    assert [each.get_text() for each in page.select("section > h2")] == [
        "Summary for members", "Purpose of this report", "Recommendations", "Background", "Headline performance",
        "Quality of plans", "Improvement plan", "Risks, and what members asked last time", "Implications", "Next steps",
        "Glossary",
        "Sources",
        "Supporting documents", "How the figures are made", "Data to download",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "sentence",
    [
        "Report to Performance and Value for Money (PVFM) Select Committee Meeting not stated in the minute",
        "The Committee is asked to: note the improvement in the quality of EHC plans, and that parents are engaged",
        "Of 2 resolutions and questions: overdue 0; open 1; open without a date 0; answered 0; for the record 1.",
        "Resolution, the Select Committee, meeting day not stated None yet Open, due February 2021",
        "None needed For the record: nothing is asked for",
        "“The 96% figure was confirmed.” Stated by the minute of the Select Committee; measure and source not stated.",
        "Financial implications The delivery of the service is a budget pressure to be addressed.",
        "Legal implications None stated: the minute, which this example is made from, records none.",
        "Of the 2 resolutions of the Select Committee 1 is open: a report by February 2021. The other asks for nothing.",
        "Oldham Council did not write it.",
    ],
)
def test_the_paper_says_what_the_minute_says(page: BeautifulSoup, sentence: str) -> None:
    said = re.sub(r" ([,.;:)])", r"\1", text_of(page))
    assert sentence in said


def test_every_abbreviation_is_explained_and_the_summary_is_of_one_page(folder: Path) -> None:
    checks = pd.read_csv(folder / "internal" / "checks.csv").set_index("check")
    for name in ("committee_paper.abbreviations", "committee_paper.summary"):
        assert checks.loc[name, "result"] == "PASS", checks.loc[name, "message"]


def test_the_run_refuses_an_implication_left_blank_and_what_was_published_stays(
    oldham: tuple[Project, str], folder: Path
) -> None:
    before = (folder / "public" / "committee-paper.html").read_bytes()
    oldham[0].edit(PARAMS, r"^    legal: .*", "    legal:")
    for command in ("run", "check-params"):
        done = oldham[0].run(command, PARAMS)
        assert done.returncode == 10
        assert "committee_paper.implications.legal: is blank. Write in a sentence or two" in done.stderr
    assert (folder / "public" / "committee-paper.html").read_bytes() == before
