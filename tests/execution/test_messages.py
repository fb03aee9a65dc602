"""Messages arrive whole, with the open files sent with them."""

import os
import socket
import struct
import sys
import threading

import pytest

from send_analysis.execution.messages import LONGEST, Request, receive, send

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="open files cannot be sent on Windows")


@pytest.fixture
def ends():
    first, second = socket.socketpair()
    with first, second:
        yield first, second


def test_a_message_longer_than_the_system_takes_at_once_arrives_whole(ends) -> None:
    first, second = ends
    request = Request(["-f", "connection.json"], "/a folder", {"LONG": "x" * 3_000_000, "BYTES": os.fsdecode(b"\xff")})
    sending = threading.Thread(target=send, args=[first, request.as_message()])
    sending.start()
    message, files = receive(second)
    sending.join()
    assert Request(**message) == request
    assert files == []


def test_open_files_arrive_with_it(ends) -> None:
    first, second = ends
    reading, writing = os.pipe()
    send(first, {"here": "it is"}, [writing])
    message, (received,) = receive(second, files=1)
    os.write(received, b"written")
    assert (message, os.read(reading, 100)) == ({"here": "it is"}, b"written")
    for file in (reading, writing, received):
        os.close(file)


@pytest.mark.parametrize("sent", [b"", b"\0\0", struct.pack("!Q", 10) + b"{", struct.pack("!Q", LONGEST + 1)])
def test_what_is_not_whole_is_an_error(ends, sent: bytes) -> None:
    first, second = ends
    first.sendall(sent)
    first.close()
    with pytest.raises(ConnectionError):
        receive(second)
