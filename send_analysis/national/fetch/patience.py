"""How long is waited for the Department's service: never without an end."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from urllib3 import BaseHTTPResponse, Retry
from urllib3.exceptions import InvalidHeader

from send_analysis.core.errors import SetupError

#: Answers after which the same request is worth another try: too many requests, and failures of the service or on the way to it.
_PASSING = (429, 500, 502, 503, 504)


@dataclass
class Patience:
    """Limits to waiting, in seconds, for all requests of one fetch.

    Parameters
    ----------
    connect, read : for a connection, and for the next bytes of an answer.
    download : for one whole answer, however steadily it trickles.
    tries : how often a request that fails in passing is made again.
    pauses : all pauses between tries together.
    """

    connect: float = 10
    read: float = 60
    download: float = 900
    tries: int = 4
    pauses: float = 180
    sleep: Callable[[float], None] = field(default=time.sleep, repr=False)
    clock: Callable[[], float] = field(default=time.monotonic, repr=False)
    paused: float = field(default=0, init=False)

    def pause(self, seconds: float) -> None:
        """Wait before another try.

        Raises
        ------
        SetupError
            When that would be longer than all pauses together may be.
        """
        if self.paused + seconds > self.pauses:
            raise SetupError(
                f"The Department's service asks for a pause of {seconds:,.0f} seconds, which is longer than this command waits. "
                "Run it again after that time."
            )
        self.paused += seconds
        self.sleep(seconds)


class Retrying(Retry):
    """urllib3's rule for trying again, with pauses that are counted: those the service asks for, else 1, 2, 4, 8 seconds."""

    def __init__(self, *args: Any, patience: Patience, **more: Any) -> None:
        super().__init__(*args, **more)
        self.patience = patience

    def new(self, **changed: Any) -> "Retrying":
        """The rule after another try."""
        return super().new(patience=self.patience, **changed)

    def sleep(self, response: BaseHTTPResponse | None = None) -> None:
        """Wait for as long as the service asks, or for as long as it is usual."""
        asked = None if response is None else self.get_retry_after(response)
        self.patience.pause(2.0 ** (len(self.history) - 1) if asked is None else asked)

    def get_retry_after(self, response: BaseHTTPResponse) -> float | None:
        """For how many seconds the service asks; None where it does not say."""
        try:
            return super().get_retry_after(response)
        except InvalidHeader:
            return None  # neither seconds nor a date: as if the service had not said how long


def retrying(patience: Patience) -> Retrying:
    """The rule by which requests are tried again: once where there is no connection, never where a certificate is refused."""
    return Retrying(
        patience.tries,
        connect=1,
        other=0,
        status_forcelist=_PASSING,
        allowed_methods=["GET"],
        raise_on_status=False,
        patience=patience,
    )
