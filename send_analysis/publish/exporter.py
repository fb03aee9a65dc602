"""The nbconvert exporter that makes a page people can read from executed notebooks, or refuses to."""

from dataclasses import dataclass
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters.templateexporter import TemplateExporter
from nbformat import NotebookNode
from traitlets import default

from send_analysis.core.errors import PublicationError
from send_analysis.present.markdown import Ids, render
from send_analysis.publish.context import Context
from send_analysis.publish.document import MARK, alone
from send_analysis.publish.page import check_page
from send_analysis.publish.refusal import faults_of_outputs, refuse
from send_analysis.publish.sections import Section, Sections

#: Ids that the template itself gives out.
OWN_IDS = (
    "main",
    "about",
    "headlines",
    "contents",
    "pya",
    "team-structures",
    "contact",
    "data-quality",
    "revised",
    "checks",
    "assumptions",
    "definitions",
    "data",
)

#: The section that the team structures follow, as in the publication this page is modelled on.
_BEFORE_TEAMS = "quality"


@dataclass(frozen=True)
class Page:
    """What the template fills in: the facts, the introduction as HTML, and the sections before and after the teams."""

    context: Context
    introduction: Markup
    leading: tuple[Section, ...]
    trailing: tuple[Section, ...]

    @property
    def about_the_data(self) -> str:
        """What the part is called that says how the figures were made."""
        return "Data quality" if self.context.document == "performance_page" else "How the figures are made"

    @property
    def headlines(self) -> tuple[Section, ...]:
        """The sections whose first tile stands at the top as well; none where the page has one section to read anyway."""
        found = tuple(each for each in (*self.leading, *self.trailing) if each.headline is not None)
        return found if len(found) > 1 and self.context.document == "performance_page" else ()

    def name_of(self, section: str) -> str:
        """A section's first heading; its name in params as words where it has none, and in a paper, which has no sections."""
        if self.context.document != "performance_page":
            return section.replace("_", " ").capitalize()
        headings = (each.heading.text for each in (*self.leading, *self.trailing) if each.name == section)
        return next(headings, section.replace("_", " ").capitalize())


class SendReportExporter(TemplateExporter):
    """Exports a joined notebook, or one section's executed notebook, as a page.

    Only Markdown cells and what `release.show` marked are published; any other output, and a page that breaks a rule of
    :func:`send_analysis.publish.page.check_page`, is refused with a `PublicationError`.
    """

    export_from_notebook = "SEND report (HTML)"
    output_mimetype = "text/html"

    def __init__(self, config: Any = None, **kw: Any) -> None:
        super().__init__(config=config, **kw)
        # Comes last, so that it sees what will be published, however the notebook was changed before.
        self.register_preprocessor(_compose)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    @default("template_name")
    def _template_name_default(self) -> str:
        return "send_report"

    @default("extra_template_basedirs")
    def _extra_template_basedirs_default(self) -> list[str]:
        return [str(files("send_analysis.publish").joinpath("templates"))]

    @default("extra_template_paths")
    def _extra_template_paths_default(self) -> list[str]:
        return [str(files("send_analysis.present"))]  # for style.css, which JupyterLab shows as well

    @default("default_preprocessors")
    def _default_preprocessors_default(self) -> list[str]:
        return ["nbconvert.preprocessors.ExecutePreprocessor"]  # for `jupyter nbconvert --execute`; off unless asked for

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        return environment

    def from_notebook_node(  # type: ignore[override]
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **kw: Any
    ) -> tuple[str, dict[str, Any]]:
        """Convert a notebook to a page.

        Raises
        ------
        PublicationError
            When the notebook says of no release, or the page would hold what must not be published.
        """
        html, resources = super().from_notebook_node(nb, resources, **kw)
        _refuse("The page breaks these rules:", check_page(html))
        return html, resources


def export(notebook: NotebookNode) -> str:
    """The page of a joined notebook as HTML; the same notebook gives the same page.

    Raises
    ------
    PublicationError
        When the page would hold what must not be published.
    """
    return SendReportExporter().from_notebook_node(notebook)[0]


def _compose(nb: NotebookNode, resources: dict[str, Any]) -> tuple[NotebookNode, dict[str, Any]]:
    """Puts what the template needs under `page` in the resources."""
    if MARK not in nb["metadata"]:
        nb = alone(f"{resources['metadata']['name']}.ipynb", nb)
    context = Context.read(nb["metadata"][MARK])
    ids = Ids(OWN_IDS)
    sections = Sections(ids, {file.name: file for file in context.data_files})
    sections.add(nb["cells"])
    refuse([*faults_of_outputs(nb["cells"]), *sections.faults])
    names = [section.name for section in sections.found]
    split = len(names) - names[::-1].index(_BEFORE_TEAMS) if _BEFORE_TEAMS in names else len(names)
    resources["page"] = Page(
        context, _introduction(context, ids), tuple(sections.found[:split]), tuple(sections.found[split:])
    )
    return nb, resources


def _introduction(context: Context, ids: Ids) -> Markup:
    rendered = render(context.introduction, ids)
    headings = ["a heading. An introduction is paragraphs and lists."] if rendered.headings else []
    _refuse("The introduction holds what cannot be published:", [*rendered.faults, *headings])
    return Markup().join(piece.html for piece in rendered.pieces)


def _refuse(reason: str, faults: list[str]) -> None:
    if faults:
        raise PublicationError("\n".join([reason, *(f"  {fault}" for fault in faults)]))
