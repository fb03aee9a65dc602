"""The commands on published figures: `send-analysis national …`."""

import json
import sys
from pathlib import Path
from typing import Annotated

import typer

app = typer.Typer(no_args_is_help=True, help="The Department's published figures: rank an authority, check and fetch files.")

Source = Annotated[Path, typer.Option(help="the folder of published files, or one of them")]


@app.command()
def rank(
    measure: Annotated[str, typer.Option(help="for instance timeliness.within_20_weeks.excluding_exceptions")],
    authority: Annotated[str, typer.Option(help="the Department's three-digit code, or any name that the files use")],
    year: Annotated[int, typer.Option(help="the calendar year")],
    source: Source = Path("data/national"),
    neighbours: Annotated[str, typer.Option(help="the version of the neighbours, for instance 'May 2025'")] = "",
    as_json: Annotated[bool, typer.Option("--json", help="as JSON")] = False,
) -> None:
    """Print an authority's value, rank, quartile band and neighbours."""
    from send_analysis.compare.place import place
    from send_analysis.national.opening import open_named
    from send_analysis.present.place import place_in_words

    found = place(open_named(source), authority, measure, year, neighbours=neighbours)
    told = json.dumps(found.as_values(), indent=2, ensure_ascii=False) if as_json else place_in_words(found)
    sys.stdout.write(told + "\n")


@app.command()
def fetch(
    to: Annotated[Path, typer.Option(help="the folder that params name under national: source")] = Path("data/national"),
    data_set: Annotated[list[str] | None, typer.Option(help="title or id of a data set, may be repeated")] = None,
    version: Annotated[str | None, typer.Option(help="such as 1.0, or 2.* for the latest of 2; else the latest")] = None,
    publication: Annotated[str | None, typer.Option(help="its title or slug; else Education, health and care plans")] = None,
    base: Annotated[str | None, typer.Option(help="address of the Department's API, with its version")] = None,
) -> None:
    """Fetch the Department's published files into a folder that runs read offline; editions already there are kept."""
    from send_analysis.national.fetch import BASE, PUBLICATION
    from send_analysis.national.fetch import fetch as fetch_files

    fetched = fetch_files(
        to,
        base=base or BASE,
        publication=publication or PUBLICATION,
        data_sets=data_set or (),
        version=version,
        progress=lambda said: print(said, file=sys.stderr),
    )
    sys.stdout.write(fetched.summary + "\n")


@app.command()
def check(
    source: Source = Path("data/national"),
    every: Annotated[bool, typer.Option("--all", help="the checks that found nothing as well")] = False,
) -> None:
    """Name the faults that the published files are known to have, and any other that is found."""
    from send_analysis.national.opening import open_named

    national = open_named(source, checked=True)
    for vintage in national.vintages:
        sys.stdout.write(f"{vintage.file}: {vintage.text}\n")
    for each in national.checks:
        if every or each.found_something:
            sys.stdout.write(f"{each.result} {each.check}: {each.message}\n")
    found = sum(each.found_something for each in national.checks)
    sys.stdout.write(f"{len(national.checks)} checks, of which {found} found something.\n")
