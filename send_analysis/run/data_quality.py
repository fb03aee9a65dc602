"""The data-quality page: every extract, what was found in it worst first, and what was looked at and found right."""

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from send_analysis import __version__
from send_analysis.core.checks import Check, worst_first
from send_analysis.core.findings import counted
from send_analysis.core.params import Params
from send_analysis.core.period import in_words
from send_analysis.datasets.opening import OpenedData
from send_analysis.present.labels import label

#: Where the template stands, and the styles that it takes from the published page.
_FOLDERS = ("send_analysis.run/templates", "send_analysis.present/", "send_analysis.publish/templates/send_report")


def data_quality_page(params: Params, opened: OpenedData, checks: Sequence[Check]) -> str:
    """The page as HTML, self-contained. It never says what a row holds, and is for the authority alone."""
    folders = [str(files(package).joinpath(path)) for package, _, path in (each.partition("/") for each in _FOLDERS)]
    environment = Environment(
        loader=FileSystemLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return environment.get_template("data_quality.html.j2").render(
        title=f"Data quality: {params.authority.name}, {params.windows.period.label}",
        publisher=params.authority.publisher,
        synthetic=params.release.synthetic,
        software=f"send-analysis {__version__}",
        verdict=verdict(checks),
        accounts=_accounts(opened),
        parts=_parts(params, opened, checks),
    )


def verdict(checks: Sequence[Check]) -> str:
    """In a sentence how many checks found something, and whether the release can be published."""
    found, failed = (sum(check.result == result for check in checks) for result in ("WARNING", "FAIL"))
    passed = counted(len(checks) - found - failed, "check")
    if not failed:
        return f"{passed} passed and {counted(found, 'check')} found something to look at; none stops the release."
    stops = "stops" if failed == 1 else "stop"
    return (
        f"{counted(failed, 'check')} {stops} the release; {counted(found, 'other check')} found something, {passed} passed."
    )


def _accounts(opened: OpenedData) -> list[dict[str, Any]]:
    return [
        {"name": row["dataset"], "label": label(row["dataset"]), "path": row["path"], "as_at": in_words(row["as_at"].date())}
        | {use: f"{row[use]:,}" for use in ("read", "used", "set_aside", "dated_after")}
        for row in opened.counts.to_dict("records")
    ]


def _parts(params: Params, opened: OpenedData, checks: Sequence[Check]) -> list[dict[str, Any]]:
    """The parts of the page: one for each extract, those that cannot be read first, then what is about the whole release."""
    shown = {str(name): extract.shown for name, extract in params.release.extracts.items()}
    said = {name: f"Extract: {shown[name]}. It cannot be read." for name in opened.unread}
    for each in opened.counts.to_dict("records"):
        said[each["dataset"]] = _account(each)
    parts = [_part(name, label(name), text, [c for c in checks if c.dataset == name]) for name, text in said.items()]
    others = [check for check in checks if check.dataset not in said]
    return [*parts, _part("release", "All extracts together", "", others)] if others else parts


def _account(row: dict[Any, Any]) -> str:
    return (
        f"Extract: {row['path']}, as at {in_words(row['as_at'].date())}. {counted(row['read'], 'row').capitalize()} read = "
        f"{row['used']:,} used + {row['set_aside']:,} set aside + {row['dated_after']:,} dated after that day."
    )


def _part(name: str, called: str, said: str, checks: Sequence[Check]) -> dict[str, Any]:
    found = [check for check in worst_first(checks) if check.found_something]
    return {
        "name": name,
        "label": called,
        "said": said,
        "found": [_shown(check) for check in found],
        "found_in_words": f"{counted(len(found), 'check')} found something",
        "passed": [check for check in checks if not check.found_something],
    }


def _shown(check: Check) -> dict[str, Any]:
    where = [
        f"sheet {check.sheet}" if check.sheet else "",
        f"column {check.column}" if check.column else "",
        f"{'rows' if check.rows > 1 else 'row'} {check.row_numbers}" if check.row_numbers else "",
    ]
    return {
        "result": check.result,
        "message": check.message[:1].upper() + check.message[1:],
        "where": "; ".join(filter(None, where)),
        "rows": f"{check.rows:,}" if check.rows else "",
        "allowed": check.allowed,
        "guidance": check.guidance,
        "check": check.check,
    }
