"""The server for checking: what it gives and refuses, over real connections, and how the command ends."""

import http.client
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from send_analysis.core.errors import PublicationError, SetupError, UsageError
from send_analysis.publish.site.serve import LOOPBACK, folder_to_serve, server
from tests.project import ROOT
from tests.publish.site.releases import release


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small site with something secret beside it."""
    site = tmp_path / "site"
    (site / "data").mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "link.txt").symlink_to(tmp_path / "secret.txt")
    for name in ("index.html", "a.csv", "a.xlsx", "a.xml", "a.ics", "a.PDF", "a.exe", ".hidden", "data/a b.csv"):
        (site / name).write_text("content", encoding="utf-8")
    return site


@contextmanager
def served(folder: Path) -> Iterator[int]:
    with server(folder) as serving:
        thread = Thread(target=serving.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield serving.server_address[1]
        finally:
            serving.shutdown()
            thread.join()


def answer(port: int, path: str, method: str = "GET") -> tuple[int, str, bytes]:
    """Status, type and content that a path, sent as it is, is answered with."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=10)
    connection.request(method, path)
    response = connection.getresponse()
    got = response.status, response.getheader("Content-Type") or "", response.read()
    connection.close()
    return got


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "text/html; charset=utf-8"),
        ("/a.csv", "text/csv; charset=utf-8"),
        ("/data/a%20b.csv?x=1", "text/csv; charset=utf-8"),
        ("/a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("/a.xml", "application/xml"),
        ("/a.ics", "text/calendar; charset=utf-8"),
        ("/a.PDF", "application/pdf"),
        ("/a.exe", "application/octet-stream"),
    ],
)
def test_files_are_served_with_their_type(folder: Path, path: str, kind: str) -> None:
    with served(folder) as port:
        assert answer(port, path) == (200, kind, b"content")


@pytest.mark.parametrize(
    "path",
    [
        *("/gone", "/data/", "/../secret.txt", "/%2e%2e/secret.txt", "/data/..%2f..%2fsecret.txt", "/..\\secret.txt"),
        *("/.hidden", "/link.txt", "/a%00.csv", "//["),
    ],
)
def test_what_is_not_of_the_site_is_not_there(folder: Path, path: str) -> None:
    with served(folder) as port:
        status, _, content = answer(port, path)
        assert status == 404
        assert b"secret" not in content
        assert b"a b.csv" not in content


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_nothing_can_be_sent(folder: Path, method: str) -> None:
    with served(folder) as port:
        assert answer(port, "/index.html", method)[0] == 501


def test_it_listens_on_this_machine_alone(folder: Path) -> None:
    with server(folder) as serving:
        assert serving.socket.getsockname()[0] == "127.0.0.1"


def test_a_port_in_use_is_told(folder: Path) -> None:
    with socket.create_server((LOOPBACK, 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(SetupError, match=f"port {port} is in use by another program"):
            server(folder, port)


def test_a_site_a_release_and_an_authority_can_be_served(tmp_path: Path) -> None:
    made = release(tmp_path, "2022-06")
    assert folder_to_serve(tmp_path) == tmp_path / ".site"
    assert folder_to_serve(tmp_path / ".site") == tmp_path / ".site"
    assert folder_to_serve(made) == made / "public"


def test_a_folder_with_nothing_to_serve_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no folder"):
        folder_to_serve(tmp_path / "nobody")
    with pytest.raises(PublicationError, match="holds no release"):
        folder_to_serve(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a signal like Ctrl-C cannot be sent to one program on Windows")
def test_the_command_tells_its_address_and_ends_with_ctrl_c(folder: Path) -> None:
    typed = [sys.executable, "-m", "send_analysis", "serve", str(folder)]
    with subprocess.Popen(typed, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        said = process.stdout.readline()
        port = int(said.split("127.0.0.1:")[1].split("/")[0])
        assert answer(port, "/")[0] == 200
        process.send_signal(signal.SIGINT)
        rest, faults = process.communicate(timeout=30)
    assert (process.returncode, rest, faults) == (0, "Ended.\n", "")
