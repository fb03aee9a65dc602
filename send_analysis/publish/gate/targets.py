"""Where links lead: to what is there."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from send_analysis.publish.gate.links import links_of
from send_analysis.publish.gate.rule import Finding, Found, rule
from send_analysis.publish.gate.source import Folder, Source, value


@rule(
    "link_target",
    "A link to a part of the page leads to a part that is there.",
    "our own: no broken link",
    "Correct the link, or give the heading that id.",
)
def link_target(page: Source) -> Found:
    """A link that does nothing."""
    for tag in page.tags:
        leads = value(tag, "href")
        if leads.startswith("#") and unquote(leads[1:]) not in page.ids:
            yield Finding(tag, "a link to a part of the page that is not there")


@rule(
    "link_file",
    "A link to a file of the release leads to a file that is there, and to a part that is in it.",
    "our own: no broken link",
    "Publish the file, or take the link away.",
    reach="folder",
)
def link_file(page: Source, folder: Folder) -> Found:
    """Links that lead out of the folder are the site's, which checks them."""
    for tag in links_of(page):
        leads = urlsplit(value(tag, "href"))
        if leads.scheme or leads.netloc or not leads.path:
            continue
        path = normpath(join(dirname(page.name), unquote(leads.path)))
        if path.startswith("..") or leads.path.startswith("/"):
            continue
        if path not in folder.files and f"{path}/index.html".removeprefix("./") not in folder.files:
            yield Finding(tag, f"a link to {path}, which is not there")
        elif leads.fragment and not _has(folder, path, unquote(leads.fragment)):
            yield Finding(tag, f"a link to a part of {path} that is not there")


def _has(folder: Folder, path: str, part: str) -> bool:
    """Whether a page of the folder has a part; of a file that is no page nothing is known."""
    return all(part in page.ids for page in folder.pages if page.name == path)


RULES = (
    link_target,
    link_file,
)
