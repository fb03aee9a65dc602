"""The site for machines: an Atom feed (RFC 4287), a site map (sitemaps.org 0.9) and a calendar (RFC 5545)."""

from datetime import date
from urllib.parse import quote
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from send_analysis.publish.site.block import PublicationBlock
from send_analysis.publish.site.history import History, last_changed, published
from send_analysis.publish.site.listing import front

_ATOM = "http://www.w3.org/2005/Atom"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"

#: RFC 5545, 3.1: a line is at most 75 octets long, without its line break.
_LONGEST_LINE = 75


def atom_feed(history: History, address: str) -> str:
    """The feed of releases, that which changed last first; an entry's id is its release's permanent address."""
    top, block = address.rstrip("/") + "/", history.latest.block
    feed = Element("feed", {"xmlns": _ATOM, "xml:lang": "en-GB"})
    _text(feed, "id", top)
    _text(feed, "title", f"SEND performance in {block.authority}")
    _text(feed, "updated", _moment(history.last_day()))
    _text(SubElement(feed, "author"), "name", block.publisher)
    _text(feed, "rights", block.licence.name)
    SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": f"{top}feed.xml"})
    SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": top})
    blocks = [edition.block for edition in history.editions]
    for each in sorted(blocks, key=lambda each: (last_changed(each), each.period_end, each.name), reverse=True):
        _entry(feed, each, f"{top}{quote(each.name)}/")
    return _document(feed)


def site_map(history: History, address: str) -> str:
    """The addresses of the site's pages and of those of every release that stands, with the day each last changed."""
    top = address.rstrip("/") + "/"
    root = Element("urlset", {"xmlns": _SITEMAP})
    for path in ("", "corrections.html", "calendar.html"):
        _address(root, top + path, history.last_day())
    for block in (edition.block for edition in history.editions):
        for file in block.files:
            if file.kind == "page":
                _address(root, f"{top}{quote(block.name)}/{quote(file.path)}", last_changed(block))
    return _document(root)


def calendar(history: History) -> str:
    """The days of coming releases as whole-day events; the same releases give the same bytes."""
    block = history.latest.block
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//send-analysis//releases//EN"]
    for day in history.coming():
        lines += [
            "BEGIN:VEVENT",
            f"UID:{day:%Y%m%d}-{quote(block.authority, safe='')}@send-analysis",
            f"DTSTAMP:{history.last_day():%Y%m%d}T000000Z",
            f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
            f"SUMMARY:{_escaped(f'{block.publisher}: SEND performance release')}",
            "TRANSP:TRANSPARENT",
            "END:VEVENT",
        ]
    return "".join(f"{_folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def _entry(feed: Element, block: PublicationBlock, address: str) -> None:
    entry = SubElement(feed, "entry")
    _text(entry, "id", address)
    _text(entry, "title", block.title)
    _text(entry, "published", _moment(published(block)))
    _text(entry, "updated", _moment(last_changed(block)))
    link = address + ("" if front(block) == "index.html" else quote(front(block)))
    SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": link})
    revised = f"Revision {block.revision.number}: {block.revision.reason}" if block.revision.number else ""
    _text(entry, "summary", revised or " ".join(block.headlines) or f"Figures for {block.period}.")


def _address(root: Element, address: str, day: date) -> None:
    url = SubElement(root, "url")
    _text(url, "loc", address)
    _text(url, "lastmod", day.isoformat())


def _text(parent: Element, name: str, text: str) -> None:
    """XML 1.0 has no control characters, however they are written; a title that holds one would spoil the feed."""
    SubElement(parent, name).text = "".join(letter for letter in text if letter in "\t\n" or _stands_in_xml(letter))


def _stands_in_xml(letter: str) -> bool:
    return letter >= " " and not "\ud800" <= letter <= "\udfff" and letter not in "\ufffe\uffff"


def _document(root: Element) -> str:
    indent(root, space="")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _moment(day: date) -> str:
    """A day as the point of time that RFC 3339 wants; nobody states the hour of a release."""
    return f"{day.isoformat()}T00:00:00Z"


def _escaped(text: str) -> str:
    plain = " ".join(text.split())
    return plain.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> str:
    """The line in pieces that are short enough, none of which ends within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len((piece + letter).encode()) > _LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join([*pieces, piece])
