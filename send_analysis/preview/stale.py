"""Which notebooks must run again after something was saved."""

from collections.abc import Collection

from send_analysis.core.params import Params
from send_analysis.core.params.release import COMMITTEE_PAPER, NotebookName, read_by
from send_analysis.preview.watching import Thing

#: What may show any figure of the release, by whichever extract it is counted from.
_READ_ALL: frozenset[NotebookName] = frozenset({"improvement_plan", COMMITTEE_PAPER})

#: The keys of params that only some notebooks print.
_TEXTS = {"commentary", "committee_paper"}


def after_saving(saved: Collection[Thing], notebooks: Collection[NotebookName], params: Params) -> set[NotebookName]:
    """The notebooks that notebooks, extracts and the Department's files saved since make stale."""
    if any(thing.kind in ("package", "national") for thing in saved):
        return set(notebooks)
    edited = {thing.name for thing in saved if thing.kind == "notebook"}
    paths = {thing.name for thing in saved if thing.kind == "extract"}
    datasets = {name for name, extract in params.release.extracts.items() if extract.path in paths}
    return {name for name in notebooks if name in edited or _reads(name, datasets)}


def between(before: Params, after: Params, notebooks: Collection[NotebookName]) -> set[NotebookName]:
    """The notebooks that an edit of params makes stale: all of them, unless only texts were edited."""
    if not only_texts_differ(before, after):
        return set(notebooks)
    told, tells = before.release.commentary, after.release.commentary
    stale: set[NotebookName] = {name for name in after.release.sections if told.get(name) != tells.get(name)}
    if before.release.committee_paper != after.release.committee_paper:
        stale.add(COMMITTEE_PAPER)
    return stale & set(notebooks)


def only_texts_differ(before: Params, after: Params) -> bool:
    """Whether an edit of params leaves all but the texts of notebooks as it was, so that no extract need be read again."""
    return before.authority == after.authority and _without_texts(before) == _without_texts(after)


def _reads(name: NotebookName, datasets: Collection[str]) -> bool:
    return bool(datasets) if name == COMMITTEE_PAPER or name in _READ_ALL else not set(datasets).isdisjoint(read_by(name))


def _without_texts(params: Params) -> dict[str, object]:
    return params.release.model_dump(exclude=_TEXTS)
