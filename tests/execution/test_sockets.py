"""Sockets that only their user can open."""

import os
import socket
import stat
from pathlib import Path

import pytest

from send_analysis.core.errors import SetupError
from send_analysis.execution.sockets import connect, is_own, listen, private_folder, read_at_start, socket_of


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_nobody_else_can_enter_the_folder_or_open_the_socket(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        path = socket_of(tmp_path, "python", {})
        with listen(path):
            assert (mode(path.parent), mode(path)) == (0o700, 0o600)
    finally:
        os.umask(before)


def test_each_user_has_a_folder_of_sockets(tmp_path: Path) -> None:
    first, second = (socket_of(tmp_path / user, "python", {}) for user in ("first", "second"))
    with listen(first), listen(second):
        assert first.parent != second.parent
        assert {mode(each.parent) for each in (first, second)} == {0o700}


@pytest.mark.parametrize("others", [0o710, 0o701, 0o777])
def test_a_folder_that_others_can_enter_is_refused(others: int, tmp_path: Path) -> None:
    private_folder(tmp_path).chmod(others)
    with pytest.raises(SetupError, match="nobody else can enter"):
        private_folder(tmp_path)


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "send-analysis").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SetupError, match="nobody else can enter"):
        private_folder(tmp_path)


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_another_user_is_known_as_one(tmp_path: Path) -> None:
    path = socket_of(tmp_path, "python", {})
    with listen(path) as listening:
        process = os.fork()
        if process == 0:
            connection = socket.socket(socket.AF_UNIX)
            folder = os.open(path.parent, os.O_PATH)
            os.setuid(65534)
            try:
                connection.connect(f"/proc/self/fd/{folder}/{path.name}")
            except OSError:
                os._exit(13)
            os._exit(0)
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 13
        with connect(path) as connection, listening.accept()[0] as accepted:
            assert is_own(connection)
            assert is_own(accepted)


def test_there_is_no_connection_where_nobody_listens(tmp_path: Path) -> None:
    path = socket_of(tmp_path, "python", {})
    assert connect(path) is None
    listen(path).close()  # as a parent that was killed leaves it
    assert path.exists()
    assert connect(path) is None
    with listen(path), connect(path) as connection:
        assert is_own(connection)


def test_a_folder_may_be_deeper_than_a_sockets_name_is_long(tmp_path: Path) -> None:
    path = socket_of(tmp_path.joinpath(*["a-long-name-of-a-folder"] * 8), "python", {})
    with listen(path), connect(path) as connection:
        assert is_own(connection)


def test_what_python_reads_at_its_start_makes_another_parent(tmp_path: Path) -> None:
    environment = {"PYTHONHASHSEED": "1", "TERM": "xterm", "PYTHONPATH": f"lib{os.pathsep}/opt/lib{os.pathsep}"}
    read = read_at_start(environment, Path("/home/me"))
    assert read == {"PYTHONHASHSEED": "1", "PYTHONPATH": os.pathsep.join(["/home/me/lib", "/opt/lib", "/home/me"])}
    alike, other = (read_at_start(each, Path("/home/me")) for each in ({**environment, "TERM": "dumb"}, {}))
    assert socket_of(tmp_path, "python", read) == socket_of(tmp_path, "python", alike)
    assert socket_of(tmp_path, "python", read) != socket_of(tmp_path, "python", other)
    assert socket_of(tmp_path, "python", read) != socket_of(tmp_path, "another python", read)
