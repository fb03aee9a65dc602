"""What the documents that a release makes need in its params, and what of its params no document would show."""

from collections.abc import Iterable
from datetime import date

from send_analysis.core.params.committee_paper import CommitteePaper
from send_analysis.core.params.release import COMMITTEE_PAPER, PERFORMANCE_PAGE, ReleaseParams
from send_analysis.core.params.yaml_lines import Place


def document_faults(release: ReleaseParams) -> Iterable[tuple[Place, str]]:
    """The places where `documents` and the rest of a release's params do not fit, each with what to do."""
    for number, name in enumerate(release.documents):
        if name in release.documents[:number]:
            yield ("documents", number), f"{name} stands twice. Keep one of them."
    if release.sections and PERFORMANCE_PAGE not in release.documents:
        page = f"sections make the {PERFORMANCE_PAGE}, which `documents` does not name."
        yield ("sections",), f"{page} Add it there, or take the sections out."
    if release.committee_paper is None:
        if COMMITTEE_PAPER in release.documents:
            yield (
                ("documents", release.documents.index(COMMITTEE_PAPER)),
                f"there is no `{COMMITTEE_PAPER}:` that says what stands in the paper. Write one; "
                "params/oldham/2020-09.yaml shows how.",
            )
    elif COMMITTEE_PAPER not in release.documents:
        both = f"[{', '.join([*release.documents, COMMITTEE_PAPER])}]"
        yield (COMMITTEE_PAPER,), f"`documents` does not name it, so it would not be made. Write documents: {both}."
    else:
        yield from _of_the_paper(release, release.committee_paper)


def _of_the_paper(release: ReleaseParams, paper: CommitteePaper) -> Iterable[tuple[Place, str]]:
    if isinstance(paper.meeting_on, date) and paper.meeting_on < release.as_at:
        why = "A paper tells its meeting what was known before it."
        yield (COMMITTEE_PAPER, "meeting_on"), f"lies before as_at ({release.as_at}). {why}"
    if paper.resolutions and "resolutions" in release.extracts:
        yield (COMMITTEE_PAPER, "resolutions"), "stand here and in an extract. Keep one of the two."
    for number, each in enumerate(paper.resolutions):
        for name in ("raised_on", "answered_on"):
            day = getattr(each, name)
            if day is not None and day > release.as_at:
                why = "What came after that day is for the next paper."
                yield (COMMITTEE_PAPER, "resolutions", number, name), f"lies after as_at ({release.as_at}). {why}"
