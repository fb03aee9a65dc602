"""The command that says what a run would do, and why: `send-analysis why …`."""

import sys
from pathlib import Path
from typing import Annotated

import typer


def why(
    params: Annotated[str, typer.Argument(metavar="PARAMS", help="a params file, for instance params/swindon/2022-06.yaml")],
    section: Annotated[str | None, typer.Argument(help="one section; every one and the pages unless given")] = None,
    national: Annotated[
        Path | None, typer.Option(help="the folder of the Department's files, in place of the params'")
    ] = None,
) -> None:
    """Say of each section whether a run would run it again, and what has changed."""
    from send_analysis.run.why import explained

    sys.stdout.write("".join(f"{line}\n" for line in explained(params, section, national)))
