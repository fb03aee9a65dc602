"""The command line: names what to do, shows progress, and turns each kind of error into its exit code."""

import sys
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from send_analysis import cli_batch, cli_documents, cli_national, cli_preview, cli_why
from send_analysis.cli_options import (
    ALL_FORMATS,
    CellMemory,
    CellSeconds,
    Force,
    Formats,
    HowFarAudited,
    NationalFolder,
    ParamsFile,
    RunIn,
)
from send_analysis.core.errors import SendAnalysisError
from send_analysis.execution.limits import CELL_SECONDS, Limits
from send_analysis.run.formats import formats_of

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks print local values, which can be rows
    help="Publish SEND casework performance from case records.",
)
app.add_typer(cli_national.app, name="national")
app.command()(cli_why.why)
app.command("data-dictionary")(cli_documents.data_dictionary)
app.command()(cli_documents.methodology)
app.command()(cli_batch.batch)
app.command()(cli_preview.preview)
_out = Console(highlight=False, soft_wrap=True)
_errors = Console(stderr=True, highlight=False, soft_wrap=True, markup=False)


@app.command()
def run(
    params: ParamsFile,
    only: Annotated[str | None, typer.Option(help="one section alone, on a page of its own, or one document")] = None,
    national: NationalFolder = None,
    formats: Formats = ALL_FORMATS,
    gate: HowFarAudited = "static",
    engine: RunIn = "warm",
    cell_seconds: CellSeconds = CELL_SECONDS,
    cell_memory: CellMemory = None,
    force: Force = False,
) -> None:
    """Make a release: read the extracts, run the notebooks that need it, publish the page."""
    from send_analysis.run.hashes import program_files
    from send_analysis.run.unchanged import Asked, nothing_to_do

    wanted, program = formats_of(formats), program_files()
    if not force and (why := nothing_to_do(params, Asked.of(only, national, wanted, gate), program)):
        return _out.print(why, markup=False)
    from send_analysis.execution.calls import call
    from send_analysis.run.job import release

    asked = {
        "path": params,
        "only": only,
        "national": national,
        "formats": wanted,
        "gate": gate,
        "engine": engine,
        "limits": Limits(cell_seconds, cell_memory),
        "force": force,
        "program": program,
    }

    with _out.status("Starting") as status:

        def progress(said: str) -> None:
            status.update(escape(said))
            _out.print(said, markup=False)

        published = call(release, asked, progress)
    _out.print(published.summary, markup=False)
    for page in published.pages:
        _out.print(f"Published {_shown(page)}", markup=False)


@app.command("check-params")
def check_params(params: ParamsFile) -> None:
    """Check a params file and its authority's, and name every fault."""
    from send_analysis.core.params import load_params
    from send_analysis.run.params_rules import RULES

    loaded = load_params(params, rules=RULES)
    _out.print(f"{_shown(loaded.path)}: no fault. {loaded.authority.name}, {loaded.windows.period.label}.", markup=False)


@app.command("check-data")
def check_data(params: ParamsFile) -> None:
    """Read and check a release's extracts, and name every fault, without publishing anything."""
    from send_analysis.run import checking

    checked = checking.check_data(params)
    _out.print(checked.summary, markup=False)
    _out.print(f"Wrote {_shown(checked.folder / 'data-quality.html')}", markup=False)
    if checked.exit_code:
        raise typer.Exit(checked.exit_code)


@app.command()
def compare(
    old: Annotated[Path, typer.Argument(help="the folder of a release, for instance outputs/swindon/2022-04")],
    new: Annotated[Path, typer.Argument(help="the folder of another release of the same authority")],
    to: Annotated[
        Path | None, typer.Option(help="the folder to write to; compare-OLD-NEW, by the folders' names, unless given")
    ] = None,
) -> None:
    """Compare two releases: every figure that they do not publish alike, as a page and as rows."""
    from send_analysis.run.comparing import compare_releases

    compared = compare_releases(old, new, to or Path(f"compare-{old.resolve().name}-{new.resolve().name}"))
    _out.print(compared.summary, markup=False)
    _out.print(f"Wrote {_shown(compared.page)} and {_shown(compared.rows)}", markup=False)


@app.command()
def site(
    folder: Annotated[Path, typer.Argument(help="an authority's releases, for instance outputs/swindon")],
    to: Annotated[Path | None, typer.Option(help="the folder to write; .site among the releases unless given")] = None,
    address: Annotated[
        str | None, typer.Option(help="where the site will stand, in place of the params' publication.address")
    ] = None,
) -> None:
    """Build the publisher's folder: every release at its address, archive, feed, calendar and corrections."""
    from send_analysis.publish.site.build import build_site

    built = build_site(folder, to, address)
    for each in built.left_out:
        _out.print(f"Left out {each.path}: {each.reason}.", markup=False)
    for note in built.notes:
        _out.print(f"Note: {note}.", markup=False)
    _out.print(f"Releases: {', '.join(built.releases)}", markup=False)
    _out.print(f"Wrote {_shown(built.folder / 'index.html')}", markup=False)


@app.command()
def serve(
    folder: Annotated[Path, typer.Argument(help="a site, or an authority's releases, whose site is then built")],
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 takes one that is free")] = 0,
) -> None:
    """Show a site in a browser of this machine, for checking before publication."""
    from send_analysis.publish.site.serve import address_of, folder_to_serve, server

    with server(folder_to_serve(folder), port) as serving:
        sys.stdout.write(f"Serving {address_of(serving)} on this machine alone. End with Ctrl-C.\n")
        sys.stdout.flush()
        try:
            serving.serve_forever()
        except KeyboardInterrupt:
            _out.print("Ended.")


