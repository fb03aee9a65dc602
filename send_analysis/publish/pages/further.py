"""A further page of a release: its file, its facts and the template that makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from send_analysis.core.errors import PublicationError
from send_analysis.publish.context import Frame, NamedLink, OtherDocument
from send_analysis.publish.page import check_page


@dataclass(frozen=True)
class FurtherPage:
    """One further page before it is made.

    Parameters
    ----------
    file : its name in `public/`; `template` that of its template in `templates/pages`.
    context : what it says, without the links to the release's other documents.
    terms : abbreviations of the authority's own, for a page that has a glossary.
    """

    file: str
    template: str
    context: Frame
    terms: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """What it is called."""
        return self.context.title

    @property
    def link(self) -> dict[str, Any]:
        """How the release's other documents lead to it."""
        return {"title": self.title, "file": self.file, "further": True}

    def among(self, others: Sequence[Mapping[str, Any]]) -> "FurtherPage":
        """The page as one of several documents: the release's front page comes first of `others`, and stands above it."""
        links = tuple(OtherDocument.model_validate(other) for other in others)
        above = (*self.context.breadcrumb, *(NamedLink(name=link.title, address=link.file) for link in links[:1]))
        context = self.context.model_copy(update={"others": links, "breadcrumb": above})
        return FurtherPage(self.file, self.template, context, self.terms)


def html_of(page: FurtherPage) -> str:
    """The page as HTML.

    Raises
    ------
    PublicationError
        When it would break a rule for pages.
    """
    html = environment().get_template(page.template).render(context=page.context)
    if faults := check_page(html):
        raise PublicationError("\n".join([f"{page.file} breaks these rules:", *(f"  {each}" for each in faults)]))
    return html


def environment() -> Environment:
    """The templates of further pages, with the frame of every page."""
    templates = files("send_analysis.publish").joinpath("templates")
    folders = [str(templates.joinpath(name)) for name in ("pages", "send_report")]
    loader = FileSystemLoader([*folders, str(files("send_analysis.present"))])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
