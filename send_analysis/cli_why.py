"""The command that says what a run would do, and why: `send-analysis why …`."""

import sys
from typing import Annotated

import typer

from send_analysis.cli_options import NationalFolder, ParamsFile


def why(
    params: ParamsFile,
    section: Annotated[str | None, typer.Argument(help="one section; every one and the pages unless given")] = None,
    national: NationalFolder = None,
) -> None:
    """Say of each section whether a run would run it again, and what has changed."""
    from send_analysis.run.why import explained

    sys.stdout.write("".join(f"{line}\n" for line in explained(params, section, national)))
