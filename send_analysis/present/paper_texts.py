"""What the texts of a committee paper must not hold, found in the params before anything runs."""

import re
from collections.abc import Iterable, Iterator

from send_analysis.core.params.release import COMMITTEE_PAPER, ReleaseParams
from send_analysis.core.params.yaml_lines import Place
from send_analysis.present.markdown import Ids, render

#: What takes the place of a figure in a text.
FILLED_IN = re.compile(r"\{[{%#].*?[}%#]\}", re.DOTALL)

#: What makes a share of a number.
_SHARE = r"(?:%|(?:per\s*cent|pc|percentage\s+points?)\b)"

#: A number below a hundred in words, for instance "eighty-seven".
_IN_WORDS = (
    r"\b(?:(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:-\w+)?|\w+teen|ten|eleven|twelve|"
    r"one|two|three|four|five|six|seven|eight|nine|half|a\s+hundred)"
)

#: A share or a rank that is typed: "96%", "96 per cent", "eighty per cent", "43rd of 151", "rank 43". Dates, and the names of
#: areas and plans, are no figures.
_TYPED = re.compile(
    rf"\d[\d.,]*\s*{_SHARE}|{_IN_WORDS}\s+{_SHARE}|\brank(?:ed|s)?\s+\d+|\b\d+(?:st|nd|rd|th)?\s+(?:out\s+)?of\s+\d+\b",
    re.IGNORECASE,
)


def paper_rule(release: ReleaseParams) -> Iterable[tuple[Place, str]]:
    """The texts of the committee paper that cannot be published, each with what to do."""
    paper = release.committee_paper
    for place, text in paper.texts.items() if paper else ():
        for what in faults_in(text):
            yield (COMMITTEE_PAPER, *place), what


def faults_in(text: str) -> Iterator[str]:
    """What a text of the paper holds that it must not: a typed number, a heading, a picture, a link to another site."""
    plain = FILLED_IN.sub("", text)
    for number in dict.fromkeys(each[0] for each in _TYPED.finditer(plain)):
        yield (
            f'`{number}` is typed. Take it from a figure, as in {{{{ figure("measure") }}}}; what somebody said stands under '
            "`statements`."
        )
    rendered = render(plain, Ids())
    if rendered.headings:
        yield "holds a heading. Its texts are paragraphs and lists; the headings are those of the notebook."
    yield from (f"holds {fault}" for fault in rendered.faults if not rendered.headings or "heading" not in fault)
