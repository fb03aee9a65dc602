"""Files at an address: copied for the time they are read, and never a secret of the address in a message."""

import hashlib
import stat
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from threading import Thread

import fsspec
import pytest

from send_analysis.core.errors import DataError, SetupError
from send_analysis.core.params.local_files import local_files
from send_analysis.sources.folders import read_files
from send_analysis.sources.reading import read_rows
from send_analysis.sources.remote import fetched, sha_256

CSV = b"request_id\n1\n"


@pytest.fixture
def memory():
    """Fsspec's files in memory, empty before and after."""
    system = fsspec.filesystem("memory")
    system.store.clear()
    system.pseudo_dirs[:] = [""]
    yield system
    system.store.clear()
    system.pseudo_dirs[:] = [""]


class Answers(BaseHTTPRequestHandler):
    """A web server with one file, one that may not be read, and none else."""

    def do_HEAD(self):
        self.answer(with_body=False)

    def do_GET(self):
        self.answer(with_body=True)

    def answer(self, *, with_body: bool):
        status = {"/requests.csv": 200, "/closed.csv": 403}.get(self.path.split("?")[0], 404)
        body = CSV if status == 200 else b""
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *parts):
        """Nothing: the tests' output is theirs."""


@pytest.fixture(scope="module")
def server():
    """The address of a web server on this machine."""
    pytest.importorskip("aiohttp", reason="fsspec reads https:// with aiohttp")
    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as served:
        Thread(target=served.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{served.server_port}"
        served.shutdown()


def said_of(address: str, error: type[Exception] = DataError) -> str:
    with pytest.raises(error) as raised, fetched(address):
        pass
    return str(raised.value)


# It works


def test_a_file_is_copied_whole_under_its_own_name(memory):
    content = bytes(range(256)) * 10_000
    memory.pipe("/exports/requests.xlsx", content)
    with fetched("memory://exports/requests.xlsx") as path:
        assert (path.name, path.read_bytes() == content) == ("requests.xlsx", True)
        assert sha_256(path) == hashlib.sha256(content).hexdigest()


def test_a_file_address_is_an_address_too(tmp_path):
    (tmp_path / "requests.csv").write_bytes(CSV)
    with fetched(f"file://{tmp_path.as_posix()}/requests.csv") as path:
        assert len(read_rows(path)) == 1
        assert path.parent != tmp_path
    assert (tmp_path / "requests.csv").read_bytes() == CSV


def test_only_this_user_can_look_at_the_copy_and_it_is_removed(memory):
    memory.pipe("/requests.csv", CSV)
    with fetched("memory://requests.csv") as path:
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert not path.parent.exists()


def test_the_copy_is_removed_when_reading_it_fails(memory):
    memory.pipe("/requests.csv", b"")
    seen = []

    def read() -> None:
        with fetched("memory://requests.csv") as path:
            seen.append(path)
            read_rows(path, file="memory://requests.csv")

    with pytest.raises(DataError, match=r"^memory://requests\.csv: is empty"):
        read()
    assert not seen[0].parent.exists()


@pytest.mark.parametrize("address", ["memory://exports", "memory://exports/", "memory://exports/*.csv"])
def test_the_files_of_a_folder_or_a_pattern_are_read_as_one(memory, address):
    for month in ("2022-05", "2022-04"):
        memory.pipe(f"/exports/{month}.csv", CSV)
    memory.pipe("/exports/~$2022-05.csv", b"open in another program")
    memory.pipe("/exports/older/2021-04.csv", CSV)
    with fetched(address) as folder:
        whole = read_files(local_files(folder.parent, folder.name), address, lambda path, file: read_rows(path, file=file))
        assert sha_256(folder) == hashlib.sha256(CSV + CSV).hexdigest()
    assert [part.name for part in whole.parts] == ["2022-04.csv", "2022-05.csv"]


def test_a_file_of_a_web_server_is_fetched(server):
    with fetched(f"{server}/requests.csv?sig=hush") as path:
        assert (path.name, path.read_bytes()) == ("requests.csv", CSV)


# What is wrong


def test_a_file_that_is_not_there_is_said(memory):
    assert said_of("memory://none.csv") == "memory://none.csv: there is no such file."
    assert said_of("memory://none/*.csv") == "memory://none/*.csv: there is no such file."


def test_a_file_that_may_not_be_read_is_said(memory, monkeypatch):
    def refuse(*_args, **_more):
        raise PermissionError(13, "Access Denied for hush")

    monkeypatch.setattr(type(memory), "open", refuse)
    said = said_of("memory://requests.csv?sig=hush")
    assert said == (
        "memory://requests.csv: may not be read (PermissionError). "
        "Ask for the permission, and check the credentials in the environment."
    )


def test_what_a_web_server_refuses_is_said_without_the_secrets_of_the_address(server):
    host = server.removeprefix("http://")
    assert said_of(f"http://user:hush@{host}/none.csv?sig=hush") == f"{server}/none.csv: there is no such file."
    assert said_of(f"{server}/closed.csv?sig=hush").startswith(f"{server}/closed.csv: may not be read (")
    nobody = "http://127.0.0.1:1"
    assert said_of(f"{nobody}/requests.csv").startswith(f"{nobody}/requests.csv: cannot be fetched (Client")


def test_an_address_of_no_known_kind_is_said():
    assert said_of("carrier-pigeon://loft/requests.csv").startswith(
        "carrier-pigeon://loft/requests.csv: addresses of this kind are not known."
    )


@pytest.mark.parametrize(
    ("scheme", "module", "package"),
    [("s3", "s3fs", "s3fs"), ("abfs", "adlfs", "adlfs"), ("sftp", "paramiko", "paramiko")],
)
def test_a_package_that_is_missing_is_named(scheme, module, package):
    if find_spec(module):
        pytest.skip(f"{module} is installed")
    said = said_of(f"{scheme}://user:hush@host/requests.csv?sig=hush", SetupError)
    assert said == f"{scheme}:// needs the package {package}: pip install {package}"


@pytest.mark.parametrize("name", ["a:b.csv", "a\\..\\..\\b.csv", "x" * 240 + ".csv", ".csv"])
def test_no_name_leads_out_of_the_folder(memory, name):
    memory.pipe(f"/exports/{name}", CSV)
    with fetched(f"memory://exports/{name}") as path:
        (folder,) = {each.parent for each in path.parent.iterdir()}
        assert (path.parent, path.suffix or path.name, path.read_bytes()) == (folder, ".csv", CSV)
