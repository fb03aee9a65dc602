"""The preview's server over real connections: whom it answers, with what, and what it tells while it works."""

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from send_analysis.preview.board import Board
from send_analysis.preview.faults import Cell, Fault
from send_analysis.preview.page import EVENTS, SCRIPT
from send_analysis.preview.reports import Page, Report
from send_analysis.preview.serving import preview_server
from send_analysis.preview.watching import Watched

PAGE = "<!doctype html><html><head><title>Page</title></head><body class='x'><main><p>Whole</p></main></body></html>"


class Served:
    """A board and the port at which it is served."""

    def __init__(self, board: Board, port: int, folder: Path) -> None:
        self.board, self.port, self.folder = board, port, folder

    def answer(self, path: str, method: str = "GET", host: str | None = None) -> tuple[int, str, "http.client.HTTPMessage"]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.putrequest(method, path, skip_host=True)
        for each in [f"127.0.0.1:{self.port}"] if host is None else host.split():
            connection.putheader("Host", each.replace("PORT", str(self.port)))
        connection.endheaders()
        response = connection.getresponse()
        got = response.status, response.read().decode(), response.headers
        connection.close()
        return got

    def make(self, version: str, **files: str) -> Page:
        """A page of files, which are named without their dot."""
        folder = self.folder / version
        (folder / "data").mkdir(parents=True)
        for name, text in files.items():
            (folder / name.replace("__", "/").replace("_", ".")).write_text(text, encoding="utf-8")
        return Page((str(folder),), "index.html", version)


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    board = Board(Watched(tmp_path, tmp_path, tmp_path))
    with preview_server(board) as serving:
        thread = Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield Served(board, serving.server_address[1], tmp_path)
        board.end()
        serving.shutdown()
        thread.join()


@pytest.mark.parametrize("host", ["127.0.0.1:PORT", "localhost:PORT"])
def test_this_machine_is_answered_by_either_of_its_names(served: Served, host: str) -> None:
    assert served.answer("/", host=host)[0] == 200


@pytest.mark.parametrize(
    "host",
    ["evil.example:PORT", "evil.example", "127.0.0.1", "127.0.0.1:1", "", "127.0.0.1:PORT evil.example", "[::1]:PORT"],
)
@pytest.mark.parametrize("path", ["/", EVENTS, SCRIPT, "/data/a.csv"])
def test_any_other_name_is_refused(served: Served, host: str, path: str) -> None:
    served.board.write(Report(page=served.make("1", index_html=PAGE, data__a_csv="rows")))
    status, text, _ = served.answer(path, host=host)
    assert status == 403
    assert "Whole" not in text
    assert "rows" not in text


def test_a_page_is_served_with_what_the_preview_says_and_its_files_as_they_are(served: Served) -> None:
    served.board.write(Report(working="", page=served.make("1", index_html=PAGE, data__a_csv="rows")))
    _, page, headers = served.answer("/")
    assert "<title>Preview: Page</title>" in page
    assert "<body class='x'>\n<aside id=\"preview\"" in page
    assert f'<script src="{SCRIPT}"></script>\n</body>' in page
    assert served.answer("/index.html")[1] == page
    assert "script-src 'self'" in headers["Content-Security-Policy"]
    assert served.answer("/data/a.csv")[1] == "rows"
    assert served.answer("/", "HEAD")[:2] == (200, "")
    assert (served.folder / "1" / "index.html").read_text(encoding="utf-8") == PAGE


@pytest.mark.parametrize("path", ["/gone.html", "/../secret.html", "/%2e%2e/secret.html", "/data/", "/.hidden.html"])
def test_nothing_else_is_served(served: Served, path: str) -> None:
    (served.folder / "secret.html").write_text("secret", encoding="utf-8")
    served.board.write(Report(page=served.make("1", index_html=PAGE, _hidden_html="secret", data__a_csv="rows")))
    status, text, _ = served.answer(path)
    assert status == 404
    assert "secret" not in text


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(served: Served, method: str) -> None:
    assert served.answer("/", method)[0] == 501


def test_what_stood_beside_the_last_page_is_there_until_it_is_made_anew(served: Served) -> None:
    whole = served.make("1", index_html=PAGE, data__a_csv="rows")
    newer = served.make("2", index_html=PAGE.replace("Whole", "Newer"))
    served.board.write(Report(page=Page((*newer.folders, *whole.folders), "index.html", "2")))
    assert "Newer" in served.answer("/")[1]
    assert served.answer("/data/a.csv")[1] == "rows"


def test_only_the_last_two_pages_are_kept(served: Served) -> None:
    for version in "123":
        served.board.write(Report(page=served.make(version, index_html=PAGE)))
    assert sorted(path.name for path in served.folder.iterdir()) == ["2", "3"]


def test_what_is_wrong_is_shown_escaped_with_the_line_marked(served: Served) -> None:
    cell = Cell("notebooks/<i>.ipynb", 3, "a = '<b>'\nb = a & 1", 'Of "all" <u>', 2)
    served.board.write(Report(working="<s>", faults=(Fault("<script>alert(1)</script>", (cell,)),)))
    page = served.answer("/")[1]
    assert "There is no page yet." in page
    assert 'data-heading="Of &quot;all&quot; &lt;u&gt;"' in page
    assert "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" in page
    assert "notebooks/&lt;i&gt;.ipynb, cell 3, line 2" in page
    assert "a = &#x27;&lt;b&gt;&#x27;\n<mark>b = a &amp; 1</mark>" in page
    assert "<p>&lt;s&gt; …</p>" in page


def test_a_browser_is_told_of_everything_that_is_new_and_of_the_end(served: Served) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=30)
    connection.request("GET", EVENTS)
    lines = connection.getresponse()
    assert news(lines) == {"version": "", "state": "<p>Starting …</p>", "ended": False}
    served.board.write(Report(working="Running tribunal"))
    assert news(lines)["state"] == "<p>Running tribunal …</p>"
    served.board.write(Report(working="", page=served.make("1", index_html=PAGE)))
    assert news(lines) == {"version": "1", "state": "<p>Up to date with what is saved.</p>", "ended": False}
    served.board.end()
    assert news(lines)["ended"]
    assert lines.read() == b""
    connection.close()


def news(lines: http.client.HTTPResponse) -> dict[str, object]:
    line = lines.readline().decode()
    assert line.startswith("data: ")
    assert lines.readline() == b"\n"
    return json.loads(line.removeprefix("data: "))
