"""The site's own pages: home with the archive, the latest release, corrections and the calendar."""

from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from send_analysis import __version__
from send_analysis.core.errors import PublicationError
from send_analysis.core.period import in_words
from send_analysis.publish.page import check_page
from send_analysis.publish.site.history import History
from send_analysis.publish.site.listing import correction, release, revised

#: Each page of the site: its file, its template, its place in the row of links, how far below the top it lies.
_PAGES = (
    ("index.html", "All releases", ""),
    ("latest/index.html", "Latest release", "../"),
    ("corrections.html", "Corrections", ""),
    ("calendar.html", "Coming releases", ""),
)


def site_pages(history: History, *, feed: bool) -> dict[str, str]:
    """Every page of the site's own, as HTML, by its path; `feed` says whether there is one to lead to.

    Raises
    ------
    PublicationError
        When a page would not pass the rules for pages.
    """
    environment = _environment()
    pages = {}
    for path, title, root in _PAGES:
        template = environment.get_template(f"site/{_template(path)}.html.j2")
        site = _site(history, root, feed) | {"around": _around(path, root)}
        context = _context(history, "" if path == "index.html" else title)
        pages[path] = template.render(site=site, resources={"page": {"context": context}}, context=context)
        if faults := check_page(pages[path]):
            raise PublicationError(
                "\n".join([f"The site's page {path} breaks these rules:", *(f"  {each}" for each in faults)])
            )
    return pages


def _environment() -> Environment:
    templates = files("send_analysis.publish").joinpath("templates")
    folders = [str(templates), str(templates.joinpath("site")), str(templates.joinpath("send_report"))]
    loader = FileSystemLoader([*folders, str(files("send_analysis.present"))])
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)


def _template(path: str) -> str:
    return path.removesuffix("/index.html").removesuffix(".html")


def _site(history: History, root: str, feed: bool) -> dict[str, Any]:
    block = history.latest.block
    return {
        "latest": release(history, history.latest, root),
        "releases": [release(history, edition, root) for edition in history.editions],
        "corrections": [correction(each, history) for each in history.corrections()],
        "revised": [revised(each) for each in history.revised()],
        "coming": [in_words(day) for day in history.coming()],
        "contact": block.contact.model_dump(),
        "licence": block.licence.name,
        "feed": feed,
    }


def _around(current: str, root: str) -> list[dict[str, Any]]:
    return [{"link": f"{root}{path}", "text": title, "current": path == current} for path, title, _ in _PAGES]


def _context(history: History, title: str) -> dict[str, Any]:
    """What the shared frame of all pages asks for; the home page has no title of its own beside the site's."""
    block = history.latest.block
    return {
        "document": "site",
        "title": f"SEND performance in {block.authority}" + (f": {title[0].lower()}{title[1:]}" if title else ""),
        "publisher": block.publisher,
        "synthetic": history.synthetic,
        "notice": "",
        "breadcrumb": [link.model_dump() for link in block.breadcrumb],
        "accent": block.accent and block.accent.model_dump(),
        "about_the_release": False,  # these pages are of many releases; the home page says contact and licence itself
        "status": "",
        "software": f"send-analysis {__version__}",
        "data_quality": {"table": ""},
    }
