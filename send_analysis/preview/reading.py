"""What a preview reads before any notebook runs, and reads again when it was saved."""

import tempfile
from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import send_analysis
from send_analysis.core.errors import ParamsError
from send_analysis.core.params import Params, load_params
from send_analysis.core.params.release import NotebookName
from send_analysis.datasets.opening import OpenedData
from send_analysis.prepared import Prepared
from send_analysis.preview.watching import Watched
from send_analysis.released import read_earlier
from send_analysis.run.checking import failed, look, what_stops
from send_analysis.run.documents import Document
from send_analysis.run.national import look_at_national, national_checks
from send_analysis.run.params_rules import RULES

#: The folder of the package that is being used.
PACKAGE = Path(send_analysis.__file__).parent


@dataclass(frozen=True)
class Read:
    """A release as it was read: its params, what it makes, its data, and what its notebooks open."""

    params: Params
    documents: tuple[Document, ...]
    opened: OpenedData
    prepared: Prepared

    @property
    def notebooks(self) -> tuple[NotebookName, ...]:
        """The notebooks that its documents are made of."""
        return notebooks_of(self.documents)


def notebooks_of(documents: Collection[Document]) -> tuple[NotebookName, ...]:
    """The notebooks that documents are made of, in order."""
    return tuple(name for document in documents for name in document.notebooks)


def read_data(params: Params, folder: Path) -> tuple[OpenedData, Prepared]:
    """Read and check the extracts, and leave them for the notebooks in a new folder within `folder`.

    Raises
    ------
    DataError, CheckError
        With every fault of every extract. Unlike a run this leaves nothing beside the release.
    """
    opened = look(params)
    published = look_at_national(params)
    opened = replace(opened, checks=[*opened.checks, *national_checks(params, published)])
    if failed(opened.checks):
        raise what_stops(opened)
    prepared = Prepared(Path(tempfile.mkdtemp(prefix="prepared-", dir=folder)))
    prepared.prepare(params, opened, published, read_earlier(params))
    return opened, prepared


def keep_figures(before: Prepared, after: Prepared, notebooks: Collection[NotebookName]) -> None:
    """Take over what notebooks have recorded that need not run again, and remove the rest."""
    for name in notebooks:
        for path in before.figures.glob(f"{name}-*"):
            path.rename(after.figures / path.name)
    before.remove()


def checked_params(path: Path) -> Params:
    """The params of a release, held to every rule.

    Raises
    ------
    ParamsError
        With every fault.
    """
    return load_params(path, rules=RULES)


def watched_by(path: Path, notebooks: Collection[NotebookName], root: Path) -> Watched | None:
    """What a release is made from, as far as its params tell; None where they cannot be read."""
    try:
        params = load_params(path, files="unchecked")
    except ParamsError:
        return None
    extracts = {each.path for each in params.release.extracts.values() if each.path is not None and not each.is_remote}
    national = params.authority.national.source
    return Watched(root, path.parent, PACKAGE, tuple(notebooks), tuple(sorted(extracts)), str(national))
