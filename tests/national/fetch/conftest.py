"""A Department on this machine, and patience for tests: no pause is really waited for."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from send_analysis.core.errors import SendAnalysisError
from send_analysis.national.fetch import Fetched, fetch
from send_analysis.national.fetch.patience import Patience
from tests.national.fetch.department import TITLES, Department, serving


@pytest.fixture(scope="session")
def _server():
    with serving() as server:
        yield server


@pytest.fixture
def department(_server, monkeypatch: pytest.MonkeyPatch) -> Iterator[Department]:
    """The service, anew for each test."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    made = _server.department = Department()
    made.base = f"http://127.0.0.1:{_server.server_port}/v1"
    yield made
    made.let_go.set()


@pytest.fixture
def pauses() -> list[float]:
    """How long each pause would have been, in seconds."""
    return []


@pytest.fixture
def fetched(department: Department, pauses: list[float], tmp_path: Path) -> Callable[..., Fetched]:
    """Fetch from the department into the folder `cache`; the timeliness data set alone, unless others are asked for."""

    def fetch_from(**asked: Any) -> Fetched:
        patience = asked.pop("patience", None) or Patience(sleep=pauses.append)
        given = {"base": department.base, "data_sets": [TITLES["timeliness"]], **asked}
        return fetch(tmp_path / "cache", patience=patience, **given)

    return fetch_from


@pytest.fixture
def said(fetched: Callable[..., Fetched], tmp_path: Path) -> Callable[..., str]:
    """What is said when a fetch fails with this error; the cache must be as it was."""

    def said_of(kind: type[SendAnalysisError], **asked: Any) -> str:
        before = contents(tmp_path)
        with pytest.raises(kind) as raised:
            fetched(**asked)
        assert contents(tmp_path) == before
        return str(raised.value)

    return said_of


def contents(folder: Path) -> dict[str, bytes | None]:
    """Everything in a folder, folders included."""
    return {str(each.relative_to(folder)): each.read_bytes() if each.is_file() else None for each in folder.rglob("*")}
