"""Which publication and which of its data sets are fetched."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from send_analysis.core.errors import DataError, UsageError
from send_analysis.core.params.checking import nearest
from send_analysis.national.fetch.answers import DataSet, Publication
from send_analysis.national.fetch.service import Service

#: The publication that holds the returns on EHC plans.
PUBLICATION = "Education, health and care plans"

#: How a title tells its subject, whatever else it says. Titles change from release to release: "Timeliness - education, health
#: and care plans issued within the statutory 20 week timeframe" (2025), "Timeliness of new education, health and care plans, …".
SUBJECTS = {
    "20-week timeliness": re.compile(r"\btimeliness\b|\b20[ -]weeks?\b"),
    "requests": re.compile(r"\brequests?\b"),
    "assessments": re.compile(r"\bassessments?\b"),
    "annual reviews": re.compile(r"\bannual reviews?\b"),
}

#: "Number of requests for an EHC needs assessment" is about requests alone.
_REQUEST_FOR = re.compile(r"\brequests? for (\w+ ){0,5}?assessments?\b")

#: The service's own limits: results on a page, and characters of a search. Source: PublicationListRequest and DataSetListRequest
#: of its public code.
_PUBLICATIONS_A_PAGE, _DATA_SETS_A_PAGE, _SHORTEST_SEARCH = 40, 20, 3

#: A data set that is still kept up; one that is superseded or withdrawn is fetched only when it is named.
_CURRENT = "Published"


@dataclass(frozen=True)
class Choice:
    """The data sets to fetch, and the subjects that no title is about."""

    data_sets: tuple[DataSet, ...]
    missing: tuple[str, ...] = ()


def find_publication(service: Service, name: str) -> Publication:
    """The publication with this title or slug.

    Raises
    ------
    UsageError
        When there is none; DataError when it is the one that there should be.
    """
    found: list[Publication] = []
    searches = [{"search": name.replace("-", " ")}] if len(name.strip()) >= _SHORTEST_SEARCH else []
    for search in [*searches, {}]:  # where searching does not find it, the whole list may
        found = service.listed("publications", Publication, "publications", _PUBLICATIONS_A_PAGE, **search)
        for each in found:
            if _same(name, each.title, each.slug):
                return each
    kind = DataError if name == PUBLICATION else UsageError
    raise kind(f'The Department\'s service has no publication "{name}".{_near(name, [each.title for each in found])}')


def data_sets_of(service: Service, publication: Publication) -> list[DataSet]:
    """The data sets of a publication that the API gives; not every file of the publication is among them."""
    return service.listed(f"publications/{publication.id}/data-sets", DataSet, "data sets", _DATA_SETS_A_PAGE)


def choose(data_sets: Sequence[DataSet], names: Sequence[str], publication: str) -> Choice:
    """The data sets named by title or id; without names, those whose titles are about one of the :data:`SUBJECTS`.

    Raises
    ------
    UsageError
        When one that is named is not there, or two have the name.
    DataError
        When no title is about any subject.
    """
    if names:
        return Choice(tuple(dict.fromkeys(_named(name, data_sets, publication) for name in names)))
    current = [each for each in data_sets if each.status == _CURRENT]
    chosen = tuple(each for each in current if subjects_of(each.title))
    missing = tuple(name for name in SUBJECTS if not any(name in subjects_of(each.title) for each in chosen))
    if not chosen:
        raise DataError(
            f'None of the data sets of "{publication}" is about {", ".join(SUBJECTS)}, by its title. Name those that you want. '
            f"{titles(data_sets)}"
        )
    return Choice(chosen, missing)


def subjects_of(title: str) -> set[str]:
    """What a title is about, of the :data:`SUBJECTS`."""
    words = title.casefold()
    without_requests = _REQUEST_FOR.sub("", words)
    return {
        name
        for name, told in SUBJECTS.items()
        if told.search(without_requests if name == "assessments" else words) is not None
    }


def titles(data_sets: Iterable[DataSet]) -> str:
    """A sentence that lists the data sets there are."""
    listed = "; ".join(f'"{each.title}"' for each in data_sets)
    return f"The data sets that the API gives are: {listed}." if listed else "The API gives no data set of it."


def _named(name: str, data_sets: Sequence[DataSet], publication: str) -> DataSet:
    found = [each for each in data_sets if _same(name, each.title, str(each.id))]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(str(each.id) for each in found)
        raise UsageError(
            f'"{publication}" has {len(found)} data sets called "{name}". Name the one that you want by its id: {ids}.'
        )
    near = _near(name, [each.title for each in data_sets])
    raise UsageError(f'"{publication}" has no data set "{name}".{near} {titles(data_sets)}')


def _near(name: str, names: Sequence[str]) -> str:
    near = nearest(name, names)
    return f' Did you mean "{near}"?' if near else ""


def _same(name: str, *others: str) -> bool:
    return _key(name) in map(_key, others)


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
