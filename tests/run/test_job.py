"""A release as a job."""

from pathlib import Path

import pytest

from send_analysis.core.errors import SetupError
from send_analysis.run.job import release_on_worker


def test_a_worker_that_does_not_see_the_project_says_so(tmp_path: Path) -> None:
    with pytest.raises(SetupError, match=r"does not see .*2022-06\.yaml\. The project stands in a folder that all machines"):
        release_on_worker(path=str(tmp_path / "params" / "swindon" / "2022-06.yaml"))
