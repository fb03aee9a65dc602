"""What a document says beside its notebooks: teams, data quality and definitions, from params and figures."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from send_analysis.core.checks import Check
from send_analysis.core.figures import Figures, concat_figures
from send_analysis.core.findings import listed
from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, DATASETS_OF, read_by
from send_analysis.core.period import Period, in_words
from send_analysis.datasets.dataset import Dataset
from send_analysis.datasets.opening import NO_LIMIT, OpenedData
from send_analysis.datasets.sense.stale import STALE
from send_analysis.disclosure.protect import Policy, ReleasableFigures, protect
from send_analysis.measures import data_quality, teams
from send_analysis.measures.registry import Definition, definitions
from send_analysis.prepared import Prepared
from send_analysis.present.context import assumptions, definitions_of, page_context, paper_context
from send_analysis.present.labels import label
from send_analysis.present.parts import data_quality_table, team_structures
from send_analysis.run.earlier import LATE_CORRECTIONS

#: The ends of the names of checks that are not told on the page. What is dated after an extract's day stands in the table of
#: rows, and is no fault where an edition is made again. What was corrected since an earlier release depends on whether this
#: machine made one, and the page is the same wherever it is made.
_NOT_ON_THE_PAGE = (".as_at", LATE_CORRECTIONS)


#: What a check is about that holds a number which somebody stated against published files.
_STATED = "Numbers stated elsewhere that published files do not bear out"

#: What a check is about that belongs to no dataset by itself: those of a SEN2 return as a whole.
_WHOLE = "all extracts together"


def run_figures(params: Params, opened: OpenedData) -> Figures:
    """The figures that the run computes itself: posts filled and rows of each extract."""
    posts = teams.filled_posts(params.release.teams, params.area, params.release.as_at)
    return concat_figures([posts, data_quality.rows(opened.counts, params.area, params.windows.period)])


def performance_page_context(
    params: Params, opened: OpenedData, prepared: Prepared, sections: Sequence[str]
) -> dict[str, Any]:
    """The page's context for the template: plain values, and HTML made by our own tables where a key ends in "table"."""
    released = protect(run_figures(params, opened), Policy(params.authority.disclosure.withhold_up_to))
    as_at = Period(params.release.as_at, params.release.as_at)
    return {
        **page_context(params),
        "sections": list(sections),
        **team_structures(params.release.teams, released, as_at),
        "data_quality": _data_quality(params, opened, released),
        "definitions": definitions_of(measures_shown(prepared, sections)),
    }


def committee_paper_context(params: Params, opened: OpenedData, prepared: Prepared) -> dict[str, Any]:
    """The committee paper's context for the template, in the same form."""
    released = protect(run_figures(params, opened), Policy(params.authority.disclosure.withhold_up_to))
    return {
        **paper_context(params),
        "data_quality": _data_quality(params, opened, released),
        "definitions": definitions_of(measures_shown(prepared, [COMMITTEE_PAPER])),
    }


def _data_quality(params: Params, opened: OpenedData, released: ReleasableFigures) -> dict[str, Any]:
    return {
        "table": data_quality_table(released, params.windows.period, list(opened.datasets)) if opened.datasets else "",
        "checks": _checks([check for check in opened.checks if not check.check.endswith(_NOT_ON_THE_PAGE)]),
        "warnings": _warnings(opened.checks),
        "assumptions": assumptions(params),
        "notes": _notes(opened),
    }


def _checks(checks: Sequence[Check]) -> list[dict[str, str]]:
    """The checks passed, each by its name, and one line for each extract in which others found something."""
    # A message names columns and rules: with the table of rows set aside, what is wrong with one child's record could be told
    # from it. Messages stay in internal/checks.csv.
    lines = [{"check": check.check, "result": check.result, "message": ""} for check in checks if check.result == "PASS"]
    open_checks = [each for each in checks if each.found_something and not each.check.endswith(STALE)]
    # A number that somebody stated is held against the files; where they differ, that is no fault of the files.
    found = Counter(_STATED if each.check.startswith("stated.") else label(each.dataset or _WHOLE) for each in open_checks)
    for about, number in found.items():
        rules = f"{number} check{'s' if number > 1 else ''}; the authority keeps the list."
        lines.append({"check": about, "result": "WARNING", "message": rules})
    return lines


def _warnings(checks: Sequence[Check]) -> list[dict[str, Any]]:
    """What a reader must know of stale extracts, with the sections that use them."""
    stale = [check for check in checks if check.found_something and check.check.endswith(STALE)]
    about = {check.message: {each.dataset for each in stale if each.message == check.message} for check in stale}
    texts = _together((label(check.dataset), f"{check.message[:1].lower()}{check.message[1:]}") for check in stale)
    return [
        {"text": text, "sections": [section for section in DATASETS_OF if found & set(read_by(section))]}
        for text, found in zip(texts, about.values(), strict=True)
    ]


def _notes(opened: OpenedData) -> list[str]:
    if not opened.datasets:
        return ["No extract of the authority's case records was used for this page."]
    # Without the name of the file: councils put all sorts of things into names of files.
    return _together(
        (label(name), f"as at {in_words(each.windows.as_at)}{_reach(each)}.") for name, each in opened.datasets.items()
    )


def _reach(dataset: Dataset) -> str:
    """From which day on an extract is complete, where params say so."""
    return f", complete from {in_words(dataset.covers.start)} on" if dataset.covers.start > NO_LIMIT else ""


def _together(said: Iterable[tuple[str, str]]) -> list[str]:
    """What is said of several extracts in the same words, said once: "Plans and needs: as at 15 January 2026."."""
    names: dict[str, list[str]] = {}
    for name, text in said:
        names[text] = [*names[text], name[:1].lower() + name[1:]] if text in names else [name]
    return [f"{listed(each)}: {text}" for text, each in names.items()]


def measures_of(params: Params, opened: OpenedData, prepared: Prepared, notebooks: Sequence[str]) -> list[Definition]:
    """The measures of a release: those that its notebooks have shown and those of the run's own figures."""
    shown = {*measures_shown(prepared, notebooks), *run_figures(params, opened).frame["measure"]}
    return [each for name, each in definitions().items() if name in shown]


def measures_shown(prepared: Prepared, notebooks: Sequence[str]) -> list[str]:
    """The measures that notebooks have shown, in the order of the registry."""
    frames = prepared.shown("released")
    shown = {measure for name in notebooks if name in frames for measure in frames[name]["measure"]}
    return [measure for measure in definitions() if measure in shown]
