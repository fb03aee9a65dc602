"""From a YAML document to a checked model, with faults in words that a non-programmer can act on."""

import difflib
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError

from send_analysis.core.params.documents import document_faults
from send_analysis.core.params.local_files import local_files
from send_analysis.core.params.plan_faults import plan_faults
from send_analysis.core.params.release import DATASETS_OF, SEN2, Extract, Post, ReleaseParams
from send_analysis.core.params.yaml_lines import Document, Fault, Place

M = TypeVar("M", bound=BaseModel)

_WRONG_TYPES = {
    "string_type": "must be text; put it in quotes",
    "int_type": "must be a whole number",
    "float_type": "must be a number",
    "bool_type": "must be true or false",
    "tuple_type": "must be a list",
    "dict_type": "must be a mapping of keys to values",
    "model_type": "must be a mapping of keys to values",
}


def checked(model: type[M], document: Document) -> tuple[M | None, list[Fault]]:
    """The model that the document describes, or None, and every fault found."""
    faults = list(document.faults)
    if document.values is None:
        return None, faults
    if not isinstance(document.values, dict):
        return None, [*faults, Fault(1, "", "must be a mapping of keys to values.")]
    try:
        return model.model_validate(document.values), faults
    except ValidationError as error:
        return None, [*faults, *(_fault(model, document, each) for each in _of_their_own(error))]


def _of_their_own(error: ValidationError) -> list[Any]:
    """The errors without those that only follow from another, such as a list that is short because an item is wrong."""
    every = error.errors(include_url=False)
    places = [each["loc"] for each in every]

    def follows(each: Any) -> bool:
        inside = (place for place in places if len(place) > len(each["loc"]) and place[: len(each["loc"])] == each["loc"])
        return each["type"] == "too_short" and any(inside)

    return [each for each in every if not follows(each)]


def _fault(model: type[BaseModel], document: Document, error: Any) -> Fault:
    place: Place = tuple(part for part in error["loc"] if part != "[key]")
    return Fault(document.line(place), ".".join(str(part) for part in place), _in_words(model, place, error))


def _in_words(model: type[BaseModel], place: Place, error: Any) -> str:
    kind, given = error["type"], error["input"]
    if kind == "missing":
        return "is missing."
    if kind == "extra_forbidden":
        return _not_allowed(str(place[-1]), _keys_at(model, place[:-1]), "a key here")
    if kind == "literal_error":
        return _not_allowed(str(given), _choices(error["ctx"]["expected"]), "allowed here")
    if kind == "value_error":
        return f"{error['ctx']['error']}."
    if kind == "string_pattern_mismatch":
        return f"{given!r} does not have the form {error['ctx']['pattern']}."
    return f"{_WRONG_TYPES.get(kind, error['msg'].replace('Input should', 'must'))}; it is {given!r}."


def _not_allowed(given: str, allowed: list[str], what: str) -> str:
    return f"`{given}` is not {what}.{did_you_mean(given, allowed)} Allowed: {', '.join(allowed)}."


def did_you_mean(given: str, allowed: Iterable[str]) -> str:
    """A sentence that proposes the nearest valid name, or nothing when none is near."""
    near = nearest(given, allowed)
    return f" Did you mean `{near}`?" if near is not None else ""


def nearest(given: str, allowed: Iterable[str]) -> str | None:
    """The valid name that is nearest to one that is not; None when none is near."""
    return next(iter(difflib.get_close_matches(given, list(allowed), n=1, cutoff=0.6)), None)


def _choices(expected: str) -> list[str]:
    return [part.strip("'") for part in expected.replace(" or ", ", ").split(", ")]


def _keys_at(model: type[BaseModel], place: Place) -> list[str]:
    """The keys that the model allows at a place."""
    kind: Any = model
    for part in place:
        fields = {field.alias or name: field for name, field in getattr(kind, "model_fields", {}).items()}
        kind = _model_in(fields[str(part)].annotation) if part in fields else kind
    return [field.alias or name for name, field in kind.model_fields.items()]


