"""The facts of releases as the site's pages list them: words, days and links, made for one place in the folder."""

from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from send_analysis.core.findings import counted
from send_analysis.core.period import in_words
from send_analysis.publish.site.block import PublicationBlock, PublishedFile
from send_analysis.publish.site.editions import Edition
from send_analysis.publish.site.history import Correction, History, published
from send_analysis.publish.site.revised import Revised

#: What a format is called in a link.
_FORMATS = {
    ".pdf": "PDF",
    ".xlsx": "Excel workbook",
    ".ods": "OpenDocument workbook",
    ".csv": "CSV",
    ".json": "JSON metadata",
    ".jsonld": "JSON-LD metadata",
}

#: Descriptions of all data of a release for programs, and what they are called in a link.
_DESCRIPTIONS = {"csvw-metadata.json": "Description of the tables", "dataset.jsonld": "Description of the data set"}

_STATUSES = {"provisional": "Provisional", "final": "Final", "draft": "Draft"}

#: The page that a release opens with.
FRONT = "index.html"


def size(count: int) -> str:
    """A size in bytes as readers know it: "850 bytes", "44 KB", "1.2 MB" (1 KB is 1,000 bytes)."""
    if count < 1000:
        return f"{count} bytes"
    if count < 999_500:
        return f"{(count + 500) // 1000} KB"
    return f"{(count + 50_000) // 100_000 / 10:.1f} MB"


def release(history: History, edition: Edition, root: str) -> dict[str, Any]:
    """A release for a page that lies `root` (empty or "../") below the top of the site."""
    block = edition.block
    base = f"{root}{quote(block.name)}/"
    return {
        "title": block.title,
        "period": block.period,
        "as_at": in_words(block.as_at),
        "published_on": in_words(published(block)),
        "revised_on": in_words(block.revision.revised_on) if block.revision.revised_on else None,
        "status": _STATUSES[block.status],
        "revision": block.revision.number,
        "latest": edition is history.latest,
        "link": base + quote(front(block)),
        "headlines": list(block.headlines),
        "documents": _documents(block, base),
        "data": [{"link": base + quote(file.path), "text": _named(file)} for file in block.files if _is_data(file)],
        "superseded": [_superseded(old.block, base) for old in history.revisions_of(block.name)],
    }


def correction(each: Correction, history: History) -> dict[str, Any]:
    """A line of the corrections log."""
    front_page = next(front(edition.block) for edition in history.editions if edition.block.name == each.release)
    link = f"{quote(each.release)}/{quote(front_page)}"
    return {"day": in_words(each.day), "title": each.title, "link": link, "number": each.number, "reason": each.reason}


def revised(each: Revised) -> dict[str, str]:
    """A line of the log of figures that a release gives otherwise than the edition before it."""
    block = each.edition.block
    return {
        "day": in_words(published(block)),
        "title": block.title,
        "link": f"{quote(block.name)}/{quote(each.path, safe='/#')}",
        "figures": "Figures" if each.count is None else counted(each.count, "figure"),
        "reasons": " ".join(each.reasons) or "See its list.",
    }


def front(block: PublicationBlock) -> str:
    """The page that a release opens with: its index, else its first page, else its first file."""
    pages = [file.path for file in block.files if file.kind == "page"]
    return FRONT if FRONT in pages or not pages else pages[0]


def _documents(block: PublicationBlock, base: str) -> list[dict[str, Any]]:
    """Each page with its other formats, the front page first; then what stands alone, such as the workbook."""
    pages = sorted(
        (file for file in block.files if file.kind == "page"), key=lambda file: (file.path != front(block), file.path)
    )
    beside = {_stem(file.path): file for file in block.files if file.kind == "pdf"}
    shown = [_page(page, beside.pop(_stem(page.path), None), base) for page in pages]
    alone = [*beside.values(), *(file for file in block.files if file.kind == "workbook")]
    return [*shown, *({"link": base + quote(file.path), "title": _named(file), "pdf": None} for file in alone)]


def _page(page: PublishedFile, pdf: PublishedFile | None, base: str) -> dict[str, Any]:
    title = page.title or page.path
    other = pdf and {"link": base + quote(pdf.path), "text": f"{title} (PDF, {size(pdf.bytes)})"}
    return {"link": base + quote(page.path), "title": f"{title} (web page, {size(page.bytes)})", "pdf": other}


def _superseded(old: PublicationBlock, base: str) -> dict[str, str]:
    number = old.revision.number
    called = f"Revision {number}" if number else "First publication"
    return {"link": f"{base}revisions/{number}/{quote(front(old))}", "text": f"{called} (replaced)"}


def _is_data(file: PublishedFile) -> bool:
    return file.kind == "data" or (file.kind == "metadata" and PurePosixPath(file.path).name in _DESCRIPTIONS)


def _named(file: PublishedFile) -> str:
    path = PurePosixPath(file.path)
    if file.kind == "workbook":
        return f"Tables of figures ({_FORMATS.get(path.suffix.lower(), path.name)}, {size(file.bytes)})"
    words = _DESCRIPTIONS.get(path.name) or path.stem.replace("-", " ").replace("_", " ")
    return f"{words[:1].upper()}{words[1:]} ({_FORMATS.get(path.suffix.lower(), path.name)}, {size(file.bytes)})"


def _stem(path: str) -> str:
    return str(PurePosixPath(path).with_suffix(""))
