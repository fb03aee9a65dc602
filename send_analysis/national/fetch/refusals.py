"""What is said when the Department's service refuses or cannot be reached: never an address with what is secret in it."""

from http import HTTPStatus

import requests
from urllib3.exceptions import HTTPError, ReadTimeoutError

from send_analysis.core.errors import DataError, SendAnalysisError, SetupError
from send_analysis.national.fetch.forms import Problem

OFFLINE = (
    "A run needs no connection: it works offline with the files it has. Files can also be downloaded by hand, see "
    "docs/how-to-national-data.md."
)

_NOT_OPEN = (401, 403)
_TOO_SLOW = (requests.exceptions.Timeout, ReadTimeoutError)


class NotThereError(DataError):
    """The service has nothing at an address."""


def refused(status: int, problem: Problem | None, about: str) -> SendAnalysisError:
    """The error for an answer other than "OK"."""
    said = f" It says: {problem.text}" if problem else ""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return SetupError(
            "The Department's service answers at every try that it gets too many requests. Wait some minutes and run the "
            f"command again. {OFFLINE}"
        )
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return SetupError(
            f"The Department's service fails (status {status}), at every try.{said} The fault is not on your side: run the "
            f"command again later. {OFFLINE}"
        )
    if status in _NOT_OPEN:
        return DataError(
            f"The Department's service does not give out {about} (status {status}).{said} It may be withdrawn or not "
            "yet published, or the network here blocks the address."
        )
    if status == HTTPStatus.NOT_FOUND:
        return NotThereError(
            f"The Department's service has nothing at the address for {about} (status 404).{said} See that the address of the "
            "API is right; it ends with its version, such as /v1."
        )
    return DataError(f"The Department's service refuses the request for {about} (status {status}).{said}")


def unreachable(error: requests.RequestException | HTTPError, host: str) -> SendAnalysisError:
    """The error for a request that got no answer; of the error itself only its kind is told, for its text may hold secrets."""
    if isinstance(error, requests.exceptions.ProxyError):
        return SetupError(
            f"No connection to {host}: the proxy that this machine names (HTTPS_PROXY) cannot be reached or refuses. Ask those "
            f"who run the network. {OFFLINE}"
        )
    if isinstance(error, requests.exceptions.SSLError):
        return SetupError(
            f"No safe connection to {host}: its certificate is not trusted here, or it speaks no TLS. Where the network looks "
            "into traffic, ask those who run it for their certificate file and name it in REQUESTS_CA_BUNDLE; do not switch the "
            f"check off. {OFFLINE}"
        )
    if isinstance(error, _TOO_SLOW) or isinstance(_reason(error), _TOO_SLOW):
        return SetupError(f"{host} does not answer in time. Run the command again later. {OFFLINE}")
    if isinstance(error, requests.exceptions.ConnectionError | HTTPError):
        return SetupError(f"No connection to {host}: see that the network is there and that it lets you through. {OFFLINE}")
    return SetupError(
        f"{host} cannot be asked ({type(error).__name__}). See that the address of the API is right. {OFFLINE}"
    )


def _reason(error: Exception) -> object:
    """Why the last of several tries failed."""
    return getattr(error.args[0], "reason", None) if error.args else None
