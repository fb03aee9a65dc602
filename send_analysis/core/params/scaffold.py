"""The next period's params file, made from the last one's."""

import re
from pathlib import Path

from send_analysis.core.errors import UsageError
from send_analysis.core.params.loading import load_params
from send_analysis.core.period import Period

#: Keys whose values belong to one period and are left for the analyst to write.
_OF_ONE_PERIOD = (
    *("published_on", "next_release_on", "status", "revision", "last_edition", "revised_since_last_edition"),
    *("commentary", "stated"),
)

#: Keys of the committee paper that belong to one meeting. What was resolved stays: it is what the next paper answers.
_OF_ONE_MEETING = (
    "meeting_on", "summary", "purpose", "recommendations", "background", "quality_of_plans", "statements", "implications",
    "next_steps",
)  # fmt: skip


def scaffold(authority: str, period: str) -> Path:
    """Write `params/<authority>/<period>.yaml` from the last params file before it; returns the new file.

    Parameters
    ----------
    authority : the authority's folder under `params/`, looked for from the current folder upwards.
    period : the month that the new period ends in, as 2022-08. The new period is as long as the last one and ends with it; where
        the last one is a calendar year, it is the last year that has ended by then, and the month is that of the figures' day.

    Raises
    ------
    UsageError
        When the authority or an earlier params file is not there, or the new file exists.
    ParamsError
        When the last params file has faults.
    """
    ends = _month(period)
    folder = _folder(authority)
    written = folder / f"{period}.yaml"
    if written.exists():
        raise UsageError(f"params/{authority}/{period}.yaml exists already; nothing was written.")
    last = load_params(_last_before(folder, period), files="unchecked")
    text = last.path.read_text(encoding="utf-8") + "\n"
    is_year = re.search(r"^period:\s*\d{4}\s*(#.*)?$", text, flags=re.MULTILINE)
    reported = _last_year(ends) if is_year else _as_long_as(last.release.period, ends)
    first = f"{reported.start:%Y-%m}"
    said = f"{reported.start.year}" if is_year else period if first == period else f"{first}..{period}"
    text = _rewritten(text, said, ends, last.path.name)
    about = f"# {reported.label}, begun from {last.path.name}. Check each date and extract, and write the commentary."
    written.write_text(f"{about}\n{text.rstrip()}\n", encoding="utf-8", newline="\n")
    return written


def _month(period: str) -> Period:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", period):
        raise UsageError(f"{period!r} is not a month; write the month that the period ends in, for instance 2022-08.")
    return Period.parse(period)


def _folder(authority: str) -> Path:
    if not re.fullmatch(r"[a-z][a-z0-9-]*", authority):
        raise UsageError(f"{authority!r} is not the name of a folder under params/, for instance swindon.")
    here = Path.cwd()
    found = next(
        (each / "params" / authority for each in (here, *here.parents) if (each / "params" / authority).is_dir()), None
    )
    if found is None:
        raise UsageError(f"There is no folder params/{authority} here or above.")
    return found


def _last_before(folder: Path, period: str) -> Path:
    earlier = sorted(path for path in folder.glob("*.yaml") if path.stem != "authority" and path.stem < period)
    if not earlier:
        raise UsageError(f"params/{folder.name} has no params file before {period} to start from.")
    return earlier[-1]


def _last_year(ends: Period) -> Period:
    """The last calendar year that has ended by the end of the month `ends`."""
    december = 12
    return Period.of_months(ends.end.year - (ends.end.month < december), 1, december)


def _as_long_as(last: Period, ends: Period) -> Period:
    """As many whole months as the last period has, up to the end of the month `ends`."""
    count = sum(1 for _ in last.months())
    first = ends.end.year * 12 + ends.end.month - count
    return Period.of_months(first // 12, first % 12 + 1, count)


def _rewritten(text: str, period: str, ends: Period, last: str) -> str:
    """The last file's text with the new period and dates; comments on lines stay, what belonged to the last period goes."""
    for block, key in (("extracts", "as_at"), ("windows", "to")):
        if found := re.search(_block(block), text, flags=re.MULTILINE):
            text = text.replace(found[0], _without_dates(found[0], key))
    for key in _OF_ONE_PERIOD:
        text = re.sub(_block(key), "", text, flags=re.MULTILINE)
    if found := re.search(_block("committee_paper"), text, flags=re.MULTILINE):
        text = text.replace(found[0], _for_the_next_meeting(found[0]))
    if found := re.search(_block("improvement_plan"), text, flags=re.MULTILINE):
        text = text.replace(found[0], _reporting_since(found[0], last.removesuffix(".yaml")))
    for key, value in (("period", period), ("as_at", ends.end.isoformat())):
        text = re.sub(rf"^({key}:\s*).*", rf"\g<1>{value}", text, count=1, flags=re.MULTILINE)
    # Its figures are compared with those of the edition that it was begun from.
    text = re.sub(
        r"^(as_at:.*\n)", rf"\g<1>last_edition: {_quoted(last.removesuffix('.yaml'))}\n", text, count=1, flags=re.MULTILINE
    )
    return re.sub(r"\A(#.*\n)+", "", text)


def _quoted(name: str) -> str:
    """A file's name as YAML text: 2022 alone would be a number, and 2022-06-22 a day."""
    return f'"{name}"' if re.fullmatch(r"[\d.:-]+", name) and not re.fullmatch(r"\d{4}-\d{2}", name) else name


def _reporting_since(block: str, last: str) -> str:
    """The block of an improvement plan with the file begun from as its last report."""
    said, number = re.subn(r"^([ \t]+last_report:\s*)\S+", rf"\g<1>{last}", block, count=1, flags=re.MULTILINE)
    # Where it had none it was the first report: the key is put before the others, as far in as they are.
    return said if number else re.sub(r"\n([ \t]+)", rf"\n\g<1>last_report: {last}\n\g<1>", block, count=1)


def _for_the_next_meeting(block: str) -> str:
    """The block of a committee paper without the texts of the last meeting; `check-params` asks for those of the next."""
    indent = next(iter(re.findall(r"\n([ \t]+)\S", block)), "")
    for key in _OF_ONE_MEETING:
        block = re.sub(rf"^{indent}{key}:.*\n(?:{indent}(?:[ \t]+|- ).*\n|[ \t]*\n)*", "", block, flags=re.MULTILINE)
    return block


def _block(key: str) -> str:
    """A pattern for a top-level key and the lines under it: indented, or the items of a list."""
    return rf"^{key}:.*\n(?:(?:[ \t]+|- ).*\n|\n)*"


def _without_dates(block: str, key: str) -> str:
    """A block without a key of the last period's dates, written in braces or on a line of its own."""
    date = rf"{key}:\s*\d{{4}}-\d{{2}}-\d{{2}}"
    return re.sub(rf"^[ \t]+{date}.*\n", "", re.sub(rf",\s*{date}", "", block), flags=re.MULTILINE)
