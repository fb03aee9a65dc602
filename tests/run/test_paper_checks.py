"""What is looked at in the finished paper: abbreviations that nobody explained, and a summary that is too long."""

from pathlib import Path
from typing import Any

import pytest

from send_analysis.core.checks import Check
from send_analysis.present.paper import abbreviations
from send_analysis.run.paper_checks import paper_checks
from tests.papers import paper, params_of

FIGURE = '{{ figure("resolutions", over="as_at", status="open") }}'


def checks(tmp_path: Path, text: str, printed: dict[str, str], **changes: Any) -> list[Check]:
    html = f"<body><main><h1>A paper</h1><p>{text}</p>{abbreviations(printed)}</main><footer>QXZ</footer></body>"
    return paper_checks(params_of(tmp_path, committee_paper=paper(**changes)), html)


def test_a_paper_that_explains_its_abbreviations_passes(tmp_path: Path) -> None:
    found, *_ = checks(tmp_path, "The DfE and the CQC.", {"DfE": "the Department", "CQC": "the Commission"})
    assert (found.result, found.message) == ("PASS", "Every abbreviation of the paper is in its glossary (2).")


def test_an_abbreviation_that_the_glossary_does_not_know_is_a_warning_that_names_it(tmp_path: Path) -> None:
    found, *_ = checks(tmp_path, "The QXZ met the PQR.", {})
    assert (found.check, found.result, found.rows) == ("committee_paper.abbreviations", "WARNING", 2)
    assert found.message == "The glossary does not know QXZ and PQR."
    assert found.guidance == "Say under `committee_paper.glossary` in the params what they stand for, or write them out."


def test_one_that_params_explain_is_known(tmp_path: Path) -> None:
    found, *_ = checks(tmp_path, "The QXZ.", {"QXZ": "a group"}, glossary={"QXZ": "a group"})
    assert found.result == "PASS"


def test_one_that_is_known_and_was_not_printed_is_named(tmp_path: Path) -> None:
    found, *_ = checks(tmp_path, "The DfE.", {})
    assert found.message == "DfE stands in the paper and not in its glossary."
    assert found.guidance == "Let the notebook show the glossary after all else that it says."


@pytest.mark.parametrize(
    "beside",
    [
        '<p class="other"><a href="paper.pdf">This page as a PDF</a></p>',
        '<section aria-labelledby="data"><a href="data.xlsx">All tables (XLSX)</a></section>',
        '<p class="data"><a href="data/plans.csv">Download the data (CSV)</a></p>',
    ],
)
def test_what_stands_beside_the_papers_own_words_needs_no_glossary(tmp_path: Path, beside: str) -> None:
    found, *_ = checks(tmp_path, f"Plans.</p>{beside}<p>", {})
    assert found.result == "PASS"


@pytest.mark.parametrize(
    ("words", "result"), [(149, "WARNING"), (150, "PASS"), (250, "PASS"), (251, "WARNING"), (1, "WARNING")]
)
def test_the_summary_is_of_a_page_and_a_figure_counts_as_one_word(tmp_path: Path, words: int, result: str) -> None:
    _, found, _ = checks(tmp_path, "", {}, summary=f"{FIGURE} " + "word " * (words - 1))
    assert found.result == result
    assert found.message == f"The summary for members has {words} word{'s' if words > 1 else ''}."
    assert found.guidance == ("" if result == "PASS" else "Members read one page: write about 150 to 250 words.")


def test_a_paper_whose_sentences_have_their_figures_passes(tmp_path: Path) -> None:
    *_, found = checks(tmp_path, "86.6% came in time (188 of 217).", {})
    assert (found.check, found.result) == ("committee_paper.figures", "PASS")


def test_a_figure_that_a_sentence_lacks_is_named_with_the_words_before_it(tmp_path: Path) -> None:
    *_, found = checks(tmp_path, "All is well. In 2031 the rank was (no figure: not available). So be it.", {})
    assert (found.result, found.rows) == ("WARNING", 1)
    assert found.message == (
        "1 figure missing in the paper's sentences: “… In 2031 the rank was (no figure: not available)”."
    )
    assert found.guidance == "Look at the measure and the year that they name, and at the files at hand."


def test_a_release_without_a_paper_has_nothing_to_look_at(tmp_path: Path) -> None:
    assert paper_checks(params_of(tmp_path, committee_paper=None, documents=["performance_page"]), "") == []
