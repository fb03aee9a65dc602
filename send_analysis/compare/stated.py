"""What a minute or a page states of an authority's national standing, held against the data."""

from collections.abc import Iterable, Iterator
from datetime import date

from send_analysis.compare.place import Place, place
from send_analysis.core.checks import Check
from send_analysis.core.errors import UsageError
from send_analysis.core.figures import Area
from send_analysis.core.params.checking import did_you_mean
from send_analysis.core.params.national import Stated
from send_analysis.core.params.release import ReleaseParams
from send_analysis.core.params.yaml_lines import Place as PlaceInParams
from send_analysis.measures.registry import definition, definitions
from send_analysis.national.national import National
from send_analysis.national.vintage import in_short

_WORDS = {
    "value": "the value",
    "rank": "rank",
    "ranked": "the number of authorities ranked",
    "in_file": "the number of authorities in the file",
    "neighbours_lower": "the number of neighbours with a lower value",
    "neighbours_compared": "the number of neighbours compared",
}


def stated_checks(national: National, area: Area, stated: Iterable[Stated], neighbours: str, at: date) -> Iterator[Check]:
    """Whether the data say what was stated, statement by statement; a difference is named and stops nothing.

    Parameters
    ----------
    neighbours, at : the version of the neighbours, or the day that it is chosen for.
    """
    for number, each in enumerate(stated, start=1):
        name = f"stated.{each.what}.{number}"
        about = f"{definition(each.measure).title.lower()}, {each.year}"
        said = f"{each.by[:1].upper()}{each.by[1:]} states {_WORDS[each.what]} {each.number:g} ({about})"
        try:
            found = place(national, area.code, each.measure, each.year, neighbours=neighbours, at=at)
        except UsageError as error:
            yield Check(name, "WARNING", f"{said}; it cannot be held against the data: {error}", 0)
            continue
        yield _held_against(name, said, each, found)


def stated_rule(release: ReleaseParams) -> Iterator[tuple[PlaceInParams, str]]:
    """The faults of `stated:` in a params file: measures that there are not, or that have no better and worse."""
    ranked = [each.id for each in definitions().values() if each.polarity != "none"]
    for number, each in enumerate(release.stated):
        if each.measure not in ranked:
            near = did_you_mean(each.measure, ranked)
            yield ("stated", number, "measure"), f"`{each.measure}` is not a measure that has a rank.{near}"


def _held_against(name: str, said: str, stated: Stated, found: Place) -> Check:
    number = getattr(found, stated.what)
    if number is None:
        return Check(
            name, "WARNING", f"{said}; the data do not tell it.", 0, "Fetch the Department's files to hold it against them."
        )
    if number == stated.number:
        return Check(name, "PASS", f"{said}; so do the data.", 1)
    advice = "What is published follows the data."
    by = f", by the neighbours of {found.neighbours_model}" if stated.what.startswith("neighbours") else ""
    return Check(name, "WARNING", f"{said}; the data say {number:g} ({in_short(found.source)}{by}).", 1, advice)
