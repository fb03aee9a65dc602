"""The pieces of the committee paper, for its notebook: each method shows one of them."""

from collections.abc import Iterator
from functools import cached_property

from bs4 import BeautifulSoup

from send_analysis.core.errors import ParamsError
from send_analysis.core.figures import Figures
from send_analysis.core.params.committee_paper import CommitteePaper
from send_analysis.core.params.release import COMMITTEE_PAPER
from send_analysis.core.period import in_words
from send_analysis.datasets.dataset import Dataset
from send_analysis.measures.committee_paper import MEASURE, STATUSES, status
from send_analysis.measures.registry import definition
from send_analysis.measures.tally import COMPUTED
from send_analysis.present import paper
from send_analysis.present.abbreviations import explained
from send_analysis.present.context import assumptions
from send_analysis.present.labels import label
from send_analysis.show.outlet import Outlet, Told

_COUNTS = (
    "Of {{ figure(whole, over='as_at') }} resolutions and questions: "
    + "; ".join(f"{label(name).lower()} {{{{ figure(whole, over='as_at', status='{name}') }}}}" for name in STATUSES)
    + "."
)


class PaperShow:
    """Shows the pieces of the committee paper of one release.

    Parameters
    ----------
    show : what shows the release.
    figures : the figures that its texts may take.
    """

    def __init__(self, show: Outlet, *figures: Figures) -> None:
        self._show = show
        self._figures = figures

    def with_figures(self, *figures: Figures) -> "PaperShow":
        """The same paper, whose texts may take these figures beside those that it has.

        Published figures of several areas (`compare.standing`) are taken by `national(…)`, `rank(…)` and their like.
        """
        return PaperShow(self._show, *self._figures, *figures)

    def summary(self) -> None:
        """The summary for members, of one page in plain English."""
        self._text("summary", "")

    def purpose(self) -> None:
        """What the paper is for."""
        self._text("purpose", "")

    def recommendations(self) -> None:
        """What the committee is asked to do, numbered."""
        items = [self._html(text, "recommendations", at) for at, text in enumerate(self._paper.recommendations)]
        self._show.display(paper.recommendations(items))

    def background(self) -> None:
        """How it came to this."""
        self._text("background", "No background is given.")

    def quality_of_plans(self) -> None:
        """What is known of the quality of plans."""
        self._text("quality_of_plans", "Nothing is reported on the quality of plans.")

    def risks(self) -> None:
        """The risks, and what is done about each."""
        rows = [
            (self._cell(each.risk, "risks", at, "risk"), self._cell(each.response, "risks", at, "response"), each.owner)
            for at, each in enumerate(self._paper.risks)
        ]
        self._show.display(paper.risks(rows) if rows else "<p>No risk is reported.</p>")

    def resolutions(self, asked: Dataset) -> None:
        """What members resolved and asked last time, counted and one by one with its answer or the open action."""
        if asked.rows.empty:
            self._show.display("<p>No resolution or question of the last meeting is recorded.</p>")
            return
        counts = self._show.written(_COUNTS, self._told, "resolutions", {"whole": MEASURE})
        self._show.display(counts + paper.resolutions(asked.rows, status(asked)))

    def statements(self) -> None:
        """What was said, word for word."""
        said = paper.statements(self._paper.statements)
        self._show.display(said or "<p>No statement is recorded.</p>")

    def implications(self) -> None:
        """Financial, legal and equality implications, or why there are none."""
        given = {name: getattr(self._paper.implications, name) for name in ("financial", "legal", "equality")}
        self._show.display(
            paper.implications(
                (label(name), self._html(each.text or each.none_because, "implications", name), not each.text)
                for name, each in given.items()
            )
        )

    def next_steps(self) -> None:
        """What comes next."""
        self._text("next_steps", "No next step is reported.")

    def glossary(self) -> None:
        """Every abbreviation that stands in the paper, with what it stands for."""
        told = " ".join(self._words())
        self._show.display(paper.abbreviations(explained(told, self._paper.glossary)))

    def sources(self) -> None:
        """Where the figures shown so far come from, with the day or the release that they are of."""
        self._show.display(self._sources())

    def supporting_documents(self) -> None:
        """The documents that the paper rests on."""
        self._show.display(self._documents())

    @property
    def _paper(self) -> CommitteePaper:
        found = self._show.params.release.committee_paper
        if found is None:
            raise ParamsError(f"{self._show.params.path.name} has no `{COMMITTEE_PAPER}:`. Write one.")
        return found

    @cached_property
    def _told(self) -> Told:
        return Told.of(self._figures)

    def _text(self, name: str, otherwise: str) -> None:
        text = getattr(self._paper, name)
        self._show.display(self._html(text, name) if text.strip() else f"<p>{otherwise}</p>")

    def _html(self, text: str, *place: str | int) -> str:
        where = f"{self._show.params.path.name}, {'.'.join(map(str, (COMMITTEE_PAPER, *place)))}"
        return self._show.written(text, self._told, where, {})

    def _cell(self, text: str, *place: str | int) -> str:
        return paper.unwrapped(self._html(text, *place))

    def _sources(self) -> str:
        titles: dict[str, list[str]] = {}
        for shown in self._show.figures_shown:
            columns = (shown.frame[name] for name in ("measure", "status", "source"))
            for measure, kind, source in dict.fromkeys(zip(*columns, strict=True)):
                named = self._own_records(measure) if kind == COMPUTED else source
                titles.setdefault(named, []).append(definition(measure).title)
        of_each = {source: list(dict.fromkeys(of)) for source, of in titles.items()}
        return paper.sources(of_each) if of_each else "<p>The paper holds no figures.</p>"

    def _own_records(self, measure: str) -> str:
        # Without the name of the file: councils put all sorts of things into names of files.
        dataset = definition(measure).dataset
        if dataset not in self._show.params.release.extracts:
            return f"Stated in this paper itself ({label(dataset).lower()})"
        day = in_words(self._show.windows_of(measure).as_at)
        return f"The authority's own records ({label(dataset).lower()}), as at {day}"

    def _documents(self) -> str:
        given = self._paper.supporting_documents
        return paper.documents(given) if given else "<p>There are no supporting documents.</p>"

    def _words(self) -> Iterator[str]:
        """All that the paper says: what has been shown, what comes after it, and the words of the notebook and of the head."""
        head = paper.facts(self._show.params, self._paper)
        yield from (self._paper.title, *(each["value"] for each in head), *self._words_of_the_notebook())
        yield from assumptions(self._show.params)
        for html in (*self._show.shown, self._sources(), self._documents()):
            yield BeautifulSoup(html, "html.parser").get_text(" ")
        for measure in dict.fromkeys(each for shown in self._show.figures_shown for each in shown.measures):
            yield " ".join(map(str, definition(measure).model_dump(exclude={"id"}).values()))

    def _words_of_the_notebook(self) -> Iterator[str]:
        path = self._show.params.root / "notebooks" / f"{COMMITTEE_PAPER}.ipynb"
        if path.is_file():
            import nbformat  # here, because its import takes longer than all else that a notebook's kernel loads

            cells = nbformat.read(path, as_version=4).cells
            yield from (cell.source for cell in cells if cell.cell_type == "markdown")
