"""Small release folders made by hand, as a run leaves them: `public/` and a manifest."""

import json
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from shutil import rmtree
from typing import Any

from send_analysis.publish.site.block import kind_of

PAGE = (
    '<!doctype html><html lang="en-GB"><head><title>{title}</title><style>main>p{{margin:0}}</style></head>'
    '<body><header><p>A council</p></header><!-- <main> --><main id="main" class="a>b">\n<h1>{title}</h1>'
    '<p><a href="data/timeliness.csv">Timeliness (CSV)</a> <a href="#end">the end</a></p>'
    '<p id="end">End.</p></main></body></html>'
)

#: What a release has unless a test says otherwise.
FILES = {
    "index.html": PAGE,
    "index.pdf": "%PDF",
    "data/timeliness.csv": "a,b\n",
    "data/timeliness.meta.csv": "c\n",
    "data.xlsx": "PK",
}


def release(outputs: Path, name: str, *, at: str | None = None, files: Mapping[str, str] = FILES, **facts: Any) -> Path:
    """Write a release of one month, "2022-06", published at the end of it; `facts` replace those of its manifest."""
    folder = outputs / (at or name)
    rmtree(folder, ignore_errors=True)
    said = {**facts_of(name), **facts}
    said["files"] = [_file(folder / "public", path, text.format(title=said["title"])) for path, text in files.items()]
    (folder / "manifest.json").write_text(json.dumps({"publication": said}), encoding="utf-8")
    return folder


def superseded(outputs: Path, name: str, number: int, **facts: Any) -> Path:
    """Write a superseded revision of a release where a run moves it."""
    return release(outputs, name, at=f".revisions/{name}/{number}", revision=revision(number), **facts)


def revision(number: int, reason: str = "A count was entered twice.") -> dict[str, Any]:
    """The facts of a revision made on as many days of July as its number."""
    return {"number": number, "reason": reason if number else "", "revised_on": f"2022-07-{number:02}" if number else None}


def facts_of(name: str) -> dict[str, Any]:
    """The facts of a release, by its name."""
    return {
        "name": name,
        "title": f"SEND performance: {name}",
        "publisher": "Swindon Borough Council",
        "authority": "Swindon",
        "period": f"Month {name}",
        "period_start": f"{name}-01",
        "period_end": f"{name}-22",
        "as_at": f"{name}-22",
        "published_on": f"{name}-28",
        "next_release_on": "2022-08-31",
        "status": "final",
        "revision": revision(0),
        "contact": {"team": "SEND Service", "email": "send@example.org"},
        "licence": {"name": "Open Government Licence v3.0", "address": "https://www.example.org/licence"},
        "address": "https://www.example.org/send",
        "breadcrumb": [],
        "synthetic": True,
        "releases": ["2022-05-31", "2022-10-31"],
        "headlines": ["Six in ten plans were issued within 20 weeks."],
    }


def _file(public: Path, path: str, text: str) -> dict[str, Any]:
    (public / path).parent.mkdir(parents=True, exist_ok=True)
    data = text.encode()
    (public / path).write_bytes(data)
    title = {"title": "SEND performance"} if path.endswith(".html") else {}
    return {"path": path, "sha256": sha256(data).hexdigest(), "bytes": len(data), "kind": kind_of(path), **title}
