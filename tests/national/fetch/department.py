"""The Department's service as its documents describe it, on this machine, with faults on demand."""

import gzip
import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

TITLES = {
    "timeliness": "Timeliness - education, health and care plans issued within the statutory 20 week timeframe",
    "requests": "Number of requests for an EHC needs assessment, and the request outcomes",
    "assessments": "Number of EHC needs assessments, and the assessment outcomes",
    "reviews": "Number and outcome of annual reviews of education, health and care plans",
    "budgets": "Number of EHC plans with a personal budget in place",
}

#: Of invented rows; the names of the columns are those of the timeliness file.
CSV = (
    b"time_period,time_identifier,geographic_level,old_la_code,la_name,breakdown,plans_issued_den\n"
    b"2024,Calendar year,National,,,All EHC plans issued,90\n"
    b'2024,Calendar year,Local authority,353,"Oldham, made up",All EHC plans issued,x\n'
)
META = {
    "filters": [{"id": "a", "column": "breakdown", "label": "Characteristics", "hint": "", "options": []}],
    "indicators": [{"id": "b", "column": "plans_issued_den", "label": "Number of EHC plans issued", "unit": ""}],
    "geographicLevels": [],
    "locations": [],
    "timePeriods": [],
}
HTML = b"<!DOCTYPE html><html><title>Sign in</title></html>"
PROBLEM = {"title": "Not Found", "type": "https://tools.ietf.org/html/rfc9110#section-15.5.5", "status": 404}


@dataclass
class Edition:
    """One version of a data set."""

    content: bytes = CSV
    published: str = "2025-06-26T08:30:00+00:00"
    release: str = "Reporting year 2025"
    rows: int | None = 2
    meta: Any = field(default_factory=lambda: META)


@dataclass
class DataSet:
    title: str
    versions: dict[str, Edition] = field(default_factory=lambda: {"1.0": Edition()})
    status: str = "Published"
    id: str = field(default_factory=lambda: str(uuid.uuid4()))

    @property
    def latest(self) -> str:
        return list(self.versions)[-1]


@dataclass
class Reply:
    """What is answered in place of the right thing.

    `length` is announced, whatever the body has. The answer `waits` until the test is over, `stalls` after its body, or `drips`
    byte by byte; or the service `hangs_up`.
    """

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    length: int | None = None
    waits: bool = False
    stalls: bool = False
    drips: bool = False
    hangs_up: bool = False


class Department:
    """The service: its publications, the data sets of the first, the faults that it has, and what it was asked."""

    def __init__(self) -> None:
        self.publications = [
            {"id": str(uuid.uuid4()), "title": title, "slug": title.lower().replace(",", "").replace(" ", "-")}
            for title in ("Education, health and care plans", "Education, health and care plans in Wales", "Pupil absence")
        ]
        self.data_sets = [DataSet(title) for title in TITLES.values()]
        self.asked: list[str] = []
        self.faults: dict[str, list[Reply]] = {}
        self.page_size = 2
        self.packs = True
        self.let_go = Event()
        self.base = ""

    def __getitem__(self, name: str) -> DataSet:
        return next(each for each in self.data_sets if each.title == TITLES[name])

    def fails(self, end: str, *replies: Reply, always: bool = False) -> None:
        """Answer paths with this end so, once for each reply, or the last one for ever."""
        self.faults[end] = [*replies, *[replies[-1]] * (1000 if always else 0)]

    def fault_for(self, path: str) -> Reply | None:
        waiting = next((replies for end, replies in self.faults.items() if path.endswith(end) and replies), None)
        return waiting.pop(0) if waiting else None

    def answer(self, path: str, query: dict[str, str]) -> Reply:
        parts = path.removeprefix("/v1/").split("/")
        if parts == ["publications"]:
            words = query.get("search", "").casefold().split()
            return self.page(
                [each for each in self.publications if all(w in each["title"].casefold() for w in words)], query
            )
        if parts[0] == "publications" and parts[1] == self.publications[0]["id"]:
            return self.page([summary(each) for each in self.data_sets], query)
        data_set = next((each for each in self.data_sets if each.id == parts[1]), None)
        version = parts[3] if "versions" in parts else query.get("dataSetVersion", "")
        edition = data_set and data_set.versions.get(data_set.latest if version.endswith("*") else version)
        if edition is None:
            return as_json(PROBLEM, 404)
        if parts[2] == "csv":
            packed = gzip.compress(edition.content) if self.packs else edition.content
            encoding = {"Content-Encoding": "gzip"} if self.packs else {}
            return Reply(200, packed, {"Content-Type": "text/csv", **encoding})
        number = data_set.latest if version.endswith("*") else version
        return as_json(edition.meta if parts[2] == "meta" else described(number, edition))

    def page(self, whole: list[Any], query: dict[str, str]) -> Reply:
        size, number = min(self.page_size, int(query["pageSize"])), int(query["page"])
        pages = (len(whole) - 1) // size + 1
        paging = {"page": number, "pageSize": size, "totalResults": len(whole), "totalPages": pages}
        return as_json({"paging": paging, "results": whole[(number - 1) * size : number * size]})


