"""Tables of words: what people have written, with the few figures that belong to it, as a screen reader can read them."""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup
from markupsafe import escape as escaped

#: A cell: plain text, which is escaped, or Markup made here.
Cell = str | Markup


def words_table(caption: str, headers: Sequence[str], rows: Sequence[Sequence[Cell]], *, css: str = "") -> str:
    """A table whose first column names its rows. On a narrow screen each row stands as a block, with the headers in it.

    It stays a table for a screen reader there: browsers no longer go by the layout (Chrome from 80, Safari from 17.0), so that
    no element states the role that it has by itself.

    Parameters
    ----------
    caption : what the table shows; without rows a paragraph says that there is nothing.
    headers : the names of the columns, the first one that of the rows.
    css : a class of the style sheet for the widths of its columns.
    """
    if not rows:
        return f"<p>{escape(caption)}: there are none.</p>"
    classes = escape(f"words stacked {css}".strip())
    head = "".join(f'<th scope="col">{escape(each)}</th>' for each in headers)
    body = "".join(_row(headers, row) for row in rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(caption)}">'
        f'<table class="{classes}"><caption>{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def paragraphs(text: str, *, opening: str = "") -> str:
    """Free text as paragraphs, where a blank line divides them; everything in it is escaped.

    Parameters
    ----------
    opening : what the first paragraph begins with, in bold.
    """
    parts = [escape(" ".join(part.split())) for part in text.split("\n\n") if part.strip()]
    if opening and parts:
        parts[0] = f"<strong>{escape(opening)}</strong> {parts[0]}"
    return "".join(f"<p>{part}</p>" for part in parts)


def _row(headers: Sequence[str], row: Sequence[Cell]) -> str:
    first, *rest = row
    cells = "".join(
        f'<td data-label="{escape(header)}">{escaped(cell)}</td>' for header, cell in zip(headers[1:], rest, strict=True)
    )
    return f'<tr><th scope="row">{escaped(first)}</th>{cells}</tr>'
