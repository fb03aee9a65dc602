"""A PostgreSQL server of our own, on loopback, for as long as a test needs it."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conftest import PARTS

USER, PASSWORD = "synthetic_owner", "synthetic: p@ss/word"

#: How long the server may take to start, in seconds, on a machine that is busy.
PATIENCE = 60


@contextmanager
def running() -> Iterator[int]:
    """A new, empty server and the port that it listens on; it is stopped and removed afterwards."""
    programs = Path(PARTS["postgresql"]() or "").resolve().parent
    # Not in pytest's folder: nobody but its owner may look into that, and PostgreSQL refuses to run as root.
    with tempfile.TemporaryDirectory(prefix="send-analysis-postgres-") as name:
        folder, owner = Path(name), _owner()
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        for path in (folder, password):
            shutil.chown(path, owner)
        options = ["--username", USER, "--pwfile", str(password), "--auth", "scram-sha-256", "--encoding", "UTF8"]
        _run([str(programs / "initdb"), "-D", str(folder / "data"), *options, "--no-locale", "--no-sync"], folder, owner)
        port = _free_port()
        with (folder / "log").open("wb") as log:
            server = _start(programs / "postgres", folder, port, owner, log.fileno())
            try:
                _wait_until_it_answers(server, port, folder / "log")
                yield port
            finally:
                server.send_signal(signal.SIGINT)  # PostgreSQL's word for: now, and in order
                server.wait(PATIENCE)


def address(port: int, database: str = "postgres", *, user: str = USER, password: str = PASSWORD, options: str = "") -> str:
    """The address of a database of the server, as an environment variable holds it."""
    from sqlalchemy import URL

    url = URL.create("postgresql", user, password, "127.0.0.1", port, database)
    return url.render_as_string(hide_password=False) + options


def _owner() -> str:
    """Whom the server runs as: whoever runs the tests, but never root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    names = {each.pw_name for each in pwd.getpwall()}
    return next(name for name in ("postgres", "nobody") if name in names)


def _as_owner(owner: str) -> dict[str, object]:
    return {"user": owner, "group": pwd.getpwnam(owner).pw_gid, "extra_groups": []} if os.geteuid() == 0 else {}


def _run(command: list[str], folder: Path, owner: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, **_as_owner(owner))
    assert done.returncode == 0, done.stderr


def _start(program: Path, folder: Path, port: int, owner: str, log: int) -> subprocess.Popen[bytes]:
    settings = {"listen_addresses": "127.0.0.1", "port": port, "unix_socket_directories": folder, "fsync": "off"}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    command = [str(program), "-D", str(folder / "data"), *options]
    return subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, **_as_owner(owner))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


def _wait_until_it_answers(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    import psycopg

    given_up = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(host="127.0.0.1", port=port, user=USER, password=PASSWORD, dbname="postgres").close()
            return
        except psycopg.OperationalError:
            assert server.poll() is None, log.read_text(encoding="utf-8", errors="replace")
            assert time.monotonic() < given_up, "PostgreSQL does not answer"
            time.sleep(0.05)
