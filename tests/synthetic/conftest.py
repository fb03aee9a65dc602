"""The example extracts as they are written to disk, read back by plain pandas."""

from pathlib import Path

import pandas as pd
import pytest

from send_analysis.synthetic.swindon import write

DATES = {
    "requests": ["received_on", "decision_on", "outcome_on", "draft_sent_on", "plan_issued_on"],
    "advice": ["requested_on", "received_on", "returned_on"],
    "audits": ["audited_on"],
    "audit_sections": [],
    "golden_thread": [],
    "appeals": ["registered_on", "outcome_on"],
    "contacts": ["received_at", "responded_at"],
}


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with freshly written extracts."""
    folder = tmp_path_factory.mktemp("example")
    write(folder)
    return folder


@pytest.fixture(scope="session")
def extracts(written: Path) -> dict[str, pd.DataFrame]:
    """Each extract by its name: dates as dates, everything else as the text in the file."""
    return {name: read(written / f"{name}.csv", dates) for name, dates in DATES.items()}


def read(path: Path, dates: list[str]) -> pd.DataFrame:
    rows = pd.read_csv(path, dtype=str, keep_default_na=False)
    for column in dates:
        pattern = "%Y-%m-%d %H:%M" if column.endswith("_at") else "%Y-%m-%d"
        rows[column] = pd.to_datetime(rows[column].replace("", None), format=pattern)
    return rows


@pytest.fixture(scope="session")
def requests(extracts: dict[str, pd.DataFrame]) -> pd.DataFrame:
    return extracts["requests"]


@pytest.fixture(scope="session")
def plans(requests: pd.DataFrame) -> pd.DataFrame:
    """The requests with a plan, the days it took, and whether it was within 20 weeks and an exception."""
    issued = requests[requests["plan_issued_on"].notna()].copy()
    issued["days"] = (issued["plan_issued_on"] - issued["received_on"]).dt.days
    issued["within"] = issued["days"] <= 140
    issued["exception"] = issued["exception_grounds"] != ""
    issued["month"] = issued["plan_issued_on"].dt.strftime("%Y-%m")
    issued["year"] = issued["plan_issued_on"].dt.year
    return issued
