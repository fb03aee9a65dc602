"""The made-up authority written to a folder."""

import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from send_analysis.core.errors import UsageError
from send_analysis.core.findings import counted
from send_analysis.core.params.release import DATASETS, IN_SEN2, DatasetName
from send_analysis.synthetic.authority.fault_key import KEY, write_key
from send_analysis.synthetic.authority.sen2_return import beside_return, write_return
from send_analysis.synthetic.authority.sen2_selection import in_return
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.authority.spoiling import Faults
from send_analysis.synthetic.authority.tables import Authority, Tables
from send_analysis.synthetic.authority.writing import ENDINGS, Form, checked_form, write_tables

#: The datasets that are made: no committee resolves or asks anything about an authority that is not there.
MADE: tuple[DatasetName, ...] = tuple(name for name in DATASETS if name != "resolutions")

#: The day of the SEN2 census of the 2026 return.
CENSUS = date(2026, 1, 15)

#: EHC plans began in September 2014: requests that led to one began to come then, and the authority has older plans as well.
FIRST_YEAR = 2016

#: The file that says what the folder holds.
ABOUT = "about.txt"
_ABOUT = """All rows in this folder are made up by `send-analysis synthesise`. No person stands behind any of them.

The same arguments make the same files again:"""


@dataclass(frozen=True)
class Synthesised:
    """What was written.

    Parameters
    ----------
    files : by dataset the file that holds it; a SEN2 return holds several.
    rows : by dataset, or by module of a return ("sen2.person"), how many rows or records were written.
    faults : how many of them are spoiled.
    """

    folder: Path
    form: Form
    files: dict[DatasetName, Path]
    rows: dict[str, int]
    faults: int = 0

    @property
    def summary(self) -> str:
        """What was written, for the terminal."""
        lines = [f"Wrote {self.folder}: made-up rows, no person stands behind them."]
        lines += [
            f"  {name}: {counted(rows, 'record' if name.startswith('sen2.') else 'row')}" for name, rows in self.rows.items()
        ]
        if self.faults:
            lines.append(f"{counted(self.faults, 'fault')} injected; {KEY} says where, and which rule should find each.")
        return "\n".join(lines)


def synthesise(
    folder: Path,
    *,
    requests: int = 5000,
    contacts: int = 20000,
    years: int = 3,
    seed: int = 1,
    faults: float = 0.0,
    form: str = "csv",
    ends_on: date = CENSUS,
) -> Synthesised:
    """Write the extracts of a made-up authority; the same arguments write the same bytes.

    Parameters
    ----------
    folder : does not exist yet, or is empty.
    requests, contacts : how many there are, over so many `years` up to `ends_on`.
    faults : the share of rows to spoil; `injected-faults.csv` then says which rows, and which rule should find each.
    form : one of :data:`send_analysis.synthetic.authority.writing.FORMS`. A SEN2 return holds requests, plans, needs,
        placements and reviews; the other datasets stand beside it as CSV.
    ends_on : the day the extracts are taken, and the return's reference date; its year is the calendar year before.

    Raises
    ------
    UsageError
        When an argument is out of its bounds, or the folder holds something already.
    """
    known = checked_form(form)
    _check(requests, contacts, years, faults, seed, ends_on)
    if known.startswith("sen2") and ends_on.month != 1:
        raise UsageError(f"ends_on is {ends_on}: the reference date of a SEN2 return is a day in January.")
    _check_folder(folder)
    staged = folder.with_name(f".{folder.name}.being-written")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir(parents=True)
    try:
        made = _write(staged, Authority(Span(ends_on, years), requests, contacts, seed), known, faults)
        arguments = {"requests": requests, "contacts": contacts, "years": years, "ends_on": ends_on, "seed": seed}
        _say_what_it_is(staged, arguments | {"faults": faults, "as": known})
        if folder.exists():
            folder.rmdir()
        staged.rename(folder)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    files = {name: folder / path.relative_to(staged) for name, path in made.files.items()}
    return Synthesised(folder, known, files, made.rows, made.faults)


def _write(folder: Path, authority: Authority, form: Form, share: float) -> Synthesised:
    """All datasets, those of a return first, and the key of what was injected."""
    files: dict[DatasetName, Path] = {}
    rows: dict[str, int] = {}
    faults = Faults(authority, share)
    streams: Callable[[DatasetName], Tables] = authority.tables
    if form.startswith("sen2"):
        returned = in_return(authority.span, authority.cases)
        path, numbers, injected = write_return(folder, form, authority.span, returned, share)
        faults.injected += injected
        files |= dict.fromkeys(IN_SEN2, path)
        rows |= {f"sen2.{module}": number for module, number in numbers.items()}
        streams = partial(beside_return, form, returned, authority)
    for name in MADE:
        if name not in files:
            files[name] = folder / f"{name}{ENDINGS[form]}"
            rows[name] = write_tables(files[name], faults.spoiled(name, files[name], streams(name)))
    if share:
        write_key(folder / KEY, faults.injected)
    return Synthesised(folder, form, files, rows, len(faults.injected))


def _say_what_it_is(folder: Path, arguments: Mapping[str, object]) -> None:
    said = "\n".join(f"{name}: {value}" for name, value in arguments.items())
    (folder / ABOUT).write_text(f"{_ABOUT}\n{said}\n", encoding="utf-8", newline="\n")


def _check(requests: int, contacts: int, years: int, faults: float, seed: int, ends_on: date) -> None:
    """Raise when a number is out of its bounds; the message names every one that is."""
    wrong = []
    if requests < 1:
        wrong.append(f"requests is {requests}; it must be 1 or more")
    if contacts < 0:
        wrong.append(f"contacts is {contacts}; it must be 0 or more")
    most = ends_on.year - FIRST_YEAR
    if not 1 <= years <= most:
        wrong.append(f"years is {years}; it must be from 1 to {most}")
    if not 0 <= faults <= 1:
        wrong.append(f"faults is {faults:g}; it must be a share from 0 to 1, for instance 0.01")
    if seed < 0:
        wrong.append(f"seed is {seed}; it must be 0 or more")
    if wrong:
        raise UsageError(f"{'; '.join(wrong)}.".capitalize())


def _check_folder(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise UsageError(f"{folder} is a file; name a folder that is new or empty.")
    if folder.is_dir() and any(folder.iterdir()):
        raise UsageError(f"{folder} holds something already; name a folder that is new or empty.")
