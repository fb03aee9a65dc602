"""A proposed mapping as text for params, with comments that say why and how sure; whatever names and values hold."""

from collections.abc import Iterable, Iterator, Mapping

import yaml

from send_analysis.core.findings import counted, listed
from send_analysis.datasets.spec import Spec, allowed_in, kind_of
from send_analysis.datasets.suggest.columns import Proposal
from send_analysis.datasets.suggest.content import FEWEST_ROWS
from send_analysis.datasets.suggest.names import SAME

#: From this share of read values on, the content agrees.
_AGREES = 0.98


def as_yaml(spec: Spec, file: str, sheet: str | None, found: Mapping[str, Proposal], unused: Iterable[str]) -> str:
    """The extract's part of the params, from `extracts:` on."""
    lines = [
        f"# Proposed for {spec.name} by the names and the content of the columns. Confirm each line, then put it into params.",
        "extracts:",
        f"  {spec.name}:",
        f"    path: {inline(file)}",
        *([f"    sheet: {inline(sheet)}"] if sheet is not None else []),
        *_columns(found),
        *_date_formats(found),
        *_values(spec, found),
        *_missing(spec, found),
    ]
    if rest := [inline(name) for name in unused]:
        lines.append(f"    # Not used: {', '.join(rest)}")
    return "\n".join(lines) + "\n"


def inline(text: str) -> str:
    """A text as YAML on one line, in quotation marks where it would mean something else without."""
    style = None if text.isprintable() else '"'
    return (
        yaml.safe_dump(text, default_style=style, allow_unicode=True, width=float("inf")).removesuffix("...\n").strip("\n")
    )


def _columns(found: Mapping[str, Proposal]) -> Iterator[str]:
    renamed = {name: each for name, each in found.items() if each.source != name}
    if same := [name for name in found if name not in renamed]:
        yield f"    # Named as in the dataset: {', '.join(same)}"
        yield from (f"    # {name}: {_unread(found[name])}" for name in same if found[name].content.share < _AGREES)
    if renamed:
        yield "    columns:"
        yield from (f"      {inline(each.source)}: {name}  # {_why(each)}" for name, each in renamed.items())


def _why(each: Proposal) -> str:
    """Why a column is proposed, and how sure that is."""
    rival = f"; it may be {inline(each.rival)} instead: confirm" if each.rival is not None else ""
    if each.like == 0:
        return f"content only: confirm{rival}"
    name = "name" if each.like >= SAME else "a name like it"
    if not each.content.given:
        return f"{name}, and no row has a value: confirm{rival}"
    if each.content.share < _AGREES:
        return f"{name}, but {_unread(each)}: confirm{rival}"
    return f"{name} and content agree{rival}" if each.like >= SAME or rival else f"{name}, and content agrees: confirm"


def _unread(each: Proposal) -> str:
    unread = each.content.given - each.content.readable
    if not each.content.given:
        return "no row has a value"
    return f"{counted(unread, 'value')} of {each.content.given:,} cannot be read"


def _date_formats(found: Mapping[str, Proposal]) -> Iterator[str]:
    formed = {name: each.content.form for name, each in found.items() if each.content.form is not None}
    if sure := {name: form.text for name, form in formed.items() if form.text is not None}:
        yield "    date_formats:"
        yield from (f"      {name}: {inline(text)}{_remark(text)}" for name, text in sure.items())
    for name, form in formed.items():
        if form.text is None:
            yield f"    # {name} can be read in two ways, as no day in it is after the 12th. Say which, for instance:"
            yield "    # date_formats:"
            yield f"    #   {name}: '%d/%m/%y'"


def _remark(form: str) -> str:
    if form == "excel":
        return "  # serial numbers of Excel: confirm"
    if form.startswith("%m"):
        return "  # the month comes first: confirm"
    return "  # every date has this form" + (", with two digits of the year: confirm" if "%y" in form else "")


def _values(spec: Spec, found: Mapping[str, Proposal]) -> Iterator[str]:
    if any(each.content.values for each in found.values()):
        yield "    values:"
    for name, each in found.items():
        content = each.content
        if content.values:
            yield f"      {name}:"
        for text, meant in content.values.items():
            remark = f"  # {counted(content.blank, 'row')} without a value: confirm" if text == "" else ""
            yield f"        {inline(text)}: {inline(meant)}{remark}"
        yield from (f"        # {line}" for line in _open_values(spec, name, each))


def _open_values(spec: Spec, name: str, each: Proposal) -> Iterator[str]:
    """The values of a code that are not known: what they are, where they are many rows', and otherwise how many they are."""
    if kind_of(spec.columns[name]) not in ("code", "set", "flag"):
        return
    allowed = listed([*(allowed_in(spec.columns[name]) or ("true", "false"))], "or")
    for text, rows in each.content.open_values.items():
        yield f"{inline(text)}: ?  # {name}, {counted(rows, 'row')}: say whether it is {allowed}"
    if number := each.content.hidden_values:
        yield f"{name}: {counted(number, 'more value')} not known, each in fewer than {FEWEST_ROWS} rows or one of very many"


def _missing(spec: Spec, found: Mapping[str, Proposal]) -> Iterator[str]:
    missing = [name for name in spec.required if name not in found]
    if not missing:
        return
    yield f"    # Needed, and not found: {', '.join(missing)}"
    if blank := [name for name in missing if spec.columns[name].nullable or kind_of(spec.columns[name]) == "set"]:
        yield "    # If one is recorded nowhere, every row of it can be blank:"
        yield "    # constants:"
        yield from (f"    #   {name}: ''" for name in blank)
