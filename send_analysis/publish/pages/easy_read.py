"""The easy-read page: what the release says, in short sentences and everyday words."""

from collections.abc import Mapping
from typing import Any

from send_analysis.present.easy_read import EasyPart
from send_analysis.publish.context import Frame
from send_analysis.publish.pages.further import FurtherPage

FILE = "easy-read.html"


class EasyRead(Frame):
    """The facts of the easy-read page.

    Parameters
    ----------
    start : sentences that explain the words that the page cannot do without.
    parts : what is told of each section.
    help : sentences that say where advice is to be had.
    """

    document: str = "easy-read"
    start: tuple[str, ...]
    parts: tuple[EasyPart, ...]
    help: tuple[str, ...]


def easy_read_page(facts: Mapping[str, Any]) -> FurtherPage:
    """The page from its facts, the fields of :class:`EasyRead`."""
    return FurtherPage(FILE, "easy-read.html.j2", EasyRead.model_validate(dict(facts)))
