"""From the Department's service to files in a folder."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from send_analysis.national.fetch.cache import Outcome, Placing, Source, place, placing, staging
from send_analysis.national.fetch.choosing import PUBLICATION, choose, data_sets_of, find_publication, titles
from send_analysis.national.fetch.editions import Editions
from send_analysis.national.fetch.file_names import stems
from send_analysis.national.fetch.patience import Patience
from send_analysis.national.fetch.service import BASE, Service

#: What is said of a file that is kept although another has its name.
_KEPT = {
    Outcome.REVISED: (
        "The Department changed this file without a new version number. Both are kept; compare them before you publish."
    ),
    Outcome.BESIDE: "The folder has another file of that name, which was changed or put there by hand. Both are kept.",
}


@dataclass(frozen=True)
class Fetched:
    """What was fetched.

    Parameters
    ----------
    base : the address of the API, as it may be shown.
    placings : each file with its source and what became of it.
    missing : subjects that no data set's title is about.
    there_are : a sentence that lists the data sets of the publication.
    """

    cache: Path
    base: str
    publication: str
    placings: tuple[Placing, ...]
    missing: tuple[str, ...]
    there_are: str

    @property
    def files(self) -> tuple[Path, ...]:
        """The files, whether they are new or were there before."""
        return tuple(self.cache / each.source.file for each in self.placings)

    @property
    def summary(self) -> str:
        """What was fetched and what was not, for the terminal."""
        lines = [f'"{self.publication}", from {self.base}, in {self.cache}:']
        for each in self.placings:
            lines += [f"  {each.source.file}: {each.outcome} ({_edition(each.source)})"]
            lines += [f"    {_KEPT[each.outcome]}"] if each.outcome in _KEPT else []
        written = sum(each.outcome is not Outcome.SAME for each in self.placings)
        lines += [f"Files written: {written}." if written else "Nothing was written: the folder has these files already."]
        if self.missing:
            lines += [f"No title is about {', '.join(self.missing)}. {self.there_are} Name those that you want."]
        return "\n".join(lines)


def fetch(
    to: Path,
    *,
    base: str = BASE,
    publication: str = PUBLICATION,
    data_sets: Sequence[str] = (),
    version: str | None = None,
    progress: Callable[[str], None] = lambda said: None,
    patience: Patience | None = None,
) -> Fetched:
    """Fetch a publication's data sets into a folder, each with a file beside it that tells where it comes from.

    What the folder holds already is never changed: a new version stands beside the old one, and so does a file that was changed
    without a new number. Either all files of a fetch arrive or none.

    Parameters
    ----------
    to : the folder; it is made where it is missing.
    base : address of the API, with the number of its version.
    publication : its title or slug.
    data_sets : their titles or ids; without them, those about 20-week timeliness, requests, assessments and annual reviews.
    version : of the data sets, such as 1.0, or 2.* for the latest that begins with 2; the latest where it is None.
    progress : is told what is asked for next.
    patience : limits to waiting, for this fetch alone.

    Raises
    ------
    UsageError
        When what is named is not there.
    SetupError
        When there is no connection, the service fails, or the folder cannot be written to.
    DataError
        When the service answers something else than it should, or a file is not whole.
    """
    with Service(base, patience or Patience()) as service:
        progress(f"Asking {service.shown}")
        found = find_publication(service, publication)
        there = data_sets_of(service, found)
        choice = choose(there, data_sets, found.title)
        editions, names = Editions(service, found, version), stems(there)
        with staging(to) as folder:
            placings = []
            for each in choice.data_sets:
                progress(f"Fetching {each.title}")
                waiting = folder / f"{each.id}.csv"
                placings.append(placing(to, editions.fetch(each, waiting, names[each]), waiting))
            place(to, placings)
    return Fetched(to, service.shown, found.title, tuple(placings), choice.missing, titles(there))


def _edition(source: Source) -> str:
    published = f"published {source.published_on}" if source.published_on else ""
    return ", ".join(filter(None, [source.release, f"version {source.version}", published]))