def summary(data_set: DataSet) -> dict[str, Any]:
    latest = {"version": data_set.latest, "totalResults": 2, "timePeriods": {}} if data_set.versions else None
    return {"id": data_set.id, "title": data_set.title, "status": data_set.status, "summary": "", "latestVersion": latest}


def described(number: str, edition: Edition) -> dict[str, Any]:
    release = {"title": edition.release, "slug": "2025"}
    return {"version": number, "published": edition.published, "totalResults": edition.rows, "release": release, "notes": ""}


def as_json(content: Any, status: int = 200, **headers: str) -> Reply:
    return Reply(status, json.dumps(content).encode(), {"Content-Type": "application/json", **headers})


def in_pieces(content: bytes, *, whole: bool = True) -> Reply:
    """An answer whose length is not announced: pieces, each with its own, and an empty one at the end."""
    pieces = [content[at : at + 50] for at in range(0, len(content), 50)]
    sent = b"".join(b"%x\r\n%s\r\n" % (len(each), each) for each in pieces)
    return Reply(200, sent + (b"0\r\n\r\n" if whole else b""), {"Transfer-Encoding": "chunked"})


def page_of(results: list[Any], *, pages: int, total: int) -> Reply:
    return as_json({"paging": {"page": 1, "pageSize": 20, "totalPages": pages, "totalResults": total}, "results": results})


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # or each answer waits 40 ms for an acknowledgement

    def do_GET(self):
        parts = urlsplit(self.path)
        department = self.server.department
        department.asked.append(self.path)
        query = {key: values[0] for key, values in parse_qs(parts.query).items()}
        reply = department.fault_for(parts.path) or department.answer(parts.path, query)
        if reply.waits:
            department.let_go.wait(5)
        self.close_connection = reply.hangs_up or reply.length is not None or "Transfer-Encoding" in reply.headers
        if reply.hangs_up:
            return
        self.send_response(reply.status)
        for name, value in reply.headers.items():
            self.send_header(name, value)
        if "Transfer-Encoding" not in reply.headers:
            self.send_header("Content-Length", str(len(reply.body) if reply.length is None else reply.length))
        self.end_headers()
        for part in [bytes([each]) for each in reply.body] if reply.drips else [reply.body]:
            self.wfile.write(part)
            department.let_go.wait(5 if reply.stalls else 0.01 if reply.drips else 0)

    def log_message(self, *parts):
        """Nothing: the tests' output is theirs."""


class _Server(ThreadingHTTPServer):
    department: Department

    def handle_error(self, request, client_address):
        """Nothing: a client that went away is what some tests are about."""


@contextmanager
def serving() -> Iterator[_Server]:
    """The server, without a department yet; stopped when the block ends."""
    with _Server(("127.0.0.1", 0), _Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()
