"""The command that shows a release's page while it is being worked on."""

import sys
from typing import Annotated

import typer

from send_analysis.cli_options import ParamsFile


def preview(
    params: ParamsFile,
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free")] = 0,
    only: Annotated[str | None, typer.Option(help="one section or document alone, which is faster")] = None,
) -> None:
    """Show a release's page in a browser of this machine and keep it up to date with what is saved. Publishes nothing."""
    from send_analysis.preview import previewing

    previewing.preview(params, port, only, _say)
    _say("Ended.")


def _say(said: str) -> None:
    sys.stdout.write(f"{said}\n")
    sys.stdout.flush()
