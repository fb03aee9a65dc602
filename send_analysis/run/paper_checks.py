"""What is looked at in the committee paper as it will be read: abbreviations left unexplained, its length, figures that lack."""

import re

from bs4 import BeautifulSoup

from send_analysis.core.checks import Check
from send_analysis.core.findings import counted, listed
from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER
from send_analysis.present.abbreviations import explained, unexplained
from send_analysis.present.paper_texts import FILLED_IN

#: Words of a summary that a member reads in a minute, from and to.
SUMMARY_WORDS = (150, 250)

#: What a sentence has in place of a figure that is missing (`present.numbers`), after some of the words before it.
_MISSING = re.compile(r"[^.()]{0,60}\(no figure: [^)]*\)")

#: What the page has around the paper's own words: its links to data files and to other documents.
_BESIDE_THE_PAPER = '.data, .other, section[aria-labelledby="data"]'


def paper_checks(params: Params, html: str) -> list[Check]:
    """The outcome of the checks of a paper.

    Parameters
    ----------
    html : the paper as it will be published.
    """
    paper = params.release.committee_paper
    if paper is None:
        return []
    soup = BeautifulSoup(html, "html.parser")
    for beside in soup.select(_BESIDE_THE_PAPER):
        beside.decompose()
    return [_abbreviations(soup, paper.glossary), _summary(paper.summary), _figures(soup)]


def _abbreviations(soup: BeautifulSoup, own: dict[str, str]) -> Check:
    name = f"{COMMITTEE_PAPER}.abbreviations"
    printed = {cell.get_text().strip() for cell in soup.select("table.glossary tbody th")}
    text = " ".join(part.get_text(" ") for part in soup.select("h1, main"))
    unknown, left_out = unexplained(text, own), [each for each in explained(text, own) if each not in printed]
    said = []
    if unknown:
        said.append(f"The glossary does not know {listed(unknown)}.")
    if left_out:
        said.append(f"{listed(left_out)} {'stand' if len(left_out) > 1 else 'stands'} in the paper and not in its glossary.")
    if not said:
        return Check(name, "PASS", f"Every abbreviation of the paper is in its glossary ({len(printed)}).")
    advice = []
    if unknown:
        advice.append(f"Say under `{COMMITTEE_PAPER}.glossary` in the params what they stand for, or write them out.")
    if left_out:
        advice.append("Let the notebook show the glossary after all else that it says.")
    return Check(name, "WARNING", " ".join(said), len(unknown) + len(left_out), " ".join(advice))


def _summary(template: str) -> Check:
    """How long the summary is, where a figure counts as one word."""
    name = f"{COMMITTEE_PAPER}.summary"
    words, (fewest, most) = len(re.sub(FILLED_IN, "x", template).split()), SUMMARY_WORDS
    said = f"The summary for members has {counted(words, 'word')}."
    if fewest <= words <= most:
        return Check(name, "PASS", said)
    return Check(name, "WARNING", said, 0, f"Members read one page: write about {fewest} to {most} words.")


def _figures(soup: BeautifulSoup) -> Check:
    """Sentences of the paper that have no figure where one was asked for: a year that no file holds, for instance."""
    name = f"{COMMITTEE_PAPER}.figures"
    text = " ".join(" ".join(each.get_text(" ") for each in soup.select("main p, main li")).split())
    found = [f"“… {each.strip()}”" for each in _MISSING.findall(text)]
    if not found:
        return Check(name, "PASS", "Every figure that the paper's sentences ask for is there.")
    said = f"{counted(len(found), 'figure')} missing in the paper's sentences: {listed(found)}."
    return Check(
        name, "WARNING", said, len(found), "Look at the measure and the year that they name, and at the files at hand."
    )
