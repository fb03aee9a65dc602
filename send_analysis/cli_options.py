"""What several commands are asked in the same way."""

from pathlib import Path
from typing import Annotated

import typer

from send_analysis.run.formats import FORMATS, Engine, Gate

ParamsFile = Annotated[str, typer.Argument(metavar="PARAMS", help="a params file, for instance params/swindon/2022-06.yaml")]
NationalFolder = Annotated[Path | None, typer.Option(help="the folder of the Department's files, in place of the params'")]
#: What is published unless something else is asked for.
ALL_FORMATS = ",".join(FORMATS)

Formats = Annotated[str, typer.Option(help="what to publish, with commas between")]
HowFarAudited = Annotated[Gate, typer.Option(help="static, or full: in the browser as well")]
RunIn = Annotated[Engine, typer.Option(help="warm, or jupyter: an ordinary kernel for each notebook, which takes longer")]
CellSeconds = Annotated[float, typer.Option(min=0.1, help="how long a cell may take")]
CellMemory = Annotated[
    int | None,
    typer.Option(min=1, help="mebibytes that a notebook may take; its share of three quarters of the memory unless given"),
]
Force = Annotated[bool, typer.Option("--force", help="run all, also where nothing has changed")]
