"""What a warm parent and those who ask it for kernels say to each other: JSON with its length before it, and open files."""

import json
import socket
import struct
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

_LENGTH = struct.Struct("!Q")

#: No message comes near it: the environment, which is the longest part, is limited by the system.
LONGEST = 1 << 26


@dataclass(frozen=True)
class Request:
    """A kernel that is asked for."""

    arguments: list[str]
    folder: str
    environment: dict[str, str]
    outlives_asker: bool = False

    def as_message(self) -> dict[str, Any]:
        """As it is sent."""
        return asdict(self)


def send(connection: socket.socket, message: Mapping[str, Any], files: Sequence[int] = ()) -> None:
    """Send a message, and with it files that stay open at both ends."""
    body = json.dumps(message).encode()
    socket.send_fds(connection, [_LENGTH.pack(len(body))], files)
    connection.sendall(body)


def receive(connection: socket.socket, files: int = 0) -> tuple[dict[str, Any], list[int]]:
    """A message, and as many open files as come with it.

    Raises
    ------
    ConnectionError
        When the other end closed the connection before it was whole.
    """
    head, received, _, _ = socket.recv_fds(connection, _LENGTH.size, files)
    head += _exactly(connection, _LENGTH.size - len(head))
    (length,) = _LENGTH.unpack(head)
    if length > LONGEST:
        raise ConnectionError(f"a message of {length} bytes")
    return json.loads(_exactly(connection, length)), received


def _exactly(connection: socket.socket, length: int) -> bytes:
    parts = []
    while length:
        part = connection.recv(min(length, 1 << 16))
        if not part:
            raise ConnectionError("the other end closed the connection")
        parts.append(part)
        length -= len(part)
    return b"".join(parts)