def _model_in(annotation: Any) -> Any:
    """The model inside a list, mapping, optional or annotated type."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for inner in get_args(annotation) if (found := _model_in(inner)) is not None), None)


#: A rule over a whole params file: the places where it is broken, each with what to do.
Rule = Callable[[ReleaseParams], Iterable[tuple[Place, str]]]


def faults_between(
    release: ReleaseParams, document: Document, path: Path, root: Path | None, rules: Iterable[Rule] = ()
) -> list[Fault]:
    """Faults that no single key shows: dates against each other, posts that report to nobody, files that are not there.

    `rules` are further ones, of rooms above this one.
    """
    found: list[tuple[Place, str]] = []
    if release.authority != path.parent.name:
        found.append((("authority",), f"is {release.authority}, but the file stands in params/{path.parent.name}."))
    if release.as_at < release.period.start:
        found.append((("as_at",), f"lies before the period begins ({release.period.start}). Nothing could be reported."))
    if release.published_on is not None and release.published_on < release.as_at:
        found.append((("published_on",), f"lies before as_at ({release.as_at}). A page is published after what it reports."))
    for dataset, extract in release.extracts.items():
        as_at = min(release.as_at, extract.as_at or release.as_at)
        if extract.covers_from is not None and extract.covers_from > as_at:
            found.append((("extracts", dataset, "from"), f"lies after the day the extract is taken at ({as_at})."))
    found.extend(_of_returns(release, document))
    found.extend(document_faults(release))
    for name, window in release.windows.items():
        if window.end is not None and window.end < window.start:
            found.append((("windows", name), "ends before it begins."))
        if window.dataset not in release.extracts:
            found.append((("windows", name, "dataset"), f"{window.dataset} has no extract."))
    for number, section in enumerate(release.sections):
        if section in release.sections[:number]:
            found.append((("sections", number), f"{section} stands twice. Keep one of them."))
        missing = [name for name in DATASETS_OF[section] if name not in release.extracts]
        if missing:
            found.append((("sections", number), f"{section} needs the extract {' and '.join(missing)}. Add it."))
    for number, entry in enumerate(release.appealable_decisions):
        if entry.year in [each.year for each in release.appealable_decisions[:number]]:
            found.append((("appealable_decisions", number, "year"), f"{entry.year} stands twice. Keep one of them."))
    for number, team in enumerate(release.teams):
        if team.name in [each.name for each in release.teams[:number]]:
            found.append((("teams", number, "name"), f"{team.name!r} stands twice. Give each team a name of its own."))
        found.extend((("teams", number, "posts", index), fault) for index, fault in _reporting_faults(team.posts))
    found.extend(plan_faults(release))
    if root is not None:
        found.extend(_missing_files(release, root))
    for rule in rules:
        found.extend(rule(release))
    return [Fault(document.line(place), ".".join(map(str, place)), message) for place, message in found]


def _reporting_faults(posts: tuple[Post, ...]) -> Iterable[tuple[int, str]]:
    manager = {post.title: post.reports_to for post in posts}
    for index, post in enumerate(posts):
        if [each.title for each in posts].index(post.title) < index:
            yield index, f"the post {post.title!r} stands twice in the team."
        if post.reports_to is not None and post.reports_to not in manager:
            yield index, f"reports to {post.reports_to!r}, no post of the team.{did_you_mean(post.reports_to, manager)}"
        above: str | None = post.reports_to
        for _ in posts:
            above = manager.get(above) if above else None
        if above:
            yield index, f"the line of {post.title!r} runs in a circle."


def _of_returns(release: ReleaseParams, document: Document) -> Iterable[tuple[Place, str]]:
    """What SEN2 returns need in params; each return is named once, though several datasets are read from it."""
    first_of = {extract.path: name for name, extract in reversed(release.extracts.items()) if extract.sen2}
    for name in first_of.values():
        place: Place = ("extracts", SEN2) if ("extracts", SEN2) in document.lines else ("extracts", name)
        if not _is_one_place(release.extracts[name]):
            copy = "copy it first, and name its file, or the folder of its files"
            yield place, f"a SEN2 return is read from this machine: {copy}, by its own name."
        if release.extracts[name].covers_from is None:
            yield place, "a SEN2 return holds one calendar year. Say which: add `from`, for instance from: 2025-01-01."


def _is_one_place(extract: Extract) -> bool:
    """Whether the path is that of a file or folder of this machine, not an address or a pattern."""
    return not extract.is_remote and "*" not in (extract.path or "")


def _missing_files(release: ReleaseParams, root: Path) -> Iterable[tuple[Place, str]]:
    for name, extract in {each.path: (name, each) for name, each in reversed(release.extracts.items())}.values():
        if extract.path is None or extract.is_remote or local_files(root, extract.path):
            continue
        if extract.sen2 and not _is_one_place(extract):
            continue
        target = root / extract.path
        if target.is_dir():
            yield ("extracts", name), f"{extract.path} is a folder without files."
        elif "*" in target.name:
            yield ("extracts", name), f"no file fits {extract.path}."
        else:
            beside = [each.name for each in target.parent.iterdir()] if target.parent.is_dir() else []
            yield ("extracts", name), f"{extract.path} does not exist.{did_you_mean(target.name, beside)}"
