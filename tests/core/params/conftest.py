"""A small project of its own, so that each test can break its params as it likes."""

from pathlib import Path

import pytest

AUTHORITY = """\
name: Swindon
code: "866"
publisher: Swindon Borough Council
contact: {team: SEND Service, email: send@example.org}
"""

RELEASE = """\
authority: swindon
period: 2022-05..2022-06
as_at: 2022-06-22
sections: [tribunal]
extracts:
  appeals: data/requests.csv
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project root with valid params and one extract; the current folder."""
    folder = tmp_path / "params" / "swindon"
    folder.mkdir(parents=True)
    (folder / "authority.yaml").write_text(AUTHORITY, encoding="utf-8")
    (folder / "2022-06.yaml").write_text(RELEASE, encoding="utf-8")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "requests.csv").write_text("request_id\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path
