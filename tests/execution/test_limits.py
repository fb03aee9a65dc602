"""What a notebook may take, where several run at once."""

import os

import pytest

from send_analysis.execution.limits import share_of_memory


@pytest.mark.skipif(not hasattr(os, "sysconf"), reason="the system does not say how much memory it has")
def test_notebooks_that_run_at_once_share_the_memory() -> None:
    alone, of_three = share_of_memory(1), share_of_memory(3)
    assert alone is not None
    assert alone > 100
    assert of_three == alone // 3