@app.command("import-sen2")
def import_sen2(
    path: Annotated[
        Path, typer.Argument(help="a SEN2 return: the XML message, the folder of its CSV export, or the template")
    ],
    to: Annotated[Path, typer.Option(help="the folder to write the datasets and checks.csv to")],
) -> None:
    """Turn a SEN2 return into datasets, and name every fault found in it."""
    from send_analysis.sen2.importing import import_return

    imported = import_return(path, to)
    _out.print(imported.summary, markup=False)


@app.command("suggest-mapping")
def suggest_mapping(
    file: Annotated[Path, typer.Argument(help="an extract: CSV, spreadsheet or Parquet")],
    dataset: Annotated[str, typer.Option(help="the dataset that it should be, for instance requests")],
    sheet: Annotated[str | None, typer.Option(help="the sheet of a workbook")] = None,
) -> None:
    """Propose, for you to confirm, what the columns and values of an extract mean."""
    from send_analysis.datasets.suggest import proposal

    sys.stdout.write(proposal.suggest_mapping(file, dataset, sheet))


@app.command()
def synthesise(
    folder: Annotated[Path, typer.Argument(help="the folder to write to")],
    requests: Annotated[int, typer.Option(help="how many requests for an assessment")] = 5000,
    contacts: Annotated[int, typer.Option(help="how many contacts with the front door")] = 20000,
    years: Annotated[int, typer.Option(help="over how many years")] = 3,
    seed: Annotated[int, typer.Option(help="another number gives other rows; the same one the same rows")] = 1,
    faults: Annotated[float, typer.Option(help="the share of rows to spoil, from 0 to 1; a key tells which")] = 0.0,
    form: Annotated[str, typer.Option("--as", help="csv, xlsx, parquet, sen2-xml, sen2-csv or sen2-template")] = "csv",
) -> None:
    """Write the extracts of a made-up authority of any size."""
    from send_analysis.synthetic.authority import whole

    made = whole.synthesise(folder, requests=requests, contacts=contacts, years=years, seed=seed, faults=faults, form=form)
    _out.print(made.summary, markup=False)


@app.command("new-period")
def new_period(
    authority: Annotated[str, typer.Argument(help="the authority's folder under params/")],
    period: Annotated[str, typer.Argument(help="the month that the period ends in, for instance 2022-08")],
) -> None:
    """Write the params file of the next period after the last one of the authority."""
    from send_analysis.core.params.scaffold import scaffold

    written = scaffold(authority, period)
    todo = "give each that was taken on another day its own as_at, and write this period's texts"
    _out.print(
        f"Wrote {_shown(written)}. Put its extracts in place, {todo}. `check-params` says what is missing.", markup=False
    )


@app.command("params-schema")
def params_schema(
    authority: Annotated[bool, typer.Option("--authority", help="of authority.yaml instead")] = False,
) -> None:
    """Print the JSON Schema of params files, for editors."""
    from send_analysis.core.params.schema import schema

    sys.stdout.write(schema("authority" if authority else "release"))


@app.command()
def screen(
    path: Annotated[Path, typer.Argument(metavar="FILE_OR_DIR", help="a data file, or a folder such as a release's data/")],
) -> None:
    """Check open data against the Department's standard, and name every fault with its file, column, row and value."""
    from send_analysis.core.errors import CheckError
    from send_analysis.publish.opendata.screener import screening

    checks = screening.screen(path)
    _out.print(screening.in_words(checks), markup=False)
    if any(each.result == "FAIL" for each in checks):
        raise typer.Exit(CheckError.exit_code)


@app.command()
def gate(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="a published folder, for instance outputs/swindon/2022-06/public")
    ],
    browser: Annotated[bool, typer.Option("--browser", help="also in Chromium, with axe-core")] = False,
) -> None:
    """Hold every page of a published folder to the rules, and say what to do about what breaks them."""
    from send_analysis.core.errors import PublicationError
    from send_analysis.publish.gate.audit import audit
    from send_analysis.publish.gate.report import report, stops

    checks = audit(folder, browser)
    _out.print(report(checks), markup=False)
    if stops(checks):
        raise typer.Exit(PublicationError.exit_code)


@app.command("install-kernel")
def install_kernel(
    prefix: Annotated[Path | None, typer.Option(help="another environment, the one that Jupyter runs in")] = None,
) -> None:
    """Offer Jupyter a kernel that starts at once, with everything imported: "SEND analysis (warm)"."""
    from send_analysis.execution.installing import NAME, install

    _out.print(f"Installed the kernel {NAME} in {_shown(install(prefix))}", markup=False)


@app.command("make-example")
def make_example(folder: Annotated[Path, typer.Argument(help="the folder to write to")]) -> None:
    """Write the synthetic extracts of the example."""
    from send_analysis.synthetic.swindon import write

    write(folder)
    _out.print(f"Wrote the example's extracts to {_shown(folder)}", markup=False)


def main() -> None:
    """Run the command line; an error of ours is shown as its message, with the exit code of its kind."""
    try:
        app()
    except SendAnalysisError as error:
        _errors.print(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        _errors.print("Interrupted. Nothing was published; what was published before is as it was.")
        sys.exit(130)


def _shown(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()
