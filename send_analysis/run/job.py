"""A release as a job for a process of its own: named here, so that who asks for it imports none of what it needs."""

from typing import Any


def release(**asked: Any) -> Any:
    """Run a release; see :func:`send_analysis.run.release.run_release`, whose arguments these are."""
    from send_analysis.run.release import run_release

    return run_release(**asked)
