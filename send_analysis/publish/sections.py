"""The cells of a joined notebook as the sections of a page."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup
from nbformat import NotebookNode

from send_analysis.present.markdown import Heading, Ids, Piece, render
from send_analysis.publish.context import DataLink
from send_analysis.publish.document import MARK, mark_of
from send_analysis.publish.refusal import Fault, fault_in, is_shown

_DOWNLOAD = Markup('<p class="download"><a href="{}">Data of “{}” (CSV, {})</a></p>')

_NO_HEADING = (
    'something to publish before the first heading. Begin the notebook with a Markdown cell "## …" that names the section.'
)


@dataclass
class Section:
    """A part of the page under a heading of level 2; a notebook makes one or more of them.

    Parameters
    ----------
    name : the section's name in params, for instance "timeliness".
    html : the heading and what follows it, cell by cell.
    """

    name: str
    heading: Heading
    html: list[Markup]


@dataclass
class Sections:
    """The sections of a page as its cells are added, and the faults for which Markdown cells cannot be published.

    Parameters
    ----------
    ids : the ids of the page, which those of the headings are added to.
    data_files : the release's data files; the one of a chart or a table is linked after it.
    """

    ids: Ids
    data_files: Sequence[DataLink] = ()
    found: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _level: int = 0

    def add(self, cells: Iterable[NotebookNode]) -> None:
        """Add what is published of the cells: Markdown, and what `release.show` marked."""
        for cell in cells:
            if cell["cell_type"] == "markdown":
                self._add_markdown(cell)
            for output in filter(is_shown, cell.get("outputs", ())):
                self._add_piece(cell, Piece(None, Markup(output["data"].get("text/html", "")) + self._downloads(output)))

    def _downloads(self, output: NotebookNode) -> Markup:
        shown = (mark_of(output) or {}).get("data")
        links = [
            _DOWNLOAD.format(each.file, each.title, each.size) for each in self.data_files if shown and each.of == shown
        ]
        return Markup().join(links)

    def _add_markdown(self, cell: NotebookNode) -> None:
        before = self._level
        rendered = render(cell["source"], self.ids)
        self.faults += [fault_in(cell, what) for what in rendered.faults]
        for heading in rendered.headings:
            if before and heading.level > before + 1:
                self.faults.append(
                    fault_in(cell, f"a heading of level {heading.level} after one of level {before}. Skip none.")
                )
            before = heading.level
        for piece in rendered.pieces:
            self._add_piece(cell, piece)
        self._level = before

    def _add_piece(self, cell: NotebookNode, piece: Piece) -> None:
        name = cell["metadata"][MARK]["section"]
        if piece.heading is not None:
            self.found.append(Section(name, piece.heading, [piece.html]))
        elif self.found and self.found[-1].name == name:
            self.found[-1].html.append(piece.html)
        else:
            self.faults.append(fault_in(cell, _NO_HEADING))
