"""A release as a job for a process of its own: named here, so that who asks for it imports none of what it needs."""

import platform
from pathlib import Path
from typing import Any

from send_analysis.core.errors import SetupError


def release(**asked: Any) -> Any:
    """Run a release; see :func:`send_analysis.run.release.run_release`, whose arguments these are."""
    from send_analysis.run.release import run_release

    return run_release(**asked)


def release_on_worker(**asked: Any) -> Any:
    """Run a release on a machine of a cluster.

    Raises
    ------
    SetupError
        When the machine does not see the params file.
    """
    if not Path(asked["path"]).is_file():
        raise SetupError(
            f"{platform.node()}, a worker of the cluster, does not see {asked['path']}. The project stands in a folder that "
            "all machines of the cluster see at the same path."
        )
    return release(**asked)
