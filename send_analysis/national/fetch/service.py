"""The Department's service, Explore Education Statistics: one request at a time, answers in known forms, lists page by page."""

from io import BytesIO
from tempfile import SpooledTemporaryFile
from types import TracebackType
from typing import IO
from urllib.parse import urlsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError

from send_analysis import __version__
from send_analysis.core.errors import DataError, SendAnalysisError, UsageError
from send_analysis.core.params.addresses import without_secrets
from send_analysis.national.fetch.answers import Item, Page
from send_analysis.national.fetch.body import LARGEST_FILE, LONGEST_ANSWER, decoded, receive, unpack
from send_analysis.national.fetch.forms import Form, plain, problem_in, read_answer
from send_analysis.national.fetch.patience import Patience, retrying
from send_analysis.national.fetch.refusals import refused, unreachable

#: The public API, with the number of its version. Source: the Department's catalogue of APIs,
#: https://beta-find-and-use-an-api.education.gov.uk/api/explore-education-statistics-api-1 (release 1.0.3, 17 November 2025).
#: It has not been called from where this program was written, so it can be given otherwise.
BASE = "https://api.education.gov.uk/statistics/v1"

#: The longest list that is read, in pages: the service has some hundred publications, at 40 to a page.
MOST_PAGES = 100

_HEADERS = {"Accept": "application/json, text/csv", "Accept-Encoding": "gzip", "User-Agent": f"send-analysis/{__version__}"}
#: In memory up to this size in bytes, in a temporary file above it.
_IN_MEMORY = 1 << 20


class Service:
    """The service at an address, for the time of a `with` block.

    Raises
    ------
    UsageError
        When the address is none of a web service.
    """

    def __init__(self, base: str, patience: Patience) -> None:
        self.base, self.host = base.rstrip("/"), _host_of(base)
        self.patience = patience
        self.session = requests.Session()
        self.session.headers.update(_HEADERS)
        for scheme in ("https://", "http://"):
            self.session.mount(scheme, HTTPAdapter(max_retries=retrying(patience)))

    def __enter__(self) -> "Service":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.session.close()

    @property
    def shown(self) -> str:
        """The address as it may be shown."""
        return without_secrets(self.base)

    def answer(self, path: str, form: type[Form], about: str, **query: str | int) -> Form:
        """What the service answers, in the form that it documents.

        Raises
        ------
        SetupError
            When it cannot be reached, fails, or asks to be left alone for long.
        DataError
            When it refuses, or answers something else.
        """
        content = BytesIO()
        self._get(path, content, LONGEST_ANSWER, about, query)
        return read_answer(decoded(content.getvalue(), about), form, about)

    def listed(self, path: str, item: type[Item], about: str, page_size: int, **query: str | int) -> list[Item]:
        """Every item of a list that the service gives page by page; errors as those of :meth:`answer`."""
        found: list[Item] = []
        for number in range(1, MOST_PAGES + 1):
            page = self.answer(path, Page[item], about, page=number, pageSize=page_size, **query)  # type: ignore[valid-type]
            new = [each for each in page.results if each not in found]
            found += new
            if not new or number >= page.paging.total_pages:
                break
        if len(found) < page.paging.total_results:
            raise DataError(
                f"The Department's service contradicts itself on {about}: it announces {page.paging.total_results:,} and gives "
                f"{len(found):,}. Run the command again."
            )
        return found

    def file(self, path: str, into: IO[bytes], about: str, **query: str | int) -> None:
        """Write a file that the service gives, unpacked; errors as those of :meth:`answer`."""
        self._get(path, into, LARGEST_FILE, about, query)

    def _get(self, path: str, into: IO[bytes], most: int, about: str, query: dict[str, str | int]) -> None:
        limits = (self.patience.connect, self.patience.read)
        try:
            with self.session.get(f"{self.base}/{path}", params=query, timeout=limits, stream=True) as response:
                if response.status_code != requests.codes.ok:
                    raise self._refusal(response, about)
                _copy_body(response, into, most, self.patience)
        except (requests.RequestException, HTTPError) as error:
            raise unreachable(error, self.host) from None

    def _refusal(self, response: requests.Response, about: str) -> SendAnalysisError:
        content = BytesIO()
        try:
            _copy_body(response, content, LONGEST_ANSWER, self.patience)
            problem = problem_in(decoded(content.getvalue(), about))
        except DataError:
            problem = None  # the status alone has to say it
        return refused(response.status_code, problem, about)


def _copy_body(response: requests.Response, into: IO[bytes], most: int, patience: Patience) -> None:
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as packed:
        receive(response.raw, packed, most, patience)
        unpack(packed, into, most)


def _host_of(base: str) -> str:
    """The host of an address."""
    try:
        parts = urlsplit(requests.Request("GET", base).prepare().url or "")
    except ValueError:  # requests' own errors about addresses are of this kind too
        parts = urlsplit("")
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.query or parts.fragment:
        shown = plain(without_secrets(base))
        raise UsageError(f"`{shown}` is not an address of the Department's API. The one that is known is {BASE}.")
    return parts.hostname
