"""The SEN2 return of the made-up authority, in any of its three forms."""

from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import pandas as pd

from send_analysis.core.params.release import DatasetName
from send_analysis.sen2.fields import ModuleName
from send_analysis.synthetic.authority.fault_key import Injected
from send_analysis.synthetic.authority.sen2_csv import write_export
from send_analysis.synthetic.authority.sen2_numbers import as_returned, only_returned, returned_names
from send_analysis.synthetic.authority.sen2_parts import Part, Written
from send_analysis.synthetic.authority.sen2_records import header, make_parts
from send_analysis.synthetic.authority.sen2_spoiling import SpoiledReturn, spoiled_header
from send_analysis.synthetic.authority.sen2_template import write_template
from send_analysis.synthetic.authority.sen2_xml import write_message
from send_analysis.synthetic.authority.span import Span
from send_analysis.synthetic.authority.tables import Authority, Tables
from send_analysis.synthetic.authority.writing import Form

#: What the return is called in the folder: a file, or for the CSV export a folder of nine.
NAMES: dict[Form, str] = {"sen2-xml": "sen2.xml", "sen2-csv": "sen2", "sen2-template": "sen2.xlsx"}


def write_return(
    folder: Path, form: Form, span: Span, cases: pd.DataFrame, share: float
) -> tuple[Path, dict[ModuleName, int], list[Injected]]:
    """Write the return of these cases into a folder.

    Returns
    -------
    Its path, how many records of each module it holds, and what was injected where a share of it is to be spoiled.
    """
    path, top = folder / NAMES[form], header(span.ends_on)
    if not share:
        written = _write(path, form, span, top, lambda: make_parts(span, cases))
        return path, written.records, []
    spoiled = SpoiledReturn(form, span, cases, share)
    written = _write(path, form, span, spoiled_header(top), lambda: chain(make_parts(span, cases), spoiled.parts))
    spoiled.finish(path)
    return path, written.records, list(spoiled.key(path, written))


def _write(path: Path, form: Form, span: Span, top: dict[str, str], parts: Callable[[], Iterable[Part]]) -> Written:
    if form == "sen2-template":
        return write_template(path, top, parts)
    return write_message(path, top, parts()) if form == "sen2-xml" else write_export(path, span.ends_on, top, parts())


def beside_return(form: Form, cases: pd.DataFrame, authority: Authority, name: DatasetName) -> Tables:
    """A dataset that the return does not hold, which names requests and persons as the return does."""
    requests, persons = returned_names(form, cases)
    if name == "advice":
        return only_returned(authority.tables(name), "request_id", requests)
    if name == "appeals":
        return as_returned(authority.tables(name), "person_id", persons)
    return authority.tables(name)
