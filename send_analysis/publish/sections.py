"""The cells of a joined notebook as the sections of a page."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape

from markupsafe import Markup
from nbformat import NotebookNode

from send_analysis.present.markdown import Heading, Ids, Piece, render
from send_analysis.publish.context import DataFile
from send_analysis.publish.document import MARK, mark_of
from send_analysis.publish.refusal import Fault, fault_in, is_shown

_NO_HEADING = (
    'something to publish before the first heading. Begin the notebook with a Markdown cell "## …" that names the section.'
)


#: The first of the tiles that `present.tiles` makes; nothing is nested in one.
_FIRST_TILE = re.compile(r'<dl class="tiles"><div>(.*?)</div>', re.DOTALL)

#: What a chart or a table is called on the page.
_TITLE = re.compile(r"<(figcaption|caption)>(.*?)</\1>", re.DOTALL)

_DATA_LINK = Markup('<p class="data"><a href="data/{name}.csv">Download the data of “{title}” ({kind})</a></p>')


@dataclass
class Section:
    """A part of the page under a heading of level 2; a notebook makes one or more of them.

    Parameters
    ----------
    name : the section's name in params, for instance "timeliness".
    html : the heading and what follows it, cell by cell.
    headline : what stands in the first tile that the section shows; None where it shows no tile.
    """

    name: str
    heading: Heading
    html: list[Markup]
    headline: Markup | None = None


@dataclass
class Sections:
    """The sections of a page as its cells are added, and the faults for which Markdown cells cannot be published.

    Parameters
    ----------
    ids : the ids of the page, which those of the headings are added to.
    data_files : by name, the files of data that charts and tables lead to.
    """

    ids: Ids
    data_files: Mapping[str, DataFile] = field(default_factory=dict)
    found: list[Section] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    _level: int = 0
    _linked: set[str] = field(default_factory=set)

    def add(self, cells: Iterable[NotebookNode]) -> None:
        """Add what is published of the cells: Markdown, and what `release.show` marked."""
        for cell in cells:
            if cell["cell_type"] == "markdown":
                self._add_markdown(cell)
            for output in filter(is_shown, cell.get("outputs", ())):
                self._add_output(cell, output)

    def _add_output(self, cell: NotebookNode, output: NotebookNode) -> None:
        html = Markup(output["data"].get("text/html", ""))
        self._add_piece(cell, Piece(None, html + self._data_link(output, html)))
        tile = _FIRST_TILE.search(html)
        if tile and self.found and self.found[-1].headline is None:
            self.found[-1].headline = Markup(tile[1])

    def _data_link(self, output: NotebookNode, html: str) -> Markup:
        """A link to the data of what an output shows, once for each file; empty where there is no such file."""
        file = self.data_files.get((mark_of(output) or {}).get("data", ""))
        if file is None or file.name in self._linked:
            return Markup()
        self._linked.add(file.name)
        title = _TITLE.search(html)
        return _DATA_LINK.format(name=file.name, title=unescape(title[2]) if title else file.name, kind=file.kind)

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
